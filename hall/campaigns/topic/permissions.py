"""Who chooses voices of a topic and sums it up, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from hall.campaigns.permissions import why_not_run, why_not_submit

CHOSEN_AT_MOST = 10


def why_not_choose(user, page) -> str:
    """Say why `user` may not choose a voice."""
    if reason := why_not_run(user, page):
        return reason
    if page.voices.filter(chosen_at__isnull=False).count() >= CHOSEN_AT_MOST:
        return _("At most %(limit)d comments are chosen. Put one back first.") % {"limit": CHOSEN_AT_MOST}
    return ""


def why_not_sum_up(user, page) -> str:
    """Say why `user` may not send a summary for review; other changes of the page must not go along unseen."""
    if reason := why_not_run(user, page):
        return reason
    if page.workflow_in_progress:
        return why_not_submit(user, page)
    if page.has_unpublished_changes:
        return _("The page has other changes that are not public yet. Write the summary in the editor.")
    return ""
