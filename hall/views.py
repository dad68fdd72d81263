from django.shortcuts import get_object_or_404, render

from hall import timelines
from hall.models import Hashtag, PostPage
from portal.core.cache import public_page
from portal.core.pagination import Cursor


@public_page
def hashtag(request, slug):
    """Show the posts of all units under one hashtag."""
    tag = get_object_or_404(Hashtag, slug=Hashtag.fold(slug))
    feed = timelines.hashtag_feed(tag, Cursor.parse(request.GET.get("before")))
    return render(request, "hall/hashtag.html", {"hashtag": tag, "feed": feed})


@public_page
def reposts(request, post_id):
    """Show which units passed a post on, and with which words."""
    post = get_object_or_404(PostPage.objects.live().select_related("timeline_entry__unit"), pk=post_id)
    feed = timelines.reposts_of(post, Cursor.parse(request.GET.get("before")))
    return render(request, "hall/reposts.html", {"post": post, "feed": feed})
