"""What the screens of the assessment have in common: who may open them, the way back, buttons that refuse in words."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from hall.assessment.calendar_month import Month
from hall.assessment.models import AssessedMonth, Scorecard
from hall.assessment.permissions import why_not_run_assessment, why_not_see_card
from hall.assessment.viewsets.media import MEDIA
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from portal.core.workdays import local_day
from units.enums import SPEAKING_ROLES
from units.permissions import unit_ids_with_role


def why_not_open(user) -> str:
    """Say why somebody has no business with the assessment: the desk runs it, units look at theirs."""
    if not why_not_run_assessment(user) or unit_ids_with_role(user, *SPEAKING_ROLES):
        return ""
    return _("The assessment is for units and the hall desk.")


class AssessmentMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_open(request.user)


class AssessmentScreen(ScreenMixin, View):
    """A screen with buttons. `acts` says what each does, by the value of `action` that it sends."""

    header_icon = "table"
    acts = {}

    def why_not(self) -> str:
        return why_not_open(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if reason := self.why_not():
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def now(self):
        return timezone.now()

    @property
    def today(self):
        return local_day(self.now)

    @cached_property
    def is_desk(self) -> bool:
        return not why_not_run_assessment(self.request.user)

    def show(self, **context):
        return self.render_to_response(self.get_context_data(media=MEDIA, is_desk=self.is_desk, **context))

    def post(self, request, *args, **kwargs):
        act = self.acts.get(request.POST.get("action"))
        if act is None:
            raise Http404
        try:
            answer = act(self)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            answer = None
        return answer or redirect(request.get_full_path())

    def get_breadcrumbs_items(self):
        first = {"url": reverse("assessment"), "label": _("Assessment"), "sublabel": ""}
        items = super().get_breadcrumbs_items()
        return [*items[:-1], first, *self.steps_above(), items[-1]]

    def steps_above(self) -> list[dict]:
        return []


class DeskScreen(AssessmentScreen):
    """A screen for those who run the assessment."""

    def why_not(self) -> str:
        return why_not_run_assessment(self.request.user)


def month_named(text: str) -> AssessedMonth:
    """Return the assessed month that an address names, or raise `Http404`."""
    month = Month.parse(text)
    if month is None:
        raise Http404
    return get_object_or_404(AssessedMonth.objects.of(month).select_related("scheme"))


class CardScreen(AssessmentScreen):
    """A screen of one scorecard, for its unit and for the desk."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        month = month_named(kwargs["month"])
        cards = Scorecard.objects.select_related("month__scheme", "unit")
        self.card = get_object_or_404(cards, month=month, unit__code=kwargs["code"].upper())

    def why_not(self) -> str:
        return why_not_see_card(self.request.user, self.card)

    def get_page_subtitle(self):
        return str(self.card)

    def steps_above(self):
        if not self.is_desk:
            return []
        month = self.card.month
        return [{"url": reverse("assessment_month", args=[month]), "label": str(month), "sublabel": ""}]
