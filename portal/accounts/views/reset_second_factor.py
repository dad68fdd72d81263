"""An administrator helps somebody who has lost phone and recovery codes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.auth import permission_denied

from portal.accounts.models import User
from portal.accounts.permissions import why_not_reset_second_factor
from portal.accounts.services import reset_second_factor
from portal.core.refusals import Refused


class ResetSecondFactor(TemplateView):
    template_name = "accounts/reset_second_factor.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        person = get_object_or_404(User, pk=self.kwargs["user_id"])
        return super().get_context_data(
            page_title=_("Reset second factor"),
            person=person,
            why_not=why_not_reset_second_factor(self.request.user, person),
            back=reverse("wagtailusers_users:index"),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        person = get_object_or_404(User, pk=self.kwargs["user_id"])
        try:
            reset_second_factor(user_id=person.pk, by=request.user, now=timezone.now())
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
        else:
            messages.success(
                request, _("%(person)s sets up a new second factor next time.") % {"person": person}
            )
        return redirect("wagtailusers_users:index")
