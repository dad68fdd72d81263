"""Who may write, submit, repost and withdraw, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from units.enums import Role
from units.permissions import has_role, is_hall_desk


def why_not_write(user, unit) -> str:
    if has_role(user, unit, Role.EDITOR, Role.REVIEWER) or is_hall_desk(user):
        return ""
    return _("You do not write for this unit.")


def why_not_submit(user, post) -> str:
    if not post.permissions_for_user(user).can_edit():
        return _("You do not write for this unit.")
    if post.workflow_in_progress:
        return _("Somebody has submitted this post already; it is under review.")
    if post.category_id is None:
        return _("Choose a category before you submit.")
    return ""


def why_not_repost(user, unit, original) -> str:
    if reason := why_not_write(user, unit):
        return reason
    if not original.live:
        return _("The original has been withdrawn.")
    if original.unit.pk == unit.pk:
        return _("A unit does not repost itself.")
    return ""


def why_not_withdraw(user, post, reason) -> str:
    if not (has_role(user, post.unit, Role.REVIEWER) or is_hall_desk(user)):
        return _("Only the unit's spokespersons and the hall desk withdraw posts.")
    if not post.live:
        return _("This post is not public.")
    if not reason.strip():
        return _("Say in one sentence why the post is withdrawn; readers will see it.")
    return ""
