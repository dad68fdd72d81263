from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from hall.enums import ReviewLevel


class ReviewPlan(models.Model):
    """How many steps one run of the review must pass. A ratchet: it only ever goes up.

    Changing the category of a post under review can add steps, never take one away; and a run that follows one in
    which a reviewer asked for more, by returning the post or by raising its category, starts with the steps of that
    one, so taking a post back does not forget what was asked of it.
    """

    workflow_state = models.OneToOneField(WorkflowState, on_delete=models.CASCADE, related_name="review_plan")
    levels = models.PositiveSmallIntegerField(_("review steps"), choices=ReviewLevel)
    levels_at_first = models.PositiveSmallIntegerField(
        _("review steps at the beginning"), choices=ReviewLevel
    )

    class Meta:
        verbose_name = _("review plan")
        verbose_name_plural = _("review plans")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(levels__in=ReviewLevel.values), name="review_plan_has_known_levels"
            )
        ]

    def __str__(self):
        return self.get_levels_display()

    @classmethod
    def demand(cls, workflow_state, revision):
        """Return the plan of a run, made or raised to what the text of `revision` needs."""
        needed = revision.as_object().review_levels()
        plan = cls.objects.filter(workflow_state=workflow_state).first()
        if plan is None:
            needed = max(needed, cls.asked_before(workflow_state))
            return cls.objects.create(workflow_state=workflow_state, levels=needed, levels_at_first=needed)
        if needed > plan.levels:
            plan.levels = needed
            plan.save(update_fields=["levels"])
        return plan

    @classmethod
    def asked_before(cls, workflow_state) -> int:
        """Return the steps of runs of the same page that were returned or raised, and not published."""
        page = workflow_state.content_object
        was_returned = Q(task_states__status=TaskState.STATUS_REJECTED)
        was_raised = Q(review_plan__levels__gt=F("review_plan__levels_at_first"))
        runs = WorkflowState.objects.for_instance(page).filter(
            was_returned | was_raised, status=WorkflowState.STATUS_CANCELLED
        )
        if page.last_published_at:
            runs = runs.filter(created_at__gt=page.last_published_at)
        return runs.aggregate(levels=Max("review_plan__levels"))["levels"] or 0

    def open_levels(self, revision) -> list[int]:
        """Return the steps, lowest first, that have not approved exactly this revision."""
        approved = self.workflow_state.task_states.filter(
            revision=revision, status=TaskState.STATUS_APPROVED
        ).values_list("reviewtaskstate__level", flat=True)
        return [level for level in range(1, self.levels + 1) if level not in set(approved)]
