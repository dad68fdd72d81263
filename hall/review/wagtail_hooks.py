from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.snippets.models import register_snippet

from hall.review import queues
from hall.review.dismissals import keep_answers
from hall.review.permissions import why_not_take_back
from hall.review.viewsets import (
    after_review,
    audit_report,
    boards,
    claims,
    deputies,
    joints,
    pages,
    queue,
    releases,
    review_page,
    speech,
    story,
    urgent,
)
from hall.review.viewsets.phrases import SpeechPhraseViewSet
from hall.review.viewsets.speech_report import SpeechReportMenuItem, SpeechReportView

TAKING_BACK = {"action-cancel-workflow", "action-restart-workflow"}
# Unbounded: 300 posts under review are 1,500 queries. Ours stands in their place.
STOCK_PANELS = {"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"}


@hooks.register("register_log_actions")
def register_review_actions(actions):
    actions.register_action(
        "review.break_glass",
        _("Publish past the review"),
        _("Published past the review: BREAK_GLASS was set"),
    )
    actions.register_action("review.deputy.name", _("Name deputy"), _("A deputy was named"))
    actions.register_action("review.deputy.end", _("End deputy"), _("A deputy was taken back"))


register_snippet(SpeechPhraseViewSet)


@hooks.register("register_admin_viewset")
def register_reviewed_pages():
    return pages.ReviewedPageViewSet()


@hooks.register("construct_page_action_menu")
def offer_taking_back_to_writers(items, request, context):
    page = context.get("page")
    if page and why_not_take_back(request.user, page.current_workflow_state):
        items[:] = [item for item in items if item.name not in TAKING_BACK]


@hooks.register("construct_homepage_panels", order=1000)
def put_review_on_the_home_page(request, panels):
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in STOCK_PANELS]
    panel = boards.TodayPanel()
    if panel.is_shown(request.user):
        panels.append(panel)
    if queues.is_reviewer(request.user):
        panels.append(queue.AwaitingPanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def count_no_pages(request, items):
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]


@hooks.register("register_admin_menu_item")
def register_queue_menu_item():
    return queue.QueueMenuItem(
        _("Awaiting review"), reverse("review_queue"), name="review", icon_name="tasks", order=10
    )


@hooks.register("register_admin_menu_item")
def register_desk_board_menu_item():
    return boards.DeskBoardMenuItem(
        _("Desk board"), reverse("desk_board"), name="desk-board", icon_name="table", order=55
    )


@hooks.register("register_admin_urls")
def register_review_urls():
    return [
        path("desk/", boards.DeskBoardView.as_view(), name="desk_board"),
        path("review/", queue.QueueView.as_view(), name="review_queue"),
        path("review/<int:page_id>/", review_page.ReviewPageView.as_view(), name="review_post"),
        path("review/<int:page_id>/claim/", claims.ClaimView.as_view(), name="review_claim"),
        path("review/<int:page_id>/preview/", review_page.ReviewPreviewView.as_view(), name="review_preview"),
        path("speech/", speech.speech, name="review_speech"),
        path("reports/speech/", SpeechReportView.as_view(), name="review_speech_report"),
        path(
            "reports/speech/results/",
            SpeechReportView.as_view(results_only=True),
            name="review_speech_report_results",
        ),
    ]


@hooks.register("register_page_header_buttons")
def offer_the_story(page, user, view_name, next_url=None):
    if story.may_open_story(user, page):
        yield story.StoryButton(page)


@hooks.register("register_reports_menu_item")
def register_audit_menu_item():
    return audit_report.AuditMenuItem(
        _("Audit of the reviews"),
        reverse("review_audit"),
        name="review_audit",
        icon_name="history",
        order=100,
    )


@hooks.register("register_admin_urls")
def register_audit_urls():
    report = audit_report.AuditReport
    return [
        path("review/<int:page_id>/story/", story.StoryView.as_view(), name="review_story"),
        path("reports/audit/", report.as_view(), name="review_audit"),
        path("reports/audit/results/", report.as_view(results_only=True), name="review_audit_results"),
    ]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def keep_answers_of_the_editor(request, page):
    keep_answers(page, request.user, request.POST)


@hooks.register("register_admin_menu_item")
def register_deputies_menu_item():
    return queue.QueueMenuItem(
        _("Deputies"), reverse("review_deputies"), name="deputies", icon_name="user", order=160
    )


@hooks.register("register_admin_urls")
def register_deputy_urls():
    return [
        path("deputies/", deputies.DeputiesView.as_view(), name="review_deputies"),
        path("deputies/<int:deputy_id>/end/", deputies.EndDeputyView.as_view(), name="review_deputy_end"),
    ]


@hooks.register("register_admin_menu_item")
def register_release_board():
    return releases.ReleaseMenuItem(
        _("Releases"), reverse("review_releases"), name="releases", icon_name="history", order=97
    )


@hooks.register("construct_homepage_panels", order=1001)
def put_after_reviews_on_the_home_page(request, panels):
    panel = after_review.AfterReviewPanel(request.user)
    if panel.is_shown():
        panels.append(panel)


@hooks.register("register_admin_menu_item")
def register_urgent_menu_item():
    return urgent.UrgentMenuItem(
        _("Urgent lane"), reverse("urgent_lane"), name="urgent", icon_name="warning", order=60
    )


@hooks.register("register_admin_urls")
def register_release_urls():
    return [
        path("releases/", releases.ReleaseBoardView.as_view(), name="review_releases"),
        path("releases/post/<int:page_id>/", releases.ReleaseView.as_view(), name="review_release"),
        path("releases/joint/new/", joints.MakeJointView.as_view(), name="review_joint_new"),
        path("releases/joint/<int:joint_id>/", joints.JointView.as_view(), name="review_joint"),
    ]


@hooks.register("register_reports_menu_item")
def register_speech_report_menu_item():
    return SpeechReportMenuItem(
        _("Officialese"), reverse("review_speech_report"), name="speech", icon_name="openquote", order=900
    )


@hooks.register("register_admin_urls")
def register_urgent_urls():
    release = "urgent/after-review/<int:release_id>/"
    return [
        path("urgent/", urgent.UrgentLaneView.as_view(), name="urgent_lane"),
        path("urgent/<int:page_id>/", urgent.ReleaseView.as_view(), name="urgent_release"),
        path(release, after_review.AfterReviewView.as_view(), name="after_review"),
        path(
            f"{release}preview/",
            after_review.AfterReviewPreviewView.as_view(),
            name="after_review_preview",
        ),
    ]
