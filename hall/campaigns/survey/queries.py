"""What was answered, counted by the database."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count

from hall.campaigns.enums import Phase
from hall.campaigns.models import SurveyAnswer, SurveyPage, SurveyValue
from hall.campaigns.survey.devices import digest
from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.small_cells import counted_while_open

AT_ONCE = 500

# How many chose each value of each part of a question.
Counts = dict[tuple[str, str], dict[str, int]]


def answer_of(page: SurveyPage, user, device: str) -> SurveyAnswer | None:
    """Return the answer that a person or a device has sent already, by the rule of the survey."""
    if page.answers_by_device:
        known = page.answers.filter(device_digest=digest(page.pk, "device", device)) if device else None
    else:
        known = page.answers.filter(person=user) if user.is_authenticated else None
    return known.first() if known is not None else None


def total_of(page: SurveyPage) -> int:
    """Return how many have answered."""
    return page.tally.total if hasattr(page, "tally") else 0


def counted_in_public(page: SurveyPage, now: datetime) -> int | None:
    """Return how many of the first answers readers are shown in figures; None for all, once it has closed."""
    return None if page.phase(now) == Phase.CLOSED else counted_while_open(total_of(page))


def values_of(page: SurveyPage, first: int | None = None):
    """Return what was said in the first so many answers, or in all."""
    rows = SurveyValue.objects.filter(answer__page=page)
    if first is None:
        return rows
    answers = page.answers.order_by("pk").values_list("pk", flat=True)
    last = answers[first - 1 : first].first() if first else None
    return rows.filter(answer__lte=last) if last else rows.none()


def count_values(page: SurveyPage, first: int | None = None) -> Counts:
    """Return how many chose what, of all questions but those answered in own words."""
    words = [question.key for question in page.asked if question.kind == QuestionKind.TEXT]
    rows = values_of(page, first).exclude(question__in=words)
    counts: Counts = defaultdict(dict)
    for question, part, value, count in rows.values_list("question", "part", "value").annotate(
        count=Count("pk")
    ):
        counts[question, part][value] = count
    return dict(counts)


def count_people(page: SurveyPage, first: int | None = None) -> dict[str, int]:
    """Return how many have answered each question."""
    rows = values_of(page, first).values_list("question")
    return dict(rows.annotate(count=Count("answer", distinct=True)))


def count_pairs(
    page: SurveyPage, one: str, other: str, first: int | None = None
) -> dict[tuple[str, str], int]:
    """Return how many gave each pair of values to two questions."""
    rows = values_of(page, first).filter(question=one, answer__values__question=other)
    pairs = rows.values_list("value", "answer__values__value").annotate(count=Count("pk"))
    return {(one_value, other_value): count for one_value, other_value, count in pairs}


def words_given(page: SurveyPage, question: str):
    """Return what people wrote in their own words, the newest first."""
    rows = SurveyValue.objects.filter(answer__page=page, question=question).exclude(text="")
    return rows.order_by("-answer__sent_at", "-pk").values_list("text", flat=True)


def all_answers(page: SurveyPage):
    """Yield every answer with its values, in the order in which they came."""
    answers = page.answers.order_by("sent_at", "pk").prefetch_related("values")
    return answers.iterator(chunk_size=AT_ONCE)
