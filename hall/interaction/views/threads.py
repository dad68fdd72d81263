"""The public pages of threads: one of them, and all of a page."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page

from hall.interaction.models import Comment
from hall.interaction.threads import thread_of, threads_of
from portal.core.cache import public_page
from portal.core.pagination import Cursor


@public_page
def thread(request, comment_id):
    """Show the thread that a public comment belongs to."""
    comment = get_object_or_404(Comment.objects.shown().select_related("page", "parent"), pk=comment_id)
    top = (
        Comment.objects.tops_of(comment.page).for_thread().filter(pk=comment.parent_id or comment.pk).first()
    )
    if top is None:
        raise Http404
    thread_of(top, Cursor.parse(request.GET.get("after")))
    if comment.parent and "after" not in request.GET and comment not in top.shown_replies:
        thread_of(top, Cursor(comment.created_at, comment.pk - 1))
    return render(request, "interaction/thread.html", {"page": comment.page, "top": top})


@public_page
def more_threads(request, page_id):
    """Show the threads of a page from a cursor on: the way to older ones that needs no script."""
    page = get_object_or_404(Page.objects.live(), pk=page_id).specific
    if not getattr(page, "takes_comments", False):
        raise Http404
    threads = threads_of(page, Cursor.parse(request.GET.get("before")))
    return render(request, "interaction/threads.html", {"page": page, "threads": threads})
