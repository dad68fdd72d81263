"""Who may follow what, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _


def why_not_follow(user) -> str:
    """Say why `user` may not follow units and hashtags."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    return ""


def why_not_follow_unit(user, unit) -> str:
    if reason := why_not_follow(user):
        return reason
    return "" if unit.live else _("This unit is not online.")
