"""Two questions in one table: how those who answered one so answered the other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.enums import CLOSED_KINDS
from hall.campaigns.survey.queries import count_pairs
from hall.campaigns.survey.small_cells import FEWEST, has_small
from hall.campaigns.survey.structure import Question


@dataclass(frozen=True)
class CrossTable:
    first: Question
    second: Question
    columns: list[str]
    rows: list[tuple[str, list[int], int]]

    @property
    def why_not_public(self) -> str:
        """Say why readers may not see it: it is whole or not at all."""
        if has_small(count for _words, counts, _total in self.rows for count in counts):
            return _(
                "Some figure of this table stands for fewer than %(count)d people, so it is not public."
            ) % {"count": FEWEST}
        return ""


def crossable(page: SurveyPage) -> list[tuple[int, Question]]:
    """Return the questions that two of can stand in one table, with their numbers."""
    return [
        (number, question)
        for number, question in enumerate(page.asked, start=1)
        if question.kind in CLOSED_KINDS
    ]


def cross(page: SurveyPage, first: str, second: str) -> CrossTable | None:
    """Return the table of two questions by their keys; nothing when they are no two of this survey."""
    known = {question.key: question for _number, question in crossable(page)}
    if first not in known or second not in known or first == second:
        return None
    one, other = known[first], known[second]
    pairs = count_pairs(page, first, second)
    rows = []
    for choice in one.choices:
        counts = [pairs.get((choice.key, column.key), 0) for column in other.choices]
        rows.append((choice.words, counts, sum(counts)))
    return CrossTable(one, other, [column.words for column in other.choices], rows)
