from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hall.interaction.following import services
from hall.interaction.following.events import fresh_events
from hall.interaction.following.queries import (
    find_followable,
    followed_hashtags,
    followed_units,
    follows_everything,
    is_followed,
)
from hall.interaction.following.timelines import followed_feed
from hall.interaction.models import Follow, FollowAll
from hall.models import HallPage
from portal.accounts.me import personal_page
from portal.core.cache import personal_fragment
from portal.core.in_place import do_in_place
from portal.core.pagination import Cursor
from portal.core.throttling import Throttle

THROTTLE = Throttle("follow", person="60/minute;2000/day", address="600/minute", human_after=2_000)
VERBS = {
    ("unit", True): services.follow_unit,
    ("unit", False): services.unfollow_unit,
    ("topic", True): services.follow_hashtag,
    ("topic", False): services.unfollow_hashtag,
}


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def follow(request, kind, key):
    """Let a person follow a unit or a hashtag, or end that, on a small page with a button."""
    wanted = find_followable(kind, key)
    if request.method == "POST":
        begins = request.POST.get("action") != "unfollow"
        what = {"unit" if kind == "unit" else "hashtag": wanted.object, "user": request.user}
        act = partial(VERBS[kind, begins], **what, **({"now": timezone.now()} if begins else {}))
        # From the list of what is followed, people go on with the list. All others see that it was done: without
        # scripts the page of the unit is the same for everybody and cannot say it.
        way_back = reverse("me_follows") if request.POST.get("from") == "list" else request.path
        return do_in_place(request, act, throttle=THROTTLE, way_back=way_back)
    context = {"wanted": wanted, "is_followed": is_followed(request.user, wanted)}
    return render(request, "interaction/follow.html", context)


@personal_fragment
def my_follow(request, kind, key):
    """Draw the button of one person for one unit or hashtag."""
    wanted = find_followable(kind, key)
    context = {"wanted": wanted, "is_followed": is_followed(request.user, wanted)}
    return render(request, "interaction/my_follow.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def follow_all(request):
    """Let a person follow every unit with one click, those that come later too, or end that for later ones."""
    if request.method == "POST":
        act = partial(services.follow_every_unit, user=request.user, now=timezone.now())
        if request.POST.get("action") == "stop":
            act = partial(services.stop_following_new_units, user=request.user)
        way_back = reverse("me_follows" if request.POST.get("from") == "list" else "me")
        return do_in_place(request, act, throttle=THROTTLE, way_back=way_back)
    return render(request, "interaction/follow_all.html", {"is_done": follows_everything(request.user)})


@personal_fragment
def my_follow_all(request):
    """Draw the button that follows every unit, or say that it was pressed."""
    return render(request, "interaction/my_follow_all.html", {"is_done": follows_everything(request.user)})


@personal_page
def me(request):
    """Show a person what the followed units said; on the first page also what is new about their events."""
    before = Cursor.parse(request.GET.get("before"))
    feed = followed_feed(request.user, before)
    context = {
        "events": [] if before else fresh_events(request.user, timezone.now()),
        "feed": feed,
        "head_pk": HallPage.objects.values_list("head_id", flat=True).first(),
        "follows_any": bool(feed.entries) or Follow.objects.filter(user=request.user).exists(),
    }
    return render(request, "interaction/me.html", context)


@personal_page
def me_follows(request):
    """Show a person what they follow, with the way to end each."""
    context = {
        "units": followed_units(request.user),
        "hashtags": followed_hashtags(request.user),
        "is_standing": FollowAll.objects.filter(user=request.user).exists(),
        "follows_everything": follows_everything(request.user),
    }
    return render(request, "interaction/me_follows.html", context)
