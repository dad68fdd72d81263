from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hall.supervision.viewsets import opinion


@hooks.register("register_admin_menu_item")
def register_opinion_menu():
    return opinion.OpinionMenuItem(
        _("Opinion desk"), reverse("opinion"), name="opinion", icon_name="glasses", order=50
    )


@hooks.register("register_admin_urls")
def register_opinion_urls():
    return [path("opinion/", opinion.OpinionView.as_view(), name="opinion")]
