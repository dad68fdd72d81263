"""The way in for citizens: an address, a code by mail, no password. And the ways out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from portal.accounts.code_sign_in import ASK, CodeSignIn, why_not_ask
from portal.accounts.codes import CODE_MINUTES
from portal.accounts.forms import AddressForm, CodeForm
from portal.accounts.me import personal_page
from portal.accounts.next_address import next_address, with_next
from portal.accounts.services import end_all_sessions
from portal.core.human_check import add_human_check
from portal.core.throttling import address_of


@method_decorator(never_cache, name="dispatch")
class SignIn(FormView):
    """Ask for the address that the code goes to."""

    template_name = "accounts/sign_in.html"
    form_class = AddressForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(next_address(request, otherwise="me"))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        add_human_check(form, ASK, person=None, address=address_of(self.request))
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=next_address(self.request, otherwise="me"), **kwargs)

    def form_valid(self, form):
        address = form.cleaned_data["address"]
        if why_not := why_not_ask(self.request, address):
            form.add_error("address", why_not)
            return self.form_invalid(form)
        following = next_address(self.request, otherwise="me")
        CodeSignIn.begin(self.request, address=address, following=following, now=timezone.now())
        return redirect("enter_code")


@method_decorator([sensitive_post_parameters("code"), never_cache], name="dispatch")
class EnterCode(FormView):
    """Take the code, and send another one when it did not come."""

    template_name = "accounts/enter_code.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(next_address(request, otherwise="me"))
        self.process = CodeSignIn.resume(request)
        if not self.process:
            messages.warning(request, _("This code is good no longer. Please ask for a new one."))
            return redirect("sign_in")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "resend":
            return self.resend()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            address=self.process.address, minutes=CODE_MINUTES, next=self.process.state["next"], **kwargs
        )

    def resend(self):
        if why_not := self.process.why_not_resend():
            messages.warning(self.request, why_not)
        else:
            self.process.resend(timezone.now())
            messages.success(self.request, _("A new code is on its way; the one before is good no longer."))
        return redirect("enter_code")

    def form_valid(self, form):
        if why_not := self.process.why_not_guess():
            form.add_error("code", why_not)
            return self.form_invalid(form)
        following = self.process.state["next"]
        user = self.process.finish(form.cleaned_data["code"])
        if user is None:
            return self.was_wrong(form)
        if user.nickname:
            return redirect(following)
        return redirect(with_next("choose_nickname", following))

    def was_wrong(self, form):
        if not self.process.record_invalid_attempt():
            messages.error(self.request, _("That was wrong too often. Please ask for a new code."))
            return redirect("sign_in")
        form.add_error("code", _("This is not the code that we sent. Please look at the newest letter."))
        return self.form_invalid(form)


@require_POST
@never_cache
def sign_out(request):
    """Leave, in this browser."""
    logout(request)
    return redirect("/")


@require_POST
@personal_page
def sign_out_everywhere(request):
    """Leave in every browser, for somebody who has lost a phone or used a machine of others."""
    end_all_sessions(user=request.user, now=timezone.now())
    logout(request)
    return redirect("sign_in")
