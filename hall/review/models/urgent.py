from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import WorkflowState

from hall.enums import ReviewLevel
from hall.models import PostPage
from hall.permissions import REASON_LIMIT
from hall.review.enums import AfterReviewOutcome
from hall.review.urgent.querysets import UrgentReleaseQuerySet
from units.models import UnitPage

# By the clock, not in office hours: what nobody has checked stands before readers at night and on Sundays too.
AFTER_REVIEW_WITHIN = timedelta(hours=24)
REMIND_BEFORE = timedelta(hours=4)
COMMENT_LIMIT = 1_000


class UrgentRelease(models.Model):
    """A version that became public through the urgent lane, and its after-review (BRIEF M8).

    Open until somebody who neither wrote nor released it says that it was right, or it is withdrawn, or a later
    version takes its place. `closed_by` is whoever judged it; nobody, where the judgement was not theirs to make.
    `writers` are those who worked on the text until it was released: afterwards nothing else tells them.
    """

    page = models.ForeignKey(PostPage, on_delete=models.CASCADE, related_name="urgent_releases")
    unit = models.ForeignKey(UnitPage, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(WorkflowState, null=True, on_delete=models.SET_NULL, related_name="+")
    revision_number = models.PositiveBigIntegerField(_("version"))
    digest = models.CharField(_("digest"), max_length=64)
    level = models.PositiveSmallIntegerField(_("review step"), choices=ReviewLevel)
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="urgent_releases"
    )
    released_at = models.DateTimeField(_("released at"))
    due_at = models.DateTimeField(_("due at"))
    reminded_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="after_reviews"
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AfterReviewOutcome, blank=True)
    comment = models.TextField(_("comment"), max_length=COMMENT_LIMIT, blank=True)

    objects = UrgentReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("urgent release")
        verbose_name_plural = _("urgent releases")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(closed_at__isnull=True), name="one_open_after_review_per_post"
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("released_by")),
                name="nobody_closes_their_own_release",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | Q(closed_at__isnull=False, outcome__in=AfterReviewOutcome.values),
                name="after_review_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=AfterReviewOutcome.RIGHT) | Q(closed_by__isnull=False),
                name="somebody_says_that_it_was_right",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(closed_at__isnull=True), name="review_open_after_reviews"
            ),
            models.Index(fields=["-closed_at"], name="review_closed_after_reviews"),
        ]

    def __str__(self):
        return self.reason

    def is_open(self) -> bool:
        return self.closed_at is None

    def is_overdue(self, now) -> bool:
        return self.is_open() and now > self.due_at
