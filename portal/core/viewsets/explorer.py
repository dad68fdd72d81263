"""Wagtail's page explorer with filters that name nobody: the stock ones list every person who ever wrote a page."""

import django_filters
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.models import Page, get_page_content_types


class ExplorerFilterSet(WagtailFilterSet):
    latest_revision_created_at = django_filters.DateFromToRangeFilter(
        label=_("Changed"), widget=DateRangePickerWidget
    )
    content_type = MultipleContentTypeFilter(
        label=_("Page type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Page
        fields = []


class ExplorerView(ExplorableIndexView):
    base_filterset_class = ExplorerFilterSet


class ExplorerViewSet(PageViewSet):
    """The explorer below every page, whatever views the page itself has."""

    name = "explorer"
    model = Page
    index_view_class = ExplorerView
    filterset_class = ExplorerFilterSet

    def on_register(self):
        page_viewset_registry.values_by_parent_model[Page] = self
