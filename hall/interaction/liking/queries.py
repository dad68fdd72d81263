"""What one person likes of what a screen shows."""

from collections.abc import Iterable

from hall.interaction.models import Like, LikeCount


def liked_among(user, pages: Iterable[int]) -> set[int]:
    """Return those of these pages that `user` likes."""
    return set(Like.objects.filter(user=user, page__in=list(pages)).values_list("page", flat=True))


def likes_of(pages: Iterable[int]) -> dict[int, int]:
    """Return how many people like each of these pages; who is not in it has none."""
    return dict(LikeCount.objects.filter(page__in=list(pages)).values_list("page", "total"))
