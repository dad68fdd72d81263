from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import WrittenOnce


class ApprovedVersion(WrittenOnce):
    """A version that may become public, with the digest of what was approved. Written once and never changed.

    A version that is reviewed again has another row, and the newest counts. Numbers are kept instead of keys: the
    row outlives what it speaks of.
    """

    page_number = models.PositiveBigIntegerField(_("page"))
    revision_number = models.PositiveBigIntegerField(_("version"))
    run_number = models.PositiveBigIntegerField(_("run of the review"), null=True)
    release_number = models.PositiveBigIntegerField(_("urgent release"), null=True)
    algorithm = models.PositiveSmallIntegerField(_("way of making the digest"))
    digest = models.CharField(_("digest"), max_length=64)
    files = models.JSONField(_("pictures and clips"), default=list)
    approved_at = models.DateTimeField(_("approved at"))

    class Meta:
        verbose_name = _("approved version")
        verbose_name_plural = _("approved versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision_number", "run_number"], name="one_approval_per_version_and_run"
            ),
            models.UniqueConstraint(
                fields=["revision_number", "release_number"], name="one_approval_per_version_and_release"
            ),
            models.CheckConstraint(
                condition=Q(run_number__isnull=False) ^ Q(release_number__isnull=False),
                name="approved_by_review_or_urgently",
            ),
        ]

    def __str__(self):
        return f"{self.revision_number} {self.digest[:12]}"

    @classmethod
    def newest_of(cls, revision_number: int):
        """Return the last approval of a version, or None."""
        return cls.objects.filter(revision_number=revision_number).last()
