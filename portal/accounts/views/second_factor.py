"""The second step of staff: show the factor, get one, look after it. Codes and passkeys are checked by allauth."""

import json
from base64 import b64encode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from portal.accounts.next_address import next_address, with_next
from portal.accounts.permissions import may_reach_admin, why_not_remove_factor
from portal.accounts.second_factor import GUESS, factors_of, has_shown_lately, recovery_codes_of
from portal.accounts.services import add_passkey, add_totp, remove_factor, renew_recovery_codes
from portal.accounts.staff_gate import waiting_user
from portal.core.refusals import Refused
from portal.core.throttling import address_of, why_not_now, why_not_yet
from portal.core.whole_numbers import whole_number


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class SecondFactorView(TemplateView):
    """What the pages of the second step share: whose they are, and what a right answer does."""

    def dispatch(self, request, *args, **kwargs):
        self.person = waiting_user(request) or request.user
        if not self.person.is_authenticated or not may_reach_admin(self.person):
            return redirect("wagtailadmin_login")
        return self.turned_away() or super().dispatch(request, *args, **kwargs)

    def turned_away(self):
        return None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.person, next=next_address(self.request, otherwise="wagtailadmin_home"), **kwargs
        )

    def way_to(self, name):
        return redirect(with_next(name, next_address(self.request, otherwise="wagtailadmin_home")))

    def has_shown(self, factor):
        """Write down that the session has shown `factor`. Its key changes: who knew the old one stays outside."""
        post_authentication(self.request, factor)
        self.request.session.cycle_key()

    def why_not_try(self):
        return why_not_yet(GUESS, person=self.person.pk, address=address_of(self.request))

    def count_failure(self):
        """Count a guess that was wrong; good codes are no guesses, however many people of one office sign in."""
        why_not_now(GUESS, person=self.person.pk, address=address_of(self.request))


def is_right(form) -> bool:
    """Tell whether a form is valid. Of what no browser sends as a passkey, allauth only refuses some in words."""
    try:
        return form.is_valid()
    except (AttributeError, KeyError, TypeError, ValueError):
        form.add_error(None, get_adapter().validation_error("incorrect_code"))
        return False


class ShowSecondFactor(SecondFactorView):
    """Ask for a code of the app, a recovery code or the passkey."""

    template_name = "accounts/second_factor.html"

    def turned_away(self):
        return None if factors_of(self.person) else self.way_to("get_second_factor")

    def get_context_data(self, **kwargs):
        types = {factor.type for factor in factors_of(self.person)}
        has_passkey = Authenticator.Type.WEBAUTHN in types
        return super().get_context_data(
            **{"form": AuthenticateForm(user=self.person), **kwargs},
            has_app=Authenticator.Type.TOTP in types,
            passkey=json.dumps(begin_authentication(self.person)) if has_passkey else "",
        )

    def post(self, request, *args, **kwargs):
        if "credential" in request.POST:
            form = AuthenticateWebAuthnForm(request.POST, user=self.person)
        else:
            form = AuthenticateForm(request.POST, user=self.person)
        if why_not := self.why_not_try():
            messages.error(request, why_not)
        elif is_right(form):
            self.has_shown(
                form.cleaned_data["credential"] if "credential" in request.POST else form.authenticator
            )
            return redirect(next_address(request, otherwise="wagtailadmin_home"))
        else:
            self.count_failure()
            for reason in [reason for reasons in form.errors.values() for reason in reasons]:
                messages.error(request, reason)
        return self.render_to_response(self.get_context_data())


class FreshFactorView(SecondFactorView):
    """A page that changes the factors: open to those without one, and to those who have just shown theirs."""

    def turned_away(self):
        if factors_of(self.person) and not has_shown_lately(self.request, self.person):
            return redirect(with_next("second_factor", self.request.path))
        return None


class GetSecondFactor(FreshFactorView):
    """Get an app or a passkey as second factor. Somebody's first one also lets this session in."""

    template_name = "accounts/get_second_factor.html"

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or ActivateTOTPForm(user=self.person)
        adapter = get_adapter()
        picture = adapter.build_totp_svg(adapter.build_totp_url(self.person, form.secret))
        types = {factor.type for factor in factors_of(self.person)}
        return super().get_context_data(
            form=form,
            picture=b64encode(picture.encode()).decode(),
            secret=" ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4)),
            has_app=Authenticator.Type.TOTP in types,
            passkey=json.dumps(begin_registration(self.person, passwordless=False)),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if why_not := self.why_not_try():
            messages.error(request, why_not)
            return self.render_to_response(self.get_context_data())
        return self.take_passkey() if "credential" in request.POST else self.take_app()

    def take_app(self):
        form = ActivateTOTPForm(self.request.POST, user=self.person)
        if form.is_valid():
            try:
                return self.settled(add_totp(user=self.person, secret=form.secret, now=timezone.now()))
            except Refused as refused:
                form.add_error("code", refused.reasons)
        else:
            self.count_failure()
        return self.render_to_response(self.get_context_data(form=form))

    def take_passkey(self):
        form = AddWebAuthnForm(self.request.POST, user=self.person)
        if not is_right(form):
            self.count_failure()
            messages.error(self.request, _("The passkey was not added. Please try again."))
            return self.render_to_response(self.get_context_data())
        words = {name: form.cleaned_data[name] for name in ("name", "credential")}
        return self.settled(add_passkey(user=self.person, now=timezone.now(), **words))

    def settled(self, factor):
        self.has_shown(factor)
        return self.way_to("own_second_factor")


class OwnSecondFactor(FreshFactorView):
    """The factors that somebody has, the recovery codes, and what can be done about them."""

    template_name = "accounts/own_second_factor.html"

    def turned_away(self):
        return super().turned_away() or (
            None if factors_of(self.person) else self.way_to("get_second_factor")
        )

    def get_context_data(self, **kwargs):
        factors = factors_of(self.person)
        return super().get_context_data(
            factors=[(factor, not why_not_remove_factor(self.person, factor)) for factor in factors],
            codes=recovery_codes_of(self.person),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "codes":
            renew_recovery_codes(user=self.person, now=timezone.now())
            messages.success(request, _("New recovery codes; those of before are good no longer."))
        else:
            self.remove(request.POST.get("remove", ""))
        return redirect("own_second_factor")

    def remove(self, number):
        try:
            remove_factor(user=self.person, factor_id=whole_number(number) or 0, now=timezone.now())
        except Authenticator.DoesNotExist as missing:
            raise Http404 from missing
        except Refused as refused:
            messages.error(self.request, " ".join(refused.reasons))
        else:
            messages.success(self.request, _("Removed."))
