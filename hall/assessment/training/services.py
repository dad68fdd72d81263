"""The verbs of the training. Each locks the session first, so no place and no number is given twice."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from hall.assessment.enums import SessionState
from hall.assessment.models import QuizAttempt, TrainingSeat, TrainingSession
from hall.assessment.models.training import REASON_LIMIT
from hall.assessment.permissions import why_not_words
from hall.assessment.training import letters
from hall.assessment.training.permissions import (
    why_not_answers,
    why_not_attend,
    why_not_cancel_session,
    why_not_correct_attendance,
    why_not_enrol,
    why_not_give_up,
    why_not_open_session,
    why_not_quiz,
    why_not_that_attempt,
)
from hall.assessment.training.quiz import mark
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.enums import UNIT_ROLES
from units.models import UnitPage
from units.permissions import has_role

CODE_BYTES = 8


@transaction.atomic
def open_session(*, session_id: int, user: User, now: datetime) -> TrainingSession:
    """Open a planned session to the units and invite their spokespersons. Raises `Refused`."""
    session = TrainingSession.objects.select_for_update().get(pk=session_id)
    refuse_if(why_not_open_session(user, session, now))
    session.opened_at = now
    session.save(update_fields=["opened_at"])
    log(instance=session, action="training.open", user=user)
    letters.invite(session, now)
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, user: User, now: datetime) -> TrainingSession:
    """Call a session off and tell everybody who has a place. Raises `Refused`."""
    session = TrainingSession.objects.select_for_update().get(pk=session_id)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_cancel_session(user, session, now), why_not_words(reason, REASON_LIMIT))
    session.cancelled_at, session.why_cancelled = now, reason
    session.save(update_fields=["cancelled_at", "why_cancelled"])
    log(instance=session, action="training.cancel", user=user)
    letters.tell_seats("cancelled", session, session.seats.for_list(), now)
    return session


@transaction.atomic
def tell_moved(*, session_id: int, user: User, now: datetime) -> None:
    """Tell everybody who has a place where and when a session is now, and let them be reminded anew.

    Of what was not opened, was called off or is over nobody hears.
    """
    session = TrainingSession.objects.select_for_update().get(pk=session_id)
    if session.state(now) not in (SessionState.OPEN, SessionState.RUNNING):
        return
    session.moved_at = now
    session.save(update_fields=["moved_at"])
    log(instance=session, action="training.move", user=user)
    session.seats.update(reminded_at=None)
    letters.tell_seats("changed", session, session.seats.for_list(), now)


@transaction.atomic
def enrol(*, session_id: int, unit_id: int, person_id: int, by: User, now: datetime) -> TrainingSeat:
    """Give somebody of a unit's teams a place. Raises `Refused`."""
    session = TrainingSession.objects.select_for_update().get(pk=session_id)
    unit, person = UnitPage.objects.get(pk=unit_id), User.objects.get(pk=person_id)
    refuse_if(why_not_enrol(by, person, unit, session, now))
    seat = TrainingSeat.objects.create(
        session=session, unit=unit, person=person, enrolled_by=by, enrolled_at=now
    )
    letters.tell_seats("enrolled", session, [seat], now)
    return seat


@transaction.atomic
def give_up(*, seat_id: int, by: User, now: datetime) -> None:
    """Take a place back before the session begins. Raises `Refused`."""
    seat = lock_seat(seat_id)
    refuse_if(why_not_give_up(by, seat, now))
    log(instance=seat.session, action="training.give_up", user=by, data={"seat": seat.pk})
    seat.delete()


@transaction.atomic
def free_place(*, seat_id: int, now: datetime) -> None:
    """Free the place of somebody who is in no team of its unit any more, before the session begins, and tell them."""
    seat = lock_seat(seat_id)
    if now >= seat.session.begins_at or not has_left_team(seat):
        return
    letters.tell_seats("freed", seat.session, [seat], now)
    log(instance=seat.session, action="training.give_up", data={"seat": seat.pk})
    seat.delete()


def has_left_team(seat: TrainingSeat) -> bool:
    return not has_role(seat.person, seat.unit, *UNIT_ROLES)


@transaction.atomic
def attend(*, seat_id: int, by: User, now: datetime) -> bool:
    """Write down that somebody has come. Returns whether that is news. Raises `Refused`."""
    seat = lock_seat(seat_id)
    refuse_if(why_not_attend(by, seat, now))
    return write_attendance(seat, now)


@transaction.atomic
def correct_attendance(*, seat_id: int, has_come: bool, by: User, now: datetime) -> None:
    """Write down by hand that somebody came, or did not: then a certificate goes with it. Raises `Refused`."""
    seat = lock_seat(seat_id)
    refuse_if(why_not_correct_attendance(by, seat, now))
    told = {"seat": seat.pk, "has_come": has_come, "certificate": seat.certificate}
    log(instance=seat.session, action="training.correct", user=by, data=told)
    if has_come:
        write_attendance(seat, now)
        return
    seat.attended_at = seat.certified_at = None
    seat.certificate_number = seat.certificate_code = None
    seat.save()


@transaction.atomic
def send_quiz(
    *, seat_id: int, number: int, given: Mapping[str, frozenset[str]], by: User, now: datetime
) -> QuizAttempt:
    """Mark one attempt. `number` is the attempt that the form was drawn for: sent twice, it counts once.

    Raises `Refused`.
    """
    seat = lock_seat(seat_id)
    done = seat.attempts.filter(number=number).first()
    if done and by == seat.person:
        return done
    refuse_if(why_not_quiz(by, seat, now))
    refuse_if(why_not_that_attempt(seat, number), why_not_answers(seat.session, given))
    marked = mark(seat.session.quiz(), given)
    attempt = QuizAttempt.objects.create(
        seat=seat,
        number=number,
        given={key: sorted(keys) for key, keys in given.items()},
        right=marked.right,
        total=marked.total,
        is_passed=marked.reaches(seat.session.pass_mark),
        sent_at=now,
    )
    if attempt.is_passed:
        certify(seat, now)
    return attempt


def lock_seat(seat_id: int) -> TrainingSeat:
    """Lock the session of a place, and return the place fresh. Raises `DoesNotExist`."""
    session_id = TrainingSeat.objects.values_list("session", flat=True).get(pk=seat_id)
    session = TrainingSession.objects.select_for_update().get(pk=session_id)
    seat = TrainingSeat.objects.select_related("person", "unit").get(pk=seat_id)
    seat.session = session
    return seat


def write_attendance(seat: TrainingSeat, now: datetime) -> bool:
    if seat.attended_at:
        return False
    seat.attended_at = now
    seat.save(update_fields=["attended_at"])
    if not seat.session.questions or seat.attempts.filter(is_passed=True).exists():
        certify(seat, now)
    return True


def certify(seat: TrainingSeat, now: datetime) -> None:
    """Give the next number of the session, which is locked."""
    last = seat.session.seats.aggregate(last=Max("certificate_number"))["last"] or 0
    seat.certified_at, seat.certificate_number = now, last + 1
    seat.certificate_code = secrets.token_hex(CODE_BYTES)
    seat.save(update_fields=["certified_at", "certificate_number", "certificate_code"])
