"""The training of the demo city: a year of sessions, who came, who passed and who has not been trained."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import File
from django.db import transaction

from hall.assessment.models import TrainingMaterial, TrainingSeat, TrainingSession
from hall.assessment.training.services import attend, cancel_session, enrol, send_quiz
from portal.accounts.models import User
from portal.core.tables import table_file
from portal.demo.builders.campaigns import days_from
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from portal.demo.reading import read_toml
from units.enums import UNIT_ROLES, Role
from units.models import UnitPage

OF_THE_SESSION = ("title", "place", "online_url", "hours", "roles", "seats_total", "seats_per_unit")


@transaction.atomic
def bring_training(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the sessions of `training.toml` into a hall that has none."""
    if TrainingSession.objects.exists():
        return
    told = read_toml("training.toml")
    for row in told["session"]:
        session = bring_session(row, told["question"], now)
        for number, one in enumerate(row.get("material", [])):
            bring_material(one, session, number)
        seats = [bring_seat(session, units[code], role, row, now) for code, role in people_of(row, units)]
        for number, (name, seat) in enumerate(seats):
            if session.begins_at < now and row.get("lasts") is None:
                finish(seat, name, row, number)
        if reason := row.get("cancelled"):
            desk = User.objects.get(email=DESK)
            cancel_session(session_id=session.pk, reason=reason, user=desk, now=now)


def bring_session(row: dict, questions: dict[str, dict], now: datetime) -> TrainingSession:
    begins = days_from(now, row["day"], row.get("begins"))
    ends = (
        days_from(now, row["day"], row["ends"]) if "ends" in row else begins + timedelta(hours=row["lasts"])
    )
    return TrainingSession.objects.create(
        **{name: row[name] for name in OF_THE_SESSION if name in row},
        description=row["description"].strip(),
        begins_at=begins,
        ends_at=ends,
        opened_at=now - timedelta(days=row["opened"]) if "opened" in row else None,
        questions=[question_block(key, questions[key]) for key in row["quiz"]],
    )


def question_block(key: str, row: dict) -> dict:
    """Return a question as the field keeps it. A choice that is right begins with a plus."""
    choices = [
        {
            "type": "item",
            "id": str(uuid5(NAMESPACE_URL, words)),
            "value": {"words": words.removeprefix("+"), "is_right": words.startswith("+")},
        }
        for words in row["choices"]
    ]
    fields = {name: row[name] for name in ("words", "kind", "explanation")}
    return {"type": "question", "id": str(uuid5(NAMESPACE_URL, key)), "value": {**fields, "choices": choices}}


def bring_material(row: dict, session: TrainingSession, place: int) -> None:
    material = TrainingMaterial(session=session, words=row["words"], url=row.get("url", ""), sort_order=place)
    if "rows" in row:
        material.file = File(table_file("xlsx", row["rows"]), name="material.xlsx")
    material.save()


def people_of(row: dict, units: dict[str, UnitPage]) -> list[tuple[str, Role]]:
    """Return for whom places were taken, as unit and role."""
    roles = [role for role in UNIT_ROLES if role in row["roles"]] or [
        Role.EDITOR,
        Role.REVIEWER,
        Role.LIAISON,
    ]
    codes = [code for code in row.get("units", []) if code in units and units[code].live]
    return [(code, role) for code in codes for role in roles if person(units[code], role)]


def bring_seat(
    session: TrainingSession, unit: UnitPage, role: Role, row: dict, now: datetime
) -> tuple[str, TrainingSeat]:
    """Take a place for somebody. Of what has begun nobody gets a letter any more."""
    someone, speaker = person(unit, role), person(unit, Role.REVIEWER)
    if session.begins_at > now:
        opened = session.opened_at + timedelta(hours=3)
        seat = enrol(session_id=session.pk, unit_id=unit.pk, person_id=someone.pk, by=someone, now=opened)
    else:
        seat = TrainingSeat.objects.create(
            session=session,
            unit=unit,
            person=someone,
            enrolled_by=speaker,
            enrolled_at=session.begins_at - timedelta(days=5),
        )
    return f"{unit.code} {role}", seat


def finish(seat: TrainingSeat, name: str, row: dict, number: int) -> None:
    """Let somebody come to a session that is over, and answer its quiz."""
    if name in row.get("absent", []):
        return
    session, someone = seat.session, seat.person
    attend(seat_id=seat.pk, by=someone, now=session.begins_at - timedelta(minutes=number % 20))
    if not row["quiz"] or name in row.get("unsent", []):
        return
    sent_at = session.ends_at + timedelta(minutes=10 + number)
    has_failed = name in row.get("failed", [])
    answers = [wrong(session), wrong(session)] if has_failed else [right(session)]
    # Some need a second look.
    if not has_failed and number % 5 == 3:
        answers.insert(0, wrong(session))
    for place, given in enumerate(answers, start=1):
        send_quiz(
            seat_id=seat.pk, number=place, given=given, by=someone, now=sent_at + place * timedelta(minutes=6)
        )


def right(session: TrainingSession) -> dict[str, frozenset[str]]:
    return {question.key: question.right for question in session.quiz()}


def wrong(session: TrainingSession) -> dict[str, frozenset[str]]:
    """Return answers of which only the first is right."""
    first, *others = session.quiz()
    chosen = {question.key: frozenset(last_key(question.choices)) for question in others}
    return {first.key: first.right, **chosen}


def last_key(choices: Sequence) -> list[str]:
    return [choices[-1].key]
