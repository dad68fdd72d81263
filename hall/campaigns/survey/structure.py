"""The questions of a survey as everything but the editor reads them. Pure.

A question, a choice and a line are known by the keys of their blocks: their words may be the same, their keys are not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from hall.campaigns.survey.enums import CLOSED_KINDS, QuestionKind

VERSION_LENGTH = 16


@dataclass(frozen=True)
class Choice:
    key: str
    words: str


@dataclass(frozen=True)
class Condition:
    """A question is only asked when an earlier one was answered with this choice."""

    question: str
    choice: str


@dataclass(frozen=True)
class Question:
    """`choices` are what is chosen from: choices, points of a scale, things to put in order, columns of a matrix."""

    key: str
    kind: QuestionKind
    words: str
    hint: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    lines: tuple[Choice, ...] = ()
    most: int = 0
    low: str = ""
    high: str = ""
    only_if: Condition | None = None


Given = Mapping[str, set[str]]


def applies(question: Question, given: Given) -> bool:
    """Tell whether a question is asked of whoever has chosen so in the questions before it."""
    condition = question.only_if
    return condition is None or condition.choice in given.get(condition.question, ())


def told_condition(question: Question, questions: Sequence[Question]) -> tuple[int, str]:
    """Return the number of the question that this one depends on, and the words of the choice; (0, "") for none."""
    for number, earlier in enumerate(questions, start=1):
        for choice in earlier.choices:
            if question.only_if == Condition(earlier.key, choice.key):
                return number, choice.words
    return 0, ""


def version_of(questions: Iterable[Question]) -> str:
    """Return what two surveys share that ask the same in the same order."""
    return sha256(repr(tuple(questions)).encode()).hexdigest()[:VERSION_LENGTH]


def read_questions(stream) -> tuple[list[Question], dict[int, str]]:
    """Return the questions of a field of blocks, and for places where a condition makes no sense, why."""
    questions: list[Question] = []
    problems: dict[int, str] = {}
    for place, block in enumerate(stream):
        only_if, problem = read_condition(block.value, questions)
        if problem:
            problems[place] = problem
        questions.append(read_question(block, only_if, fallback=f"new-{place}"))
    return questions, problems


def read_question(block, only_if: Condition | None, fallback: str) -> Question:
    value, kind = block.value, QuestionKind(block.block_type)
    return Question(
        key=block.id or fallback,
        kind=kind,
        words=value["words"],
        hint=value["hint"],
        is_required=bool(value["is_required"]),
        choices=points(value) if kind == QuestionKind.SCALE else read_list(value.get("choices")),
        lines=read_list(value.get("lines")),
        most=value.get("most") or 0,
        low=value.get("low") or "",
        high=value.get("high") or "",
        only_if=only_if,
    )


def read_list(items) -> tuple[Choice, ...]:
    return tuple(Choice(item.id, item.value) for item in items.bound_blocks) if items else ()


def points(value) -> tuple[Choice, ...]:
    return tuple(Choice(str(point), str(point)) for point in range(1, (value["points"] or 0) + 1))


def read_condition(value, before: list[Question]) -> tuple[Condition | None, str]:
    """Return the condition that an organiser typed, by number and words, or why there can be none such."""
    number, words = value.get("only_if_number"), (value.get("only_if_words") or "").strip()
    if not number and not words:
        return None, ""
    if not number or not words:
        return None, _("A condition has both: the number of a question above, and the words of the answer.")
    if number > len(before):
        return None, _("A condition names a question above it.")
    question = before[number - 1]
    if question.kind not in CLOSED_KINDS:
        return None, _("Question %(number)d has no choices to depend on.") % {"number": number}
    for choice in question.choices:
        if choice.words == words:
            return Condition(question.key, choice.key), ""
    return None, _("Question %(number)d has no choice “%(words)s”. Its choices are: %(choices)s") % {
        "number": number,
        "words": words,
        "choices": "、".join(choice.words for choice in question.choices),
    }


def why_not_change(before: Iterable[Question], after: Iterable[Question]) -> str:
    """Say why questions that were answered may not become these: what was counted must stay what was asked.

    Others may be added, and their order may change.
    """
    kept = {question.key: question for question in after}
    for question in before:
        if kept.get(question.key) != question:
            return _(
                "People have answered “%(words)s” already, so it stays as it is. You can add questions, "
                "or end this survey and begin a new one."
            ) % {"words": question.words}
    return ""
