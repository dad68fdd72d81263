from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.interaction.enums import DigestRhythm


class DigestChoice(models.Model):
    """How often a person gets a letter of what the followed units said. Without a row: never."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="digest_choice"
    )
    rhythm = models.CharField(
        _("e-mail digest"), max_length=10, choices=DigestRhythm, default=DigestRhythm.OFF
    )
    # What a person who stopped the letters gets back by taking that back.
    rhythm_before = models.CharField(
        max_length=10, choices=DigestRhythm, default=DigestRhythm.OFF, editable=False
    )
    chosen_at = models.DateTimeField(_("chosen at"))

    class Meta:
        verbose_name = _("choice of the e-mail digest")
        verbose_name_plural = _("choices of the e-mail digest")

    def __str__(self):
        return f"{self.user_id} {self.rhythm}"


class DigestLetter(models.Model):
    """One morning on which a person's digest was settled: a letter was written, or there was nothing to tell."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_letters"
    )
    day = models.DateField(_("day"))
    posts = models.PositiveIntegerField(_("posts"), default=0)

    class Meta:
        verbose_name = _("e-mail digest")
        verbose_name_plural = _("e-mail digests")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_per_person_and_day")]

    def __str__(self):
        return f"{self.user_id} {self.day}"
