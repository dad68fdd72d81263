"""Who writes, submits, approves and returns an answer, and why not. An empty answer means yes."""

from django.utils.translation import gettext as _

from hall.concerns.answering.steps import assignment_of, digest_of, level_that_waits
from hall.concerns.enums import AnswerState
from hall.concerns.models import Answer, Concern
from hall.concerns.permissions import why_not_step, why_not_words
from units.enums import Role
from units.permissions import has_role, is_hall_desk


def why_not_work_on(user, concern: Concern) -> str:
    """Say why `user` does not deal with a concern for the unit that has it: its liaisons and spokespersons do."""
    if concern.unit is None:
        return _("No unit has this concern yet. The hall desk gives it to one.")
    return why_not_speak_for(user, concern.unit)


def why_not_speak_for(user, unit) -> str:
    if user.is_active and (is_hall_desk(user) or has_role(user, unit, Role.LIAISON, Role.REVIEWER)):
        return ""
    return _("Only the liaisons and spokespersons of %(unit)s do this.") % {"unit": unit.title}


def why_not_answer(user, concern: Concern) -> str:
    """Say why `user` may not write an answer, or change the one that is being written."""
    if reason := why_not_work_on(user, concern):
        return reason
    if reason := why_not_step("begin_answer", concern):
        return reason
    answer = unsent_answer(concern)
    if answer and answer.state == AnswerState.UNDER_REVIEW:
        return _("The answer is under review. Take it back first if it must change.")
    return ""


def why_not_overwrite(user, answer: Answer | None, seen: str) -> str:
    """Say that somebody else has changed the answer since `user` opened it. `seen` is the `version_of` it then."""
    if answer is None or version_of(answer) == seen:
        return ""
    return _(
        "Somebody else has changed this answer in the meantime. Yours is kept below; save it again to replace it."
    )


def why_not_keep(text: str) -> str:
    """Say why words are no draft. Takes text that is tidy."""
    if not text:
        return _("Write the answer first.")
    return why_not_words(text)


def why_not_submit(user, answer: Answer) -> str:
    if reason := why_not_answer(user, answer.concern) or why_not_keep(answer.text):
        return reason
    if answer.category.is_retired:
        return _("The category “%(category)s” is retired. Choose another one.") % {
            "category": answer.category
        }
    return ""


def why_not_take_back(user, answer: Answer) -> str:
    if answer.state != AnswerState.UNDER_REVIEW:
        return _("This answer is not under review.")
    if user.is_active and user.pk in {answer.submitted_by_id, *answer.writers.values_list("pk", flat=True)}:
        return ""
    return _("Only those who wrote or submitted a text take it back.")


def why_not_decide(user, answer: Answer) -> str:
    """Say why `user` may not approve or return an answer at the step where it waits."""
    level = level_that_waits(answer)
    if not user.is_active or level is None:
        return was_gone()
    assignment = assignment_of(answer, level)
    if user.pk in assignment.people:
        return ""
    if user.pk == answer.submitted_by_id or answer.writers.filter(pk=user.pk).exists():
        return _("You worked on this answer, so somebody else must review it.")
    if answer.approvals.filter(by=user).exists():
        return _("You approved another step of this answer, so somebody else takes this one.")
    return assignment.because or _("This step is taken by %(bench)s.") % {"bench": assignment.bench}


def why_not_approve(user, answer: Answer, seen: str) -> str:
    """`seen` is the digest of the words that the reviewer has read."""
    if reason := why_not_decide(user, answer):
        return reason
    if seen != digest_of(answer):
        return _("The answer has changed since you opened it. Read it again before you decide.")
    return ""


def was_gone() -> str:
    """Say that an answer went while somebody had it before them: decided, passed on, or its question withdrawn."""
    return _("This answer is not waiting for a review any more.")


def unsent_answer(concern: Concern) -> Answer | None:
    """Return the answer that is being written or reviewed."""
    return concern.answers.exclude(state=AnswerState.SENT).first()


def version_of(answer: Answer | None) -> str:
    """Name a version of an answer; empty for none."""
    return answer.edited_at.isoformat() if answer else ""
