from datetime import timedelta

from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from hall.enums import ReviewLevel
from hall.models import HOURS_ALLOWED, CategoryRule
from hall.review import records
from hall.review.enums import ReviewEvent
from hall.review.models.urgent import UrgentRelease

# Why a review passes more steps than its rule asked for at first; words of the line's facts.
ASKED_BEFORE = "asked_before"
CATEGORY_CHANGED = "category_changed"
RULE_CHANGED = "rule_changed"
RELEASED_URGENTLY = "released_urgently"


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

    rule = models.ForeignKey(
        CategoryRule,
        verbose_name=_("rule of a category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="plans",
        help_text=_("None for pages without a category."),
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
        """Return the plan of a run, made or raised to what the text of `revision` needs.

        Both are lines of the history. A plan that is raised has from then on the rule that asked for it.
        """
        text = revision.as_object()
        needed, category = text.review_levels(), getattr(text, "category", None)
        rule = category.keep_rule() if category else None
        plan = cls.objects.filter(workflow_state=workflow_state).first()
        if plan is None:
            asked_before = cls.asked_before(workflow_state)
            asked = max(needed, asked_before, cls.asked_by_lane(workflow_state))
            plan = cls.objects.create(
                workflow_state=workflow_state, levels=asked, levels_at_first=asked, rule=rule
            )
            plan.write(ReviewEvent.ROUTED, revision, {**plan.route(), "levels": needed})
            if asked > needed:
                why = ASKED_BEFORE if asked_before == asked else RELEASED_URGENTLY
                plan.write(ReviewEvent.RAISED, revision, {"from": needed, "to": asked, "why": why})
        elif needed > plan.levels:
            why = CATEGORY_CHANGED if plan.is_of_another(category) else RULE_CHANGED
            before, plan.levels, plan.rule = plan.levels, needed, rule
            plan.save(update_fields=["levels", "rule"])
            plan.write(
                ReviewEvent.RAISED, revision, {**plan.route(), "from": before, "to": needed, "why": why}
            )
        return plan

    def write(self, event, revision, facts) -> None:
        page = records.page_of(self.workflow_state)
        records.write_line(page, event, None, run=self.workflow_state, revision=revision, facts=facts)

    def route(self) -> dict:
        """Return the rule in plain values, as a line of the history keeps it."""
        return {
            "category": self.rule.category.name if self.rule else "",
            "rule": self.rule.number if self.rule else None,
            "hours": self.rule.hours if self.rule else list(HOURS_ALLOWED.values()),
        }

    def is_of_another(self, category) -> bool:
        return (self.rule.category if self.rule else None) != category

    def time_allowed(self, level: int) -> timedelta:
        """Return the working time that a step of this run may take."""
        return self.rule.time_allowed(level) if self.rule else timedelta(hours=HOURS_ALLOWED[level])

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

    @staticmethod
    def asked_by_lane(workflow_state) -> int:
        """Return the steps of an open after-review: the version that takes its place would end it unseen by them."""
        releases = UrgentRelease.objects.open().filter(page=int(workflow_state.object_id))
        return releases.aggregate(level=Max("level"))["level"] or 0

    def open_levels(self, revision) -> list[int]:
        """Return the steps, lowest first, that have not approved exactly this revision."""
        approved = self.workflow_state.task_states.filter(
            revision=revision, status=TaskState.STATUS_APPROVED
        ).values_list("reviewtaskstate__level", flat=True)
        return [level for level in range(1, self.levels + 1) if level not in set(approved)]
