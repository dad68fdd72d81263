"""Verbs of a topic of the day: its public voices, the host's choice among them, the host's summary."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from hall.campaigns.models import TopicPage, TopicVoice
from hall.campaigns.permissions import why_not_organise
from hall.campaigns.services import submit_event
from hall.campaigns.topic.permissions import why_not_choose, why_not_sum_up
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage


@transaction.atomic
def keep_voice(
    *, page_id: int, key: int, text: str, name: str, unit: UnitPage | None, address: str, at: datetime
) -> None:
    """Keep what somebody said in public below a topic, or its newest wording. Idempotent."""
    said = {"event_id": page_id, "text": text, "name": name, "unit": unit, "address": address, "said_at": at}
    TopicVoice.objects.update_or_create(comment_key=key, defaults=said)


@transaction.atomic
def drop_voice(*, key: int) -> None:
    """Let go of what is public no more, chosen or not. Idempotent."""
    TopicVoice.objects.filter(comment_key=key).delete()


@transaction.atomic
def choose_voice(*, voice: TopicVoice, by: User, now: datetime) -> None:
    """Show a voice above the discussion; chosen twice it is chosen once. Raises `Refused`."""
    page = lock_row(TopicPage, voice.event_id)
    if page.voices.filter(pk=voice.pk, chosen_at__isnull=False).exists():
        return
    refuse_if(why_not_choose(by, page))
    # Hidden meanwhile, it is no row any more and nothing is written.
    if page.voices.filter(pk=voice.pk).update(chosen_at=now):
        log(instance=page, action="campaigns.topic.choose", user=by, data={"comment": voice.comment_key})


@transaction.atomic
def put_back_voice(*, voice: TopicVoice, by: User) -> None:
    """Show a voice in the discussion alone. Raises `Refused`."""
    page = lock_row(TopicPage, voice.event_id)
    refuse_if(why_not_organise(by, page))
    if page.voices.filter(pk=voice.pk, chosen_at__isnull=False).update(chosen_at=None):
        log(instance=page, action="campaigns.topic.put_back", user=by, data={"comment": voice.comment_key})


@transaction.atomic
def sum_up(*, page_id: int, text: str, by: User) -> TopicPage:
    """Write the host's summary and send it for review: it speaks for the unit, and hurry has no place in it.

    Raises `Refused`, also while the page is under review or holds other changes.
    """
    page = lock_row(TopicPage, page_id)
    refuse_if(why_not_sum_up(by, page))
    draft = page.get_latest_revision_as_object()
    draft.results = tidy(text)
    draft.save_revision(user=by, log_action=True)
    return submit_event(page_id=page.pk, user=by)
