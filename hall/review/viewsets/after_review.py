"""What went out through the urgent lane, in front of those who look at it afterwards."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.utils.decorators import xframe_options_sameorigin_override

from hall.forms import WithdrawalForm
from hall.models import ALONE
from hall.review.models import UrgentRelease
from hall.review.urgent import queries
from hall.review.urgent.forms import CloseForm
from hall.review.urgent.permissions import why_not_after_review, why_not_use_lane
from hall.review.urgent.services import close_after_review, withdraw_after_review
from hall.review.viewsets.media import URGENT_MEDIA
from hall.review.viewsets.urgent import UrgentScreen
from portal.core.refusals import Refused

PANEL_SIZE = 5


class AfterReviewPanel(Component):
    """On the home page of everybody who has to do with it: what is public and nobody has looked at yet.

    For people of the lane it is also the way there, so it is never missing.
    """

    name = "after_reviews"
    order = 80
    template_name = "review/urgent/panel.html"
    media = URGENT_MEDIA

    def __init__(self, user):
        self.in_lane = not why_not_use_lane(user)
        self.rows = queries.open_after_reviews_for(user, timezone.now(), limit=PANEL_SIZE + 1)

    def is_shown(self):
        return self.in_lane or bool(self.rows)

    def get_context_data(self, parent_context):
        return {
            "rows": self.rows[:PANEL_SIZE],
            "has_more": len(self.rows) > PANEL_SIZE,
            "in_lane": self.in_lane,
        }


class OneReleaseMixin:
    """Loads the release of the address, and lets in only those who have to do with it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        mine = UrgentRelease.objects.on_board_of(request.user).for_rows()
        self.release = mine.filter(pk=kwargs["release_id"]).first()

    def dispatch(self, request, *args, **kwargs):
        if self.release is None:
            get_object_or_404(UrgentRelease, pk=kwargs["release_id"])
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AfterReviewView(OneReleaseMixin, UrgentScreen, View):
    """Show what is public, who released it and why, and take the judgement."""

    template_name = "review/urgent/after_review.html"
    page_title = gettext_lazy("After-review")

    def get_page_subtitle(self):
        return self.release.page.title

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("urgent_lane"), "label": _("Urgent lane")}, here]

    def get(self, request, *args, **kwargs):
        return self.show(CloseForm(), WithdrawalForm())

    def post(self, request, *args, **kwargs):
        is_withdrawal = request.POST.get("action") == "withdraw"
        form = (WithdrawalForm if is_withdrawal else CloseForm)(request.POST)
        if form.is_valid():
            try:
                self.judge(is_withdrawal, form.cleaned_data)
                return redirect("after_review", self.release.pk)
            except Refused as refused:
                form.add_error(None, refused.reasons)
                self.release.refresh_from_db()
        return self.show(*((CloseForm(), form) if is_withdrawal else (form, WithdrawalForm())))

    def judge(self, is_withdrawal, typed):
        known = {"release_id": self.release.pk, "user": self.request.user, "now": timezone.now()}
        if is_withdrawal:
            withdraw_after_review(reason=typed["reason"], **known)
            messages.success(self.request, _("The post was withdrawn."))
            return
        close_after_review(comment=typed["comment"], **known)
        messages.success(self.request, _("Thank you: the after-review is closed."))

    def show(self, closing, withdrawing):
        reason = why_not_after_review(self.request.user, self.release)
        context = self.get_context_data(
            release=self.release,
            is_overdue=self.release.is_overdue(timezone.now()),
            reason=reason if self.release.is_open() else "",
            is_mine=not reason,
            closing=closing,
            withdrawing=withdrawing,
        )
        return TemplateResponse(self.request, self.template_name, context)


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class AfterReviewPreviewView(OneReleaseMixin, View):
    """The post as readers see it now."""

    def get(self, request, *args, **kwargs):
        if not self.release.page.live:
            raise Http404
        return self.release.page.make_preview_request(request, ALONE)
