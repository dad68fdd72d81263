"""Month reports in the admin: the list of months and units, and the report itself as a sheet of paper."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem

from hall.assessment.calendar_month import Month
from hall.assessment.facts import units_of
from hall.assessment.models import AssessedMonth
from hall.assessment.reports import words
from hall.assessment.reports.city import city_report
from hall.assessment.reports.figures import months_reported, told_month
from hall.assessment.reports.permissions import (
    reported_to,
    sees_city,
    why_not_open_reports,
    why_not_read_report,
)
from hall.assessment.reports.unit import unit_report
from hall.assessment.viewsets.media import MEDIA
from hall.assessment.viewsets.screens import AssessmentScreen
from portal.core.models import PortalSettings
from portal.core.plain_text import tidy
from portal.core.workdays import local_day
from units.models import UnitPage

UNITS_SHOWN = 50
REPORTS_MEDIA = MEDIA + Media(css={"all": ["portal/css/admin/month_reports.css"]})


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_open_reports(request.user)


class ReportsView(AssessmentScreen):
    """The months, and the units of one of them whose report one may read."""

    template_name = "assessment/reports/list.html"
    page_title = gettext_lazy("Month reports")
    header_icon = "doc-full"

    def why_not(self):
        return why_not_open_reports(self.request.user)

    def get(self, request):
        months = months_reported(self.today)
        month = chosen(months, request.GET.get("month", ""))
        asked = tidy(request.GET.get("q", ""))
        told = AssessedMonth.objects.told().filter(first_day__in=[one.first_day for one in months])
        states = {row.month: row.get_state_display() for row in told}
        units = reported_to(request.user, units_in(month)) if month else UnitPage.objects.none()
        if asked:
            units = units.filter(Q(title__icontains=asked) | Q(code__iexact=asked))
        page = Paginator(units.order_by("title", "pk"), UNITS_SHOWN).get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                media=REPORTS_MEDIA,
                months=[(one, words.name_of(one), states.get(one, "")) for one in months],
                month=month,
                month_name=words.name_of(month) if month else "",
                sees_city=sees_city(request.user),
                units=page,
                asked=asked,
                here=f"{request.path}?month={month}&q={asked}",
            )
        )

    def get_breadcrumbs_items(self):
        return super(AssessmentScreen, self).get_breadcrumbs_items()


def chosen(months: list[Month], text: str) -> Month | None:
    """Return the month that was asked for, else the last one that is over, else the only one."""
    asked = Month.parse(text)
    if asked in months:
        return asked
    return next(iter(months[1:] or months), None)


def units_in(month: Month):
    """Return the units that have figures of a month: those with a scorecard, else those that were public."""
    told = told_month(month)
    return UnitPage.objects.filter(scorecards__month=told) if told else units_of(month)


class PaperView(View):
    """A report as a page of its own, to be read and printed."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        code = kwargs.get("code")
        self.unit = get_object_or_404(UnitPage, code=code.upper()) if code else None

    def dispatch(self, request, *args, **kwargs):
        if reason := why_not_read_report(request.user, self.unit):
            raise PermissionDenied(reason)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, month, code=None):
        asked = Month.parse(month)
        now = timezone.now()
        if asked not in months_reported(local_day(now)):
            raise Http404
        report = unit_report(self.unit, asked, now) if self.unit else city_report(asked, now)
        if report is None:
            raise Http404
        context = {
            "report": report,
            "month": asked,
            "month_name": words.name_of(asked),
            "standing": words.standing(report.figures),
            "missing": words.missing(report.figures),
            "hall": PortalSettings.load(request_or_site=request),
            "now": now,
            "reader": request.user,
            "back": f"{reverse('month_reports')}?month={asked}",
        }
        name = "unit" if self.unit else "city"
        return TemplateResponse(request, f"assessment/reports/{name}.html", context)
