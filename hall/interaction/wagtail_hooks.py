from django.utils.translation import gettext_lazy as _
from wagtail import hooks


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
