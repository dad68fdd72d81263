"""The hall desk's calendar: one year on one screen, days entered singly or from a first to a last."""

from datetime import MAXYEAR, MINYEAR

from django import forms
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from portal.core.models import PortalSettings, SpecialDay
from portal.core.permissions import why_not_change_calendar
from portal.core.queries import calendar_years
from portal.core.refusals import Refused
from portal.core.services import enter_days, settle_year
from portal.core.workdays import local_day

DAYS_SHOWN = 120
YEARS = range(MINYEAR, MAXYEAR + 1)


class DayForm(WagtailAdminModelForm):
    class Meta:
        model = SpecialDay
        fields = ["date", "kind", "name"]


class DaysForm(DayForm):
    """One day, or with a last day all of a holiday."""

    last = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("Only for a holiday of several days. Each of them is entered."),
    )
    field_order = ["date", "last", "kind", "name"]


class YearView:
    """Returns to the year of the day that was changed."""

    def get_success_url(self):
        return f"{reverse(self.index_url_name)}?year={self.object.date.year}"


class DayListView(generic.IndexView):
    """The days of one year: `?year=`, or else this one."""

    @cached_property
    def today(self):
        return local_day(timezone.now())

    @cached_property
    def year(self):
        asked = self.request.GET.get("year", "")
        known = {str(summary.year): summary.year for summary in self.years}
        return known.get(asked, self.today.year)

    @cached_property
    def years(self):
        return calendar_years(self.today)

    def get_base_queryset(self):
        return super().get_base_queryset().filter(date__year=self.year)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            year=self.year,
            years=self.years,
            unsure=[summary for summary in self.years if summary.is_unsure(self.today)],
            hours=PortalSettings.load(request_or_site=self.request).working_hours,
            may_change=not why_not_change_calendar(self.request.user),
            **kwargs,
        )


class EnterDaysView(YearView, generic.CreateView):
    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refused:
            form.add_error(None, refused.reasons)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        typed = self.form.cleaned_data
        self.days = enter_days(
            first=typed["date"],
            last=typed["last"] or typed["date"],
            kind=typed["kind"],
            name=typed["name"],
            by=self.request.user,
        )
        return self.days[0]

    def get_success_message(self, instance):
        count = len(self.days)
        return ngettext("%(day)s: %(count)d day entered.", "%(day)s: %(count)d days entered.", count) % {
            "day": instance,
            "count": count,
        }


class ChangeDayView(YearView, generic.EditView):
    pass


class DeleteDayView(YearView, generic.DeleteView):
    pass


class SettleYearView(View):
    http_method_names = ["post"]

    def post(self, request, year):
        if year not in YEARS:
            raise Http404
        try:
            settle_year(year=year, by=request.user)
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
        else:
            messages.success(request, _("The days of %(year)d are settled.") % {"year": year})
        return redirect(f"{reverse('specialday:index')}?year={year}")


class SpecialDayViewSet(ModelViewSet):
    model = SpecialDay
    icon = "calendar-alt"
    menu_label = gettext_lazy("Holidays and make-up workdays")
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = DAYS_SHOWN
    list_display = [
        "date",
        Column("weekday", label=gettext_lazy("Weekday"), accessor=lambda day: date_format(day.date, "l")),
        "kind",
        "name",
    ]
    ordering = ["date"]
    index_view_class = DayListView
    index_template_name = "core/calendar/index.html"
    add_view_class = EnterDaysView
    edit_view_class = ChangeDayView
    delete_view_class = DeleteDayView

    def get_form_class(self, for_update=False):
        return DayForm if for_update else DaysForm

    def get_urlpatterns(self):
        settle = path("settle/<int:year>/", SettleYearView.as_view(), name="settle")
        return [*super().get_urlpatterns(), settle]
