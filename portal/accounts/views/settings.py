"""A person's own settings."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from portal.accounts.forms import DeleteAccountForm, NicknameForm
from portal.accounts.me import personal_page
from portal.accounts.names import why_not_rename
from portal.accounts.next_address import next_address
from portal.accounts.packing import packed_data
from portal.accounts.permissions import why_not_delete_account
from portal.accounts.personal_data import what_stays
from portal.accounts.services import choose_nickname, delete_account
from portal.core.refusals import Refused
from portal.core.throttling import Throttle, address_of, why_not_now

# An archive of many pictures takes the machine a while.
DOWNLOAD = Throttle("download of one's data", person="10/hour", address="60/hour", human_after=1_000)


@method_decorator(personal_page, name="dispatch")
class Settings(TemplateView):
    """What a person can choose and do about their account."""

    template_name = "accounts/settings.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            nickname_form=NicknameForm(initial={"nickname": user.nickname}),
            why_not_rename=why_not_rename(user, timezone.now()),
            **kwargs,
        )


@method_decorator(personal_page, name="dispatch")
class ChooseNickname(FormView):
    """Choose what readers call oneself, after the first sign-in or later, then go on to `next`."""

    template_name = "accounts/choose_nickname.html"
    form_class = NicknameForm

    def get_initial(self):
        return {"nickname": self.request.user.nickname}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=next_address(self.request), **kwargs)

    def form_valid(self, form):
        try:
            user = choose_nickname(user=self.request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("nickname", refused.reasons)
            return self.form_invalid(form)
        messages.success(self.request, _("Readers see you as %(name)s.") % {"name": user.nickname})
        return redirect(next_address(self.request))


@personal_page
def download_data(request):
    """Give a person all that the hall knows about them: one file, with their words and their pictures in it."""
    if reason := why_not_now(DOWNLOAD, person=request.user.pk, address=address_of(request)):
        messages.error(request, reason)
        return redirect("me_settings")
    return FileResponse(packed_data(request.user), as_attachment=True, filename="my-data.zip")


@method_decorator(personal_page, name="dispatch")
class DeleteAccount(FormView):
    """Delete one's account, at once and for good."""

    template_name = "accounts/delete_account.html"
    form_class = DeleteAccountForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            why_not=why_not_delete_account(user), stays=what_stays(user), **kwargs
        )

    def form_valid(self, form):
        try:
            delete_account(user=self.request.user, now=timezone.now())
        except Refused as refused:
            form.add_error("email", refused.reasons)
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, _("Your account is deleted. We have written to you that it was done."))
        return redirect("sign_in")
