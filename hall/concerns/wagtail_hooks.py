from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hall.concerns.viewsets import showing


@hooks.register("register_admin_urls")
def register_showing_urls():
    one = "concerns/public/<int:concern_id>/"
    return [
        path("concerns/public/", showing.ShowingListView.as_view(), name="concerns_showing"),
        path(one, showing.ShowingView.as_view(), name="concerns_showing_one"),
        path(
            f"{one}picture/<int:picture_id>/", showing.PictureView.as_view(), name="concerns_showing_picture"
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_showing_menu_item():
    return showing.ShowingMenuItem(
        _("Public concerns"), reverse("concerns_showing"), name="concerns-public", icon_name="view", order=62
    )
