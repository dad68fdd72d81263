"""The buttons of a claim: claim a text, take it over, give it up. All lead to the text."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from hall.review.models import ReviewTaskState
from hall.review.services import claim_step, give_up_claim
from hall.review.viewsets.review_page import ReviewedPageMixin
from portal.core.refusals import Refused
from portal.core.whole_numbers import whole_number

CLAIMED = gettext_lazy("You have claimed it. Your colleagues see that you are reading it.")
TAKEN_OVER = gettext_lazy("You have taken it over. Your colleagues see that you are reading it.")


class ClaimView(ReviewedPageMixin, View):
    """Takes what was pressed in a queue or on the review page."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        runs = self.page.workflow_states.values("pk")
        step = get_object_or_404(ReviewTaskState, pk=self.number("task_state"), workflow_state__in=runs)
        asked = {"task_state_id": step.pk, "reviewer": request.user, "now": timezone.now()}
        try:
            if request.POST.get("action") == "give_up":
                give_up_claim(**asked)
                messages.success(request, _("You gave the claim up. Your colleagues can decide now."))
            else:
                taken_from = self.number("taken_from")
                claim_step(**asked, taken_from_id=taken_from)
                messages.success(request, TAKEN_OVER if taken_from else CLAIMED)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        return redirect("review_post", self.page.pk)

    def number(self, name):
        return whole_number(self.request.POST.get(name, ""))
