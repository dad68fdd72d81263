"""The page on which one person pledges and takes back, with and without scripts."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hall.campaigns.charity import services
from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.charity.forms import PledgeForm
from hall.campaigns.charity.permissions import why_not_more, why_not_withdraw
from hall.campaigns.charity.queries import pages_for, pledges_of, standings_of_goals
from hall.campaigns.models import Pledge
from hall.campaigns.taking_part import why_not_take_part
from portal.accounts.me import personal_page
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now
from portal.core.whole_numbers import whole_number

THROTTLE = Throttle("pledge", person="20/minute;200/day", address="200/minute", human_after=10_000)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def give(request, page_id):
    """Show what is needed and what one has pledged; take a pledge, or take one back."""
    page = get_object_or_404(pages_for(request.user), pk=page_id)
    if request.method != "POST":
        return give_page(request, page)
    try:
        refuse_if(why_not_now(THROTTLE, person=request.user.pk, address=address_of(request)))
        act = {"pledge": take_pledge, "withdraw": withdraw, "thank": thank, "unthank": unthank}.get(
            request.POST.get("action")
        )
        if act is None:
            raise Http404
        said = act(request, page)
    except Refused as refused:
        return give_page(request, page, refusals=refused.reasons, status=422)
    if not said:
        return give_page(request, page, status=422)
    messages.success(request, said)
    return redirect("charity_give", page.pk)


def give_page(request, page, *, refusals=(), status=200):
    sent = request.POST.get("key") if request.POST.get("action") == "pledge" else None
    pledges = pledges_of(page, request.user)
    promised = {one.pledge.tally.key for one in pledges if one.pledge.state == PledgeState.PLEDGED} - {sent}
    context = {
        "page": page,
        "why_not": why_not_take_part(request.user, page, timezone.now()),
        "goals": [
            (
                standing,
                pledge_form(standing.goal.key, request.POST if standing.goal.key == sent else None),
                why_not_more(standing.goal, standing.left, has_pledged=standing.goal.key in promised),
            )
            for standing in standings_of_goals(page)
        ],
        "pledges": [(one, not why_not_withdraw(request.user, one.pledge)) for one in pledges],
        "refusals": refusals,
    }
    return render(request, "campaigns/charity/give.html", context, status=status)


def pledge_form(key: str, data=None) -> PledgeForm:
    return PledgeForm(data, prefix=key, label_suffix="")


def take_pledge(request, page) -> str:
    key = request.POST.get("key", "")
    form = pledge_form(key, request.POST)
    if not form.is_valid():
        return ""
    services.pledge(page_id=page.pk, key=key, user=request.user, now=timezone.now(), **form.cleaned_data)
    return _("Thank you! Your pledge is noted. The organisers will give you a receipt when it arrives.")


def own_pledge(request, page) -> Pledge:
    pk = whole_number(request.POST.get("pledge", ""))
    return get_object_or_404(Pledge, pk=pk, person=request.user, tally__page=page)


def withdraw(request, page) -> str:
    services.withdraw_pledge(pledge_id=own_pledge(request, page).pk, user=request.user, now=timezone.now())
    return _("Your pledge is withdrawn.")


def set_thanked(request, page, *, is_thanked: bool) -> str:
    pledge = own_pledge(request, page)
    services.set_thanked(pledge_id=pledge.pk, user=request.user, is_thanked=is_thanked)
    return _("You will be thanked by your nickname.") if is_thanked else _("Your nickname is not shown.")


thank = partial(set_thanked, is_thanked=True)
unthank = partial(set_thanked, is_thanked=False)
