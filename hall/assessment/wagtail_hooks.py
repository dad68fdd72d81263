from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from hall.assessment.models import Scheme
from hall.assessment.permissions import why_not_mark_deed
from hall.assessment.reports import screens as reports
from hall.assessment.training import editor, panel, screens
from hall.assessment.training.permissions import why_not_look_at_training
from hall.assessment.training.urls import admin_urls
from hall.assessment.urls import MONTH
from hall.assessment.viewsets import appeals, cards, deeds, months, schemes
from hall.assessment.viewsets.screens import AssessmentMenuItem
from hall.models import PostPage

register_snippet(schemes.SchemeViewSet)
register_snippet(editor.TrainingSessionViewSet)

CARD = rf"^assessment/{MONTH}/(?P<code>[A-Za-z0-9-]+)/"


@hooks.register("register_log_actions")
def register_assessment_actions(actions):
    actions.register_action("assessment.compute", _("Compute month"), _("A month was computed"))
    actions.register_action("assessment.check", _("Check month"), _("A month was checked"))
    actions.register_action(
        "assessment.announce", _("Announce month"), _("A month was announced to the units")
    )
    actions.register_action("assessment.freeze", _("Make month final"), _("A month became final"))
    actions.register_action("assessment.correct", _("Correct scorecard"), _("A scorecard was corrected"))
    actions.register_action("assessment.appeal", _("Appeal"), _("A unit appealed against a number"))
    actions.register_action("assessment.decide", _("Decide appeal"), _("An appeal was decided"))
    actions.register_action("training.open", _("Open session"), _("A training session was opened"))
    actions.register_action("training.cancel", _("Cancel session"), _("A training session was cancelled"))
    actions.register_action(
        "training.move", _("Tell of another time or place"), _("People were told of another time or place")
    )
    actions.register_action("training.give_up", _("Give up place"), _("A place was given up"))
    actions.register_action(
        "training.correct", _("Correct attendance"), _("Attendance was corrected by hand")
    )


@hooks.register("register_admin_urls")
def register_assessment_urls():
    return [
        path("assessment/", months.AssessmentView.as_view(), name="assessment"),
        path("assessment/appeals/", appeals.AppealsView.as_view(), name="assessment_appeals"),
        path("assessment/appeals/<int:appeal_id>/", appeals.AppealView.as_view(), name="assessment_appeal"),
        path(
            "assessment/appeals/<int:appeal_id>/picture/",
            appeals.AppealPictureView.as_view(),
            name="assessment_appeal_picture",
        ),
        path("assessment/good-deeds/", deeds.DeedsView.as_view(), name="assessment_deeds"),
        path(
            "assessment/good-deeds/<int:post_id>/", deeds.MarkDeedView.as_view(), name="assessment_mark_deed"
        ),
        path(
            "assessment/schemes/<int:scheme_id>/copy/",
            schemes.FollowingSchemeView.as_view(),
            name="assessment_following_scheme",
        ),
        re_path(rf"^assessment/{MONTH}/$", months.MonthView.as_view(), name="assessment_month"),
        re_path(
            rf"^assessment/{MONTH}/progress/$", months.ProgressView.as_view(), name="assessment_progress"
        ),
        re_path(
            rf"^assessment/{MONTH}/table\.(?P<form>csv|xlsx)$",
            months.MonthExportView.as_view(),
            name="assessment_export",
        ),
        re_path(rf"{CARD}$", cards.CardView.as_view(), name="assessment_card"),
        re_path(rf"{CARD}(?P<subject>[a-z_]+)/$", cards.FactsView.as_view(), name="assessment_facts"),
        path("month-reports/", reports.ReportsView.as_view(), name="month_reports"),
        re_path(rf"^month-reports/{MONTH}/$", reports.PaperView.as_view(), name="month_report_city"),
        re_path(
            rf"^month-reports/{MONTH}/(?P<code>[A-Za-z0-9-]+)/$",
            reports.PaperView.as_view(),
            name="month_report_unit",
        ),
        *admin_urls,
    ]


@hooks.register("register_reports_menu_item")
def register_month_reports_menu_item():
    return reports.ReportsMenuItem(
        _("Month reports"), reverse("month_reports"), name="month-reports", icon_name="doc-full", order=890
    )


@hooks.register("register_admin_menu_item")
def register_training_menu_item():
    return screens.TrainingMenuItem(
        _("Training"), reverse("training"), name="training", icon_name="calendar-alt", order=112
    )


@hooks.register("construct_homepage_panels")
def show_own_training(request, panels):
    if not why_not_look_at_training(request.user):
        panels.append(panel.TrainingPanel())


@hooks.register("register_admin_menu_item")
def register_assessment_menu_item():
    return AssessmentMenuItem(
        _("Assessment"), reverse("assessment"), name="assessment", icon_name="table", order=110
    )


@hooks.register("register_admin_menu_item")
def register_deeds_menu_item():
    return AssessmentMenuItem(
        _("Good deeds"), reverse("assessment_deeds"), name="good-deeds", icon_name="success", order=111
    )


@hooks.register("register_snippet_listing_buttons")
def add_copy_that_follows(snippet, user, next_url=None):
    if isinstance(snippet, Scheme) and snippet.valid_from:
        yield schemes.button_of(snippet, reverse("assessment_following_scheme", args=[snippet.pk]))


@hooks.register("register_page_header_buttons")
def add_good_deed_to_headers(page, user, view_name, next_url=None):
    if isinstance(page, PostPage) and page.live and not why_not_mark_deed(user, page):
        address = reverse("assessment_mark_deed", args=[page.pk])
        yield Button(_("Mark as a good deed"), url=address, icon_name="success", priority=70)
