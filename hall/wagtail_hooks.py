from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from hall.models import Category, PostPage
from hall.permissions import why_not_withdraw
from hall.viewsets import categories, composer, composer_data, post_listing, repost, withdraw
from hall.viewsets.together import acting, following, reading, reports

register_snippet(categories.CategoryViewSet)


@hooks.register("before_delete_snippet")
def keep_categories_in_use(request, instances):
    return categories.keep_what_is_in_use(request, [one for one in instances if isinstance(one, Category)])


@hooks.register("register_log_actions")
def register_post_actions(actions):
    actions.register_action("hall.withdraw", _("Withdraw"), _("The post was withdrawn"))
    actions.register_action("hall.recategorise", _("Change category"), _("The category was changed"))


@hooks.register("construct_homepage_panels")
def add_composer(request, panels):
    if composer.units_of(request.user).exists():
        panels.append(composer.ComposerPanel())


@hooks.register("register_admin_urls")
def register_composer_urls():
    return [
        path("compose/", composer.ComposeView.as_view(), name="hall_compose"),
        path("compose/<int:post_id>/", composer.ComposeView.as_view(), name="hall_compose_post"),
        path("compose/<int:post_id>/preview/", composer.PreviewView.as_view(), name="hall_compose_preview"),
        path("compose/accounts/", composer_data.accounts, name="hall_compose_accounts"),
        path("compose/hashtags/", composer_data.hashtags, name="hall_compose_hashtags"),
        path("compose/steps/", composer_data.steps, name="hall_compose_steps"),
        path("compose/session/", composer_data.session, name="hall_compose_session"),
        path("compose/files/", composer_data.files, name="hall_compose_files"),
    ]


@hooks.register("register_admin_urls")
def register_post_urls():
    return [
        path("posts/others/", repost.PostsToRepostView.as_view(), name="hall_posts_to_repost"),
        path("posts/<int:post_id>/repost/", repost.RepostView.as_view(), name="hall_repost"),
        path("posts/<int:post_id>/withdraw/", withdraw.WithdrawView.as_view(), name="hall_withdraw"),
    ]


@hooks.register("register_admin_viewset")
def register_post_listing():
    return post_listing.PostListing()


class WritersMenuItem(MenuItem):
    def is_shown(self, request):
        return composer.units_of(request.user).exists()


@hooks.register("register_admin_menu_item")
def register_post_listing_menu_item():
    return post_listing.PostListingMenuItem(
        _("Posts"), reverse("posts:index"), name="posts", icon_name="list-ul", order=90
    )


@hooks.register("register_admin_menu_item")
def register_repost_menu_item():
    return WritersMenuItem(
        _("Repost"), reverse("hall_posts_to_repost"), name="repost", icon_name="redirect", order=95
    )


@hooks.register("register_admin_urls")
def register_together_urls():
    unit = "following/<slug:code>/"
    suggestions = reading.SuggestionsView
    return [
        path("following/", acting.OwnReadingView.as_view(), name="together"),
        path(unit, following.FollowingView.as_view(), name="together_following"),
        path(f"{unit}reading/", reading.ReadingView.as_view(), name="together_reading"),
        path(
            f"{unit}reading/<int:post_id>/",
            reading.ReadingView.as_view(http_method_names=["post"]),
            name="together_carry",
        ),
        path(f"{unit}suggestions/", suggestions.as_view(), name="together_suggestions"),
        path(
            f"{unit}suggestions/<int:post_id>/",
            suggestions.as_view(http_method_names=["post"]),
            name="together_suggestion",
        ),
    ]


@hooks.register("register_admin_urls")
def register_together_report_urls():
    ties, two = reports.TiesReport, reports.PairsReport
    return [
        path("reports/following/", ties.as_view(), name="together_report"),
        path("reports/following/results/", ties.as_view(results_only=True), name="together_report_results"),
        path("reports/following/pairs/", two.as_view(), name="together_pairs"),
        path(
            "reports/following/pairs/results/", two.as_view(results_only=True), name="together_pairs_results"
        ),
        path("reports/following/matrix/", reports.MatrixView.as_view(), name="together_matrix"),
    ]


@hooks.register("register_reports_menu_item")
def register_together_report_menu_item():
    return reports.TiesMenuItem(
        _("Units together"), reverse("together_report"), name="together", icon_name="group", order=920
    )


@hooks.register("register_admin_menu_item")
def register_together_menu_item():
    return acting.TogetherMenuItem(
        _("Reading list"), reverse("together"), name="together", icon_name="group", order=96
    )


@hooks.register("construct_homepage_panels")
def add_suggestions(request, panels):
    panel = reading.SuggestionsPanel()
    if panel.is_shown(request.user):
        panels.append(panel)


class WithdrawMenuItem(ActionMenuItem):
    """In the page editor: the way to take a public post back."""

    label = _("Withdraw")
    name = "action-withdraw"
    icon_name = "no-view"
    order = 200

    def is_shown(self, context):
        page = context.get("page")
        return isinstance(page, PostPage) and not why_not_withdraw(context["request"].user, page)

    def get_url(self, context):
        return reverse("hall_withdraw", args=[context["page"].pk])


@hooks.register("register_page_action_menu_item")
def register_withdraw_action():
    return WithdrawMenuItem()


@hooks.register("register_page_header_buttons")
def add_withdraw_to_headers(page, user, view_name, next_url=None):
    if isinstance(page, PostPage) and not why_not_withdraw(user, page):
        withdraw_url = reverse("hall_withdraw", args=[page.pk])
        yield Button(_("Withdraw"), url=withdraw_url, icon_name="no-view", priority=60)
