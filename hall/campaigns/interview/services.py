"""Verbs of an interview. Whatever readers see changes under a lock on its entry, and open pages learn of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hall.campaigns import outcomes
from hall.campaigns.enums import PUBLIC_QUESTIONS, QuestionState
from hall.campaigns.interview.permissions import why_not_answer, why_not_ask, why_not_make_concern
from hall.campaigns.live_parts import note_change
from hall.campaigns.models import EventEntry, InterviewPage, InterviewQuestion
from hall.campaigns.permissions import why_not_run
from hall.campaigns.taking_part import why_not_public
from hall.signals import question_found
from portal.accounts.models import User
from portal.accounts.names import shown_name
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if


@transaction.atomic
def ask_question(*, page_id: int, asker: User, text: str, token: str, now: datetime) -> InterviewQuestion:
    """Keep what a citizen asks; the host looks at it before others do. Raises `Refused`.

    `token` names the form: sent again, it is the question that is there already.
    """
    # Whoever ends the interview at the same moment is waited for here.
    EventEntry.objects.select_for_update().filter(page=page_id).first()
    if sent := InterviewQuestion.objects.filter(asker=asker, token=token).first():
        return sent
    page, asker = InterviewPage.objects.get(pk=page_id), User.objects.get(pk=asker.pk)
    text = tidy(text)
    refuse_if(why_not_ask(asker, page, now), "" if text else _("Write something first."))
    return InterviewQuestion.objects.create(
        event=page, asker=asker, name=shown_name(asker), text=text, token=token, asked_at=now
    )


@transaction.atomic
def show_question(*, question_id: int, by: User) -> None:
    """Let readers see a question, after those shown already; one with an answer comes back with it."""
    question = hold(question_id)
    refuse_if(why_not_run(by, question.event))
    if question.state in (QuestionState.SHOWN, QuestionState.ANSWERED):
        return
    question.state = QuestionState.ANSWERED if question.answer else QuestionState.SHOWN
    question.position = next_position(question.event)
    change(question, "show", by, "state", "position")


@transaction.atomic
def set_question_aside(*, question_id: int, by: User) -> None:
    """Keep a question, and what was answered, from readers."""
    question = hold(question_id)
    refuse_if(why_not_run(by, question.event))
    if question.state != QuestionState.SET_ASIDE:
        question.state = QuestionState.SET_ASIDE
        change(question, "set_aside", by, "state")


@transaction.atomic
def move_question(*, question_id: int, by: User, is_up: bool) -> None:
    """Change places with the question before or behind, among those that wait for an answer."""
    question = hold(question_id)
    refuse_if(why_not_run(by, question.event))
    row = list(question.event.questions.filter(state=QuestionState.SHOWN).order_by("position", "pk"))
    if question not in row:
        return
    here = row.index(question)
    there = here - 1 if is_up else here + 1
    if 0 <= there < len(row):
        other = row[there]
        question.position, other.position = other.position, question.position
        other.save(update_fields=["position"])
        change(question, "move", by, "position")


@transaction.atomic
def answer_question(
    *, question_id: int, by: User, text: str, guest_id: int | None, seen: str, now: datetime
) -> InterviewQuestion:
    """Put a guest's answer on the page, or a better wording of it; the unit answers where no guest does.

    Raises `Refused`, also when `seen`, the version that was written over, is not the newest.
    """
    question = hold(question_id)
    text = tidy(text)
    refuse_if(
        why_not_answer(by, question, now)
        or ("" if text else _("Write something first."))
        or ("" if seen == version_of(question) else _("Somebody has answered this meanwhile; look first."))
    )
    guest = question.event.guests.filter(pk=guest_id).first() if guest_id else None
    question.speaker = guest.name if guest else question.event.unit.title[:40]
    question.speaker_role = guest.role if guest else ""
    is_first = question.answered_at is None
    question.answer, question.changed_at = text, now
    question.answered_at = question.answered_at or now
    question.state = QuestionState.ANSWERED
    words = ["answer", "speaker", "speaker_role", "answered_at", "changed_at"]
    change(question, "answer", by, "state", *words)
    if is_first:
        outcomes.tell("question_answered", page=question.event, person=question.asker, row=question, now=now)
    return question


@transaction.atomic
def make_concern(*, question_id: int, by: User, now: datetime) -> InterviewQuestion:
    """Hand an unanswered question on to whoever keeps concerns. Raises `Refused`."""
    question = hold(question_id)
    refuse_if(why_not_make_concern(by, question))
    page = question.event
    answers = question_found.send(
        InterviewQuestion, text=question.text, unit=page.unit, asker=question.asker, page=page, by=by, now=now
    )
    question.concern_address = next((answer for _receiver, answer in answers if answer), "")
    refuse_if("" if question.concern_address else _("Nobody takes questions here at the moment."))
    change(question, "concern", by, "concern_address")
    return question


@transaction.atomic
def make_concerns(*, page_id: int, by: User, now: datetime) -> int:
    """Make a concern of each question that readers see without an answer. Return how many."""
    page = InterviewPage.objects.get(pk=page_id)
    refuse_if(why_not_run(by, page))
    open_ones = page.questions.filter(state=QuestionState.SHOWN, concern_address="").order_by(
        "position", "pk"
    )
    for number in (numbers := list(open_ones.values_list("pk", flat=True))):
        make_concern(question_id=number, by=by, now=now)
    return len(numbers)


@transaction.atomic
def forget_askers(*, questions: QuerySet[InterviewQuestion]) -> None:
    """Leave what readers see, without the names, and take all else away."""
    EventEntry.objects.filter(page__in=questions.values("event")).update(version=F("version") + 1)
    questions.exclude(state__in=PUBLIC_QUESTIONS).delete()
    questions.update(name="", asker=None)


def hold(question_id: int) -> InterviewQuestion:
    """Return a question as it is now, with nobody else at work on those of its interview."""
    page = InterviewPage.objects.get(questions=question_id)
    refuse_if(why_not_public(page))
    lock_row(EventEntry, page.entry.pk)
    return InterviewQuestion.objects.select_related("event").get(pk=question_id)


def change(question: InterviewQuestion, what: str, by: User, *fields: str) -> None:
    question.save(update_fields=fields)
    note_change(question.event)
    log(
        instance=question.event, action=f"campaigns.interview.{what}", user=by, data={"question": question.pk}
    )


def next_position(page: InterviewPage) -> int:
    last = page.questions.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def version_of(question: InterviewQuestion) -> str:
    """Return what a form remembers of the answer that it was filled with."""
    return question.changed_at.isoformat() if question.changed_at else ""
