from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from hall.enums import ReviewLevel
from hall.review import clocks, decisions, permissions, queues, records
from hall.review.enums import ReviewEvent
from hall.review.forms import ApprovalForm, ReturnForm
from hall.review.locks import ReviewLock
from hall.review.models.plan import ReviewPlan
from hall.review.releases import times
from portal.core.queries import load_calendar
from portal.core.workdays import Calendar


class ReviewTaskState(TaskState):
    """One review step of one run, for one revision."""

    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel)
    due_at = models.DateTimeField(
        _("due at"),
        null=True,
        db_index=True,
        help_text=_("Counted in working hours when the step begins, and never moved afterwards."),
    )

    remind_at = models.DateTimeField(_("remind at"), null=True)
    escalate_at = models.DateTimeField(_("escalate at"), null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("claimed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    claimed_until = models.DateTimeField(_("claimed until"), null=True)

    class Meta:
        verbose_name = _("review step of a post")
        verbose_name_plural = _("review steps of posts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True) | models.Q(claimed_until__isnull=False),
                name="a_claim_lapses",
            )
        ]

    def __str__(self):
        return f"{self.get_level_display()}: {self.get_status_display()}"

    def save(self, *args, **kwargs):
        # `Task.start` saves and announces the state before anybody else could say which step it is.
        self.level = self.level or self.task.specific.level
        super().save(*args, **kwargs)

    def set_clock(self, allowed: timedelta, calendar: Calendar) -> None:
        """Set what will happen when, once for all: a later change of rule or calendar moves nothing."""
        self.remind_at = clocks.due_at(self.started_at, allowed * clocks.SHARE_BEFORE_REMINDER, calendar)
        self.due_at = clocks.due_at(self.started_at, allowed, calendar)
        self.escalate_at = self.due_at and clocks.due_at(self.due_at, clocks.GRACE, calendar)
        self.save(update_fields=["remind_at", "due_at", "escalate_at"])

    def is_last_step(self) -> bool:
        """Tell whether approving this step publishes the text."""
        return self.workflow_state.review_plan.open_levels(self.revision) == [self.level]

    @transaction.atomic
    def approve(self, user=None, update=True, comment=""):
        records.write(self, ReviewEvent.APPROVED, user, comment, permissions.in_place_of(user, self))
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user=None, update=True, comment=""):
        records.write(self, ReviewEvent.RETURNED, user, comment, permissions.in_place_of(user, self))
        return super().reject(user=user, update=update, comment=comment)


# What Wagtail's editor offers: (name, whether it asks for words first), with its label beside it.
ACTIONS = [("reject", True), ("approve", False), ("approve", True)]
LABELS = [_("Return to the writer"), _("Approve"), _("Approve with a comment")]
PUBLISHING_LABELS = [
    _("Return to the writer"),
    _("Approve and publish"),
    _("Approve and publish, with a comment"),
]


class ReviewTask(Task):
    """One of the three review steps. A step that a text does not need skips itself (BRIEF M7).

    Steps run lowest first on every version of the text: after a change, or when a returned post comes back, the
    review begins with the lowest step that has not approved exactly this version.
    """

    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel, unique=True)

    admin_form_fields = ["level", *Task.admin_form_fields]
    admin_form_readonly_on_edit_fields = ["level"]

    task_state_class = ReviewTaskState
    lock_class = ReviewLock

    class Meta:
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")

    @classmethod
    def get_description(cls):
        return _("One of the hall's three review steps; who takes it is decided by the teams of the units")

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object
        times.keep_joint_time(page=page)
        revision = page.get_latest_revision()
        records.write_submission(workflow_state, revision, user)
        plan = ReviewPlan.demand(workflow_state, revision)
        level = min(plan.open_levels(revision), default=None)
        if level is None:
            return self.skip(workflow_state, revision)
        if level != self.level:
            return ReviewTask.objects.get(level=level).start(workflow_state, user=user)
        records.write_restart(workflow_state, revision, level)
        if page.locked:
            Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None, locked_at=None)
        state = super().start(workflow_state, user=user)
        state.set_clock(plan.time_allowed(self.level), load_calendar())
        return state

    def skip(self, workflow_state, revision):
        return ReviewTaskState.objects.create(
            workflow_state=workflow_state,
            revision=revision,
            task=self,
            status=TaskState.STATUS_SKIPPED,
            finished_at=timezone.now(),
        )

    def get_actions(self, obj, user):
        state = obj.current_workflow_task_state
        if state is None or permissions.why_not_review(user, state):
            return []
        labels = PUBLISHING_LABELS if state.is_last_step() else LABELS
        return [(action, label, asks) for (action, asks), label in zip(ACTIONS, labels, strict=True)]

    def on_action(self, task_state, user, action_name, comment="", **other):
        """Decide on the text that `task_state` is about, whatever page the address named."""
        if action_name == "approve":
            decisions.approve(task_state_id=task_state.pk, reviewer=user, comment=comment)
        elif action_name == "reject":
            decisions.return_post(task_state_id=task_state.pk, reviewer=user, reason=comment)

    def get_form_for_action(self, action):
        return ReturnForm if action == "reject" else ApprovalForm

    def user_can_access_editor(self, obj, user):
        state = obj.current_workflow_task_state
        return state is not None and not permissions.why_not_review(user, state)

    def locked_for_user(self, obj, user):
        state = obj.current_workflow_task_state
        return state is None or bool(permissions.why_not_correct(user, state))

    def get_task_states_user_can_moderate(self, user, **kwargs):
        steps = queues.waiting_for(user)
        return TaskState.objects.filter(pk__in=[step.pk for step in steps if step.level == self.level])
