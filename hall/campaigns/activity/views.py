"""Signing up for an activity, seeing and cancelling one's own sign-up, and the door where it is shown."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hall.campaigns.activity import services
from hall.campaigns.activity.forms import SignUpForm
from hall.campaigns.activity.links import at_home, path_of, secret_of
from hall.campaigns.activity.permissions import why_not_cancel, why_not_check_in, why_not_open
from hall.campaigns.activity.queries import people_before, sign_up_of_secret, standing_sign_up
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, SignUp
from hall.campaigns.permissions import why_not_organise
from portal.core.cache import personal_fragment, private_page
from portal.core.human_check import add_human_check
from portal.core.pending import let_go
from portal.core.qr_codes import code_in_page
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now

# Many people stand behind one address of a telephone company.
SIGN_UP = Throttle("sign up", person="20/hour;60/day", address="120/hour;600/day", human_after=10)


def person_of(request):
    return request.user if request.user.is_authenticated else None


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request, page_id):
    """Ask what the organiser wants to know. Without JavaScript too, and what was typed always comes back."""
    page = get_object_or_404(ActivityPage.objects.live().select_related("entry", "seats"), pk=page_id)
    person = person_of(request)
    form = SignUpForm(request.POST or None, activity=page, user=request.user)
    if request.method == "POST" and (known := page.sign_ups.filter(seed=form.carried, person=person).first()):
        return redirect(path_of(known.seed))
    if person and (own := standing_sign_up(page, person)):
        return redirect(path_of(own.seed))
    add_human_check(form, SIGN_UP, person=person and person.pk, address=address_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            refuse_if(why_not_now(SIGN_UP, person=person and person.pk, address=address_of(request)))
            row = take(page, form, person)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return let_go(redirect(path_of(row.seed)), "sign-up")
    return form_page(request, page, form)


def take(page: ActivityPage, form: SignUpForm, person) -> SignUp:
    return services.sign_up(
        page_id=page.pk,
        seed=form.carried,
        person=person,
        email=person.email if person else form.cleaned_data["email"],
        answers=form.answers(),
        now=timezone.now(),
    )


def form_page(request, page: ActivityPage, form: SignUpForm):
    context = {
        "page": page,
        "form": form,
        "seats": page.seats,
        "reason": why_not_open(page, page.entry, timezone.now()),
    }
    return render(request, "campaigns/sign_up.html", context, status=422 if form.errors else 200)


def opened(secret: str) -> SignUp:
    row = sign_up_of_secret(secret)
    if row is None:
        raise Http404
    return row


def checks_in(user, row: SignUp) -> bool:
    """Tell whether somebody opens the ticket of another as an organiser."""
    return user.is_authenticated and user.pk != row.person_id and not why_not_organise(user, row.activity)


@private_page
@require_safe
@sensitive_variables("secret")
def own_sign_up(request, secret):
    """Show somebody their sign-up; to an organiser it is a ticket with a button to check in."""
    row = opened(secret)
    if checks_in(request.user, row):
        return at_the_door(request, row, secret)
    address = at_home(request.path)
    context = {
        "row": row,
        "page": row.activity,
        "before": people_before(row) if row.state == SignUpState.WAITING else 0,
        "reason": why_not_cancel(row.activity, row, timezone.now()),
        "secret": secret,
        "link": address,
        "picture": code_in_page(address),
    }
    return render(request, "campaigns/own_sign_up.html", context)


def at_the_door(request, row: SignUp, secret: str, *, is_new=False, refused: Refused | None = None):
    """Show an organiser whose ticket it is. `is_new` says that they have checked it in just now."""
    reason = str(refused) if refused else why_not_check_in(request.user, row.activity, row, timezone.now())
    context = {
        "row": row,
        "page": row.activity,
        "is_new": is_new,
        "reason": "" if row.checked_in_at else reason,
        "secret": secret,
    }
    return render(request, "campaigns/check_in.html", context)


@private_page
@require_POST
@sensitive_variables("secret")
def check_in_ticket(request, secret):
    """Let somebody in. The answer is shown at once: a ticket that is scanned again must not look like a new one."""
    row = opened(secret)
    if not checks_in(request.user, row):
        raise Http404
    is_new, refused = False, None
    try:
        is_new = services.check_in(sign_up_id=row.pk, by=request.user, now=timezone.now())
    except Refused as reasons:
        refused = reasons
    return at_the_door(request, opened(secret), secret, is_new=is_new, refused=refused)


@private_page
@require_POST
@sensitive_variables("secret")
def cancel_sign_up(request, secret):
    """Take a sign-up back. Organisers do not, with somebody else's ticket; they undo a check-in."""
    row = opened(secret)
    if checks_in(request.user, row):
        act = partial(services.undo_check_in, sign_up_id=row.pk, by=request.user)
        done, way = _("The check-in is undone."), redirect("campaigns_activity", row.activity_id)
    else:
        act = partial(services.cancel, sign_up_id=row.pk, now=timezone.now())
        done, way = _("Your sign-up is cancelled."), redirect("own_sign_up", secret)
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return way


@personal_fragment
def my_sign_up(request, page_id):
    """Draw the way to one's own sign-up, or to a new one."""
    page = get_object_or_404(ActivityPage.objects.live().select_related("entry"), pk=page_id)
    row = standing_sign_up(page, request.user)
    context = {
        "page": page,
        "row": row,
        "secret": secret_of(row.seed) if row else "",
        "reason": why_not_open(page, page.entry, timezone.now()),
    }
    return render(request, "campaigns/my_sign_up.html", context)
