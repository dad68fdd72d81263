"""All units as a list for the desk, and as a report; for spokespersons, their own."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from portal.core.tables import guarded
from units.enums import UnitKind
from units.models import UnitPage
from units.onboarding.enums import UnitState
from units.onboarding.models import Batch
from units.onboarding.progress import lacks_of, state_of, with_progress
from units.permissions import is_hall_desk
from units.viewsets.desk import MEDIA, DeskOnlyMixin


def lacks_in_words(unit) -> str:
    return ", ".join(str(lack.label) for lack in lacks_of(unit))


def due_day(unit) -> str:
    return unit.due_on.isoformat() if unit.due_on else ""


def team_address(unit) -> str:
    return reverse("units_team", args=[unit.code])


class StateColumn(Column):
    """Live, preparing or late, the last one to be seen from afar."""

    cell_template_name = "onboarding/state_cell.html"


class UnitColumn(TitleColumn):
    """The unit's name, leading to its team, with what else can be done below it."""

    cell_template_name = "onboarding/unit_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "is_desk": is_hall_desk(context["request"].user)}


class UnitFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=UnitState.choices, empty_label=_("All"))
    batch = django_filters.ModelChoiceFilter(
        label=_("Batch"), field_name="batch_place__batch", queryset=Batch.objects.all(), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=UnitKind.choices, empty_label=_("All"))

    class Meta:
        model = UnitPage
        fields = []


class UnitListing(BaseListingView):
    """Units with their progress. Names are found by any part of them, also inside Han script."""

    header_icon = "group"
    paginate_by = 50
    is_searchable = True
    # The index of pages holds units beside posts; a name or code is found in the table itself.
    search_backend_name = None
    search_fields = ["title", "official_name", "code"]
    filterset_class = UnitFilterSet
    default_ordering = "path"
    columns = [
        UnitColumn("title", label=_("Account name"), get_url=team_address, sort_key="title"),
        Column("code", label=_("Code"), sort_key="code"),
        Column("official_name", label=_("Official name"), classname="units-column"),
        StateColumn("state", label=_("State"), accessor=state_of, sort_key="state"),
        Column("batch_name", label=_("Batch"), sort_key="batch_name", classname="units-column"),
        Column("due_on", label=_("Due date"), accessor=due_day, sort_key="due_on", classname="units-column"),
        Column("lacks", label=_("Still lacks"), accessor=lacks_in_words, classname="units-column"),
    ]

    def get_ordering(self):
        return super().get_ordering() or "path"

    def get_base_queryset(self):
        return with_progress(self.units(), timezone.localdate())

    def units(self):
        return UnitPage.objects.all()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", MEDIA) + MEDIA
        return context


class UnitListView(UnitListing):
    """The desk sees all units, a spokesperson their own."""

    page_title = _("Units")
    index_url_name = "units_list"
    index_results_url_name = "units_list_results"

    def dispatch(self, request, *args, **kwargs):
        if not (is_hall_desk(request.user) or self.units().exists()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def units(self):
        return UnitPage.objects.run_by(self.request.user)

    def get_header_buttons(self):
        if not is_hall_desk(self.request.user):
            return []
        return [
            HeaderButton(_("Bring units online"), url=reverse("onboarding_upload"), icon_name="upload"),
            HeaderButton(_("Coming online"), url=reverse("onboarding_board"), icon_name="calendar-check"),
        ]


class OnboardingReport(DeskOnlyMixin, UnitListing, ReportView):
    """The board as a report: every unit with what it lacks, to be taken away as a file."""

    page_title = _("Units coming online")
    header_icon = "calendar-check"
    index_url_name = "onboarding_report"
    index_results_url_name = "onboarding_report_results"
    list_export = [
        "code",
        "title",
        "official_name",
        "kind_label",
        "state_label",
        "batch_name",
        "due_on",
        "lacks",
    ]
    export_headings = {
        "code": _("Code"),
        "title": _("Account name"),
        "official_name": _("Official name"),
        "kind_label": _("Kind"),
        "state_label": _("State"),
        "batch_name": _("Batch"),
        "due_on": _("Due date"),
        "lacks": _("Still lacks"),
    }

    custom_field_preprocess = {
        "title": {ReportView.FORMAT_CSV: guarded},
        "official_name": {ReportView.FORMAT_CSV: guarded},
    }

    def get_filename(self):
        return f"units-{timezone.localdate():%Y-%m-%d}"

    def get_filtered_queryset(self):
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list):
        for unit in object_list:
            unit.state_label = state_of(unit).label
            unit.kind_label = unit.get_kind_display()
            unit.lacks = lacks_in_words(unit)
        return object_list
