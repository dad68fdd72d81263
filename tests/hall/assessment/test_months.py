"""A month on its way from computed to final, and everybody who may not hurry it."""

from datetime import date, timedelta

from django.db import DatabaseError, connection, transaction
from django.test import TestCase
from wagtail.models import PageLogEntry

from hall.assessment.behind import facts_behind
from hall.assessment.duties import go_on_computing_months
from hall.assessment.enums import MonthState, Unranked, Veto
from hall.assessment.models import AssessedMonth, Scheme, Scorecard, ScorecardLine
from hall.assessment.sealing import is_as_it_was
from hall.assessment.services import (
    announce_month,
    begin_month,
    check_month,
    compute_chunk,
    correct_card,
    freeze_month,
    make_appeal,
)
from hall.concerns.services import reopen, transfer
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import ConcernFactory, HallDeskFactory, MemberFactory
from tests.hall.assessment.months import AFTERWARDS, NOVEMBER, MonthWalk, OldUnitFactory, at, talkative
from units.enums import Role
from units.models import UnitPage


class WalkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.busy, cls.quiet = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源档案")
        talkative(cls.busy)
        cls.walk = MonthWalk()

    def setUp(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.walk.compute()
        self.walk.row.refresh_from_db()

    def refused(self, verb, **given):
        with self.assertRaises(Refused) as refused:
            verb(**given)
        return str(refused.exception)

    def test_every_unit_gets_a_card_with_a_line_for_each_indicator(self):
        self.assertEqual(self.walk.row.state, MonthState.COMPUTED)
        self.assertEqual(self.walk.row.cards.count(), self.walk.row.units_total)
        self.assertEqual(self.walk.card(self.busy).lines.count(), 5)

    def test_who_answers_is_placed_and_who_is_silent_fails(self):
        busy, quiet = self.walk.card(self.busy), self.walk.card(self.quiet)

        self.assertEqual((busy.rank, busy.unranked, busy.vetoes), (1, "", []))
        self.assertEqual((quiet.rank, quiet.unranked, quiet.vetoes), (None, Unranked.VETO, [Veto.SILENT]))

    def test_computing_again_gives_the_same(self):
        before = list(self.walk.row.cards.order_by("unit").values_list("unit", "facts", "total", "rank"))
        with self.captureOnCommitCallbacks(execute=True):
            self.walk.compute(now=AFTERWARDS + timedelta(days=3))

        self.assertEqual(
            list(self.walk.row.cards.order_by("unit").values_list("unit", "facts", "total", "rank")), before
        )

    def test_a_month_that_is_not_over_is_not_computed(self):
        said = self.refused(begin_month, month=NOVEMBER, user=self.walk.desk, now=at(30, 23, 59))

        self.assertEqual(said, "月份结束后才能计算。")

    def test_only_the_desk_moves_a_month(self):
        member = MemberFactory(self.busy, Role.REVIEWER)
        given = {"month_id": self.walk.row.pk, "user": member, "now": AFTERWARDS}

        for verb in (check_month, announce_month, freeze_month):
            with self.subTest(verb.__name__):
                self.refused(verb, **given)
        self.refused(begin_month, month=NOVEMBER, user=member, now=AFTERWARDS)

    def test_no_step_is_left_out(self):
        given = {"month_id": self.walk.row.pk, "user": self.walk.desk, "now": AFTERWARDS}

        self.assertEqual(self.refused(announce_month, **given), "先核对，再告知单位。")
        self.assertEqual(self.refused(freeze_month, **given), "告知过单位的月份才能定案。")
        check_month(**given)
        self.assertIn(
            "只能逐项更正", self.refused(begin_month, month=NOVEMBER, user=self.walk.desk, now=AFTERWARDS)
        )

    def test_announcing_writes_to_spokespersons_and_says_until_when(self):
        person = MemberFactory(self.busy, Role.REVIEWER)
        MemberFactory(self.busy, Role.EDITOR)
        self.walk.announce()

        letters = OutgoingMail.objects.filter(subject__contains="考核表")
        self.assertEqual([letter.to for letter in letters], [person.email])
        self.assertEqual(self.walk.row.appeals_until, date(2026, 12, 6))

    def test_it_is_not_final_before_the_time_for_appeals_is_over(self):
        self.walk.announce()

        self.assertIn("申诉", self.refused(self.walk.freeze, now=AFTERWARDS + timedelta(days=5)))
        self.walk.freeze()
        self.assertEqual(self.walk.row.state, MonthState.FROZEN)

    def test_a_unit_that_was_renamed_meanwhile_keeps_its_name_on_the_card(self):
        UnitPage.objects.filter(pk=self.busy.pk).update(title="河源水利")

        self.assertEqual(self.walk.card(self.busy).unit_name, "河源水务")


class ResumingTests(TestCase):
    def test_computing_goes_on_where_it_was_cut_short(self):
        units = [OldUnitFactory() for _number in range(3)]
        month = begin_month(month=NOVEMBER, user=HallDeskFactory(), now=AFTERWARDS)

        self.assertTrue(compute_chunk(month_id=month.pk, now=AFTERWARDS, size=2))
        self.assertEqual(month.cards.count(), 2)
        while compute_chunk(month_id=month.pk, now=AFTERWARDS, size=2):
            pass
        month.refresh_from_db()
        self.assertEqual((month.cards.count(), month.state), (len(units), MonthState.COMPUTED))
        self.assertFalse(compute_chunk(month_id=month.pk, now=AFTERWARDS))

    def test_the_clock_goes_on_with_what_was_cut_short_and_leaves_the_rest_to_the_background(self):
        OldUnitFactory()
        month = begin_month(month=NOVEMBER, user=HallDeskFactory(), now=AFTERWARDS)
        for minutes, state in [(29, MonthState.COMPUTING), (30, MonthState.COMPUTED)]:
            with self.subTest(minutes):
                go_on_computing_months(AFTERWARDS + timedelta(minutes=minutes))
                month.refresh_from_db()
                self.assertEqual(month.state, state)

    def test_a_month_without_a_scheme_is_refused(self):
        Scheme.objects.update(valid_from=None, valid_to=None)

        with self.assertRaisesMessage(Refused, "没有生效的考核方案"):
            begin_month(month=NOVEMBER, user=HallDeskFactory(), now=AFTERWARDS)


class WhichUnitsTests(TestCase):
    def test_units_that_were_public_when_the_month_ended(self):
        old, new = OldUnitFactory(), OldUnitFactory(launched_at=at(20))
        later = OldUnitFactory(launched_at=at(1, 0, 0, month=12))
        draft = OldUnitFactory(live=False)
        walk = MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            walk.compute()

        self.assertEqual(set(walk.row.cards.values_list("unit", flat=True)), {old.pk, new.pk})
        self.assertNotIn(later.pk, [old.pk, draft.pk])

    def test_a_unit_that_closed_after_the_month_is_scored_and_one_that_closed_in_it_is_not(self):
        closed = {}
        for day, month in [(20, 11), (2, 12)]:
            unit = OldUnitFactory()
            unit.unpublish()
            closed[unit.pk] = at(day, month=month)
        for pk, moment in closed.items():
            PageLogEntry.objects.filter(page=pk, action="wagtail.unpublish").update(timestamp=moment)
        walk = MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            walk.compute(now=at(5, month=12))

        self.assertEqual(list(walk.row.cards.values_list("unit", flat=True)), [list(closed)[1]])


class MergedTests(TestCase):
    def test_a_unit_that_is_merged_into_another_within_the_month_leaves_what_is_due_to_it(self):
        gone, stays = OldUnitFactory(title="河源环卫"), OldUnitFactory(title="河源城管")
        talkative(stays)
        concern = ConcernFactory(unit=gone, received_at=at(16))
        transfer(concern_id=concern.pk, user=HallDeskFactory(), unit=stays, reason="两家合并。", now=at(18))
        gone.unpublish()
        PageLogEntry.objects.filter(page=gone, action="wagtail.unpublish").update(timestamp=at(19))
        walk = MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            walk.compute()

        self.assertEqual(list(walk.row.cards.values_list("unit_name", flat=True)), ["河源城管"])
        self.assertEqual(walk.card(stays).month_facts.owed, 6)
        owed = facts_behind(walk.card(stays).behind.lists, "answered_in_time")
        self.assertIn(concern.number, [fact.name for fact in owed])


class FrozenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory(title="河源水务")
        talkative(cls.unit)
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)
        cls.walk = MonthWalk()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.walk.compute()
        cls.walk.announce().freeze()

    def test_every_verb_is_refused(self):
        card = self.walk.card(self.unit)
        later = {"user": self.walk.desk, "now": AFTERWARDS + timedelta(days=30)}
        of_month = {"month_id": self.walk.row.pk, **later}
        for verb, given in [
            (begin_month, {"month": NOVEMBER, **later}),
            (check_month, of_month),
            (announce_month, of_month),
            (freeze_month, of_month),
            (correct_card, {"card_id": card.pk, "changes": {"owed": 1}, "reason": "改一改", **later}),
            (
                make_appeal,
                {
                    "card_id": card.pk,
                    "subject": "rating",
                    "words": "不对",
                    "user": self.speaker,
                    "now": AFTERWARDS,
                },
            ),
        ]:
            with self.subTest(verb.__name__), self.assertRaises(Refused):
                verb(**given)
        self.assertFalse(compute_chunk(month_id=self.walk.row.pk, now=AFTERWARDS))
        self.assertTrue(is_as_it_was(self.walk.row))

    def test_a_concern_that_is_opened_again_changes_nothing(self):
        concern = self.unit.concerns.first()
        reopen(concern_id=concern.pk, user=None, holds_code=True, why="又坏了。", now=at(4, month=12))

        self.assertTrue(is_as_it_was(self.walk.row))
        self.assertEqual(self.walk.card(self.unit).month_facts.reopened, 0)

    def test_rows_refuse_to_be_changed(self):
        card = self.walk.card(self.unit)
        line = card.lines.first()
        for name, act in [
            ("save card", card.save),
            ("save line", line.save),
            ("save month", self.walk.row.save),
            ("delete card", card.delete),
            ("update cards", lambda: Scorecard.objects.update(total=100)),
            ("update lines", lambda: ScorecardLine.objects.filter(pk=line.pk).update(points=100)),
            ("bulk update", lambda: Scorecard.objects.bulk_update([card], ["total"])),
            ("delete lines", lambda: card.lines.all().delete()),
        ]:
            with self.subTest(name), self.assertRaisesMessage(TypeError, "stays as it is"):
                act()

    def test_postgresql_refuses_by_itself(self):
        if connection.vendor != "postgresql":
            self.skipTest("The database keeps it only there.")
        for statement in [
            "UPDATE assessment_scorecard SET total = 1",
            "DELETE FROM assessment_scorecardline",
            "UPDATE assessment_assessedmonth SET state = 'computed', frozen_at = NULL, digest = ''",
        ]:
            with self.subTest(statement), self.assertRaises(DatabaseError), transaction.atomic():
                connection.cursor().execute(statement)

    def test_the_digest_tells_when_a_number_was_changed_all_the_same(self):
        if connection.vendor == "postgresql":
            self.skipTest("There the database refuses.")
        connection.cursor().execute("UPDATE assessment_scorecardline SET points = 1 WHERE position = 0")

        self.assertFalse(is_as_it_was(AssessedMonth.objects.get()))
