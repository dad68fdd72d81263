"""How long the answers of a month took, and which questions were not answered in time. No private word is read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hall.assessment.month_facts import LATE_DAYS
from hall.assessment.sources.answers import Owed
from hall.concerns.enums import UNANSWERED_STATES
from hall.concerns.figures import median
from hall.concerns.models import Concern

# Working days up to which an answer belongs to a group; the last group takes all others.
GROUPS: Sequence[tuple[int | None, str | Promise]] = [
    (1, _("within 1 working day")),
    (3, _("2 to 3 working days")),
    (5, _("4 to 5 working days")),
    (10, _("6 to 10 working days")),
    (None, _("more than 10 working days")),
]
NOT_IN_TIME = _("not in time")


@dataclass(frozen=True)
class AnswerTimes:
    """Answers by the working days that they took. In the middle, one that was not in time counts as 30 days."""

    groups: list[tuple[str, int]]
    owed: int
    in_time: int
    median_days: float | None


@dataclass(frozen=True)
class Overdue:
    """A question that was not answered in time. `subject` is there when everybody may read it, else empty."""

    number: str
    subject: str
    due_on: date
    is_open: bool
    is_private: bool


def answer_times(answers: Iterable[Owed]) -> AnswerTimes:
    days = [owed.days if owed.is_in_time else None for owed in counting(answers)]
    taken = [day for day in days if day is not None]
    groups = Counter(group_of(day) for day in taken)
    late = len(days) - len(taken)
    told = [(str(label), groups[number]) for number, (_most, label) in enumerate(GROUPS)]
    middle = Counter(LATE_DAYS if day is None else day for day in days)
    return AnswerTimes([*told, (str(NOT_IN_TIME), late)], len(days), len(taken), median(middle))


def counting(answers: Iterable[Owed]) -> list[Owed]:
    """Leave out answers that say again what another has said, as the assessment does."""
    return [owed for owed in answers if not owed.repeats]


def group_of(days: int) -> int:
    return next(number for number, (most, _label) in enumerate(GROUPS) if most is None or days <= most)


def overdue_of(answers: Iterable[Owed]) -> list[Overdue]:
    """Return what was not answered in time, what is still open first. Titles only of what is public."""
    late = [owed for owed in counting(answers) if not owed.is_in_time]
    keys = {owed.concern for owed in late}
    subjects = dict(Concern.objects.public().filter(pk__in=keys).values_list("pk", "public_subject"))
    rows = Concern.objects.filter(pk__in=keys).values_list("pk", "state", "is_private")
    known = {pk: (state in UNANSWERED_STATES, is_private) for pk, state, is_private in rows}
    found = [
        Overdue(owed.number, subjects.get(owed.concern, ""), owed.due_on, *known[owed.concern])
        for owed in late
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.due_on, one.number))
