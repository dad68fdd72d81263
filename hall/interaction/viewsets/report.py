"""The history of all comments for the hall desk: filtered, and taken away as a file."""

from collections.abc import Iterator
from itertools import islice

import django_filters
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from hall.interaction.models import Comment
from hall.interaction.moderating import history
from hall.interaction.moderating.permissions import why_not_keep_words
from hall.interaction.viewsets.media import MEDIA
from hall.review.viewsets.audit_report import CappedPaginator
from hall.review.viewsets.exports import ReadersLanguageMixin

CHUNK = 2_000
HEADINGS = {
    "time": _("Time"),
    "who": _("Who"),
    "what": _("Event"),
    "thing": _("What it is about"),
    "facts": _("Facts"),
}


def actions_of_comments():
    known = registry.get_choices()
    return [(action, label) for action, label in known if action.startswith("interaction.")]


class HistoryFilterSet(WagtailFilterSet):
    action = django_filters.ChoiceFilter(label=_("Event"), choices=actions_of_comments, empty_label=_("All"))
    timestamp = django_filters.DateFromToRangeFilter(label=_("Period"), widget=DateRangePickerWidget)
    number = django_filters.NumberFilter(
        label=_("Number of the comment"), method="filter_number", min_value=1, decimal_places=0
    )

    class Meta:
        model = ModelLogEntry
        fields = []

    def filter_number(self, lines, name, value):
        return lines.filter(object_id=str(int(value)), action__startswith="interaction.comment.")


class HistoryMenuItem(MenuItem):
    def is_shown(self, request):
        return not why_not_keep_words(request.user)


class HistoryReport(ReadersLanguageMixin, ReportView):
    """One line for each decision, newest first. Words of citizens are none of it."""

    model = ModelLogEntry
    page_title = _("History of comments")
    header_icon = "comment"
    index_url_name = "comments_history"
    index_results_url_name = "comments_history_results"
    filterset_class = HistoryFilterSet
    paginator_class = CappedPaginator
    export_filename = "comments"
    columns = [
        Column("time", label=HEADINGS["time"]),
        Column("who", label=HEADINGS["who"]),
        Column("what", label=HEADINGS["what"]),
        TitleColumn("thing", label=HEADINGS["thing"], get_url=lambda line: line.address),
        Column("facts", label=HEADINGS["facts"]),
    ]
    list_export = list(HEADINGS)
    export_headings = HEADINGS

    def dispatch(self, request, *args, **kwargs):
        if why_not_keep_words(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return history.all_lines().order_by("-timestamp", "-pk")

    def get_filtered_queryset(self):
        return self.get_queryset()

    def decorate_paginated_queryset(self, lines):
        if self.is_export:
            return with_words(lines.iterator(chunk_size=CHUNK))
        return list(with_words(iter(lines)))

    def get_heading(self, queryset, field):
        return str(self.export_headings[field])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["media"] = context.get("media", MEDIA) + MEDIA
        return context


def with_words(lines: Iterator[ModelLogEntry]) -> Iterator[ModelLogEntry]:
    """Give lines what their rows say, many at a time."""
    while some := list(islice(lines, CHUNK)):
        for line, said in zip(some, history.in_words(some), strict=True):
            line.time = timezone.localtime(said.at).strftime("%Y-%m-%d %H:%M:%S")
            line.who, line.what, line.facts, line.thing = said.who, said.what, said.facts, said.thing
            is_comment = line.content_type.model_class() is Comment
            line.address = reverse("comments_one", args=[line.object_id]) if is_comment else None
            yield line
