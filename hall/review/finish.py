"""What happens when the last review step has approved. Wagtail imports this file while it builds its models,
so it must not import any."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.refusals import refuse_if


def publish_approved(workflow_state, user=None):
    """Keep what every step approved, and publish exactly that, now or at the time that was chosen.

    Raises `Refused` when the newest version is not that one, and for a workflow that is not the hall's review.
    """
    from hall.review.publishing import keep_approval
    from hall.review.releases.approved import release_approved

    now = timezone.now()
    page = workflow_state.content_object
    revision = page.get_latest_revision()
    refuse_if(why_not_finish(workflow_state, revision))
    keep_approval(revision=revision, run=workflow_state, now=now)
    release_approved(page=page, revision=revision, user=user, now=now)


def why_not_finish(workflow_state, revision) -> str:
    plan = getattr(workflow_state, "review_plan", None)
    if plan is None:
        return _("Only the hall's own review publishes.")
    if revision.as_object().review_levels() > plan.levels or plan.open_levels(revision):
        return _("There is a version that not every review step has seen.")
    return ""
