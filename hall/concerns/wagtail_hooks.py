from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hall.concerns.answering.queues import deals_with_concerns
from hall.concerns.viewsets import concern, inbox, pictures, reply_templates, showing
from hall.concerns.viewsets.kinds import ConcernKindViewSet

register_snippet(ConcernKindViewSet)


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
        _("Public concerns"), reverse("concerns_showing"), name="concerns-public", icon_name="view", order=98
    )


@hooks.register("register_admin_menu_item")
def register_concerns_menu():
    return inbox.ConcernsMenuItem(
        _("Concerns"), reverse("concerns_inbox"), name="concerns", icon_name="mail", order=20
    )


@hooks.register("construct_homepage_panels")
def show_what_citizens_asked(request, panels):
    if deals_with_concerns(request.user):
        panels.append(inbox.ConcernsPanel())


@hooks.register("register_admin_urls")
def register_concern_urls():
    unit = "concerns/templates/<slug:code>/"
    return [
        path("concerns/", inbox.InboxView.as_view(), name="concerns_inbox"),
        path("concerns/templates/", reply_templates.own_templates, name="concerns_own_templates"),
        path(unit, reply_templates.UnitTemplatesView.as_view(), name="concerns_templates"),
        path(
            f"{unit}<int:template_id>/", reply_templates.UnitTemplatesView.as_view(), name="concerns_template"
        ),
        path("concerns/<slug:number>/", concern.ConcernView.as_view(), name="concerns_concern"),
        path("concerns/<slug:number>/pictures/<int:picture_id>/", pictures.picture, name="concerns_picture"),
    ]
