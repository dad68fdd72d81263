from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hall.interaction.mentioning import viewsets as inbox
from hall.interaction.mentioning.permissions import why_not_open_inbox


@hooks.register("register_log_actions")
def register_interaction_actions(actions):
    lines = {
        "comment.write": (_("Write comment"), _("A comment was written")),
        "comment.show": (_("Show comment"), _("A comment was shown")),
        "comment.hide": (_("Hide comment"), _("A comment was hidden")),
        "comment.restore": (_("Restore comment"), _("A comment was restored")),
        "comment.withdraw": (_("Take comment back"), _("A comment was taken back by its writer")),
        "comment.concern": (_("Make concern"), _("A concern was made of a comment")),
        "speakerblock.block": (_("Block person"), _("A person was blocked from commenting")),
        "speakerblock.unblock": (_("Lift block"), _("A block was lifted")),
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
    return inbox.InboxMenuItem(_("Inbox"), reverse("inbox"), name="inbox", icon_name="mail", order=85)


@hooks.register("construct_homepage_panels")
def add_inbox_panel(request, panels):
    if not why_not_open_inbox(request.user):
        panels.append(inbox.InboxPanel())
