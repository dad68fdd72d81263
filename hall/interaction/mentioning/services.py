"""Mentions come and go with the words they stand in; between the two, a unit settles them."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from hall import markup
from hall.interaction.enums import ENDS_BY_WORDS, MentionEnd, WordsKind
from hall.interaction.mentioning.permissions import why_not_reopen, why_not_settle
from hall.interaction.models import Mention
from hall.interaction.models.mention import EXCERPT_LIMIT, REASON_LIMIT
from portal.accounts.models import User
from portal.core.plain_text import cut, tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage

OPEN = {"settled_at": None, "settled_by": None, "how": "", "reason": "", "settled_with": None}


@transaction.atomic
def note_mentions(
    *,
    kind: WordsKind,
    key: int,
    text: str,
    page: Page | None,
    address: str,
    unit: UnitPage | None,
    name: str,
    at: datetime,
) -> None:
    """Keep one mention for each live unit that public words name, and none that they name no more. Idempotent.

    A unit that names itself calls nobody. What was settled stays settled when the words are corrected.
    """
    units = units_named(text)
    if unit:
        units.pop(unit.pk, None)
    Mention.objects.of_words(kind, key).exclude(unit__in=units).delete()
    said = {
        "page_id": page.pk if page else None,
        "address": address,
        "speaker": unit,
        # A citizen's name stands in their comment alone, and goes with them.
        "name": name if unit else "",
        "at": at,
    }
    for named in sorted(units.values(), key=lambda named: named.pk):
        Mention.objects.update_or_create(
            unit=named,
            kind=kind,
            key=key,
            defaults={**said, "excerpt": words_around(text, named.title)},
        )


@transaction.atomic
def forget_mentions(*, kind: WordsKind, key: int) -> None:
    """Take away the mentions in words that are public no more. What these words had settled is open again."""
    Mention.objects.of_words(kind, key).delete()
    for how, by_kind in ENDS_BY_WORDS.items():
        if by_kind == kind:
            Mention.objects.filter(how=how, settled_with=key).update(**OPEN)


@transaction.atomic
def settle_mention(*, mention_id: int, by: User, reason: str, now: datetime) -> Mention:
    """Say that a mention needs no answer, and why. Raises `Refused`, also when somebody else was quicker."""
    mention = lock_mention(mention_id)
    reason = cut(" ".join(tidy(reason).split()), REASON_LIMIT)
    refuse_if(why_not_settle(by, mention, reason))
    mention.how, mention.reason = MentionEnd.NO_ANSWER, reason
    mention.settled_at, mention.settled_by = now, by
    mention.save(update_fields=["settled_at", "settled_by", "how", "reason"])
    return mention


@transaction.atomic
def reopen_mention(*, mention_id: int, by: User) -> Mention:
    """Let a settled mention wait again. Raises `Refused`."""
    mention = lock_mention(mention_id)
    refuse_if(why_not_reopen(by, mention))
    for name, value in OPEN.items():
        setattr(mention, name, value)
    mention.save(update_fields=list(OPEN))
    return mention


@transaction.atomic
def settle_by_words(*, unit: UnitPage, page_id: int, how: MentionEnd, key: int, at: datetime) -> int:
    """Settle what called `unit` on a page before it spoke there, by its words with the number `key`."""
    waiting = Mention.objects.awaiting().filter(unit=unit, page=page_id, at__lte=at)
    return waiting.update(settled_at=at, how=how, settled_with=key)


def lock_mention(mention_id: int) -> Mention:
    return Mention.objects.select_for_update(of=("self",)).select_related("unit").get(pk=mention_id)


def units_named(text: str) -> dict[int, UnitPage]:
    """Return the live units whose account names `text` mentions, by key."""
    names = markup.candidate_mentions(text)
    if not names:
        return {}
    by_name = {unit.title: unit for unit in UnitPage.objects.live().named(names)}
    named = [by_name[name] for name in markup.mentions(text, by_name)]
    return {unit.pk: unit for unit in named}


def words_around(text: str, name: str) -> str:
    """Return as much of a text as a line of the inbox holds, with the call in it."""
    words = " ".join(tidy(text).split())
    place = words.find(name)
    if place + len(name) < EXCERPT_LIMIT:
        return cut(words, EXCERPT_LIMIT)
    return cut("…" + words[place - EXCERPT_LIMIT // 2 :], EXCERPT_LIMIT)
