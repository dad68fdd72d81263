"""Two questions in one table: how those who answered one so answered the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hall.campaigns.models import SurveyPage
from hall.campaigns.survey.enums import CLOSED_KINDS, QuestionKind
from hall.campaigns.survey.queries import count_pairs, count_values
from hall.campaigns.survey.small_cells import FEWEST, has_small, is_small
from hall.campaigns.survey.structure import Question


@dataclass(frozen=True)
class CrossTable:
    first: Question
    second: Question
    columns: list[str]
    rows: list[tuple[str, list[int], int]]
    # How many gave each choice of one question, whatever they said to the other.
    in_first: list[int]
    in_second: list[int]

    @property
    def why_not_public(self) -> str:
        """Say why readers may not see it: it is whole or not at all."""
        cells = [count for _words, counts, _total in self.rows for count in counts]
        if has_small(cells) or any(is_small(rest) for rest in self.rests()):
            return _(
                "Some figure of this table stands for fewer than %(count)d people, so it is not public."
            ) % {"count": FEWEST}
        return ""

    def rests(self) -> Iterator[int]:
        """Yield what readers can work out from this table and from the figures of each question alone."""
        for line, (_words, counts, total) in zip(self.in_first, self.rows, strict=True):
            yield from (line - count for count in counts)
            if self.second.kind != QuestionKind.MULTIPLE:
                yield line - total
        for place, column in enumerate(self.in_second):
            counts = [counts[place] for _words, counts, _total in self.rows]
            yield from (column - count for count in counts)
            if self.first.kind != QuestionKind.MULTIPLE:
                yield column - sum(counts)


def crossable(page: SurveyPage) -> list[tuple[int, Question]]:
    """Return the questions that two of can stand in one table, with their numbers."""
    return [
        (number, question)
        for number, question in enumerate(page.asked, start=1)
        if question.kind in CLOSED_KINDS
    ]


def cross(page: SurveyPage, first: str, second: str, counted: int | None = None) -> CrossTable | None:
    """Return the table of two questions by their keys; nothing when they are no two of this survey.

    `counted` is how many of the first answers are counted, where that is not all.
    """
    known = {question.key: question for _number, question in crossable(page)}
    if first not in known or second not in known or first == second:
        return None
    one, other = known[first], known[second]
    pairs, alone = count_pairs(page, first, second, counted), count_values(page, counted)
    rows = []
    for choice in one.choices:
        counts = [pairs.get((choice.key, column.key), 0) for column in other.choices]
        rows.append((choice.words, counts, sum(counts)))
    in_first, in_second = (
        [alone.get((question.key, ""), {}).get(choice.key, 0) for choice in question.choices]
        for question in (one, other)
    )
    return CrossTable(one, other, [column.words for column in other.choices], rows, in_first, in_second)
