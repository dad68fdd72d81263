"""A person's own questions, and the public ones that they follow."""

from django.contrib import messages
from django.db.models import F, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hall.concerns.models import Concern, ConcernFollow, Message
from hall.concerns.services import follow_concern, unfollow_concern
from portal.accounts.me import personal_page
from portal.core.cache import personal_fragment
from portal.core.pagination import Cursor, Slice, newest_before
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now
from portal.core.workdays import local_day

FOLLOW = Throttle("follow a concern", person="60/minute;500/day", address="600/minute", human_after=1_000)
PAGE_SIZE = 20


@personal_page
def me_concerns(request):
    """Show what a person asked and which public concerns they follow, newest first; later pages show one of both."""
    today = local_day(timezone.now())
    before, followed_before = (Cursor.parse(request.GET.get(name)) for name in ("before", "followed"))
    own = Slice() if followed_before else asked_by(request.user, before)
    followed = Slice() if before else followed_by(request.user, followed_before)
    context = {
        "own": [(concern, concern.is_overdue(today)) for concern in own.entries],
        "older": own.older,
        "followed": [follow.concern for follow in followed.entries],
        "followed_older": followed.older,
        "is_first": not before and not followed_before,
    }
    return render(request, "concerns/me_concerns.html", context)


def asked_by(user, before: Cursor | None) -> Slice:
    """Return what somebody asked. `asked_by` names the unit that asked back last; the desk has no name."""
    last = Message.objects.asked_back().filter(concern=OuterRef("pk")).order_by("-written_at", "-pk")
    own = (
        Concern.objects.of_asker(user)
        .for_rows()
        .annotate(published_at=F("received_at"), asked_by=Subquery(last.values("unit__title")[:1]))
    )
    return newest_before(own, before, PAGE_SIZE)


def followed_by(user, before: Cursor | None) -> Slice:
    """Return what somebody follows as long as it is public, what they began to follow last first."""
    follows = ConcernFollow.objects.filter(user=user, concern__in=Concern.objects.public())
    related = follows.select_related("concern__unit").annotate(published_at=F("since"))
    return newest_before(related, before, PAGE_SIZE)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def follow(request, number):
    """Let a person follow a public concern, or end that, on a small page with a button."""
    concern = get_object_or_404(Concern, number=number)
    is_followed = follows(request.user, concern)
    # What was followed may have left the list meanwhile; whoever follows it may still end that.
    if not (concern.is_public or is_followed):
        raise Http404
    if request.method == "POST":
        return change_follow(request, concern)
    return render(request, "concerns/follow.html", {"concern": concern, "is_followed": is_followed})


def change_follow(request, concern: Concern):
    try:
        refuse_if(why_not_now(FOLLOW, person=request.user.pk, address=address_of(request)))
        if request.POST.get("action") == "unfollow":
            unfollow_concern(user=request.user, concern_id=concern.pk)
        else:
            follow_concern(user=request.user, concern_id=concern.pk, now=timezone.now())
            messages.success(request, _("We write to you when it is answered."))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("follow_concern", concern.number)
    is_from_list = request.POST.get("from") == "list" or not concern.is_public
    return redirect("me_concerns") if is_from_list else redirect(concern)


@personal_fragment
def my_follow(request, number):
    """Draw the button of one person for one public concern."""
    concern = get_object_or_404(Concern.objects.public(), number=number)
    context = {"concern": concern, "is_followed": follows(request.user, concern)}
    return render(request, "concerns/my_follow.html", context)


def follows(user, concern: Concern) -> bool:
    return ConcernFollow.objects.filter(user=user, concern=concern).exists()
