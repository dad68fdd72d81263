"""What waits for moderators, with all that its line shows. The number of queries does not grow with the comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import Comment, ModerationSettings, SpeakerBlock, TrustedSpeaker
from hall.interaction.moderating.clocks import due_of, late_before
from hall.interaction.moderating.marking import Piece, marked
from hall.interaction.permissions import (
    why_not_answer,
    why_not_block,
    why_not_hide,
    why_not_make_concern,
    why_not_restore,
    why_not_see_comment,
    why_not_show,
    why_not_speak_for,
    why_not_trust,
)
from hall.review.clocks import Due
from portal.core.pagination import Cursor, Slice, newest_before
from portal.core.workdays import Calendar
from units.enums import SPEAKING_ROLES
from units.models import UnitPage
from units.permissions import is_hall_desk, unit_ids_with_role

PAGE_SIZE = 20
NOBODY = "none"
DECISIONS = {"show", "hide", "restore"}
MORE = {"answer", "concern", "trust", "block"}


@dataclass(frozen=True)
class Wanted:
    """Which comments somebody asks for. `unit` is a key, or `NOBODY` for the hall's own pages."""

    state: str = CommentState.HELD
    unit: str = ""
    because: str = ""
    words: str = ""


@dataclass(frozen=True)
class Quote:
    """What a comment answers, or why its reader may not read that."""

    comment: Comment
    why_not: str


@dataclass(frozen=True)
class QueueRow:
    """A comment as moderators see it."""

    comment: Comment
    quotes: list[Quote]
    pieces: list[Piece]
    because: str
    due: Due | None
    hidden_before: int
    shown_before: int
    is_blocked: bool
    is_trusted: bool
    is_trusted_here: bool
    suggests_trust: bool
    may: frozenset[str]

    @property
    def page_address(self) -> str:
        return self.comment.page.get_url()

    @property
    def may_decide(self) -> bool:
        return bool(self.may & DECISIONS)

    @property
    def may_more(self) -> bool:
        return bool(self.may & MORE)


def comments_wanted(user, wanted: Wanted):
    """Return the comments in the care of `user` that somebody asks for."""
    found = Comment.objects.in_care_of(user).filter(state=wanted.state)
    if wanted.unit:
        is_there = (
            Q(page_unit=wanted.unit) | Q(unit=wanted.unit) if wanted.unit != NOBODY else Q(page_unit=None)
        )
        found = found.filter(is_there)
    if wanted.because:
        found = found.filter(held_because=wanted.because)
    for word in wanted.words.split():
        found = found.filter(Q(text__icontains=word) | Q(name__icontains=word))
    return found


