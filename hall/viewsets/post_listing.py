"""All posts of one's units in one list: where each stands, and the way to everything one may do with it."""

import django_filters
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, ButtonsColumnMixin, Column, DateColumn, Table
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry

from hall.enums import PostState
from hall.models import Category, PostPage
from hall.permissions import why_not_withdraw
from hall.queries import standings
from portal.accounts.models import User
from units.models import UnitPage


def visible_posts(user):
    """Return the posts below every page that Wagtail lets `user` work on."""
    pages = policy_registry.get_by_type(PostPage).explorable_instances(user)
    return PostPage.objects.filter(pk__in=pages.values("pk"))


class PostFilterSet(WagtailFilterSet):
    """Filters of the list. Their choices, too, name nobody and nothing of another unit."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=PostState.choices, empty_label=_("Any"), method="filter_state"
    )
    category = django_filters.ModelMultipleChoiceFilter(
        label=_("Category"), queryset=Category.objects.all(), widget=CheckboxSelectMultiple
    )
    unit = django_filters.ModelMultipleChoiceFilter(
        label=_("Unit"),
        queryset=lambda request: units_of_visible_posts(request.user),
        method="filter_unit",
        widget=CheckboxSelectMultiple,
    )
    owner = django_filters.ModelMultipleChoiceFilter(
        label=_("Author"),
        queryset=lambda request: User.objects.filter(
            pk__in=visible_posts(request.user).order_by().values("owner")
        ),
        widget=CheckboxSelectMultiple,
    )
    published_at = django_filters.DateFromToRangeFilter(
        label=_("Published"), field_name="timeline_entry__published_at", widget=DateRangePickerWidget
    )
    changed_at = django_filters.DateFromToRangeFilter(label=_("Changed"), widget=DateRangePickerWidget)

    class Meta:
        model = PostPage
        fields = []

    def filter_state(self, posts, name, state):
        return posts.in_state(state)

    def filter_unit(self, posts, name, units):
        return posts.below(units) if units else posts


def units_of_visible_posts(user):
    return UnitPage.objects.filter(
        pk__in=policy_registry.get_by_type(UnitPage).explorable_instances(user).values("pk")
    ).order_by("path")


class TextColumn(ButtonsColumnMixin, Column):
    """How the post begins, and what may be done with it."""

    cell_template_name = "hall/posts/text_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["standing"] = instance
        context["is_editable"] = is_editable(instance, parent_context["request"].user)
        return context

    def get_buttons(self, instance, parent_context):
        request = parent_context["request"]
        return buttons_of(instance, request.user, request.get_full_path())


class StateColumn(BaseColumn):
    cell_template_name = "hall/posts/state_cell.html"


def is_editable(standing, user) -> bool:
    may_edit = standing.post.permissions_for_user(user).can_edit()
    return may_edit and standing.state not in (PostState.IN_REVIEW, PostState.SCHEDULED)


def buttons_of(standing, user, next_url) -> list[Button]:
    """Return the ways on from one row: view, compose, history, review, withdraw."""
    post = standing.post
    permissions = post.permissions_for_user(user)
    buttons = []
    if post.live:
        buttons.append(Button(gettext("View live"), url=post.url, priority=10))
    if permissions.can_edit() and not (post.live and standing.state == PostState.PUBLIC):
        preview = reverse("wagtailadmin_pages:view_draft", args=[post.pk])
        buttons.append(Button(gettext("Preview"), url=preview, priority=20))
    if is_editable(standing, user):
        edit = reverse("wagtailadmin_pages:edit", args=[post.pk])
        buttons.append(Button(gettext("Full editor"), url=edit, priority=30))
    if permissions.can_view_revisions():
        history = reverse("wagtailadmin_pages:history", args=[post.pk])
        buttons.append(Button(gettext("History"), url=history, priority=40))
    if standing.state == PostState.IN_REVIEW:
        review = reverse("review_post", args=[post.pk])
        buttons.append(Button(gettext("Its review"), url=review, priority=45))
    if standing.state == PostState.SCHEDULED:
        buttons.append(
            Button(gettext("Its release"), url=reverse("review_release", args=[post.pk]), priority=45)
        )
    if not why_not_withdraw(user, post):
        withdraw = f"{reverse('hall_withdraw', args=[post.pk])}?{urlencode({'next': next_url})}"
        buttons.append(Button(gettext("Withdraw"), url=withdraw, priority=50))
    return buttons


class PostIndexView(IndexView):
    """The list itself. Drafts live in the database only, so it searches the table and not the index."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    page_title = gettext_lazy("Posts of my units")
    table_class = Table
    base_filterset_class = PostFilterSet
    verbose_name = gettext_lazy("post")
    verbose_name_plural = gettext_lazy("posts")
    base_columns = [
        TextColumn("text", label=gettext_lazy("Post"), classname="title"),
        DateColumn(
            "changed_at",
            label=gettext_lazy("Changed"),
            accessor="post.changed_at",
            sort_key="changed_at",
            width="14%",
        ),
        StateColumn("state", label=gettext_lazy("State"), width="22%"),
    ]

    default_ordering = "-changed_at"

    def get_base_queryset(self):
        # Posts that were brought in from elsewhere have no versions.
        changed_at = Coalesce("latest_revision_created_at", "last_published_at")
        posts = visible_posts(self.request.user).annotate(changed_at=changed_at)
        return posts.select_related("category", "owner").with_standing()

    def search_queryset(self, queryset):
        return queryset.with_words(self.search_query) if self.is_searching else queryset

    def get_table(self, object_list):
        rows = standings(object_list)
        for row in rows:
            row.post.unit = row.unit
        return Table(self.columns, rows, ordering=self.ordering, base_url=self.index_url)

    @cached_property
    def header_buttons(self):
        if not UnitPage.objects.writable_by(self.request.user).exists():
            return []
        return [
            HeaderButton(gettext("Write a post"), url=reverse("hall_compose"), icon_name="edit"),
        ]


class PostListing(PageListingViewSet):
    """The list as a place of the admin, for everybody who has a unit to look after."""

    name = "posts"
    model = PostPage
    icon = "list-ul"
    index_view_class = PostIndexView
    filterset_class = PostFilterSet
    columns = PostIndexView.base_columns
    list_per_page = 30


class PostListingMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(PostPage).explorable_instances(request.user).exists()
