"""Good deeds that a unit marks and the desk confirms, and incidents that the desk writes down."""

from datetime import date

from django.test import TestCase

from hall.assessment.enums import DeedState
from hall.assessment.services import (
    confirm_deed,
    decline_deed,
    mark_deed,
    note_incident,
    take_back_incident,
)
from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, MemberFactory, PostFactory
from tests.hall.assessment.months import AFTERWARDS, OldUnitFactory, at, facts_of
from units.enums import Role


class DeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory()
        cls.post = PostFactory(unit=cls.unit, published_at=at(2))
        cls.editor, cls.desk = MemberFactory(cls.unit), HallDeskFactory()

    def mark(self, **given):
        words = "给桥头村三十户老人装了水管"
        return mark_deed(
            **{"post_id": self.post.pk, "words": words, "user": self.editor, "now": at(3), **given}
        )

    def test_it_counts_in_the_month_in_which_it_is_confirmed(self):
        deed = self.mark()
        self.assertEqual(facts_of(self.unit).good_deeds, 0)
        confirm_deed(deed_id=deed.pk, user=self.desk, now=at(5))

        self.assertEqual(facts_of(self.unit).good_deeds, 1)

    def test_declining_says_why(self):
        deed = self.mark()
        with self.assertRaisesMessage(Refused, "请写明理由"):
            decline_deed(deed_id=deed.pk, reason="", user=self.desk, now=at(5))
        deed = decline_deed(deed_id=deed.pk, reason="这是日常工作。", user=self.desk, now=at(5))

        self.assertEqual((deed.state, facts_of(self.unit).good_deeds), (DeedState.DECLINED, 0))

    def test_who_may_not_mark(self):
        for user in (MemberFactory(self.unit, Role.LIAISON), MemberFactory(OldUnitFactory()), self.desk):
            with self.subTest(user), self.assertRaisesMessage(Refused, "编辑和发言人"):
                self.mark(user=user)

    def test_a_draft_and_a_repost_tell_of_no_deed_and_no_post_of_two(self):
        self.mark()
        draft = PostFactory(unit=self.unit, live=False)
        repost = PostFactory(unit=self.unit, repost_of=PostFactory(), text="")
        for post, said in [(self.post, "已经标记过"), (draft, "已公开"), (repost, "其他单位")]:
            with self.subTest(said), self.assertRaisesMessage(Refused, said):
                self.mark(post_id=post.pk)

    def test_only_the_desk_decides_and_only_once(self):
        deed = self.mark()
        with self.assertRaisesMessage(Refused, "值班室"):
            confirm_deed(deed_id=deed.pk, user=MemberFactory(self.unit, Role.REVIEWER), now=at(5))
        confirm_deed(deed_id=deed.pk, user=self.desk, now=at(5))
        with self.assertRaisesMessage(Refused, "已经有结论"):
            confirm_deed(deed_id=deed.pk, user=self.desk, now=at(5))

    def test_whoever_marked_it_does_not_confirm_it(self):
        both = MemberFactory(self.unit, email="both@heyuan.example")
        both.groups.add(*self.desk.groups.all())
        deed = self.mark(user=both)

        with self.assertRaisesMessage(Refused, "不能自己确认"):
            confirm_deed(deed_id=deed.pk, user=type(both).objects.get(pk=both.pk), now=at(5))


class IncidentTests(TestCase):
    def test_it_counts_until_it_is_taken_back(self):
        unit, desk = OldUnitFactory(), HallDeskFactory()
        given = {"unit": unit, "user": desk, "now": AFTERWARDS}
        incident = note_incident(happened_on=date(2026, 11, 8), grounds="发布了未经核实的停课消息。", **given)
        self.assertEqual(facts_of(unit).incidents, 1)
        take_back_incident(incident_id=incident.pk, reason="查明不是该单位所发。", user=desk, now=AFTERWARDS)

        self.assertEqual(facts_of(unit).incidents, 0)

    def test_it_is_the_desks_has_grounds_and_has_happened(self):
        unit, desk = OldUnitFactory(), HallDeskFactory()
        good = {
            "unit": unit,
            "user": desk,
            "now": AFTERWARDS,
            "happened_on": date(2026, 11, 8),
            "grounds": "假消息",
        }
        for wrong, said in [
            ({"user": MemberFactory(unit, Role.REVIEWER)}, "值班室"),
            ({"grounds": " "}, "理由"),
            ({"happened_on": date(2026, 12, 2)}, "还没有到"),
        ]:
            with self.subTest(said), self.assertRaisesMessage(Refused, said):
                note_incident(**{**good, **wrong})
