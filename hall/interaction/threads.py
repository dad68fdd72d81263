"""The public threads of a page. Reads never grow: tops by keyset, the first replies of each in one query more."""

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from hall import markup
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.timelines import accounts_mentioned, hashtag_url
from portal.core.pagination import Cursor, Slice, newest_before

PAGE_SIZE = 20
REPLIES_SHOWN = 3


def threads_of(page, before: Cursor | None = None) -> Slice:
    """Return the newest threads of a page before a cursor, each with `shown_replies` and `has_more_replies`."""
    tops = Comment.objects.tops_of(page).for_thread().annotate(published_at=F("created_at"))
    threads = newest_before(tops, before, PAGE_SIZE)
    put_replies(threads.entries)
    return threads


def put_replies(tops: list[Comment]) -> None:
    """Put the first replies on each of these comments, and dress them all."""
    place = Window(RowNumber(), partition_by=F("parent"), order_by=[F("created_at"), F("pk")])
    replies = Comment.objects.shown().filter(parent__in=[top.pk for top in tops]).for_thread()
    rows = list(
        replies.annotate(place=place).filter(place__lte=REPLIES_SHOWN + 1).order_by("created_at", "pk")
    )
    for top in tops:
        below = [row for row in rows if row.parent_id == top.pk]
        top.shown_replies, top.has_more_replies = below[:REPLIES_SHOWN], len(below) > REPLIES_SHOWN
    dress([*tops, *rows])


def thread_of(top: Comment) -> Comment:
    """Return one thread with all its replies that readers see, oldest first."""
    top.shown_replies = list(
        Comment.objects.shown().filter(parent=top).for_thread().order_by("created_at", "pk")
    )
    top.has_more_replies = False
    dress([top, *top.shown_replies])
    return top


def dress(comments: list[Comment]) -> None:
    """Put the safe `html` of its words on each comment. One query for all accounts that they mention."""
    accounts = accounts_mentioned([comment.text for comment in comments])
    for comment in comments:
        is_shown = comment.state == CommentState.SHOWN
        comment.html = (
            markup.render(comment.text, accounts=accounts, hashtag_url=hashtag_url) if is_shown else ""
        )
