"""Who may do what in the training, and why not. An empty reason means yes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hall.assessment.enums import SessionState
from portal.core.moments import written
from units.enums import UNIT_ROLES, Role
from units.permissions import has_role, is_hall_desk, unit_ids_with_role

if TYPE_CHECKING:
    from hall.assessment.models import TrainingSeat, TrainingSession

CHECKED_IN_BEFORE = timedelta(minutes=30)
QUIZ_FOR = timedelta(days=30)


def why_not_run_training(user) -> str:
    return "" if is_hall_desk(user) else _("Only the hall desk runs the training.")


def why_not_look_at_training(user) -> str:
    """Say why the training is none of somebody's business: it is for the teams of the units and the desk."""
    if is_hall_desk(user) or unit_ids_with_role(user, *UNIT_ROLES):
        return ""
    return _("The training is for the teams of the units.")


def why_not_see_session(user, session: "TrainingSession") -> str:
    if is_hall_desk(user):
        return ""
    if reason := why_not_look_at_training(user):
        return reason
    return "" if session.opened_at else _("The hall desk has not opened this session yet.")


def why_not_see_team_training(user, unit) -> str:
    """Say why `user` may not read who in a team was trained."""
    if is_hall_desk(user) or has_role(user, unit, Role.REVIEWER):
        return ""
    return _("Only the unit's spokespersons and the hall desk see who was trained.")


# The session


def why_not_open_session(user, session: "TrainingSession", now: datetime) -> str:
    if reason := why_not_run_training(user):
        return reason
    if session.cancelled_at:
        return _("This session was cancelled.")
    if session.opened_at:
        return _("This session is open already.")
    if now >= session.begins_at:
        return _("This session has begun already. Give it another time first.")
    return ""


def why_not_cancel_session(user, session: "TrainingSession", now: datetime) -> str:
    if reason := why_not_run_training(user):
        return reason
    if session.cancelled_at:
        return _("This session was cancelled.")
    if now >= session.ends_at:
        return _("This session is over.")
    return ""


# Places


def why_not_taking_part(session: "TrainingSession", now: datetime) -> str:
    """Say why places are neither taken nor given up any more, or not yet."""
    state = session.state(now)
    if state == SessionState.CANCELLED:
        return _("This session was cancelled.")
    if state == SessionState.PLANNED:
        return _("The hall desk has not opened this session yet.")
    if now >= session.begins_at:
        return _("This session began on %(when)s.") % {"when": written(session.begins_at)}
    return ""


def why_not_act_for(user, person, unit) -> str:
    """Say why `user` may not take a place for somebody: people for themselves, spokespersons for their own unit."""
    if user == person or has_role(user, unit, Role.REVIEWER):
        return ""
    return _("Only the person and the unit's own spokespersons do that.")


def why_not_enrol(user, person, unit, session: "TrainingSession", now: datetime) -> str:
    if reason := why_not_act_for(user, person, unit) or why_not_taking_part(session, now):
        return reason
    if not has_role(person, unit, *UNIT_ROLES):
        return _("%(person)s is in no team of this unit.") % {"person": person}
    if not has_role(person, unit, *session.roles_meant()):
        return _("This session is for: %(roles)s.") % {"roles": _(", ").join(map(str, session.role_labels))}
    if session.seats.filter(person=person).exists():
        return _("%(person)s has a place already.") % {"person": person}
    return why_not_one_more(session, unit)


def why_not_one_more(session: "TrainingSession", unit) -> str:
    """Say why no place is left. Whoever asks in order to take one has locked the session."""
    if session.seats_total is not None and session.seats.count() >= session.seats_total:
        return _("All places of this session are taken.")
    if (
        session.seats_per_unit is not None
        and session.seats.filter(unit=unit).count() >= session.seats_per_unit
    ):
        return _("Your unit has taken all its places in this session.")
    return ""


def why_not_give_up(user, seat: "TrainingSeat", now: datetime) -> str:
    return why_not_act_for(user, seat.person, seat.unit) or why_not_taking_part(seat.session, now)


# At the door


def why_not_door_open(session: "TrainingSession", now: datetime) -> str:
    """Say why nobody is checked in at `now`."""
    if session.cancelled_at:
        return _("This session was cancelled.")
    if session.opened_at is None:
        return _("The hall desk has not opened this session yet.")
    if now < session.begins_at - CHECKED_IN_BEFORE:
        return _("Check-in opens on %(when)s.") % {"when": written(session.begins_at - CHECKED_IN_BEFORE)}
    if now > session.ends_at:
        return _("This session is over.")
    return ""


def why_not_attend(user, seat: "TrainingSeat", now: datetime) -> str:
    """Say why `user` may not check somebody in: oneself, with the code at the door, and the desk everybody."""
    if user != seat.person and (reason := why_not_run_training(user)):
        return reason
    if seat.person is None:
        return _("This person has left the hall.")
    return why_not_door_open(seat.session, now)


def why_not_correct_attendance(user, seat: "TrainingSeat", now: datetime) -> str:
    if reason := why_not_run_training(user):
        return reason
    if seat.session.cancelled_at:
        return _("This session was cancelled.")
    if now < seat.session.begins_at - CHECKED_IN_BEFORE:
        return why_not_door_open(seat.session, now)
    return ""


# The quiz


def why_not_quiz(user, seat: "TrainingSeat", now: datetime) -> str:
    """Say why `user` may not answer the quiz at `now`."""
    session = seat.session
    if user != seat.person:
        return _("Everybody answers their own quiz.")
    if not session.questions:
        return _("This session has no quiz.")
    if session.cancelled_at:
        return _("This session was cancelled.")
    if not seat.attended_at:
        return _("The quiz is for those who were checked in.")
    if now > session.ends_at + QUIZ_FOR:
        return _("The quiz was open until %(when)s.") % {"when": written(session.ends_at + QUIZ_FOR)}
    tries = list(seat.attempts.all())
    if any(attempt.is_passed for attempt in tries):
        return _("You have passed already.")
    if len(tries) >= session.attempts:
        return _("You have used all %(count)d attempts.") % {"count": session.attempts}
    return ""


def why_not_answers(session: "TrainingSession", given: Mapping[str, frozenset[str]]) -> str:
    """Say why this cannot be what somebody chose: each question with choices of its own, and nothing else."""
    questions = session.quiz()
    if set(given) - {question.key for question in questions}:
        return _("The quiz was changed meanwhile. Please look at it again.")
    if all(question.takes(given.get(question.key, frozenset())) for question in questions):
        return ""
    return _("Please answer every question with the choices that stand there.")


def why_not_that_attempt(seat: "TrainingSeat", number: int) -> str:
    """Say why a form was not drawn for the next attempt."""
    if number == seat.attempts.count() + 1:
        return ""
    return _("This form is not the one of your next attempt. Please open the quiz again.")


def why_not_certificate(user, seat: "TrainingSeat") -> str:
    """Say why `user` may not print a certificate: one's own, and the desk every one."""
    if user != seat.person and not is_hall_desk(user):
        return _("This is the certificate of somebody else.")
    if seat.certified_at is None:
        return _("The certificate is for those who came and passed.")
    return _("This person has left the hall.") if seat.person is None else ""
