"""Verbs of the review: keeping the one workflow, and deciding at its steps.

Submitting is a verb of the hall (`hall.services.submit_post`); publishing is nobody's: the last approval does it.
"""

from django.db import transaction
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from hall.enums import ReviewLevel
from hall.review.claiming import claim_step, give_up_claim
from hall.review.decisions import approve, return_post, take_back
from hall.review.deputising import end_deputy, name_deputy
from hall.review.dismissals import dismiss_hints
from hall.review.models import ReviewTask

__all__ = [
    "approve",
    "claim_step",
    "dismiss_hints",
    "end_deputy",
    "ensure_workflow",
    "give_up_claim",
    "name_deputy",
    "return_post",
    "take_back",
]

WORKFLOW_NAME = "审核"
TASK_NAMES = {
    ReviewLevel.UNIT: "单位发言人审核",
    ReviewLevel.HALL_DESK: "发布厅审核",
    ReviewLevel.CITY_OFFICE: "市委办审核",
}
FORMER_NAMES = {ReviewLevel.CITY_OFFICE: "市府办审核"}


@transaction.atomic
def ensure_workflow(*, page: Page) -> Workflow:
    """Keep one workflow of three steps for `page` and all pages below it, and no other. Idempotent."""
    tasks = [ensure_task(level) for level in ReviewLevel]
    held = WorkflowTask.objects.filter(task__in=tasks).order_by("workflow__pk").first()
    workflow = held.workflow if held else Workflow.objects.create(name=WORKFLOW_NAME)
    if not workflow.active:
        workflow.active = True
        workflow.save()
    for order, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    retire_others(workflow)
    return workflow


def ensure_task(level: ReviewLevel) -> ReviewTask:
    task, _ = ReviewTask.objects.get_or_create(level=level, defaults={"name": TASK_NAMES[level]})
    if task.name == FORMER_NAMES.get(level):
        task.name = TASK_NAMES[level]
    task.active = True
    task.save()
    return task


def retire_others(workflow: Workflow) -> None:
    """Switch off the moderation that Wagtail ships, and whatever else could pass a page by another way."""
    for other in Workflow.objects.active().exclude(pk=workflow.pk):
        other.deactivate()
    for task in Task.objects.active().exclude(pk__in=ReviewTask.objects.values("pk")):
        task.deactivate()
