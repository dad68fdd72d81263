"""A unit says that a number is wrong: until when, who decides, and what is left of the number before."""

from decimal import Decimal

from django.test import TestCase

from hall.assessment.enums import AppealState
from hall.assessment.models import Correction
from hall.assessment.services import (
    decide_appeal,
    make_appeal,
)
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import ConcernFactory, HallDeskFactory, MemberFactory
from tests.hall.assessment.months import AFTERWARDS, MonthWalk, OldUnitFactory, at, talkative
from units.enums import Role


class AppealTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        for unit in (cls.unit, cls.other):
            talkative(unit)
        ConcernFactory(unit=cls.unit, received_at=at(9))
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)
        cls.walk = MonthWalk()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.walk.compute()
        cls.walk.announce()

    def appeal(self, **given):
        card = self.walk.card(self.unit)
        return make_appeal(
            **{
                "card_id": card.pk,
                "subject": "answered_in_time",
                "words": "那一件当天已经转给公安。",
                "user": self.speaker,
                "now": AFTERWARDS,
                **given,
            }
        )

    def decide(self, appeal, **given):
        return decide_appeal(
            **{
                "appeal_id": appeal.pk,
                "is_granted": True,
                "reason": "核对了转办记录。",
                "changes": {"owed": 5, "in_time": 5, "median_days": Decimal(1)},
                "user": self.walk.desk,
                "now": AFTERWARDS,
                **given,
            }
        )

    def test_granting_corrects_the_facts_and_the_places_with_a_trace(self):
        before = self.walk.card(self.unit)
        self.assertEqual((before.rank, self.walk.card(self.other).rank), (2, 1))
        appeal = self.decide(self.appeal())

        card = self.walk.card(self.unit)
        self.assertEqual(appeal.state, AppealState.UPHELD)
        self.assertEqual((card.rank, self.walk.card(self.other).rank), (1, 1))
        self.assertGreater(card.total, before.total)
        self.assertEqual(card.lines.get(indicator="answered_in_time").value, Decimal(100))
        trace = Correction.objects.get(fact="owed")
        self.assertEqual((trace.before, trace.after, trace.total_before), ("6", "5", before.total))
        self.assertEqual((trace.appeal, trace.reason), (appeal, "核对了转办记录。"))

    def test_declining_changes_nothing_and_says_why(self):
        before = self.walk.card(self.unit).total
        appeal = self.decide(self.appeal(), is_granted=False, reason="期限当天没有转办。")

        self.assertEqual((appeal.state, self.walk.card(self.unit).total), (AppealState.DECLINED, before))
        self.assertTrue(
            OutgoingMail.objects.filter(to=self.speaker.email, body__contains="期限当天没有转办").exists()
        )

    def test_an_appeal_after_the_deadline_is_refused(self):
        self.appeal(now=at(6, 23, 59, month=12))
        with self.assertRaisesMessage(Refused, "申诉已于"):
            self.appeal(now=at(7, 0, 0, month=12), subject="median_days")

    def test_only_the_units_spokespersons_appeal(self):
        for user in (
            MemberFactory(self.unit, Role.EDITOR),
            MemberFactory(self.other, Role.REVIEWER),
            self.walk.desk,
        ):
            with self.subTest(user), self.assertRaises(Refused):
                self.appeal(user=user)

    def test_what_the_card_does_not_have_is_refused(self):
        for subject in ("events", "silent", "nothing"):
            with self.subTest(subject), self.assertRaisesMessage(Refused, "没有这一项"):
                self.appeal(subject=subject)

    def test_a_number_is_appealed_against_once(self):
        self.appeal()

        with self.assertRaisesMessage(Refused, "已经对这一项"):
            self.appeal()

    def test_an_appeal_is_decided_once_and_never_by_the_units_own_people(self):
        appeal = self.appeal()
        self.walk.desk.groups.add(self.unit.teams.get(role=Role.EDITOR).group)
        with self.assertRaisesMessage(Refused, "本单位的人"):
            self.decide(appeal, user=type(self.walk.desk).objects.get(pk=self.walk.desk.pk))
        self.decide(appeal, user=HallDeskFactory())
        with self.assertRaisesMessage(Refused, "已经裁定"):
            self.decide(appeal, user=HallDeskFactory())

    def test_granting_needs_numbers_that_can_be(self):
        appeal = self.appeal()
        for changes, said in [
            ({"owed": 6}, "没有数据变化"),
            ({"owed": 4, "in_time": 5}, "不能多于"),
            ({"owed": -1, "in_time": -1}, "小于零"),
        ]:
            with self.subTest(changes), self.assertRaisesMessage(Refused, said):
                self.decide(appeal, changes=changes)

    def test_a_decision_says_why(self):
        with self.assertRaisesMessage(Refused, "请写明理由"):
            self.decide(self.appeal(), reason="  ")

    def test_a_month_with_an_open_appeal_does_not_become_final(self):
        self.appeal()

        with self.assertRaisesMessage(Refused, "还没处理的申诉"):
            self.walk.freeze()
