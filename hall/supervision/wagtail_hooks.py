from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hall.supervision.viewsets import lists, opinion, opinion_item, order, records
from hall.supervision.viewsets.opinion_sources import (
    OpinionLevelViewSet,
    OpinionSourceViewSet,
    read_source_now,
)
from hall.supervision.viewsets.rules import WatchRuleViewSet

register_snippet(OpinionSourceViewSet)
register_snippet(OpinionLevelViewSet)
register_snippet(WatchRuleViewSet)


@hooks.register("register_log_actions")
def register_supervision_actions(actions):
    actions.register_action(
        "supervision.records.export", _("Take away"), _("The accountability record was taken away as a file")
    )


@hooks.register("register_admin_menu_item")
def register_opinion_menu():
    return opinion.OpinionMenuItem(
        _("Opinion desk"), reverse("opinion"), name="opinion", icon_name="glasses", order=50
    )


@hooks.register("register_admin_menu_item")
def register_opinion_ours_menu():
    return opinion_item.OursMenuItem(
        _("Opinion items"), reverse("opinion_ours"), name="opinion-ours", icon_name="glasses", order=51
    )


@hooks.register("register_admin_urls")
def register_opinion_urls():
    one = "opinion/items/<int:item_id>/"
    return [
        path("opinion/", opinion.OpinionView.as_view(), name="opinion"),
        path("opinion/brief/", opinion_item.BriefView.as_view(), name="opinion_brief"),
        path("opinion/items/new/", opinion_item.EnterView.as_view(), name="opinion_enter"),
        path("opinion/items/ours/", opinion_item.OursView.as_view(), name="opinion_ours"),
        path("opinion/sources/<int:source_id>/read/", read_source_now, name="opinion_read_now"),
        path(one, opinion_item.ItemView.as_view(), name="opinion_item"),
        path(f"{one}picture/", opinion_item.opinion_picture, name="opinion_picture"),
    ]


@hooks.register("register_admin_menu_item")
def register_supervision_menu():
    return lists.SupervisionMenuItem(
        _("Supervision"), reverse("supervision"), name="supervision", icon_name="clipboard-list", order=52
    )


@hooks.register("construct_homepage_panels")
def show_what_is_supervised(request, panels):
    if figures := lists.panel_figures(request.user, timezone.now()):
        panels.append(lists.SupervisionPanel(figures))


@hooks.register("register_admin_urls")
def register_supervision_urls():
    one = "supervision/orders/<int:order_id>/"
    return [
        path("supervision/", lists.front, name="supervision"),
        path("supervision/orders/", lists.DeskView.as_view(), name="supervision_desk"),
        path("supervision/orders/ours/", lists.OursView.as_view(), name="supervision_ours"),
        path("supervision/orders/new/", order.IssueView.as_view(), name="supervision_issue"),
        path(one, order.OrderView.as_view(), name="supervision_order"),
        path(f"{one}print/", order.print_order, name="supervision_order_print"),
        path("supervision/files/<int:file_id>/", order.order_file, name="supervision_file"),
        path("supervision/sightings/", lists.SightingsView.as_view(), name="supervision_sightings"),
        path("supervision/records/", records.RecordsView.as_view(), name="supervision_records"),
        path("supervision/records/export/", records.export_records, name="supervision_records_export"),
        path("supervision/records/<int:record_id>/", records.RecordView.as_view(), name="supervision_record"),
    ]
