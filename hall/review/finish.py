"""What happens when the last review step has approved. Wagtail imports this file while it builds its models,
so it must not import any."""

from django.utils.translation import gettext as _

from portal.core.refusals import refuse_if


def publish_approved(workflow_state, user=None):
    """Publish exactly what every step approved. Nobody holds the permission to publish; the finished review does.

    Raises `Refused` when the newest version is not that one, and for a workflow that is not the hall's review.
    """
    revision = workflow_state.content_object.get_latest_revision()
    refuse_if(why_not_publish(workflow_state, revision))
    revision.publish(user=user, skip_permission_checks=True)


def why_not_publish(workflow_state, revision) -> str:
    plan = getattr(workflow_state, "review_plan", None)
    if plan is None:
        return _("Only the hall's own review publishes.")
    if revision.as_object().review_levels() > plan.levels or plan.open_levels(revision):
        return _("There is a version that not every review step has seen.")
    return ""
