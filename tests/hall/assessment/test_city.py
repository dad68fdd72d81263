"""The small city that was counted by hand (`city/`): the code comes to the same, to the last digit."""

import csv
from decimal import Decimal
from pathlib import Path

from django.test import SimpleTestCase

from hall.assessment.month_facts import MonthFacts
from hall.assessment.scoring import ranked, score
from tests.hall.assessment.test_scoring import INFLUENCE, INSPECTION

CITY = Path(__file__).parent / "city"
SCHEMES = {"inspection": INSPECTION, "influence": INFLUENCE}


def rows(name):
    with (CITY / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def told(number):
    return "" if number is None else str(number)


def facts_from(row):
    numbers = {name: int(value) for name, value in row.items() if name not in ("unit", "median_days")}
    return MonthFacts(median_days=Decimal(row["median_days"]) if row["median_days"] else None, **numbers)


class CityTests(SimpleTestCase):
    maxDiff = None

    def setUp(self):
        self.facts = {row["unit"]: facts_from(row) for row in rows("facts")}

    def test_every_line(self):
        for name, rules in SCHEMES.items():
            lines = [
                (unit, line.indicator, told(line.value), str(line.n), told(line.points))
                for unit, facts in self.facts.items()
                for line in score(facts, rules).lines
            ]
            expected = [
                (row["unit"], row["indicator"], row["value"], row["rests_upon"], row["points"])
                for row in rows(f"{name}_lines")
            ]
            with self.subTest(name):
                self.assertEqual(lines, expected)

    def test_every_total_and_place(self):
        for name, rules in SCHEMES.items():
            scores = {unit: score(facts, rules) for unit, facts in self.facts.items()}
            places = ranked({unit: one.total for unit, one in scores.items() if not one.unranked})
            found = [
                {
                    "unit": unit,
                    "measured": str(one.measured.quantize(Decimal("0.01"))),
                    "bonus": str(one.bonus),
                    "total": str(one.total),
                    "vetoes": " ".join(veto.value for veto in one.vetoes),
                    "unranked": one.unranked.value if one.unranked else "",
                    "place": told(places.get(unit)),
                }
                for unit, one in scores.items()
            ]
            expected = [
                {key: value for key, value in row.items() if key != "total_from"}
                for row in rows(f"{name}_totals")
            ]
            with self.subTest(name):
                self.assertEqual(found, expected)
