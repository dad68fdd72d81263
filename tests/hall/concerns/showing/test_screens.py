"""The moderator's list and screen."""

from django.test import TestCase
from django.urls import reverse

from hall.concerns.enums import ConcernState, Showing
from hall.concerns.models import Concern
from tests.assertions import HouseAssertions
from tests.factories import AnswerFactory, ConcernFactory, HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role

TEXT = "我叫张伟，电话13812345678，市民政局咨询电话0762-3388110。张伟谢谢。"


class World(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.spokesperson)

    def concern(self, **fields):
        return ConcernFactory(**{"unit": self.unit, "is_private": False, "text": TEXT, **fields})

    def address(self, concern):
        return reverse("concerns_showing_one", args=[concern.pk])

    def send(self, concern, action, **fields):
        return self.client.post(self.address(concern), {"action": action, **fields})


class ListTests(World):
    def subjects(self, part=""):
        page = self.client.get(reverse("concerns_showing"), {"part": part})
        return [concern.subject for concern in page.context["concerns"]]

    def test_shows_what_waits_for_this_moderator(self):
        self.concern(subject="本单位的")
        self.concern(subject="不公开的", is_private=True)
        self.concern(subject="别的单位的", unit=UnitFactory())

        self.assertEqual(self.subjects(), ["本单位的"])
        self.client.force_login(self.desk)
        self.assertEqual(set(self.subjects()), {"本单位的", "别的单位的"})

    def test_has_every_part(self):
        for part in [*Showing.values, "nothing"]:
            with self.subTest(part):
                self.assertEqual(self.subjects(part), [])

    def test_does_not_cost_more_with_more_concerns(self):
        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("concerns_showing")), self.concern)

    def test_is_closed_to_others(self):
        for user in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(self.unit)]:
            self.client.force_login(user)
            with self.subTest(user):
                page = self.client.get(reverse("concerns_showing"))
                self.assertNotEqual(page.status_code, 200)


class OneTests(World):
    def test_ticks_what_was_found_and_asks_about_what_may_be_public(self):
        page = self.client.get(self.address(self.concern()))
        rows = [(row.words, row.is_masked) for row in page.context["show_form"].rows]

        self.assertEqual(rows, [("张伟", True), ("13812345678", True), ("0762-3388110", False)])
        self.assertContains(page, "138****5678")

    def test_shows_it_as_ticked_and_typed(self):
        concern = self.concern()
        self.send(concern, "show", on0="on", mask0="张先生**", on1="on", mask1="138****5678", also="谢谢")

        page = self.client.get(Concern.objects.get(pk=concern.pk).get_absolute_url()).content.decode()
        self.assertNotIn("13812345678", page)
        self.assertIn("0762-3388110", page)
        self.assertIn("我叫张先生**", page)
        self.assertEqual(Concern.objects.get(pk=concern.pk).text, TEXT)

    def test_remembers_what_was_decided(self):
        concern = self.concern()
        self.send(concern, "show", on0="on", mask0="张*", also="谢谢")
        rows = self.client.get(self.address(concern)).context["show_form"].rows

        masked = {row.words: row.mask for row in rows if row.is_masked}
        self.assertEqual(masked, {"张伟": "张*", "谢谢": "***"})

    def test_loses_nothing_that_was_typed_when_words_are_not_there(self):
        concern = self.concern()
        page = self.send(concern, "show", on0="on", mask0="张某", also="李四")

        self.assertContains(page, "原文里没有“李四”", status_code=422)
        self.assertContains(page, 'value="张某"', status_code=422)
        self.assertIsNone(Concern.objects.get(pk=concern.pk).shown_at)

    def test_a_preview_changes_nothing(self):
        concern = self.concern()
        page = self.send(concern, "preview", on0="on", mask0="张某", also="谢谢")

        self.assertContains(page, "我叫")
        self.assertIn("张某", [piece["mask"] for piece in page.context["text"]])
        self.assertIsNone(Concern.objects.get(pk=concern.pk).shown_at)

    def test_hides_it_with_a_reason_and_brings_it_back(self):
        concern = self.concern()
        self.send(concern, "show", on0="on", mask0="张*")
        self.assertEqual(self.send(concern, "hide", reason=" ").status_code, 422)
        self.send(concern, "hide", reason="写了别人的病情")
        self.assertFalse(Concern.objects.get(pk=concern.pk).is_public)
        self.send(concern, "restore")
        self.assertTrue(Concern.objects.get(pk=concern.pk).is_public)

    def test_lets_it_wait_for_its_answer(self):
        concern = self.concern()
        self.send(concern, "later", on0="on", mask0="张*")

        self.assertTrue(Concern.objects.get(pk=concern.pk).shows_with_answer)

    def test_shows_the_answer_beside_its_public_words(self):
        concern = self.concern(is_shown=True, state=ConcernState.ANSWERED)
        concern.answers.all().delete()
        AnswerFactory(concern=concern, state="sent", text="请打李工13987654321。")
        page = self.client.get(self.address(concern))
        self.assertContains(page, "139****4321")
        self.send(concern, "show_answer", **{"answer-on0": "on", "answer-mask0": "139****4321"})

        self.assertEqual(Concern.objects.get(pk=concern.pk).public_answer, "请打李工139****4321。")

    def test_is_closed_to_others(self):
        concern, private = self.concern(), self.concern(is_private=True)
        other = MemberFactory(UnitFactory(), Role.REVIEWER)
        for user, one in [(other, concern), (self.spokesperson, private), (self.desk, private)]:
            self.client.force_login(user)
            with self.subTest(f"{user} {one}"):
                self.assertNotContains(self.client.get(self.address(one), follow=True), "13812345678")
                self.send(one, "show")
                self.assertIsNone(Concern.objects.get(pk=one.pk).shown_at)

    def test_is_not_there_for_odd_numbers(self):
        self.assertEqual(self.client.get(f"/cms/concerns/public/{10**30}/").status_code, 404)
