from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager

from hall.models.hashtag import HashtagUse
from hall.querysets import TimelineQuerySet


class TimelineEntry(models.Model):
    """One narrow row for each live post: all that feeds sort and count by.

    Publishing a page overwrites its fields from the revision, so nothing that changes by itself may be one of
    them; and one index cannot span a page and its base table. Hence this row.
    """

    post = models.OneToOneField("hall.PostPage", on_delete=models.CASCADE, related_name="timeline_entry")
    unit = models.ForeignKey("units.UnitPage", on_delete=models.CASCADE, related_name="timeline_entries")
    category = models.ForeignKey("hall.Category", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"))
    corrected_at = models.DateTimeField(_("corrected at"), null=True)
    is_repost = models.BooleanField(default=False)
    has_visuals = models.BooleanField(default=False)
    repost_count = models.PositiveIntegerField(_("reposts"), default=0)
    comment_count = models.PositiveIntegerField(pgettext_lazy("of the public", "comments"), default=0)
    heat = models.FloatField(default=0)

    tags = TaggableManager(through=HashtagUse, blank=True)

    objects = TimelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="timeline_hall"),
            models.Index(fields=["unit", "-published_at", "-id"], name="timeline_unit"),
            models.Index(
                fields=["-published_at", "-id"], name="timeline_media", condition=Q(has_visuals=True)
            ),
            models.Index(fields=["-heat"], name="timeline_heat"),
        ]

    def __str__(self):
        return f"{self.unit_id} {self.published_at:%Y-%m-%d %H:%M}"
