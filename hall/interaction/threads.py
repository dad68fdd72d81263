"""The public threads of a page. Reads never grow: tops by keyset, the first replies of each in one query more."""

from datetime import datetime, timedelta

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from hall import markup
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.timelines import accounts_mentioned, hashtag_url
from portal.core.pagination import Cursor, Slice, newest_before

PAGE_SIZE = 20
REPLIES_SHOWN = 3
LONGEST_THREAD = 100
# A shared cache may show a page without what has just been said; its writer sees it meanwhile.
FRESH = timedelta(minutes=2)


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


def thread_of(top: Comment, after: Cursor | None = None) -> Comment:
    """Return one thread with its replies that readers see, oldest first, from a cursor on; `newer` tells of more."""
    replies = Comment.objects.shown().filter(parent=top).for_thread()
    if after:
        replies = replies.filter(created_at__gte=after.published_at)
        replies = replies.exclude(created_at=after.published_at, pk__lte=after.pk)
    rows = list(replies.order_by("created_at", "pk")[: LONGEST_THREAD + 1])
    top.shown_replies, top.has_more_replies = rows[:LONGEST_THREAD], False
    last = rows[LONGEST_THREAD - 1] if len(rows) > LONGEST_THREAD else None
    top.newer = Cursor(last.created_at, last.pk) if last else None
    dress([top, *top.shown_replies])
    return top


def own_comments(user, before: Cursor | None = None) -> Slice:
    """Return what somebody wrote, in their own name and for units, newest first, before a cursor."""
    written = Comment.objects.filter(author=user).select_related("page", "unit", "answers", "parent")
    return newest_before(written.annotate(published_at=F("created_at")), before, PAGE_SIZE)


def own_below(page, user, now: datetime) -> list[Comment]:
    """Return what somebody wrote below a page that readers do not see, or see only since a moment, newest first."""
    written = Comment.objects.filter(page=page, author=user).select_related("unit", "answers")
    fresh = Q(state=CommentState.HELD) | Q(state=CommentState.SHOWN, shown_at__gte=now - FRESH)
    comments = list(written.filter(fresh).order_by("-created_at", "-pk")[:PAGE_SIZE])
    dress(comments)
    return comments


def dress(comments: list[Comment]) -> None:
    """Put the safe `html` of its words on each comment. One query for all accounts that they mention."""
    accounts = accounts_mentioned([comment.text for comment in comments])
    for comment in comments:
        comment.html = markup.render(comment.text, accounts=accounts, hashtag_url=hashtag_url)
