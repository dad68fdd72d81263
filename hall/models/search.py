from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.search.fields import TermsField


class SearchEntry(models.Model):
    """What a live post is found by. It lives and dies with the post's timeline entry, whose unit and time it repeats.

    A table of its own, so that feeds do not read the terms, and one table, so that a search joins nothing.
    """

    entry = models.OneToOneField(
        "hall.TimelineEntry", primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    unit = models.ForeignKey("units.UnitPage", on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField()
    terms = TermsField()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [
            models.Index(fields=["-published_at", "-entry"], name="search_newest"),
            models.Index(fields=["unit", "-published_at", "-entry"], name="search_unit"),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.published_at:%Y-%m-%d %H:%M}"
