from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hall.viewsets import composer, composer_data


@hooks.register("register_log_actions")
def register_post_actions(actions):
    actions.register_action("hall.withdraw", _("Withdraw"), _("The post was withdrawn"))


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
        path("compose/files/", composer_data.files, name="hall_compose_files"),
    ]
