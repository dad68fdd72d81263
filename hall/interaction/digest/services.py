"""Verbs of the digest: choose it, stop it, take that back, and write what is due."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from hall.interaction.digest.letters import letter_of
from hall.interaction.digest.queries import due_issues
from hall.interaction.digest.times import PERIODS
from hall.interaction.enums import DigestRhythm
from hall.interaction.models import DigestChoice, DigestLetter
from portal.accounts.models import User
from portal.core.models import PortalSettings
from portal.core.outbox import post_mails

AT_ONCE = 200
# Where the last letter ended must be known for a while; then it is nobody's business any more.
KEPT_FOR = timedelta(days=60)


def choose_rhythm(*, user: User, rhythm: str, now: datetime) -> None:
    """Keep how often a person wants letters. Choosing the same again changes nothing."""
    chosen = DigestChoice.objects.filter(user=user, rhythm=rhythm)
    if not chosen.exists():
        DigestChoice.objects.update_or_create(user=user, defaults={"rhythm": rhythm, "chosen_at": now})


@transaction.atomic
def stop_letters(*, user_id: int, now: datetime) -> None:
    """Write no more letters to a person. Idempotent."""
    choice = DigestChoice.objects.select_for_update().filter(user=user_id).first()
    if choice and choice.rhythm != DigestRhythm.OFF:
        choice.rhythm, choice.rhythm_before, choice.chosen_at = DigestRhythm.OFF, choice.rhythm, now
        choice.save()


@transaction.atomic
def take_back_stop(*, user_id: int, now: datetime) -> None:
    """Write letters again as often as before they were stopped. Idempotent."""
    choice = DigestChoice.objects.select_for_update().filter(user=user_id).first()
    if choice and choice.rhythm == DigestRhythm.OFF and choice.rhythm_before != DigestRhythm.OFF:
        choice.rhythm, choice.chosen_at = choice.rhythm_before, now
        choice.save()


def write_digests(*, now: datetime) -> int:
    """Write every letter that is due. Returns how many; whom there is nothing to tell gets none."""
    now = timezone.localtime(now)
    written = 0
    for rhythm in PERIODS:
        while settled := settle_some(rhythm=rhythm, now=now):
            written += sum(1 for letter in settled if letter.posts)
    DigestLetter.objects.filter(day__lt=now.date() - KEPT_FOR).delete()
    return written


def settle_some(*, rhythm: str, now: datetime) -> list[DigestLetter]:
    """Settle some digests that are due: the row that says so and the letter are written together, or neither is."""
    try:
        with transaction.atomic():
            issues = due_issues(rhythm, now, AT_ONCE)
            settled = DigestLetter.objects.bulk_create(
                DigestLetter(user=issue.user, day=issue.day, posts=issue.told) for issue in issues
            )
            portal = PortalSettings.load()
            post_mails([letter_of(issue, portal, now) for issue in issues if issue.told])
            return settled
    except IntegrityError:
        return []  # Another process has just written to one of them, and goes on with the rest.
