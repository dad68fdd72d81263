"""Which earlier version a reviewer reads the newest one against, and what has changed since."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision

from hall.models import Category, PostPage
from hall.review.changes import Changes, Kind, Named, Picture, PictureChange, Version, changes_between
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from portal.accounts.models import User
from portal.core.models import PortalImage, PortalMedia

FACT_LABELS = {
    "category": gettext_lazy("Category"),
    "location": gettext_lazy("Place"),
    "clip": gettext_lazy("Clip"),
    "goes_live_at": gettext_lazy("Goes public at"),
    "correction": gettext_lazy("Reason of the correction"),
}
PICTURE_LABELS = {
    Kind.ADDED: gettext_lazy("Picture %(place)d is new"),
    Kind.REMOVED: gettext_lazy("Picture %(place)d was taken out"),
    Kind.MOVED: gettext_lazy("Picture %(place)d was number %(was_place)d"),
    Kind.SAME: gettext_lazy("Other words for picture %(place)d"),
}


@dataclass(frozen=True)
class Earlier:
    """An earlier version that is still there, and what it was."""

    number: int
    name: str


@dataclass(frozen=True)
class Comparison:
    """The newest version beside an earlier one. Without `chosen` there is nothing to compare with."""

    choices: list[Earlier] = field(default_factory=list)
    chosen: Earlier | None = None
    changes: Changes = field(default_factory=Changes)
    images: dict[int, PortalImage] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, object, object]]:
        """Return label, before and after of each fact that is another one now."""
        return [(str(FACT_LABELS[fact.name]), fact.before, fact.after) for fact in self.changes.facts]

    @property
    def pictures(self) -> list[tuple[str, PortalImage | None, PictureChange]]:
        """Return in words what became of each picture, the picture if it is still kept, and the change."""
        return [
            (
                PICTURE_LABELS[change.kind] % {"place": change.place, "was_place": change.was_place},
                self.images.get(change.image),
                change,
            )
            for change in self.changes.pictures
        ]


def comparison_for(
    page: Page, user: User, *, seen: int | None = None, asked: int | None = None
) -> Comparison:
    """Compare the newest version of a post with the earlier one that `asked` names, or else with the most telling.

    `seen` is the version that the user had before them when somebody changed it.
    """
    if not isinstance(page, PostPage):
        return Comparison()
    choices = earlier_versions(page, user, seen)
    chosen = next((one for one in choices if one.number == asked), choices[0] if choices else None)
    if chosen is None:
        return Comparison()
    versions = versions_of([chosen.number, page.latest_revision_id])
    changes = changes_between(versions[chosen.number], versions[page.latest_revision_id])
    images = PortalImage.objects.in_bulk({change.image for change in changes.pictures})
    return Comparison(choices, chosen, changes, images)


def earlier_versions(page: Page, user: User, seen: int | None = None) -> list[Earlier]:
    """Return what the newest version can be compared with, the most telling first: what this reader knows already."""
    names: dict[int, str] = {}
    if seen:
        names[seen] = _("Since you opened it")
    decisions = decisions_since_publication(page)
    for record in [record for record in decisions if record.person_id == user.pk][:1]:
        names.setdefault(record.revision_number, own_name(record))
    for record in [record for record in decisions if record.event == ReviewEvent.RETURNED][:1]:
        names.setdefault(record.revision_number, _("Since it was returned"))
    if public := public_version(page):
        names.setdefault(public, _("Against the public version") if page.live else _("Since it was public"))
    names.pop(page.latest_revision_id, None)
    kept = set(page.revisions.filter(pk__in=names).values_list("pk", flat=True))
    return [Earlier(number, name) for number, name in names.items() if number in kept]


def own_name(record: ReviewRecord) -> str:
    if record.event == ReviewEvent.APPROVED:
        return _("Since you approved it")
    return _("Since you returned it")


def decisions_since_publication(page: Page) -> list[ReviewRecord]:
    """Return what reviewers have decided about the text that is not public yet, newest first."""
    records = page.review_records.filter(event__in=[ReviewEvent.APPROVED, ReviewEvent.RETURNED])
    if page.last_published_at:
        records = records.filter(happened_at__gt=page.last_published_at)
    return list(records.order_by("-pk"))


def public_version(page: Page) -> int | None:
    """Return the number of the version that readers see, or saw last."""
    if page.live_revision_id:
        return page.live_revision_id
    last = page.review_records.filter(event=ReviewEvent.PUBLISHED).order_by("-pk").first()
    return last.revision_number if last else None


def versions_of(numbers: Iterable[int]) -> dict[int, Version]:
    """Return these revisions of posts as their readers see them, in three queries for any number."""
    contents = dict(Revision.objects.filter(pk__in=numbers).values_list("pk", "content"))
    categories = Category.objects.in_bulk({content.get("category") for content in contents.values()} - {None})
    clips = PortalMedia.objects.in_bulk({content.get("media") for content in contents.values()} - {None})
    return {
        number: Version(
            text=content.get("text", ""),
            category=named(content.get("category"), categories),
            location=content.get("location", ""),
            clip=named(content.get("media"), clips),
            goes_live_at=parse_datetime(content.get("go_live_at") or ""),
            correction=content.get("correction", ""),
            pictures=tuple(
                Picture(row["image"], row.get("alt_text", ""))
                for row in sorted(content.get("pictures", []), key=lambda row: row.get("sort_order") or 0)
            ),
        )
        for number, content in contents.items()
    }


def named(key: int | None, things: dict) -> Named | None:
    """Return a thing by its name; one that is gone has none left."""
    if key is None:
        return None
    return Named(key, str(things.get(key, _("gone since"))))
