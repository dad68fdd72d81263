"""Who passes on with one click and who takes it back, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hall.enums import PostState
from hall.permissions import why_not_repost

CARRIED = {
    PostState.IN_REVIEW: gettext_lazy("Your unit's repost of it is under review already."),
    PostState.RETURNED: gettext_lazy("Your unit's repost of it was returned. Change it and submit it again."),
    PostState.SCHEDULED: gettext_lazy("Your unit's repost of it is approved already and waits for its hour."),
    PostState.PUBLIC: gettext_lazy("Your unit has passed this on already."),
}


def why_not_carry(user, unit, source, standing) -> str:
    """Say why `user` may not send a repost of `source` to review. `standing` is where a repost stands that is there."""
    if reason := why_not_repost(user, unit, source):
        return reason
    return str(CARRIED.get(standing.state, "")) if standing else ""


def why_not_undo(user, post, is_decided: bool) -> str:
    """Say why `user` may not take back what was passed on with one click.

    `is_decided` tells that a reviewer has agreed to it already.
    """
    run = post.current_workflow_state
    if post.repost_of_id is None or run is None or run.status != run.STATUS_IN_PROGRESS:
        return _("This is not under review any more.")
    if user.pk != post.owner_id or user.pk != run.requested_by_id:
        return _("Whoever passed it on takes it back.")
    if is_decided:
        return _("A reviewer has agreed to it already. Take it back on its review page.")
    return ""
