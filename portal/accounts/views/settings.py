"""A person's own settings."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from portal.accounts.forms import NicknameForm
from portal.accounts.me import personal_page
from portal.accounts.next_address import next_address
from portal.accounts.services import choose_nickname
from portal.core.refusals import Refused


@method_decorator(personal_page, name="dispatch")
class Settings(TemplateView):
    """What a person can choose and do about their account."""

    template_name = "accounts/settings.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            nickname_form=NicknameForm(initial={"nickname": self.request.user.nickname}), **kwargs
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
