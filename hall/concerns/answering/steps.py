"""Which review steps an answer passes, which of them waits, and who takes it.

The category's rule decides, as for posts: lowest step first, nobody who worked on the text, nobody two steps. The
benches are those of posts (`hall.review.benches`), so deputies count and a step passes up when nobody is left.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from hall.concerns.enums import AnswerState
from hall.concerns.models import Answer
from hall.enums import ReviewLevel
from hall.review.benches import Assignment, Roster, assign


@dataclass(frozen=True)
class AnswerStep:
    """One step of an answer: who approved it, or who can. `is_next` marks the one that waits."""

    level: ReviewLevel
    approved_by: str = ""
    assignment: Assignment | None = None
    is_next: bool = False


def digest_of(answer: Answer) -> str:
    """Return what an approval is of: exactly these words under exactly this category."""
    return hashlib.sha256(f"{answer.category_id}\n{answer.text}".encode()).hexdigest()


def levels_of(answer: Answer) -> list[ReviewLevel]:
    """Return the steps of an answer, lowest first. A review that has begun keeps those that it began with."""
    return [ReviewLevel(level) for level in range(1, (answer.levels or answer.category.levels) + 1)]


def approved_levels(answer: Answer) -> set[int]:
    """Return the steps that have approved exactly the words as they stand."""
    digest = digest_of(answer)
    return {approval.level for approval in answer.approvals.all() if approval.digest == digest}


def level_that_waits(answer: Answer) -> ReviewLevel | None:
    """Return the step at which an answer waits; None for one that is not under review, or fully approved."""
    if answer.state != AnswerState.UNDER_REVIEW:
        return None
    done = approved_levels(answer)
    return next((level for level in levels_of(answer) if level not in done), None)


def others_of(answer: Answer) -> set[int]:
    """Return the people who take no step of this answer any more: who wrote, submitted or approved it."""
    approvers = {approval.by_id for approval in answer.approvals.all()}
    writers = {writer.pk for writer in answer.writers.all()}
    return writers | approvers | ({answer.submitted_by_id} - {None})


def assignment_of(answer: Answer, level: ReviewLevel, roster: Roster | None = None) -> Assignment:
    """Return who can take a step of an answer now. Pass the `roster` of many answers."""
    path = answer.unit.path
    roster = roster or Roster.for_paths([path])
    return assign(roster.benches(level, path), others_of(answer))


def steps_of(answer: Answer) -> list[AnswerStep]:
    """Return all steps of an answer, as its page shows them."""
    names = {approval.level: str(approval.by) for approval in answer.approvals.all()}
    done, waiting = approved_levels(answer), level_that_waits(answer)
    roster = Roster.for_paths([answer.unit.path])
    return [
        AnswerStep(level, approved_by=names[level])
        if level in done
        else AnswerStep(level, assignment=assignment_of(answer, level, roster), is_next=level == waiting)
        for level in levels_of(answer)
    ]


def answers_awaiting(user, answers: Iterable[Answer]) -> list[Answer]:
    """Return those of these answers, read with writers, approvals and unit, whose next step `user` can take."""
    answers = [(answer, level_that_waits(answer)) for answer in answers]
    roster = Roster.for_paths([answer.unit.path for answer, _level in answers])
    return [
        answer
        for answer, level in answers
        if level and user.pk in assignment_of(answer, level, roster).people
    ]
