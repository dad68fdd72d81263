"""The audit across units: every line, to be filtered and taken away as a file."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from hall.enums import ReviewLevel
from hall.review.audits import lines_for, units_audited_by, why_not_read_audit
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.story import sentence_of
from hall.review.viewsets.exports import ReadersLanguageMixin
from portal.core.whole_numbers import whole_number

MEDIA = Media(css={"all": ["portal/css/admin/audit_report.css"]})
SHOWN_AT_MOST = 10_000
CHUNK = 2_000
URGENT = [ReviewEvent.RELEASED_URGENTLY, ReviewEvent.AFTER_REVIEWED]


class AuditMenuItem(MenuItem):
    """Shown to those who read the audit of some unit."""

    def is_shown(self, request):
        return not why_not_read_audit(request.user)


class CappedPaginator(WagtailPaginator):
    """Counts no further than anybody leafs; a million lines are filtered, or taken away as a file."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:SHOWN_AT_MOST].count()

    @cached_property
    def items_count_label(self):
        if self.count == SHOWN_AT_MOST:
            return _("the newest %(count)s lines") % {"count": SHOWN_AT_MOST}
        return super().items_count_label


class AuditFilterSet(WagtailFilterSet):
    unit = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Unit"),
        queryset=lambda request: units_audited_by(request.user),
        empty_label=gettext_lazy("All"),
    )
    event = django_filters.ChoiceFilter(
        label=gettext_lazy("Event"), choices=ReviewEvent.choices, empty_label=gettext_lazy("All")
    )
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Review step"), choices=ReviewLevel.choices, empty_label=gettext_lazy("All")
    )
    lane = django_filters.ChoiceFilter(
        label=gettext_lazy("Urgent lane"),
        choices=[("urgent", gettext_lazy("Only posts that took it"))],
        empty_label=gettext_lazy("All"),
        method="filter_lane",
    )
    happened_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Period"), widget=DateRangePickerWidget
    )
    person = django_filters.CharFilter(
        label=gettext_lazy("Who"), field_name="person_name", lookup_expr="icontains"
    )
    post = django_filters.CharFilter(label=gettext_lazy("Text or number of the post"), method="filter_post")

    class Meta:
        model = ReviewRecord
        fields = []

    def filter_lane(self, queryset, name, value):
        urgent = ReviewRecord.objects.filter(event__in=URGENT).values("page_number")
        return queryset.filter(page_number__in=urgent)

    def filter_post(self, queryset, name, value):
        if number := whole_number(value.strip().lstrip("#")):
            return queryset.filter(page_number=number)
        return queryset.filter(title__icontains=value.strip())


class LineColumn(Column):
    """A line in words, with its post and unit, so that a phone shows all of it without scrolling sideways."""

    cell_template_name = "review/audit_line.html"


def local_time(record: ReviewRecord) -> str:
    return timezone.localtime(record.happened_at).strftime("%Y-%m-%d %H:%M:%S")


class AuditReport(ReadersLanguageMixin, ReportView):
    """Lines of the units that a person may read, newest first."""

    page_title = gettext_lazy("Audit of the reviews")
    header_icon = "history"
    verbose_name = ReviewRecord._meta.verbose_name
    verbose_name_plural = ReviewRecord._meta.verbose_name_plural
    index_url_name = "review_audit"
    index_results_url_name = "review_audit_results"
    filterset_class = AuditFilterSet
    paginator_class = CappedPaginator
    columns = [
        LineColumn("line", label=gettext_lazy("What happened"), accessor="sentence"),
        Column("time", label=gettext_lazy("When"), accessor=local_time, classname="audit-report__when"),
        Column("seal", label=gettext_lazy("Seal"), accessor="seal_state", classname="audit-report__seal"),
    ]
    export_headings = {
        "number": gettext_lazy("Line"),
        "time": gettext_lazy("Time"),
        "unit_name": gettext_lazy("Unit"),
        "page_number": gettext_lazy("Number of the post"),
        "title": gettext_lazy("Post"),
        "who": gettext_lazy("Who"),
        "what": gettext_lazy("Event"),
        "step": gettext_lazy("Review step"),
        "facts_in_words": gettext_lazy("Facts"),
        "comment": gettext_lazy("Comment"),
        "revision_number": gettext_lazy("Version"),
        "fingerprint": gettext_lazy("Fingerprint of the text"),
        "seal_state": gettext_lazy("Seal"),
    }
    list_export = list(export_headings)

    def dispatch(self, request, *args, **kwargs):
        if why_not_read_audit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return lines_for(self.request.user).select_related("seal").order_by("-pk")

    def get_filtered_queryset(self):
        return self.get_queryset()

    def get_filename(self):
        return f"audit-{timezone.localdate():%Y-%m-%d}"

    def decorate_paginated_queryset(self, object_list):
        if self.is_export:
            return (in_words(record) for record in object_list.iterator(chunk_size=CHUNK))
        return [in_words(record) for record in object_list]

    def get_heading(self, queryset, field):
        return str(self.export_headings[field])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", MEDIA) + MEDIA
        return context


def in_words(record: ReviewRecord) -> ReviewRecord:
    """Give a line what its row says."""
    record.sentence = sentence_of(record)
    record.number, record.time = record.pk, local_time(record)
    record.who, record.what, record.step = record.sentence.who, record.sentence.what, record.sentence.step
    record.facts_in_words = _("; ").join(record.sentence.facts)
    record.seal_state = seal_state(record)
    record.story_address = reverse("review_story", args=[record.page_id]) if record.page_id else ""
    return record


def seal_state(record: ReviewRecord) -> str:
    if record.sentence.seal is None:
        return _("not sealed yet")
    return _("sealed #%(number)s") % {"number": record.sentence.seal}
