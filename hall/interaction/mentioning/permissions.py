"""Who settles what calls a unit, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from units.enums import SPEAKING_ROLES
from units.permissions import has_role, is_hall_desk, unit_ids_with_role


def why_not_open_inbox(user) -> str:
    """Say why `user` has no inbox at all."""
    if is_hall_desk(user) or unit_ids_with_role(user, *SPEAKING_ROLES):
        return ""
    return _("An inbox belongs to the people of a unit.")


def why_not_see_mention(user, mention) -> str:
    if is_hall_desk(user) or has_role(user, mention.unit, *SPEAKING_ROLES):
        return ""
    return _("This was said to another unit.")


def why_not_settle(user, mention, reason) -> str:
    """Say why `user` may not say that a mention needs no answer."""
    if refusal := why_not_see_mention(user, mention):
        return refusal
    if not mention.is_open:
        return _("Somebody has settled this already: %(how)s.") % {"how": mention.get_how_display()}
    if not reason:
        return _("Say in a few words why it needs no answer; your colleagues will read it.")
    return ""


def why_not_reopen(user, mention) -> str:
    if refusal := why_not_see_mention(user, mention):
        return refusal
    return _("This waits for an answer already.") if mention.is_open else ""
