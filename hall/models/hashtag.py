from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from hall import markup


class Hashtag(TagBase):
    """A topic that several units speak of: `#防汛不松劲#`. `slug` is its name folded by width and case."""

    use_count = models.PositiveIntegerField(_("posts"), default=0)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("hashtag")
        verbose_name_plural = _("hashtags")
        indexes = [models.Index(fields=["-last_used_at"], name="hashtag_newest")]

    def slugify(self, tag, i=None):
        return self.fold(tag)

    @staticmethod
    def fold(name):
        """Return the form in which two spellings of one hashtag are equal."""
        return markup.fold(name)[:100]

    def get_absolute_url(self):
        return reverse("hashtag", args=[self.slug])


class HashtagUse(ItemBase):
    """One live post under one hashtag. Repeats the post's time, so that a topic's feed reads one index."""

    tag = models.ForeignKey(Hashtag, on_delete=models.CASCADE, related_name="uses")
    content_object = models.ForeignKey(
        "hall.TimelineEntry", on_delete=models.CASCADE, related_name="hashtag_uses"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="one_use_per_post_and_hashtag")
        ]
        indexes = [models.Index(fields=["tag", "-published_at", "-id"], name="hashtag_feed")]

    def __str__(self):
        return f"#{self.tag_id}# {self.content_object_id}"
