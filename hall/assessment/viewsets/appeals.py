"""The appeals of units, and the desk's decision about each."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from hall.assessment.forms import FactsForm
from hall.assessment.models import Appeal
from hall.assessment.permissions import why_not_decide_appeal, why_not_see_card
from hall.assessment.services import decide_appeal
from hall.assessment.viewsets.screens import AssessmentScreen, DeskScreen
from portal.core.private_files import serve_private


class AppealsView(DeskScreen):
    """What waits for a decision."""

    template_name = "assessment/desk/appeals.html"
    page_title = gettext_lazy("Appeals")

    def get(self, request):
        return self.show(appeals=Appeal.objects.open().select_related("card__month", "card__unit"))


class AppealView(DeskScreen):
    """One appeal: granting it needs the numbers as they should have been."""

    template_name = "assessment/desk/appeal.html"
    page_title = gettext_lazy("Appeal")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        appeals = Appeal.objects.select_related("card__month", "card__unit", "made_by", "decided_by")
        self.appeal = get_object_or_404(appeals, pk=kwargs["appeal_id"])

    def get(self, request, appeal_id):
        return self.ask(FactsForm(self.appeal.card, self.appeal.subject, label_suffix=""))

    def ask(self, form):
        return self.show(
            appeal=self.appeal,
            card=self.appeal.card,
            form=form,
            why_not=why_not_decide_appeal(self.request.user, self.appeal),
        )

    def decide(self, is_granted: bool):
        form = FactsForm(self.appeal.card, self.appeal.subject, self.request.POST, label_suffix="")
        if not form.is_valid():
            return self.ask(form)
        decide_appeal(
            appeal_id=self.appeal.pk,
            is_granted=is_granted,
            reason=form.cleaned_data["reason"],
            changes=form.changes() if is_granted else None,
            user=self.request.user,
            now=self.now,
        )
        messages.success(self.request, _("The appeal is decided. The unit has a letter."))
        return redirect("assessment_month", self.appeal.card.month)

    acts = {"grant": lambda self: self.decide(True), "decline": lambda self: self.decide(False)}

    def get_page_subtitle(self):
        return str(self.appeal.card)

    def steps_above(self):
        return [{"url": reverse("assessment_appeals"), "label": _("Appeals"), "sublabel": ""}]


class AppealPictureView(AssessmentScreen):
    """The picture that came with an appeal, for the desk and the unit."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        appeals = Appeal.objects.select_related("card__month", "card__unit")
        self.appeal = get_object_or_404(appeals, pk=kwargs["appeal_id"])

    def why_not(self):
        return why_not_see_card(self.request.user, self.appeal.card)

    def get(self, request, appeal_id):
        if not self.appeal.picture:
            raise Http404
        return serve_private(self.appeal.picture)
