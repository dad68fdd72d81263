from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hall.assessment.enums import DeedState
from hall.assessment.querysets import DeedQuerySet
from hall.models import PostPage
from units.models import UnitPage

WORDS_LIMIT = 200


class GoodDeed(models.Model):
    """A post that tells of something the unit did for people (为民实事). It counts once the desk has confirmed it."""

    post = models.OneToOneField(PostPage, on_delete=models.CASCADE, related_name="good_deed")
    unit = models.ForeignKey(UnitPage, on_delete=models.CASCADE, related_name="good_deeds")
    words = models.CharField(_("what was done for whom"), max_length=WORDS_LIMIT)
    state = models.CharField(_("state"), max_length=10, choices=DeedState, default=DeedState.PROPOSED)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    marked_at = models.DateTimeField(_("marked at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.CharField(_("reason"), max_length=WORDS_LIMIT, blank=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("good deed")
        verbose_name_plural = _("good deeds")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DeedState.PROPOSED, decided_at__isnull=True)
                | ~Q(state=DeedState.PROPOSED) & Q(decided_at__isnull=False),
                name="decided_deeds_know_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeedState.DECLINED) | ~Q(reason=""), name="declined_deeds_say_why"
            ),
        ]
        indexes = [models.Index(fields=["unit", "decided_at"], name="deeds_of_unit")]

    def __str__(self):
        return self.words
