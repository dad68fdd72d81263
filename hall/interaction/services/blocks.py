"""Who may not comment for a time, and whose comments show at once."""

from datetime import datetime

from django.db import transaction

from hall.interaction.models import SpeakerBlock, TrustedSpeaker
from hall.interaction.permissions import (
    why_not_block,
    why_not_block_for,
    why_not_block_until,
    why_not_trust,
    why_not_unblock,
)
from hall.interaction.records import note
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def block_speaker(
    *, user: User, unit: UnitPage | None, by: User, reason: str, until: datetime | None, now: datetime
) -> SpeakerBlock:
    """Keep somebody from commenting on a unit's pages, or without a unit in the whole hall. Raises `Refused`.

    A block takes the place of the one before. Without `until` it is for good, or until somebody lifts it.
    """
    User.objects.select_for_update().get(pk=user.pk)
    by = User.objects.get(pk=by.pk)
    reason = " ".join(tidy(reason).split())
    refuse_if(why_not_block(by, user, unit) or why_not_block_until(until, now) or why_not_block_for(reason))
    for before in SpeakerBlock.objects.filter(user=user, unit=unit, lifted_at=None).select_related("unit"):
        lift(before, by, now)
    block = SpeakerBlock.objects.create(
        user=user, unit=unit, reason=reason, blocked_by=by, blocked_at=now, until=until
    )
    note_block(block, by, now)
    return block


@transaction.atomic
def unblock(*, block_id: int, by: User, now: datetime) -> SpeakerBlock:
    """Let somebody comment again before the time is over. Raises `Refused`."""
    # The person is locked first, as whoever blocks them anew does.
    person_id = SpeakerBlock.objects.values_list("user_id", flat=True).get(pk=block_id)
    User.objects.select_for_update().get(pk=person_id)
    block, by = (
        SpeakerBlock.objects.select_related("user", "unit").get(pk=block_id),
        User.objects.get(pk=by.pk),
    )
    refuse_if(why_not_unblock(by, block))
    lift(block, by, now)
    return block


@transaction.atomic
def take_back_block(*, block_id: int, by: User, now: datetime) -> SpeakerBlock:
    """Undo a block: the one whose place it took is in force again, if its time is not over. Raises `Refused`."""
    block = unblock(block_id=block_id, by=by, now=now)
    places = SpeakerBlock.objects.filter(user=block.user_id, unit=block.unit_id, lifted_at=block.blocked_at)
    replaced = places.exclude(pk=block.pk).select_related("unit").order_by("-pk").first()
    if replaced and (replaced.until is None or replaced.until > now):
        replaced.lifted_by = replaced.lifted_at = None
        replaced.save(update_fields=["lifted_by", "lifted_at"])
        note_block(replaced, by, now)
    return block


def lift(block: SpeakerBlock, by: User, now: datetime) -> None:
    block.lifted_by, block.lifted_at = by, now
    block.save(update_fields=["lifted_by", "lifted_at"])
    note(block, "unblock", by=by, now=now, person=block.user_id, unit=block.unit.code if block.unit else "")


def note_block(block: SpeakerBlock, by: User, now: datetime) -> None:
    """Add the line that a block is in force from now on: where, why and until when."""
    where = block.unit.code if block.unit else ""
    ends = block.until.isoformat() if block.until else ""
    note(block, "block", by=by, now=now, person=block.user_id, unit=where, reason=block.reason, until=ends)


@transaction.atomic
def trust(*, user: User, unit: UnitPage | None, by: User, now: datetime) -> TrustedSpeaker:
    """Let the comments of a citizen show at once, on a unit's pages or everywhere. Raises `Refused`. Idempotent."""
    by = User.objects.get(pk=by.pk)
    refuse_if(why_not_trust(by, unit))
    trusted, is_new = TrustedSpeaker.objects.get_or_create(
        user=user, unit=unit, defaults={"trusted_by": by, "trusted_at": now}
    )
    if is_new:
        note(trusted, "trust", by=by, now=now, person=user.pk, unit=unit.code if unit else "")
    return trusted


@transaction.atomic
def distrust(*, user: User, unit: UnitPage | None, by: User, now: datetime) -> bool:
    """Look at the comments of a citizen first again; tell whether that is new. Raises `Refused`. Idempotent."""
    by = User.objects.get(pk=by.pk)
    refuse_if(why_not_trust(by, unit))
    trusted = TrustedSpeaker.objects.select_for_update().filter(user=user, unit=unit).first()
    if trusted:
        note(trusted, "distrust", by=by, now=now, person=user.pk, unit=unit.code if unit else "")
        trusted.delete()
    return trusted is not None
