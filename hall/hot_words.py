"""The hot words of a story: its own hashtags, then those that stand beside them in other posts (BRIEF M21)."""

from hall.models import Hashtag, HashtagUse, TimelineEntry

NEAR = 50


def hot_words(entry: TimelineEntry, limit: int = 8) -> list[Hashtag]:
    """Return the hashtags of a post and of the newest posts that share one with it, its own first."""
    own = list(Hashtag.objects.filter(uses__content_object=entry).order_by("uses__pk"))
    if not own:
        return []
    sharing = HashtagUse.objects.filter(tag__in=own).order_by("-published_at", "-pk")
    near = list(sharing.values_list("content_object_id", flat=True)[:NEAR])
    beside = Hashtag.objects.filter(uses__content_object__in=near).order_by("-use_count", "name").distinct()
    return [*own, *(tag for tag in beside[: limit + len(own)] if tag not in own)][:limit]
