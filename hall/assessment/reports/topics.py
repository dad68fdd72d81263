"""Words that more people said in public in a month than in the month before. What is private is not read."""

from django.core.cache import cache

from hall.assessment.calendar_month import Month
from hall.concerns.models import Concern
from hall.interaction.models import Comment
from hall.supervision.opinion.rising import RisingWord, Said, rising_words

# Of each kind, in each of the two months.
MOST_READ = 3_000
KEPT_SECONDS = 600


def rising_in(month: Month) -> list[RisingWord]:
    """Return the words on the rise, the clearest first, a few minutes old."""
    found = cache.get(f"report-topics-{month}")
    if found is None:
        found = rising_words(said_in(month), said_in(month.before), times_as_long=1)
        cache.set(f"report-topics-{month}", found, KEPT_SECONDS)
    return found


def said_in(month: Month) -> list[Said]:
    asked = Concern.objects.public().filter(received_at__gte=month.begins, received_at__lt=month.ends)
    rows = asked.order_by("-received_at").values_list("pk", "asker", "public_subject", "public_text")
    said = [
        Said(("person", asker) if asker else ("concern", pk), f"{subject}\n{text}")
        for pk, asker, subject, text in rows[:MOST_READ]
    ]
    comments = Comment.objects.shown().filter(
        unit=None, created_at__gte=month.begins, created_at__lt=month.ends
    )
    written = comments.order_by("-created_at").values_list("pk", "author", "text")[:MOST_READ]
    return said + [
        Said(("person", author) if author else ("comment", pk), text) for pk, author, text in written
    ]
