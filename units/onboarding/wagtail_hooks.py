from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from units.onboarding.models import Batch
from units.onboarding.viewsets import board, unit_list, uploading
from units.permissions import is_hall_desk


class DeskItem(MenuItem):
    """A way that the hall desk alone is shown."""

    def is_shown(self, request):
        return is_hall_desk(request.user)


UNITS_MENU = Menu(
    items=[
        DeskItem(_("All units"), reverse_lazy("units_list"), icon_name="group", order=10),
        DeskItem(_("Coming online"), reverse_lazy("onboarding_board"), icon_name="calendar-check", order=20),
        DeskItem(_("Bring units online"), reverse_lazy("onboarding_upload"), icon_name="upload", order=30),
    ]
)


@hooks.register("register_admin_menu_item")
def register_units_menu():
    return SubmenuMenuItem(_("Units"), UNITS_MENU, name="units", icon_name="group", order=150)


@hooks.register("register_reports_menu_item")
def register_report():
    return DeskItem(
        _("Units coming online"), reverse_lazy("onboarding_report"), icon_name="calendar-check", order=900
    )


@hooks.register("construct_homepage_panels")
def add_board_panel(request, panels):
    if is_hall_desk(request.user) and (batch := Batch.objects.current()):
        panels.append(board.BoardPanel(batch))


@hooks.register("register_admin_urls")
def register_onboarding_urls():
    units, report = unit_list.UnitListView, unit_list.OnboardingReport
    return [
        path("units/", units.as_view(), name="units_list"),
        path("units/results/", units.as_view(results_only=True), name="units_list_results"),
        path("units/onboarding/", board.BoardView.as_view(), name="onboarding_board"),
        path("units/onboarding/batches/<int:batch_id>/", board.BatchView.as_view(), name="onboarding_batch"),
        path(
            "units/onboarding/<slug:which>.<slug:form>",
            uploading.ListFileView.as_view(),
            name="onboarding_file",
        ),
        path("units/onboarding/upload/", uploading.UploadView.as_view(), name="onboarding_upload"),
        path(
            "units/onboarding/upload/<int:upload_id>/",
            uploading.PreviewView.as_view(),
            name="onboarding_preview",
        ),
        path(
            "units/onboarding/upload/<int:upload_id>/result/",
            uploading.ResultView.as_view(),
            name="onboarding_result",
        ),
        path("units/<slug:code>/launch/", board.LaunchView.as_view(), name="units_launch"),
        path("reports/units/", report.as_view(), name="onboarding_report"),
        path("reports/units/results/", report.as_view(results_only=True), name="onboarding_report_results"),
    ]
