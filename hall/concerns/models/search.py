from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.concerns.models.concern import Concern
from portal.core.search.fields import TermsField


class ConcernSearchEntry(models.Model):
    """What a public concern is found by: its public words alone. It is there only while the concern is public."""

    concern = models.OneToOneField(
        Concern, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    shown_at = models.DateTimeField()
    terms = TermsField()

    class Meta:
        verbose_name = _("search entry of a concern")
        verbose_name_plural = _("search entries of concerns")
        indexes = [models.Index(fields=["-shown_at", "-concern"], name="concern_search_newest")]

    def __str__(self):
        return f"{self.concern_id} {self.shown_at:%Y-%m-%d %H:%M}"


class ConcernInboxEntry(models.Model):
    """What those who answer find a concern by: the words as they were asked, private ones too.

    Only to narrow down a set that `ConcernQuerySet` has made for a person: by itself it asks nobody who they are.
    """

    concern = models.OneToOneField(
        Concern, primary_key=True, on_delete=models.CASCADE, related_name="inbox_entry"
    )
    terms = TermsField()

    class Meta:
        verbose_name = _("inbox entry of a concern")
        verbose_name_plural = _("inbox entries of concerns")

    def __str__(self):
        return str(self.concern_id)
