"""What an inbox shows. The number of queries does not grow with the mentions in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hall.enums import PostState
from hall.interaction.enums import WordsKind
from hall.interaction.models import Comment, Mention
from hall.models import PostPage
from hall.queries import standings
from units.enums import Role
from units.models import UnitPage
from units.permissions import unit_ids_with_role

COUNTED_AT_MOST = 99


@dataclass(frozen=True)
class InboxLine:
    """A mention, who said it as readers see it, where a repost of it stands, and whether the reader may begin one."""

    mention: Mention
    said_by: str
    repost: PostState | None = None
    may_repost: bool = False


def inbox(user, *, unit: UnitPage | None = None, is_settled: bool = False):
    """Return the mentions that `user` looks after: what waits longest first, or what was settled last first."""
    mentions = Mention.objects.seen_by(user).for_inbox()
    if unit:
        mentions = mentions.filter(unit=unit)
    return mentions.settled() if is_settled else mentions.awaiting()


def lines_of(mentions: Iterable[Mention], user) -> list[InboxLine]:
    mentions = list(mentions)
    comments = Comment.objects.in_bulk([one.key for one in mentions if one.kind == WordsKind.COMMENT])
    posts = [one for one in mentions if one.kind == WordsKind.POST]
    under_way = reposts_under_way(posts)
    writes_for = unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER)
    lines = []
    for mention in mentions:
        repost = under_way.get((mention.unit_id, mention.page_id)) if mention.page_id else None
        may_repost = mention.kind == WordsKind.POST and mention.unit_id in writes_for and not repost
        lines.append(InboxLine(mention, said_by(mention, comments), repost, may_repost))
    return lines


def said_by(mention: Mention, comments: dict[int, Comment]) -> str:
    comment = comments.get(mention.key) if mention.kind == WordsKind.COMMENT else None
    return mention.name or (comment.said_by if comment else _("A reader"))


def reposts_under_way(mentions: list[Mention]) -> dict[tuple[int, int], PostState]:
    """Return where the reposts stand that the units called here have begun, by unit and original."""
    units = {mention.unit_id: mention.unit for mention in mentions}.values()
    posts = PostPage.objects.below(units).filter(
        repost_of__in={mention.page_id for mention in mentions}, live=False, withdrawal__isnull=True
    )
    found = standings(posts.with_standing())
    return {(standing.unit.pk, standing.post.repost_of_id): standing.state for standing in found}


def count_awaiting(user) -> int:
    """Return how many mentions wait for `user`, counted no further than a menu shows."""
    return Mention.objects.seen_by(user).awaiting()[: COUNTED_AT_MOST + 1].count()


def count_in_words(count: int) -> str:
    return f"{COUNTED_AT_MOST}+" if count > COUNTED_AT_MOST else str(count)


def units_called(user):
    """Return the units with something in the inboxes that `user` looks after."""
    called = Mention.objects.seen_by(user).order_by().values("unit")
    return UnitPage.objects.filter(pk__in=called).order_by("path")
