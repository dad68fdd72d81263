"""For the hall desk: the ties of each unit and of each two units as reports to take away, and as a table of both."""

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from hall.together.ties import DAYS, matrix, pairs, with_ties
from hall.viewsets.together.media import MEDIA
from portal.core.tables import guarded
from portal.core.viewsets.screen import ScreenMixin
from units.models import UnitFollow, UnitPage
from units.onboarding.models import Batch
from units.permissions import is_hall_desk
from units.viewsets.desk import DeskOnlyMixin

UNITS_AT_MOST = 60
GUARDED = {ReportView.FORMAT_CSV: guarded}


class TiesMenuItem(MenuItem):
    def is_shown(self, request):
        return is_hall_desk(request.user)


def parents(request=None):
    """Return the public units that others stand below."""
    below = UnitPage.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    return UnitPage.objects.live().filter(Exists(below)).order_by("path")


class UnitFilterSet(WagtailFilterSet):
    batch = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Batch"),
        field_name="batch_place__batch",
        queryset=Batch.objects.all(),
        empty_label=gettext_lazy("All"),
    )
    parent = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Unit above"),
        queryset=parents,
        empty_label=gettext_lazy("All"),
        method="filter_parent",
    )

    class Meta:
        model = UnitPage
        fields = []

    def filter_parent(self, units, name, parent):
        return units.descendant_of(parent, inclusive=True)


def followed_address(unit) -> str:
    return reverse("together_following", args=[unit.code])


class TiesReport(DeskOnlyMixin, ReportView):
    """One line for each public unit."""

    page_title = gettext_lazy("Units together")
    header_icon = "group"
    model = UnitPage
    filterset_class = UnitFilterSet
    index_url_name = "together_report"
    index_results_url_name = "together_report_results"
    is_searchable = True
    search_backend_name = None
    search_fields = ["title", "official_name", "code"]
    default_ordering = "path"
    paginate_by = 50
    columns = [
        TitleColumn("title", label=gettext_lazy("Unit"), get_url=followed_address, sort_key="title"),
        Column("follows_count", label=gettext_lazy("Follows"), sort_key="follows_count"),
        Column("followers_count", label=gettext_lazy("Followed by"), sort_key="followers_count"),
        Column("mutual_count", label=gettext_lazy("Mutual"), sort_key="mutual_count"),
        Column("reposts_count", label=gettext_lazy("Reposted in 30 days"), sort_key="reposts_count"),
        Column("reposted_count", label=gettext_lazy("Was reposted in 30 days"), sort_key="reposted_count"),
    ]
    list_export = [
        "code",
        "title",
        "follows_count",
        "followers_count",
        "mutual_count",
        "reposts_count",
        "reposted_count",
    ]
    export_headings = {
        "code": gettext_lazy("Code"),
        "title": gettext_lazy("Account name"),
        "follows_count": gettext_lazy("Follows"),
        "followers_count": gettext_lazy("Followed by"),
        "mutual_count": gettext_lazy("Mutual"),
        "reposts_count": gettext_lazy("Reposted in 30 days"),
        "reposted_count": gettext_lazy("Was reposted in 30 days"),
    }
    custom_field_preprocess = {"title": GUARDED}

    def get_filename(self):
        return f"units-together-{timezone.localdate():%Y-%m-%d}"

    def get_base_queryset(self):
        return with_ties(UnitPage.objects.live(), timezone.now())

    def get_ordering(self):
        return super().get_ordering() or "path"

    def get_filtered_queryset(self):
        return self.get_queryset()

    def get_header_buttons(self):
        return [
            *super().get_header_buttons(),
            HeaderButton(_("As a table"), url=reverse("together_matrix"), icon_name="table"),
            HeaderButton(_("Each two units"), url=reverse("together_pairs"), icon_name="list-ul"),
        ]


