"""One answer in the words of its questions. Pure."""

from collections.abc import Iterable

from hall.campaigns.survey.enums import QuestionKind
from hall.campaigns.survey.structure import Question


def columns_of(questions: Iterable[Question]) -> list[str]:
    """Return the heading of each column: one for a question, or one for each line or thing to put in order."""
    return [
        f"{question.words} · {part}" if part else question.words
        for question in questions
        for part in parts_of(question).values()
    ]


def read_answer(questions: Iterable[Question], values: Iterable) -> list[tuple[str, str]]:
    """Return what an answer (rows of `SurveyValue`) says in each column, empty where it says nothing."""
    found: dict[tuple[str, str], list] = {}
    for value in values:
        found.setdefault((value.question, value.part), []).append(value)
    questions = list(questions)
    cells = []
    for question in questions:
        words = {choice.key: choice.words for choice in question.choices}
        for part in parts_of(question):
            given = found.get((question.key, part), [])
            cells.append("；".join(value.text or words.get(value.value, value.value) for value in given))
    return list(zip(columns_of(questions), cells, strict=True))


def parts_of(question: Question) -> dict[str, str]:
    """Return the parts that a question is answered in: their keys and words."""
    if question.kind == QuestionKind.MATRIX:
        return {line.key: line.words for line in question.lines}
    if question.kind == QuestionKind.ORDERING:
        return {choice.key: choice.words for choice in question.choices}
    return {"": ""}
