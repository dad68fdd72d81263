"""Who writes in a live report, and why not. An empty answer means yes.

An entry is public at once: the page with its plan passed the review, and whoever runs it stands on the spot.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from hall.campaigns.enums import Phase
from hall.campaigns.permissions import REASON_LIMIT, why_not_run

ENTRY_LIMIT = 1_000


def why_not_write(user, event, now: datetime) -> str:
    """Say why `user` may not write an entry now. Ask with a fresh row of the event under its lock."""
    if reason := why_not_run(user, event):
        return reason
    phase = event.phase(now)
    if phase == Phase.UPCOMING:
        return _("The live report has not begun yet.")
    if phase == Phase.CLOSED:
        return _("The live report has ended; entries can be corrected, and no new ones written.")
    return ""


def why_not_words(text: str) -> str:
    if not text:
        return _("Write something first.")
    if len(text) > ENTRY_LIMIT:
        return _("An entry has at most %(limit)d characters; these are %(count)d.") % {
            "limit": ENTRY_LIMIT,
            "count": len(text),
        }
    return ""


def why_not_change(user, entry, seen: int | None) -> str:
    """Say why `user` may not change an entry that they looked at when `seen` was its newest change."""
    if reason := why_not_run(user, entry.event):
        return reason
    if entry.taken_back_at:
        return _("This entry was taken back.")
    if entry.change != seen:
        return _("Somebody has changed this entry in the meantime. Look at it again.")
    return ""


def why_not_take_back_for(reason: str) -> str:
    """Say why a sentence will not do as the public reason for taking an entry back."""
    if not reason:
        return _("Say in one sentence why it is taken back; everybody will see it.")
    if len(reason) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""
