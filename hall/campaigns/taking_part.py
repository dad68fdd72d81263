"""When an event is there to take part in, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase


def why_not_public(page) -> str:
    """Say why readers do not see an event."""
    return "" if page.live and hasattr(page, "entry") else _("This page is not public.")


def why_not_held(page) -> str:
    """Say why an event does not take place, whatever the hour."""
    if reason := why_not_public(page):
        return reason
    return _("It was called off.") if page.entry.called_off else ""


def why_not_take_part(user, page, now: datetime) -> str:
    """Say why `user` may not give anything to an event now. The server's clock counts."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if reason := why_not_held(page):
        return reason
    phase = page.phase(now)
    if phase == Phase.UPCOMING:
        return _("It has not opened yet.")
    if phase == Phase.CLOSED:
        return _("It has closed.")
    return ""
