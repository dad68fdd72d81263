from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from hall.models import PostPage
from hall.review.releases.enums import COMING_STATES, ItemState, JointState, Latecomers, StuckCause


class StuckRelease(models.Model):
    """A release whose time has come and that did not go out: why, and when it is tried again.

    Without `next_try_at` it waits for a person. Goes away when the release does, one way or the other.
    """

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="stuck_release")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="stuck_releases")
    cause = models.CharField(_("cause"), max_length=10, choices=StuckCause)
    reason = models.TextField(_("reason"), blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("tried at"))
    next_try_at = models.DateTimeField(_("next try at"), null=True)

    class Meta:
        verbose_name = _("stuck release")
        verbose_name_plural = _("stuck releases")

    def __str__(self):
        return self.reason or self.get_cause_display()


class JointRelease(models.Model):
    """Posts of several units that become public at one instant (BRIEF M8). Each passes its own review."""

    name = models.CharField(_("name"), max_length=60)
    goes_out_at = models.DateTimeField(_("goes out at"))
    latecomers = models.CharField(
        _("posts that are not approved by then"),
        max_length=10,
        choices=Latecomers,
        default=Latecomers.AT_ONCE,
    )
    state = models.CharField(_("state"), max_length=10, choices=JointState, default=JointState.OPEN)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("joint release")
        verbose_name_plural = _("joint releases")
        indexes = [
            models.Index(
                fields=["goes_out_at"], name="joint_release_due", condition=Q(state__in=COMING_STATES)
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_coming(self) -> bool:
        return self.state in COMING_STATES


class JointItem(models.Model):
    """One post of a joint release."""

    joint = models.ForeignKey(JointRelease, on_delete=models.CASCADE, related_name="items")
    post = models.ForeignKey(PostPage, on_delete=models.CASCADE, related_name="joint_items")
    state = models.CharField(_("state"), max_length=10, choices=ItemState, default=ItemState.WAITING)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("post of a joint release")
        verbose_name_plural = _("posts of joint releases")
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(state=ItemState.WAITING),
                name="post_waits_in_one_joint_release",
                violation_error_message=_("This post goes out with another joint release."),
            )
        ]

    def __str__(self):
        return f"{self.post_id}: {self.get_state_display()}"
