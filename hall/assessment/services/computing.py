"""The scorecards of a month, some units at a time: computing can stop at any moment and go on from there."""

from datetime import datetime

from django.db import transaction

from hall.assessment.enums import MonthState
from hall.assessment.fact_lists import lists_of
from hall.assessment.facts import Counted, counted, span_of, units_of
from hall.assessment.models import AssessedMonth, CardFacts, Scorecard, ScorecardLine
from hall.assessment.scoring import Line, Score, ranked, score
from portal.core.queries import load_calendar

CHUNK = 150


@transaction.atomic
def compute_chunk(*, month_id: int, now: datetime, size: int = CHUNK) -> bool:
    """Make the cards of some units that have none yet. Answers whether there may be more to do.

    Whoever computes the same month at the same time waits for the lock, and finds the cards there.
    """
    month = AssessedMonth.objects.select_for_update().get(pk=month_id)
    if month.state != MonthState.COMPUTING:
        return False
    units = list(units_of(month.month).exclude(scorecards__month=month).values_list("pk", "title")[:size])
    if not units:
        place_cards(month)
        month.state, month.computed_at = MonthState.COMPUTED, now
        month.save(update_fields=["state", "computed_at"])
        return False
    names = dict(units)
    span = span_of(list(names), month.month, month.scheme, load_calendar())
    rules = month.scheme.rules()
    cards, scores = [], {}
    for pk, found in counted(span):
        scores[pk] = score(found.facts, rules)
        cards.append(card_from(month, pk, names[pk], found, scores[pk]))
    made = Scorecard.objects.bulk_create(cards)
    lists = lists_of(span)
    CardFacts.objects.bulk_create(CardFacts(card=card, lists=lists[card.unit_id]) for card in made)
    ScorecardLine.objects.bulk_create(
        line_from(card, place, line) for card in made for place, line in enumerate(scores[card.unit_id].lines)
    )
    return True


def card_from(month: AssessedMonth, unit: int, name: str, found: Counted, result: Score) -> Scorecard:
    return Scorecard(
        month=month,
        unit_id=unit,
        unit_name=name,
        facts=found.facts.as_json(),
        same_words=[[one.key, one.earlier, one.percent] for one in found.same_words],
        **fields_of(result),
    )


def fields_of(result: Score) -> dict:
    """Return what a score says of a card, apart from its place."""
    return {
        "measured": result.measured,
        "bonus": result.bonus,
        "total": result.total,
        "vetoes": [str(veto.value) for veto in result.vetoes],
        "unranked": str(result.unranked.value) if result.unranked else "",
    }


def line_from(card: Scorecard, place: int, line: Line) -> ScorecardLine:
    return ScorecardLine(
        card=card,
        position=place,
        indicator=line.indicator,
        numerator=line.numerator,
        n=line.n,
        value=line.value,
        points=line.points,
        weight=line.weight,
        contribution=line.contribution,
    )


def place_cards(month: AssessedMonth) -> None:
    """Give the comparable cards of a month their places."""
    cards = list(month.cards.only("pk", "total", "unranked", "rank", "month").order_by("pk"))
    given = ranked({card.pk: card.total for card in cards if not card.unranked})
    moved = [card for card in cards if card.rank != given.get(card.pk)]
    for card in moved:
        card.rank = given.get(card.pk)
    Scorecard.objects.bulk_update(moved, ["rank"], batch_size=500)
