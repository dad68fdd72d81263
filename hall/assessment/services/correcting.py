"""A fact of a scorecard is corrected: its lines and the places of the month follow, what was before stays told."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from hall.assessment.models import Appeal, AssessedMonth, Correction, Scorecard
from hall.assessment.models.appeal import WORDS_LIMIT
from hall.assessment.month_facts import MonthFacts
from hall.assessment.permissions import why_not_correct, why_not_facts, why_not_words
from hall.assessment.scoring import score
from hall.assessment.services.computing import fields_of, place_cards
from hall.assessment.services.logging import log_month
from portal.accounts.models import User
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if

Facts = Mapping[str, int | Decimal | None]


@transaction.atomic
def correct_card(
    *,
    card_id: int,
    changes: Facts,
    reason: str,
    user: User,
    now: datetime,
    appeal: Appeal | None = None,
) -> list[Correction]:
    """Correct facts of a scorecard and score it anew, with a row for each that changed. Raises `Refused`."""
    card = Scorecard.objects.select_related("month__scheme", "unit").get(pk=card_id)
    month = AssessedMonth.objects.select_for_update().get(pk=card.month_id)
    card = Scorecard.objects.select_for_update(of=("self",)).select_related("unit", "month").get(pk=card_id)
    reason = tidy(reason).strip()
    refuse_if(why_not_correct(user, card), why_not_words(reason, WORDS_LIMIT))
    before = card.month_facts
    after = MonthFacts.from_json({**before.as_json(), **plain(changes)})
    changed = [name for name in changes if getattr(before, name) != getattr(after, name)]
    refuse_if(why_not_facts(after, changed))
    total_before = card.total
    score_again(card, after, month)
    corrections = [
        Correction.objects.create(
            card=card,
            appeal=appeal,
            fact=name,
            before=told(before, name),
            after=told(after, name),
            total_before=total_before,
            total_after=card.total,
            reason=reason,
            by=user,
            at=now,
        )
        for name in changed
    ]
    log_month(month, "correct", user, unit=card.unit_name, facts=changed)
    return corrections


def plain(changes: Facts) -> dict:
    """Return facts as they are kept."""
    return {
        name: str(number) if isinstance(number, Decimal) and name == "median_days" else number
        for name, number in changes.items()
    }


def told(facts: MonthFacts, name: str) -> str:
    number = getattr(facts, name)
    return "" if number is None else str(number)


def score_again(card: Scorecard, facts: MonthFacts, month: AssessedMonth) -> None:
    """Write what the facts come to into the card and its lines, and place the cards of the month anew."""
    result = score(facts, month.scheme.rules())
    card.facts = facts.as_json()
    for name, value in fields_of(result).items():
        setattr(card, name, value)
    if card.unranked:
        card.rank = None
    card.save()
    lines = {line.indicator: line for line in card.lines.all()}
    for made in result.lines:
        line = lines[made.indicator]
        line.numerator, line.n, line.value = made.numerator, made.n, made.value
        line.points, line.contribution = made.points, made.contribution
        line.save()
    place_cards(month)
