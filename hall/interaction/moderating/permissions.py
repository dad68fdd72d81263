"""Who may open the queue, take a decision back, and keep words and settings. An empty answer means yes."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.moderating.decisions import TAKEN_BACK
from hall.interaction.permissions import why_not_moderate
from units.enums import SPEAKING_ROLES, Role
from units.permissions import has_role, is_hall_desk, unit_ids_with_role

# Long enough to see one's own slip, too short to change one's mind without a reason.
UNDO_WITHIN = timedelta(minutes=10)
DECIDED = [CommentState.SHOWN, CommentState.HIDDEN]


def why_not_open_queue(user) -> str:
    """Say why `user` sees no comments that wait: the people of units do, and the hall desk."""
    if is_hall_desk(user) or unit_ids_with_role(user, *SPEAKING_ROLES):
        return ""
    return _("The people of the units and the hall desk see to comments.")


def why_not_undo(user, comment, last: ModelLogEntry | None, now: datetime) -> str:
    """Say why `user` may not take a decision back: only one's own, at once and once, if nobody has changed it since.

    `last` is the last line about a decision, one that was taken back included (`decisions.lines_about`).
    """
    if comment.state not in DECIDED or last is None or last.action == TAKEN_BACK:
        return _("There is nothing to take back here any more.")
    if last.user_id != user.pk:
        return _("A colleague has decided about this comment meanwhile.")
    if now - last.timestamp > UNDO_WITHIN:
        return _("A decision is taken back within ten minutes. Decide anew.")
    return why_not_moderate(user, comment)


def why_not_hold_again(user, comment) -> str:
    """Say why a public comment is not taken back to the queue for a word that was added since."""
    if reason := why_not_keep_words(user):
        return reason
    if comment.state != CommentState.SHOWN or comment.is_official():
        return _("This comment is not a citizen's, or is not public any more.")
    return ""


def why_not_keep_words(user) -> str:
    if is_hall_desk(user):
        return ""
    return _("The hall desk keeps the list of words.")


def why_not_set_at_once(user, unit) -> str:
    """Say why `user` may not choose whether comments on the pages of a unit show at once; None is the hall itself."""
    if is_hall_desk(user) or (unit and has_role(user, unit, Role.REVIEWER)):
        return ""
    return _("The spokespersons of the unit and the hall desk choose this.")
