from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hall.interaction.mentioning import viewsets as inbox
from hall.interaction.mentioning.permissions import why_not_open_inbox
from hall.interaction.moderating.permissions import why_not_open_queue
from hall.interaction.viewsets import comment, people, queue, report, settings, words

register_snippet(words.HeldWordViewSet)


@hooks.register("register_log_actions")
def register_interaction_actions(actions):
    lines = {
        "comment.write": (_("Write comment"), _("A comment was written")),
        "comment.show": (_("Show comment"), _("A comment was shown")),
        "comment.hide": (_("Hide comment"), _("A comment was hidden")),
        "comment.restore": (_("Restore comment"), _("A comment was restored")),
        "comment.undo": (_("Take decision back"), _("A decision about a comment was taken back")),
        "comment.hold": (_("Look again"), _("A public comment went back to those who look at it")),
        "comment.withdraw": (_("Take comment back"), _("A comment was taken back by its writer")),
        "comment.concern": (_("Make concern"), _("A concern was made of a comment")),
        "speakerblock.block": (_("Block person"), _("A person was blocked from commenting")),
        "speakerblock.unblock": (_("Lift block"), _("A block was lifted")),
        "commentsettings.at_once": (_("Show at once"), _("Comments show before anybody looks")),
        "commentsettings.look_first": (_("Look first"), _("Comments are looked at first")),
        "trustedspeaker.trust": (_("Trust person"), _("A person's comments show at once")),
        "trustedspeaker.distrust": (
            _("Look first again"),
            _("A person's comments are looked at first again"),
        ),
    }
    for action, (label, message) in lines.items():
        actions.register_action(f"interaction.{action}", label, message)


@hooks.register("register_admin_urls")
def register_inbox_urls():
    mention = "inbox/<int:mention_id>/"
    return [
        path("inbox/", inbox.InboxView.as_view(), name="inbox"),
        path(f"{mention}settle/", inbox.SettleView.as_view(), name="inbox_settle"),
        path(f"{mention}reopen/", inbox.ReopenView.as_view(), name="inbox_reopen"),
    ]


@hooks.register("register_admin_menu_item")
def register_inbox_menu_item():
    return inbox.InboxMenuItem(_("Mentions"), reverse("inbox"), name="inbox", icon_name="openquote", order=40)


@hooks.register("construct_homepage_panels")
def add_inbox_panel(request, panels):
    if not why_not_open_inbox(request.user):
        panels.append(inbox.InboxPanel())


@hooks.register("register_admin_menu_item")
def register_comments_menu_item():
    return queue.QueueMenuItem(
        pgettext_lazy("of the public", "Comments"),
        reverse("comments"),
        name="comments",
        icon_name="comment",
        order=30,
    )


@hooks.register("construct_homepage_panels", order=1002)
def put_comments_on_the_home_page(request, panels):
    if not why_not_open_queue(request.user):
        panels.append(queue.CommentsPanel())


@hooks.register("register_reports_menu_item")
def register_comments_history():
    return report.HistoryMenuItem(
        _("History of comments"),
        reverse("comments_history"),
        name="comments_history",
        icon_name="comment",
        order=910,
    )


@hooks.register("register_admin_urls")
def register_moderation_urls():
    history = report.HistoryReport
    return [
        path("comments/", queue.QueueView.as_view(), name="comments"),
        path("comments/<int:comment_id>/", comment.CommentView.as_view(), name="comments_one"),
        path("comments/people/", people.PeopleView.as_view(), name="comments_people"),
        path("comments/settings/", settings.SettingsView.as_view(), name="comments_settings"),
        path("comments/words/paste/", words.PasteWordsView.as_view(), name="comments_words_paste"),
        path("comments/words/test/", words.TestTextView.as_view(), name="comments_words_test"),
        path(
            "comments/words/<int:word_id>/again/", words.LookAgainView.as_view(), name="comments_words_again"
        ),
        path("reports/comments/", history.as_view(), name="comments_history"),
        path(
            "reports/comments/results/", history.as_view(results_only=True), name="comments_history_results"
        ),
    ]
