"""Verbs of a charity: to pledge, to take it back, to note what came, to tell where it went.

Whoever changes a pledge holds the tally of its goal, so that the sums are always those of the rows.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hall.campaigns import outcomes
from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.charity.permissions import (
    why_not_own,
    why_not_pledge,
    why_not_receive,
    why_not_withdraw,
)
from hall.campaigns.models import CharityPage, CharityTally, CharityUpdate, Pledge
from hall.campaigns.permissions import why_not_run
from hall.services import add_to_collection
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.refusals import Refused, refuse_if


@transaction.atomic
def pledge(
    *, page_id: int, key: str, user: User, amount: int, note: str, is_thanked: bool, now: datetime
) -> Pledge:
    """Promise so much for one goal. The same form sent twice makes one pledge. Raises `Refused`."""
    goal = CharityPage.objects.get(pk=page_id).goals.filter(key=key).first()
    if goal is None:
        raise Refused([_("This goal is not on the page any more.")])
    tally, _is_new = CharityTally.objects.get_or_create(page_id=page_id, key=key)
    tally = lock_row(CharityTally, tally.pk)
    before = tally.pledges.filter(
        person_id=user.pk, state=PledgeState.PLEDGED, amount=amount, note=note, is_thanked=is_thanked
    ).first()
    if before:
        return before
    refuse_if(why_not_pledge(user, CharityPage.objects.get(pk=page_id), goal, tally, amount, now))
    tally.pledged += amount
    tally.save(update_fields=["pledged"])
    return tally.pledges.create(person=user, amount=amount, note=note, is_thanked=is_thanked, pledged_at=now)


def hold(pledge_id: int) -> Pledge:
    """Lock the tally of a pledge, then the pledge: all take them in this order."""
    lock_row(CharityTally, Pledge.objects.get(pk=pledge_id).tally_id)
    return Pledge.objects.select_related("tally__page").get(pk=pledge_id)


@transaction.atomic
def withdraw_pledge(*, pledge_id: int, user: User, now: datetime) -> Pledge:
    """Take a promise back. Twice is once. Raises `Refused`."""
    row = hold(pledge_id)
    refuse_if(why_not_withdraw(user, row))
    if row.state == PledgeState.PLEDGED:
        row.tally.pledged -= row.amount
        row.tally.save(update_fields=["pledged"])
        row.state, row.settled_at, row.is_thanked, row.note = PledgeState.WITHDRAWN, now, False, ""
        row.save(update_fields=["state", "settled_at", "is_thanked", "note"])
    return row


@transaction.atomic
def set_thanked(*, pledge_id: int, user: User, is_thanked: bool) -> Pledge:
    """Say whether one's nickname may stand on the wall of thanks; at any time. Raises `Refused`."""
    row = hold(pledge_id)
    refuse_if(why_not_own(user, row))
    row.is_thanked = is_thanked and row.state != PledgeState.WITHDRAWN
    row.save(update_fields=["is_thanked"])
    return row


@transaction.atomic
def receive_pledge(*, pledge_id: int, by: User, amount: int, receipt: str, now: datetime) -> Pledge:
    """Note that a promise was kept, with so much of it and the number of its receipt. Raises `Refused`."""
    row = hold(pledge_id)
    refuse_if(why_not_receive(by, row.tally.page, row, amount, receipt))
    row.tally.pledged -= row.amount
    row.tally.received += amount
    row.tally.save(update_fields=["pledged", "received"])
    row.state, row.settled_at, row.settled_by = PledgeState.RECEIVED, now, by
    row.received_amount, row.receipt = amount, receipt
    row.save(update_fields=["state", "settled_at", "settled_by", "received_amount", "receipt"])
    log(instance=row.tally.page, action="campaigns.charity.receive", user=by, data={"receipt": receipt})
    outcomes.tell("pledge_received", page=row.tally.page, person=row.person, row=row, now=now)
    return row


@transaction.atomic
def tell_where_it_went(
    *, page_id: int, by: User, text: str, token: str, picture=None, alt_text: str = "", now: datetime
) -> CharityUpdate:
    """Say to everybody, at once, where it went. The same form sent twice says it once. Raises `Refused`."""
    page = lock_row(CharityPage, page_id)
    if before := page.updates.filter(token=token).first():
        return before
    refuse_if(why_not_run(by, page))
    try:
        image = add_to_collection(unit=page.unit, uploader=by, file=picture) if picture else None
    except ValidationError as refused:
        raise Refused(refused.messages) from None
    update = page.updates.create(
        text=text,
        image=image,
        alt_text=alt_text if image else "",
        token=token,
        written_by=by,
        written_at=now,
    )
    log(instance=page, action="campaigns.charity.tell", user=by, data={"text": text[:80]})
    return update


@transaction.atomic
def take_update_off(*, update_id: int, by: User) -> None:
    """Take words about where it went off the page. Raises `Refused`."""
    update = CharityUpdate.objects.select_related("page").get(pk=update_id)
    refuse_if(why_not_run(by, update.page))
    update.delete()
    log(instance=update.page, action="campaigns.charity.take_off", user=by, data={"text": update.text[:80]})