class PairFilterSet(WagtailFilterSet):
    unit_title = django_filters.CharFilter(label=gettext_lazy("Unit"), lookup_expr="icontains")
    other_title = django_filters.CharFilter(label=gettext_lazy("Other unit"), lookup_expr="icontains")
    batch = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Batch"),
        queryset=Batch.objects.all(),
        empty_label=gettext_lazy("All"),
        method="filter_batch",
    )
    follows = django_filters.BooleanFilter(label=gettext_lazy("Follows it"))
    is_mutual = django_filters.BooleanFilter(label=gettext_lazy("Mutual"))

    class Meta:
        model = UnitFollow
        fields = []

    def filter_batch(self, rows, name, batch):
        return rows.filter(unit_batch=batch.pk)


class PairsPaginator(WagtailPaginator):
    verbose_name = gettext_lazy("pair of units")
    verbose_name_plural = gettext_lazy("pairs of units")


class PairsReport(DeskOnlyMixin, ReportView):
    """One line for each two units of which one follows the other or reposted it lately."""

    page_title = gettext_lazy("Who follows or reposts whom")
    header_icon = "group"
    model = UnitFollow
    filterset_class = PairFilterSet
    index_url_name = "together_pairs"
    index_results_url_name = "together_pairs_results"
    paginator_class = PairsPaginator
    paginate_by = 50
    columns = [
        Column("unit_title", label=gettext_lazy("Unit"), sort_key="unit_title"),
        Column("other_title", label=gettext_lazy("Other unit"), sort_key="other_title"),
        BooleanColumn("follows", label=gettext_lazy("Follows it")),
        BooleanColumn("is_mutual", label=gettext_lazy("Mutual")),
        Column("reposts_count", label=gettext_lazy("Reposted in 30 days"), sort_key="reposts_count"),
        DateColumn("since", label=gettext_lazy("Follows since"), sort_key="since"),
    ]
    list_export = ["unit_title", "other_title", "follows", "is_mutual", "reposts_count", "since"]
    export_headings = {
        "unit_title": gettext_lazy("Unit"),
        "other_title": gettext_lazy("Other unit"),
        "follows": gettext_lazy("Follows it"),
        "is_mutual": gettext_lazy("Mutual"),
        "reposts_count": gettext_lazy("Reposted in 30 days"),
        "since": gettext_lazy("Follows since"),
    }
    custom_field_preprocess = {"unit_title": GUARDED, "other_title": GUARDED}

    def get_filename(self):
        return f"who-follows-or-reposts-whom-{timezone.localdate():%Y-%m-%d}"

    def get_filtered_queryset(self):
        follows, reposts = (self.filter_queryset(rows) for rows in pairs(timezone.now()))
        return self.order_queryset(follows.union(reposts, all=True))

    def order_queryset(self, rows):
        """Put those without a date last, whatever the database thinks of nothing."""
        place = F((self.ordering or "unit_title").lstrip("-"))
        is_down = (self.ordering or "").startswith("-")
        chosen = place.desc(nulls_last=True) if is_down else place.asc(nulls_last=True)
        return rows.order_by(chosen, "unit_title", "other_title")


class ChooseForm(forms.Form):
    """Which units the table shows. Whatever is wrong with it narrows nothing."""

    batch = forms.ModelChoiceField(
        label=gettext_lazy("Batch"),
        queryset=Batch.objects.all(),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Unit above"), queryset=None, required=False, empty_label=gettext_lazy("All")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents()

    def chosen(self):
        self.is_valid()
        units = UnitPage.objects.live().order_by("path")
        if batch := self.cleaned_data.get("batch"):
            units = units.filter(batch_place__batch=batch)
        if parent := self.cleaned_data.get("parent"):
            units = units.descendant_of(parent, inclusive=True)
        return units


class MatrixView(DeskOnlyMixin, ScreenMixin, View):
    """Who follows and reposts whom, as one table of as many units as a table can hold."""

    template_name = "hall/together/matrix.html"
    page_title = gettext_lazy("Who follows whom")
    header_icon = "table"

    def get(self, request):
        form = ChooseForm(request.GET)
        units = list(form.chosen()[: UNITS_AT_MOST + 1])
        is_too_long = len(units) > UNITS_AT_MOST
        context = self.get_context_data(
            form=form,
            units=units,
            rows=[] if is_too_long else matrix(units, timezone.now()),
            is_too_long=is_too_long,
            most=UNITS_AT_MOST,
            days=DAYS,
            media=MEDIA,
        )
        return self.render_to_response(context)
