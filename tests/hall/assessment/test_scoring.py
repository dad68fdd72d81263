"""From facts to points, by hand and by property: a unit that does more is never worse off."""

from dataclasses import replace
from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.assessment.enums import Unranked, Veto
from hall.assessment.indicators import INDICATORS
from hall.assessment.month_facts import MonthFacts
from hall.assessment.presets import SHIPPED, shipped_weight
from hall.assessment.scoring import Rules, Weight, points_of, ranked, score

INSPECTION, INFLUENCE = (
    Rules(
        weights=tuple(shipped_weight(key, weight, 0).as_weight() for key, weight in weights.items()),
        silent_days=fields.get("silent_days", 14),
        unanswered_calls=fields.get("unanswered_calls", 1),
        vetoes_incidents=True,
        bonus_each=Decimal(1),
        bonus_most=Decimal(5),
    )
    for fields, weights in SHIPPED
)
BUSY = MonthFacts(
    days=30, posts=22, owed=20, in_time=18, median_days=Decimal(4), answers=19, ratings=8, rating_sum=34
)


def weight(key="answered_in_time", **fields):
    row = INDICATORS[key]
    return Weight(
        **{
            "indicator": key,
            "weight": Decimal(100),
            "floor": row.floor,
            "target": row.target,
            "least": 1,
            **fields,
        }
    )


@st.composite
def months(draw):
    """Facts that can be: no part is larger than its whole."""
    owed = draw(st.integers(0, 60))
    answers = draw(st.integers(0, 60))
    posts = draw(st.integers(0, 60))
    comments = draw(st.integers(0, 60))
    mentions = draw(st.integers(0, 20))
    ratings = draw(st.integers(0, 20))
    return MonthFacts(
        days=draw(st.integers(0, 31)),
        posts=posts,
        originals=draw(st.integers(0, posts)),
        longest_silence=draw(st.integers(0, 31)),
        owed=owed,
        in_time=draw(st.integers(0, owed)),
        median_days=Decimal(draw(st.integers(0, 60))) / 2 if owed else None,
        answers=answers,
        reopened=draw(st.integers(0, owed)),
        ratings=ratings,
        rating_sum=draw(st.integers(ratings, 5 * ratings)),
        comments=comments,
        comments_answered=draw(st.integers(0, comments)),
        mentions=mentions,
        mentions_settled=draw(st.integers(0, mentions)),
        likes=draw(st.integers(0, 500)),
        follows=draw(st.integers(0, 100)),
        events=draw(st.integers(0, 5)),
        good_deeds=draw(st.integers(0, 9)),
        incidents=draw(st.integers(0, 1)),
    )


class PointsTests(SimpleTestCase):
    def test_they_go_from_the_floor_to_the_target_and_no_further(self):
        for value, points in [("59.99", "0.00"), ("60", "0.00"), ("90", "75.00"), ("100", "100.00")]:
            with self.subTest(value):
                self.assertEqual(str(points_of(Decimal(value), weight())), points)

    def test_less_can_be_better(self):
        days = weight("median_days")

        self.assertEqual(points_of(Decimal(6), days), Decimal("50.00"))
        self.assertEqual(points_of(Decimal(1), days), Decimal("100.00"))

    def test_a_half_is_rounded_up(self):
        self.assertEqual(points_of(Decimal("60.05"), weight(target=Decimal(70))), Decimal("0.50"))
        self.assertEqual(points_of(Decimal(1), weight(floor=Decimal(0), target=Decimal(32))), Decimal("3.13"))


