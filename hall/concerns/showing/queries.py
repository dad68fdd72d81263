"""What a moderator has to look at, and has looked at."""

from django.db.models import QuerySet

from hall.concerns.enums import Showing
from hall.concerns.models import Concern


def part_of(user, part: Showing) -> QuerySet[Concern]:
    """Return the concerns of one part of a moderator's list: what waits oldest first, what is decided newest first."""
    mine = Concern.objects.moderated_by(user)
    if part == Showing.WAITING:
        return mine.to_be_moderated().order_by("received_at", "pk")
    if part == Showing.ANSWERS:
        return mine.with_answer_to_moderate().order_by("answered_at", "pk")
    if part == Showing.LATER:
        return mine.filter(shows_with_answer=True).order_by("received_at", "pk")
    if part == Showing.HIDDEN:
        return mine.filter(hidden_at__isnull=False).order_by("-hidden_at", "-pk")
    return mine.public().order_by("-shown_at", "-pk")
