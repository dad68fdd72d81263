"""What a reviewer decides. One transaction, the post and its review locked, the reason asked again."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from hall.review.models.plan import ReviewPlan
from hall.review.permissions import why_not_review, why_not_take_back
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if


@transaction.atomic
def approve(
    *, task_state_id: int, reviewer: User, comment: str = "", seen_revision_id: int | None = None
) -> TaskState:
    """Approve one step; the last one publishes. `seen_revision_id` is the version that the reviewer read.

    Raises `Refused` for anyone who may not, and when a newer version exists than the one that was read.
    """
    state, newest = lock_step(task_state_id)
    refuse_if(why_not_review(reviewer, state), why_not_newest(seen_revision_id or state.revision_id, newest))
    if state.revision_id != newest:
        state.revision_id = newest
        state.save(update_fields=["revision"])
    state.approve(user=reviewer, comment=tidy(comment).strip())
    return state


@transaction.atomic
def return_post(*, task_state_id: int, reviewer: User, reason: str) -> TaskState:
    """Give a text back to its writer. Raises `Refused` without a reason and for anyone who may not review it."""
    state, _newest = lock_step(task_state_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_review(reviewer, state) or why_not_reason(reason))
    state.reject(user=reviewer, comment=reason)
    return state


@transaction.atomic
def take_back(*, page_id: int, user: User) -> None:
    """End the review of a page, so that it can be changed. Raises `Refused` for all but its writer and submitter."""
    run = lock_page(page_id).current_workflow_state
    refuse_if(why_not_take_back(user, run))
    run.cancel(user=user)


def raise_steps(*, page_id: int) -> None:
    """Let a running review ask for all that the newest version needs, before anybody can take it back."""
    page = lock_page(page_id)
    if page.workflow_in_progress:
        ReviewPlan.demand(page.current_workflow_state, page.get_latest_revision())


def lock_step(task_state_id: int):
    """Lock the page and the run that a step belongs to; return the step, fresh, and the newest revision's key."""
    run_id = TaskState.objects.values_list("workflow_state_id", flat=True).get(pk=task_state_id)
    page_id = WorkflowState.objects.values_list("object_id", flat=True).get(pk=run_id)
    page = lock_page(page_id)
    WorkflowState.objects.select_for_update(of=("self",)).get(pk=run_id)
    return TaskState.objects.get(pk=task_state_id).specific, page.latest_revision_id


def lock_page(page_id):
    """Lock a page by the row of its own type, as the verbs that write and submit posts do; return it, fresh."""
    return lock_row(Page.objects.get(pk=page_id).specific_class, page_id)


def why_not_newest(seen: int | str | None, newest: int | str) -> str:
    if seen == newest:
        return ""
    return _("The text has changed since you opened it. Look at the new version before you decide.")


def why_not_reason(reason: str) -> str:
    if reason:
        return ""
    return _("Say what should be changed; the writer will read it.")
