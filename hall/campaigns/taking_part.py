"""When somebody who signed in may take part in an event, and why not. An empty answer means yes."""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase


def why_not_take_part(user, page, now: datetime) -> str:
    """Say why `user` may not give anything to an event now. The server's clock counts."""
    if not user.is_authenticated or not user.is_active:
        return _("Please sign in first.")
    if not page.live or not hasattr(page, "entry"):
        return _("This page is not public.")
    if page.entry.called_off:
        return _("It was called off.")
    phase = page.phase(now)
    if phase == Phase.UPCOMING:
        return _("It has not opened yet.")
    if phase == Phase.CLOSED:
        return _("It has closed.")
    return ""
