"""The digest of a month: over every number of every scorecard and the facts behind it, in an order of its own."""

import hashlib
import json

from hall.assessment.models import AssessedMonth

CARD = [
    "unit",
    "unit_name",
    "facts",
    "same_words",
    "measured",
    "bonus",
    "total",
    "vetoes",
    "unranked",
    "rank",
]
LINE = ["position", "indicator", "numerator", "n", "value", "points", "weight", "contribution"]


def digest_of(month: AssessedMonth) -> str:
    """Return the digest of a month as the database holds it now."""
    digest = hashlib.sha256()
    cards = month.cards.order_by("unit").values_list(*CARD)
    lines = month.cards.order_by("unit", "lines__position").values_list(
        "unit", *(f"lines__{name}" for name in LINE)
    )
    behind = month.cards.filter(behind__isnull=False).order_by("unit").values_list("unit", "behind__lists")
    for kind, rows in (("card", cards), ("line", lines), ("behind", behind)):
        for row in rows.iterator(chunk_size=200):
            told = json.dumps([kind, *row], default=str, sort_keys=True, ensure_ascii=False)
            digest.update(told.encode() + b"\n")
    return digest.hexdigest()


def is_as_it_was(month: AssessedMonth) -> bool:
    """Tell whether a final month holds what it held when it became final."""
    return digest_of(month) == month.digest
