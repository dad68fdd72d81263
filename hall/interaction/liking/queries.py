"""What one person likes of what a screen shows."""

from collections.abc import Iterable

from hall.interaction.models import Like


def liked_among(user, pages: Iterable[int]) -> set[int]:
    """Return those of these pages that `user` likes."""
    return set(Like.objects.filter(user=user, page__in=list(pages)).values_list("page", flat=True))
