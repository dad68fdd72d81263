"""The hall desk's count of officialese: which rules and phrases fire most, and what writers answer."""

from collections import defaultdict

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from hall.review.enums import SpeechRule
from hall.review.models import SpeechFinding
from hall.review.permissions import why_not_count_speech
from hall.review.viewsets.exports import SAFE_CELLS
from units.models import UnitPage

BY_RULE = "rule"
REASONS_SHOWN = 5
COLUMNS = {
    "rule_label": _("Hint"),
    "phrase": _("Set phrase"),
    "times": _("Times"),
    "posts": _("Posts"),
    "dismissed": _("Left as it is"),
    "reasons": _("Reasons"),
}


def units_with_findings(request):
    return UnitPage.objects.filter(pk__in=SpeechFinding.objects.values("record__unit")).order_by("title")


class SpeechReportFilterSet(WagtailFilterSet):
    submitted_at = django_filters.DateFromToRangeFilter(label=_("Submitted"), widget=DateRangePickerWidget)
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), field_name="record__unit", queryset=units_with_findings
    )
    by = django_filters.ChoiceFilter(
        label=_("Count"),
        choices=[(BY_RULE, _("each kind of hint"))],
        empty_label=_("each phrase"),
        method="leave_to_the_view",
    )

    class Meta:
        model = SpeechFinding
        fields = []

    def leave_to_the_view(self, findings, name, value):
        return findings


class SpeechReportMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_count_speech(request.user)


class SpeechReportView(ReportView):
    """One line for each phrase, or for each rule: how often, in how many posts, and how often it was left as it is."""

    model = SpeechFinding
    page_title = _("Officialese in submitted posts")
    header_icon = "openquote"
    filterset_class = SpeechReportFilterSet
    index_url_name = "review_speech_report"
    index_results_url_name = "review_speech_report_results"
    export_filename = "plain-speech"
    columns = [Column(name, label=label) for name, label in COLUMNS.items()]
    list_export = list(COLUMNS)
    export_headings = COLUMNS
    custom_value_preprocess = SAFE_CELLS

    def dispatch(self, request, *args, **kwargs):
        if why_not_count_speech(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def group(self) -> list[str]:
        return ["rule"] if self.request.GET.get("by") == BY_RULE else ["rule", "phrase"]

    def get_filtered_queryset(self):
        self.findings = self.filter_queryset(SpeechFinding.objects.order_by())
        return (
            self.findings.values(*self.group)
            .annotate(
                times=Count("pk"),
                posts=Count("record__page_number", distinct=True),
                dismissed=Count("pk", filter=~Q(dismissal_reason="")),
            )
            .order_by("-times", *self.group)
        )

    def decorate_paginated_queryset(self, lines):
        reasons = self.reasons_for(lines)
        # The table holds these same lines.
        for line in lines:
            line["rule_label"] = SpeechRule(line["rule"]).label
            line["reasons"] = " · ".join(reasons[tuple(line[name] for name in self.group)])
            line.setdefault("phrase", "")
        return lines

    def reasons_for(self, lines) -> dict[tuple, list[str]]:
        """Return the most frequent reasons of each line, in one query for all of them."""
        given = self.findings.exclude(dismissal_reason="")
        for name in self.group:
            given = given.filter(**{f"{name}__in": {line[name] for line in lines}})
        counted = given.values(*self.group, "dismissal_reason").annotate(times=Count("pk"))
        reasons: dict[tuple, list[str]] = defaultdict(list)
        for row in counted.order_by("-times", "dismissal_reason"):
            most_frequent = reasons[tuple(row[name] for name in self.group)]
            if len(most_frequent) < REASONS_SHOWN:
                most_frequent.append(f"{row['dismissal_reason']} × {row['times']}")
        return reasons
