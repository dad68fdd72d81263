"""A question comes in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from wagtail.models import Page

from hall.concerns import notifications
from hall.concerns.codes import digest_of, token_of
from hall.concerns.deadlines import deadline_from
from hall.concerns.enums import ConcernEventKind, ConcernState, Voice
from hall.concerns.inbox_index import keep_in_index
from hall.concerns.kinds import default_kind
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, ConcernPicture
from hall.concerns.models.concern import NAME_LIMIT, SUBJECT_LIMIT, TEXT_LIMIT
from hall.concerns.permissions import why_not_take
from portal.accounts.models import User
from portal.core.plain_text import cut, tidy
from portal.core.queries import load_calendar
from portal.core.workdays import local_day
from units.models import UnitPage

# Of as many who ask in one instant, one gets its number in every round.
TRIES = 50


@transaction.atomic
def receive(
    *,
    subject: str,
    text: str,
    is_private: bool,
    code: str,
    now: datetime,
    unit: UnitPage | None = None,
    asker: User | None = None,
    asker_name: str = "",
    email: str = "",
    page: Page | None = None,
) -> Concern:
    """Take a question in and give it to the unit that it names, or to the desk. The deadline is counted from now.

    `code` is a new secret of `codes.new_code`. The same code again is the same form sent again: the concern that came
    of it is returned, and nothing else happens. A unit that takes no questions at present leaves it to the desk.
    """
    if known := Concern.objects.filter(token=token_of(code)).first():
        return known
    taker = None if why_not_take(unit) else unit
    kind = default_kind()
    deadline = deadline_from(now, kind.working_days, load_calendar())
    concern, is_new = numbered(
        Concern(
            code_digest=digest_of(code),
            token=token_of(code),
            state=ConcernState.ASSIGNED if taker else ConcernState.RECEIVED,
            unit=taker,
            subject=cut(" ".join(tidy(subject).split()), SUBJECT_LIMIT),
            text=cut(tidy(text).strip(), TEXT_LIMIT),
            is_private=is_private,
            page=page,
            asker=asker,
            asker_name=cut(" ".join(tidy(asker_name).split()), NAME_LIMIT),
            email=email,
            kind=kind,
            due_on=deadline.due_on,
            counted=deadline.as_json(),
            received_at=now,
            assigned_at=now if taker else None,
        ),
        now,
    )
    if not is_new:
        return concern
    keep_in_index([concern])
    ConcernPicture.objects.filter(token=concern.token, concern=None).update(concern=concern)
    named = {"asked_unit": unit.title} if unit and not taker else {}
    write_line(concern, ConcernEventKind.RECEIVED, Voice.CITIZEN, now=now, facts=named)
    if taker:
        write_line(concern, ConcernEventKind.ASSIGNED, Voice.HALL, now=now)
    notifications.tell_of_receipt(concern, code=code, now=now)
    return concern


def numbered(concern: Concern, now: datetime) -> tuple[Concern, bool]:
    """Save a concern under the next number of the day; the same form sent twice at once finds the first."""
    concern.day = local_day(now)
    for _try in range(TRIES):
        last = Concern.objects.filter(day=concern.day).aggregate(last=Max("sequence"))["last"] or 0
        concern.sequence = last + 1
        concern.number = f"{concern.day:%Y%m%d}-{concern.sequence:04}"
        try:
            with transaction.atomic():
                concern.save(force_insert=True)
        except IntegrityError:
            concern.pk = None
            if known := Concern.objects.filter(token=concern.token).first():
                return known, False
        else:
            return concern, True
    raise RuntimeError("No number was free: too many ask in one instant.")
