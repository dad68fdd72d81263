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
