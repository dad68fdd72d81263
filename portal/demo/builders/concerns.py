"""What residents of the demo city ask, and what units answer: by the verbs, at their own days."""

from datetime import datetime, timedelta

from django.db import transaction

from hall.concerns.codes import new_code
from hall.concerns.enums import AnswerState
from hall.concerns.masking import finds
from hall.concerns.models import Answer, Concern
from hall.concerns.services import begin_answer, confirm_solved, receive, send_answer
from hall.concerns.showing.services import hide_concern, show_concern
from hall.models import Category
from portal.accounts.models import User
from portal.demo.builders.in_review import person
from portal.demo.builders.people import DESK
from portal.demo.reading import read_toml
from units.enums import Role
from units.models import UnitPage

LOOKED_AT = timedelta(hours=3)


@transaction.atomic
def bring_concerns(units: dict[str, UnitPage], now: datetime) -> None:
    """Bring the concerns of `concerns.toml` that are not there yet."""
    rows = [row for row in read_toml("concerns.toml")["concerns"] if row["unit"] in units]
    there = set(Concern.objects.values_list("subject", flat=True))
    for row in sorted(rows, key=lambda row: -row["asked"]):
        if row["subject"] not in there:
            bring_concern(row, units[row["unit"]], now)


def bring_concern(row: dict, unit: UnitPage, now: datetime) -> None:
    asked_at = now - timedelta(days=row["asked"])
    concern = receive(
        subject=row["subject"],
        text=row["text"],
        is_private=row.get("private", False),
        code=new_code(),
        unit=unit,
        now=asked_at,
    )
    desk = User.objects.get(email=DESK)
    if row.get("hidden"):
        hide_concern(concern_id=concern.pk, by=desk, reason=row["hidden"], now=asked_at + LOOKED_AT)
    if row.get("shown"):
        found = [find for text in (concern.subject, concern.text) for find in finds(text)]
        masks = {find.text: find.mask for find in found if not find.may_be_public}
        show_concern(concern_id=concern.pk, by=desk, masks=masks, now=asked_at + LOOKED_AT)
    if row.get("answer"):
        answered_at = now - timedelta(days=row["answered"])
        bring_answer(concern, row["answer"], answered_at)
        if rating := row.get("rated"):
            content = {"rating": rating, "holds_code": True, "now": answered_at + timedelta(days=1)}
            confirm_solved(concern_id=concern.pk, user=None, **content)


def bring_answer(concern: Concern, text: str, at: datetime) -> None:
    writer = person(concern.unit, Role.LIAISON) or person(concern.unit, Role.EDITOR)
    begin_answer(concern_id=concern.pk, user=writer, now=at - LOOKED_AT)
    answer = Answer.objects.create(
        concern=concern,
        unit=concern.unit,
        category=Category.objects.order_by("pk").first(),
        text=text,
        levels=1,
        state=AnswerState.UNDER_REVIEW,
        created_at=at - LOOKED_AT,
        edited_at=at - LOOKED_AT,
    )
    answer.writers.add(writer)
    send_answer(answer_id=answer.pk, user=person(concern.unit, Role.REVIEWER), now=at)
