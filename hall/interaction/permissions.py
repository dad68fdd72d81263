"""Who may write, read and decide about comments, and why not. An empty answer means yes."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hall.interaction.enums import CommentState
from hall.interaction.models import TEXT_LIMIT, SpeakerBlock
from hall.interaction.models.block import REASON_LIMIT as BLOCK_REASON_LIMIT
from hall.interaction.models.comment import REASON_LIMIT
from hall.interaction.places import takes_comments, unit_of
from hall.interaction.querysets import OPEN_TOPS
from portal.accounts.permissions import why_not_speak
from units.enums import SPEAKING_ROLES, Role
from units.permissions import has_role, is_hall_desk

LONGEST_BLOCK = timedelta(days=366)
TAKEN_BACK_FROM = [CommentState.HELD, CommentState.SHOWN]


def is_public(comment) -> bool:
    """Tell whether everybody may read a comment. `CommentQuerySet.shown` says the same of many."""
    is_open = comment.parent is None or comment.parent.state in OPEN_TOPS
    return comment.state == CommentState.SHOWN and is_open and comment.page.live


def why_not_see_comment(user, comment) -> str:
    """Say why `user` may not read a comment: everybody reads what is public, its writer and those in
    whose care it is read all."""
    if is_public(comment):
        return ""
    if user.is_active and (user.pk == comment.author_id or cares_for(user, comment, *SPEAKING_ROLES)):
        return ""
    return _("This comment is not public.")


def why_not_take_comments(page) -> str:
    """Say why nobody comments below this page. Takes the page as its own type."""
    if not takes_comments(page):
        return _("Nobody comments on this page.")
    unit = unit_of(page)
    if not page.live or (unit and not unit.live):
        return _("This page is not public any more, so it takes no comments.")
    return ""


def why_not_comment(user, page, now: datetime) -> str:
    """Say why `user` may not comment below a page in their own name. Takes the page as its own type."""
    return why_not_take_comments(page) or why_not_speak(user) or why_blocked(user, unit_of(page), now)


def why_blocked(user, unit, now: datetime) -> str:
    """Say until when and why `user` may not comment on the pages of a unit; None is the hall itself."""
    lasting_longest = F("until").desc(nulls_first=True)
    block = SpeakerBlock.objects.against(user, unit).in_force(now).order_by(lasting_longest).first()
    if block is None:
        return ""
    if block.until is None:
        return _("You cannot comment here any more. The reason: %(reason)s") % {"reason": block.reason}
    until = date_format(localtime(block.until), "DATETIME_FORMAT")
    words = _("You cannot comment here until %(until)s. The reason: %(reason)s")
    return words % {"until": until, "reason": block.reason}


def why_not_speak_for(user, unit) -> str:
    """Say why `user` may not write in the voice of a unit."""
    if not has_role(user, unit, *SPEAKING_ROLES):
        return _("Only the unit's own people write in its name.")
    if not unit.live:
        return _("This unit is not online.")
    return ""


def why_not_answer(comment, page) -> str:
    """Say why nobody answers this comment below this page; None stands for a comment that does not exist."""
    if comment is None or comment.page_id != page.pk or not is_public(comment):
        return _("The comment that you answer is not here any more.")
    return ""


def why_not_say(text: str) -> str:
    """Say why these words, made tidy, are no comment."""
    if not text.strip():
        return _("Write something first.")
    if len(text) > TEXT_LIMIT:
        return _("A comment has %(limit)d characters at most; this one has %(length)d.") % {
            "limit": TEXT_LIMIT,
            "length": len(text),
        }
    return ""


def why_not_take_back(user, comment) -> str:
    """Say why `user` may not take a comment back."""
    if user.pk != comment.author_id:
        return _("Only its writer takes a comment back.")
    if comment.is_official():
        return _("This was said for %(unit)s. Ask a colleague to hide it.") % {"unit": comment.unit.title}
    if comment.state not in TAKEN_BACK_FROM:
        return _("This comment is not public any more.")
    return ""


def cares_for(user, comment, *roles) -> bool:
    """Tell whether a comment is in the care of `user`, in one of these roles of the unit whose page it is.

    With all roles of a unit `CommentQuerySet.in_care_of` says the same of many.
    """
    if is_hall_desk(user):
        return True
    is_theirs = comment.unit_id in (None, comment.page_unit_id) or comment.shown_at is not None
    if comment.page_unit and is_theirs and has_role(user, comment.page_unit, *roles):
        return True
    return bool(comment.unit) and has_role(user, comment.unit, Role.REVIEWER)


def moderates(user, comment) -> bool:
    """Tell whether `user` decides about a comment: on the pages of their unit, or said for it."""
    return cares_for(user, comment, Role.EDITOR, Role.REVIEWER)


def why_not_moderate(user, comment) -> str:
    """Say why `user` may not decide about a comment."""
    if not moderates(user, comment):
        return _("The editors and spokespersons of the unit and the hall desk moderate these comments.")
    if user.pk == comment.author_id:
        return _("Nobody decides about their own comment. A colleague does it.")
    return ""


def why_not_make_public(user, comment) -> str:
    """Say why `user` may not let readers see a comment. What a unit says officially, two of its people agree on."""
    if comment.unit and not has_role(user, comment.unit, Role.REVIEWER):
        return _("A spokesperson of %(unit)s shows what it says officially.") % {"unit": comment.unit.title}
    if reason := why_not_moderate(user, comment):
        return reason
    if comment.state == CommentState.WITHDRAWN:
        return _("Its writer has taken this comment back.")
    return ""


def why_not_show(user, comment) -> str:
    if reason := why_not_make_public(user, comment):
        return reason
    if comment.state == CommentState.SHOWN:
        return _("This comment is public already.")
    if comment.state == CommentState.HIDDEN:
        return _("Somebody has hidden this comment. Restore it if it was a mistake.")
    return ""


def why_not_restore(user, comment) -> str:
    if reason := why_not_make_public(user, comment):
        return reason
    if comment.state != CommentState.HIDDEN:
        return _("This comment is not hidden.")
    return ""


def why_not_hide(user, comment) -> str:
    if reason := why_not_moderate(user, comment):
        return reason
    if comment.state == CommentState.HIDDEN:
        return _("This comment is hidden already.")
    if comment.state == CommentState.WITHDRAWN:
        return _("Its writer has taken this comment back.")
    return ""


def why_not_hide_for(reason: str) -> str:
    """Say why a sentence will not do as the reason that the writer reads."""
    if not reason:
        return _("Say in one sentence why; the writer reads it.")
    if len(reason) > REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": REASON_LIMIT}
    return ""


def why_not_make_concern(user, comment) -> str:
    """Say why `user` may not hand a comment on as a question. Liaisons may, who answer questions."""
    is_liaison = bool(comment.page_unit) and has_role(user, comment.page_unit, Role.LIAISON)
    if not (moderates(user, comment) or is_liaison):
        return _("The people of the unit and the hall desk make concerns of these comments.")
    if comment.is_official():
        return _("This is what a unit says, and no question to one.")
    if comment.state == CommentState.WITHDRAWN:
        return _("Its writer has taken this comment back.")
    if comment.concern_address:
        return _("A concern was made of this comment already.")
    return ""


def why_not_block(user, person, unit) -> str:
    """Say why `user` may not keep `person` from commenting; without a unit, in the whole hall."""
    if user.pk == person.pk:
        return _("Nobody blocks himself.")
    if is_hall_desk(user) or (unit and has_role(user, unit, Role.EDITOR, Role.REVIEWER)):
        return ""
    if unit is None:
        return _("Only the hall desk blocks somebody in the whole hall.")
    return _("The editors and spokespersons of the unit and the hall desk do this.")


def why_not_block_until(until: datetime | None, now: datetime) -> str:
    """Say why a block cannot end then. None is for good: it ends when somebody lifts it."""
    if until is None:
        return ""
    if until <= now:
        return _("This time has passed already. Choose one that lies ahead.")
    if until - now > LONGEST_BLOCK:
        return _("Nobody is blocked for longer than a year.")
    return ""


def why_not_block_for(reason: str) -> str:
    if not reason:
        return _("Say in one sentence why; the person reads it.")
    if len(reason) > BLOCK_REASON_LIMIT:
        return _("The reason may have %(limit)d characters at most.") % {"limit": BLOCK_REASON_LIMIT}
    return ""


def why_not_unblock(user, block) -> str:
    if block.lifted_at:
        return _("This block was lifted already.")
    if is_hall_desk(user) or (block.unit and has_role(user, block.unit, Role.EDITOR, Role.REVIEWER)):
        return ""
    return _("Only those who may block somebody here lift the block.")


def why_not_trust(user, unit) -> str:
    """Say why `user` may not let a citizen's comments show at once; without a unit, everywhere."""
    if is_hall_desk(user) or (unit and has_role(user, unit, Role.REVIEWER)):
        return ""
    return _("The spokespersons of the unit and the hall desk do this.")
