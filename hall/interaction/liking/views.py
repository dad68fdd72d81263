from functools import partial

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hall.interaction.liking.queries import liked_among, likes_of
from hall.interaction.liking.services import like_post, take_back_like
from hall.models import PostPage
from portal.accounts.me import personal_page
from portal.core.cache import personal_fragment
from portal.core.in_place import do_in_place
from portal.core.throttling import Throttle
from portal.core.whole_numbers import whole_number

THROTTLE = Throttle("like", person="60/minute;2000/day", address="600/minute", human_after=2_000)
MOST_AT_ONCE = 200


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def like(request, page_id):
    """Let a person like one post, or take that back, on a small page with a button."""
    post = get_object_or_404(PostPage.objects.live(), pk=page_id)
    if request.method == "POST":
        verb = partial(like_post, now=timezone.now())
        if request.POST.get("action") == "take_back":
            verb = take_back_like
        act = partial(verb, post=post, user=request.user)
        return do_in_place(request, act, throttle=THROTTLE, way_back=post.get_url(request))
    context = {"post": post, "is_liked": bool(liked_among(request.user, [post.pk]))}
    return render(request, "interaction/like.html", context)


@personal_fragment
def my_likes(request):
    """Say which of the posts on a screen the person likes, with their counts and a token to change that."""
    asked = request.GET.get("pages", "").split(",")[:MOST_AT_ONCE]
    pages = [page for page in map(whole_number, asked) if page]
    liked, totals = liked_among(request.user, pages), likes_of(pages)
    posts = [
        {
            "page": page,
            "liked": page in liked,
            "total": totals.get(page) or "",
            "said": _("You like this post.") if page in liked else _("You do not like this post."),
        }
        for page in pages
    ]
    return JsonResponse({"token": get_token(request), "posts": posts})
