"""What people want to know of the urgent lane. The number of queries does not grow with the lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from hall.models import PostPage
from hall.queries import suggest_units
from hall.review.benches import Roster
from hall.review.models.urgent import UrgentRelease
from hall.review.urgent.permissions import why_not_after_review


@dataclass(frozen=True)
class AfterReview:
    """An urgent release as a line of a list shows it. An empty `reason` means that the reader can close it."""

    release: UrgentRelease
    reason: str = ""
    is_overdue: bool = False


def open_after_reviews_for(user, now, limit: int | None = None) -> list[AfterReview]:
    """Return what waits to be looked at and that `user` has to do with, the most overdue first."""
    return after_reviews(open_releases_for(user)[:limit], user, now)


def count_open_after_reviews_for(user) -> int:
    return open_releases_for(user).count()


def open_releases_for(user) -> QuerySet:
    return UrgentRelease.objects.open().on_board_of(user).for_rows().order_by("due_at", "pk")


def closed_releases_for(user) -> QuerySet:
    return UrgentRelease.objects.closed().on_board_of(user).for_rows().order_by("-closed_at", "-pk")


def after_reviews(releases: Iterable[UrgentRelease], user, now) -> list[AfterReview]:
    """Return lines for these releases of `for_rows()`, in their order."""
    releases = list(releases)
    roster = Roster.for_paths({release.page.path for release in releases})
    return [
        AfterReview(release, why_not_after_review(user, release, roster), release.is_overdue(now))
        for release in releases
    ]


def open_release_of(page) -> UrgentRelease | None:
    """Return the release of a page that nobody has looked at yet."""
    return UrgentRelease.objects.open().for_rows().filter(page=page.pk).first()


def pages_awaiting_after_review() -> set[int]:
    """Return the keys of all posts whose after-review is open: few at any time."""
    return set(UrgentRelease.objects.open().values_list("page_id", flat=True))


def releasable(words: str = "") -> QuerySet:
    """Return drafts and posts under review, the newest first, of units or with words that are asked for."""
    posts = PostPage.objects.unfinished()
    if words:
        posts = posts.below(suggest_units(words)) | posts.with_words(words)
    return posts.with_standing().select_related("owner").order_by("-latest_revision_created_at", "-pk")