class ScoreTests(SimpleTestCase):
    def test_what_rests_upon_too_little_leaves_its_weight_to_the_others(self):
        rules = Rules(
            weights=(weight(weight=Decimal(60), least=5), weight("posts_per_week", weight=Decimal(40)))
        )

        result = score(MonthFacts(days=28, posts=20, owed=4, in_time=0), rules)

        self.assertIsNone(result.lines[0].points)
        self.assertEqual(result.lines[0].value, Decimal("0.00"))
        self.assertEqual((result.total, result.measured), (Decimal("100.00"), Decimal("40.00")))

    def test_who_was_measured_in_less_than_half_has_no_place(self):
        rules = Rules(
            weights=(weight(weight=Decimal(60), least=5), weight("posts_per_week", weight=Decimal(40)))
        )

        self.assertEqual(score(MonthFacts(days=28, posts=20), rules).unranked, Unranked.FEW)

    def test_a_month_without_anything_is_no_division_by_nothing(self):
        result = score(MonthFacts(), INFLUENCE)

        self.assertEqual((result.total, result.unranked), (Decimal("0.00"), Unranked.FEW))

    def test_good_deeds_add_points_up_to_the_most(self):
        plain = score(BUSY, INSPECTION).total

        self.assertEqual(score(replace(BUSY, good_deeds=3), INSPECTION).total, plain + 3)
        self.assertEqual(score(replace(BUSY, good_deeds=9), INSPECTION).total, plain + 5)

    def test_each_veto_makes_the_total_nothing_and_takes_the_place(self):
        for veto, facts in [
            (Veto.SILENT, {"longest_silence": 14}),
            (Veto.NO_ANSWERS, {"answers": 0, "in_time": 0}),
            (Veto.INCIDENT, {"incidents": 1}),
        ]:
            with self.subTest(veto):
                result = score(replace(BUSY, **facts), INSPECTION)

                self.assertEqual((result.vetoes, result.total), ((veto,), Decimal("0.00")))
                self.assertEqual(result.unranked, Unranked.VETO)

    def test_thirteen_days_and_an_answer_are_no_veto(self):
        self.assertEqual(score(replace(BUSY, longest_silence=13, answers=1), INSPECTION).vetoes, ())

    def test_a_unit_that_nobody_called_owes_no_answer(self):
        self.assertEqual(score(MonthFacts(days=30, posts=20), INSPECTION).vetoes, ())

    def test_a_scheme_can_switch_each_veto_off(self):
        failing = replace(BUSY, longest_silence=20, answers=0, incidents=1)
        rules = replace(INSPECTION, silent_days=0, unanswered_calls=0, vetoes_incidents=False)

        self.assertEqual(score(failing, rules).vetoes, ())

    def test_shipped_weights_make_a_hundred(self):
        for rules in (INSPECTION, INFLUENCE):
            self.assertEqual(sum(one.weight for one in rules.weights), 100)


class RankTests(SimpleTestCase):
    def test_the_same_total_is_the_same_place(self):
        totals = {
            "水务": Decimal("91.5"),
            "公安": Decimal("98"),
            "交通": Decimal("91.5"),
            "卫健": Decimal("90"),
        }

        self.assertEqual(ranked(totals), {"公安": 1, "水务": 2, "交通": 2, "卫健": 4})

    def test_nobody_is_ranked_among_nobody(self):
        self.assertEqual(ranked({}), {})


class PropertyTests(SimpleTestCase):
    @given(months(), st.sampled_from([INSPECTION, INFLUENCE]), st.integers(1, 20))
    def test_answering_earlier_never_lowers_a_score(self, facts, rules, half_days):
        if facts.median_days is None:
            return
        earlier = replace(facts, median_days=max(facts.median_days - Decimal(half_days) / 2, Decimal(0)))

        self.assertGreaterEqual(score(earlier, rules).total, score(facts, rules).total)

    @given(months(), st.sampled_from([INSPECTION, INFLUENCE]))
    def test_one_more_answer_in_time_never_lowers_a_score(self, facts, rules):
        if facts.in_time == facts.owed:
            return
        more = replace(facts, in_time=facts.in_time + 1, answers=facts.answers + 1)

        self.assertGreaterEqual(score(more, rules).total, score(facts, rules).total)

    @given(months(), st.sampled_from([INSPECTION, INFLUENCE]))
    def test_one_more_late_answer_never_lowers_a_score(self, facts, rules):
        self.assertGreaterEqual(
            score(replace(facts, answers=facts.answers + 1), rules).total, score(facts, rules).total
        )

    @given(months(), st.sampled_from([INSPECTION, INFLUENCE]))
    def test_one_more_comment_answered_never_lowers_a_score(self, facts, rules):
        if facts.comments_answered == facts.comments:
            return
        more = replace(facts, comments_answered=facts.comments_answered + 1, replies=facts.replies + 1)

        self.assertGreaterEqual(score(more, rules).total, score(facts, rules).total)

    @given(months(), st.sampled_from([INSPECTION, INFLUENCE]))
    def test_a_total_lies_between_nothing_and_all_with_the_bonus(self, facts, rules):
        self.assertTrue(0 <= score(facts, rules).total <= 105)

    @given(st.lists(st.tuples(months(), st.randoms()), max_size=8), st.randoms())
    def test_the_order_of_units_changes_nothing(self, given_months, chance):
        totals = {place: score(facts, INFLUENCE).total for place, (facts, _r) in enumerate(given_months)}
        shuffled = list(totals.items())
        chance.shuffle(shuffled)

        self.assertEqual(ranked(dict(shuffled)), ranked(totals))