def page_of(user, wanted: Wanted, cursor: Cursor | None) -> Slice:
    """Return one page: of what waits the oldest first, of the rest the newest first."""
    found = with_all_that_shows(comments_wanted(user, wanted))
    if wanted.state != CommentState.HELD:
        return newest_before(found.annotate(published_at=F("created_at")), cursor, PAGE_SIZE)
    found = found.with_waiting_since()
    if cursor:
        later = Q(waiting_since__gt=cursor.published_at)
        found = found.filter(later | Q(waiting_since=cursor.published_at, pk__gt=cursor.pk))
    rows = list(found.order_by("waiting_since", "pk")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    has_more = len(rows) > PAGE_SIZE
    return Slice(shown, Cursor(shown[-1].waiting_since, shown[-1].pk) if has_more else None)


def with_all_that_shows(comments):
    return comments.select_related(
        "page", "page_unit", "parent__unit", "answers__unit", "unit", "author", "decided_by"
    )


def rows_of(comments: list[Comment], user, now: datetime, calendar: Calendar) -> list[QueueRow]:
    """Return what lists show of these comments to `user`, in their order."""
    settings = ModerationSettings.load()
    limit = timedelta(hours=settings.age_limit_hours)
    writers = {comment.author_id for comment in comments if comment.author_id and not comment.is_official()}
    counts = counts_of(writers, user)
    blocked = set(SpeakerBlock.objects.in_force(now).filter(user__in=writers).values_list("user", "unit"))
    trusted = set(TrustedSpeaker.objects.filter(user__in=writers).values_list("user", "unit"))
    rows = []
    for comment in comments:
        # Marks of a citizen: whoever writes for a unit has none.
        writer = None if comment.is_official() else comment.author_id
        hidden, shown = counts.get(writer or 0, (0, 0))
        places = {(writer, None), (writer, comment.page_unit_id)}
        is_held = comment.state == CommentState.HELD
        is_trusted = bool(places & trusted)
        rows.append(
            QueueRow(
                comment=comment,
                quotes=quotes_of(comment, user),
                pieces=marked(comment.text, comment.held_word),
                because=because_of(comment) if is_held else "",
                due=due_of(comment.decided_at or comment.created_at, now, limit, calendar)
                if is_held
                else None,
                hidden_before=hidden - (comment.state == CommentState.HIDDEN),
                shown_before=shown,
                is_blocked=bool(places & blocked),
                is_trusted=is_trusted,
                is_trusted_here=(writer, comment.page_unit_id) in trusted,
                suggests_trust=shown >= settings.trust_after and not hidden and not is_trusted,
                may=what_may(user, comment),
            )
        )
    return rows


def quotes_of(comment: Comment, user) -> list[Quote]:
    """Return what stands above a comment and what it answers there, as far as `user` may read it. Reads nothing."""
    above = [said for said in (comment.parent, comment.answers) if said]
    for said in above:
        said.page, said.page_unit = comment.page, comment.page_unit
        said.parent = comment.parent if said.parent_id else None
    return [Quote(said, why_not_see_comment(user, said)) for said in above]


def because_of(comment: Comment) -> str:
    return str(HeldBecause(comment.held_because).label) if comment.held_because else ""


def what_may(user, comment: Comment) -> frozenset[str]:
    """Return the names of what `user` may do with a comment. Reads nothing."""
    reasons = {
        "show": why_not_show(user, comment),
        "hide": why_not_hide(user, comment),
        "restore": why_not_restore(user, comment),
        "concern": why_not_make_concern(user, comment),
    }
    if comment.page_unit:
        reasons["answer"] = why_not_speak_for(user, comment.page_unit) or why_not_answer(
            comment, comment.page
        )
    if comment.author and not comment.is_official():
        reasons["block"] = why_not_block(user, comment.author, comment.page_unit)
        reasons["trust"] = why_not_trust(user, comment.page_unit)
    return frozenset(name for name, reason in reasons.items() if not reason)


def counts_of(writers: Iterable[int], user) -> dict[int, tuple[int, int]]:
    """Return how many comments of each writer are hidden and public, of those in the care of `user`."""
    said = Comment.objects.in_care_of(user).filter(author__in=writers, unit__isnull=True)
    rows = said.values("author").annotate(
        hidden=Count("pk", filter=Q(state=CommentState.HIDDEN)),
        shown=Count("pk", filter=Q(state=CommentState.SHOWN)),
    )
    return {row["author"]: (row["hidden"], row["shown"]) for row in rows}


def age_limit() -> timedelta:
    """Return how much working time a comment may wait."""
    return timedelta(hours=ModerationSettings.load().age_limit_hours)


def late_since(now: datetime, calendar: Calendar) -> datetime:
    """Return the moment before which a comment must have come to be late."""
    return late_before(now, age_limit(), calendar)


def count_waiting(user) -> int:
    return Comment.objects.waiting_for(user).count()


def count_late(user, now: datetime, calendar: Calendar) -> int:
    waiting = Comment.objects.waiting_for(user).with_waiting_since()
    return waiting.filter(waiting_since__lte=late_since(now, calendar)).count()


@dataclass(frozen=True)
class UnitWaiting:
    """What waits in the queue of one unit; without a unit, in the hall desk's."""

    unit: UnitPage | None
    count: int
    since: datetime
    late: int

    @property
    def unit_id(self) -> int | None:
        return self.unit and self.unit.pk


def waiting_by_unit(user, now: datetime, calendar: Calendar) -> list[UnitWaiting]:
    """Return how much waits of each unit in the care of `user`, what has waited longest first. Few queries."""
    edge = late_since(now, calendar)
    held = Comment.objects.in_care_of(user).held().with_waiting_since().with_queue()
    counted = held.values("queue_unit").annotate(
        count=Count("pk"),
        since=Min("waiting_since"),
        late=Count("pk", filter=Q(waiting_since__lte=edge)),
    )
    rows = list(counted.order_by("since"))
    units = UnitPage.objects.in_bulk([row["queue_unit"] for row in rows if row["queue_unit"]])
    return [
        UnitWaiting(units.get(row["queue_unit"]), row["count"], row["since"], row["late"]) for row in rows
    ]


def units_seen_by(user):
    """Return the units whose comments `user` sees, for a choice in a list."""
    if is_hall_desk(user):
        # Asked of each unit by its index: the comments of years are many, the units are few.
        received = Comment.objects.filter(page_unit=OuterRef("pk"))
        said = Comment.objects.filter(unit=OuterRef("pk"))
        return UnitPage.objects.filter(Exists(received) | Exists(said)).order_by("title")
    return UnitPage.objects.filter(pk__in=unit_ids_with_role(user, *SPEAKING_ROLES)).order_by("title")
