from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role
from units.models import UnitFollow
from units.onboarding.models import Batch, BatchPlace
from units.services import follow_unit


class FollowingTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源", code="GAJ")
        cls.weather = UnitFactory(title="河源气象", official_name="河源市气象局", code="QXJ")
        cls.water = UnitFactory(title="河源水务", official_name="河源市水务局", code="SWJ")
        cls.hidden = UnitFactory(title="未来单位", live=False)
        cls.editor = MemberFactory(cls.unit)
        cls.desk = HallDeskFactory()
        cls.address = reverse("together_following", args=["GAJ"])

    def setUp(self):
        self.client.force_login(self.editor)

    def follow(self, follower, followed):
        follow_unit(follower=follower, followed=followed, by=self.desk, now=timezone.now())

    def listed(self, **question):
        return [unit.title for unit in self.client.get(self.address, question).context["page_obj"]]

    def press(self, action, query="", **fields):
        return self.client.post(f"{self.address}{query}", {"action": action, **fields})


class ListTests(FollowingTestCase):
    def test_all_other_public_units_are_listed(self):
        self.assertEqual(self.listed(), ["河源气象", "河源水务"])

    def test_it_says_in_words_who_follows_whom(self):
        self.follow(self.unit, self.weather)
        self.assertContains(self.client.get(self.address), "已关注")
        self.follow(self.weather, self.unit)
        self.assertContains(self.client.get(self.address), "互粉")
        self.follow(self.water, self.unit)
        self.assertContains(self.client.get(self.address), "关注了我们")
        self.assertContains(self.client.get(self.address), "回关")

    def test_it_is_narrowed(self):
        batch = Batch.objects.create(name="首批")
        BatchPlace.objects.create(batch=batch, unit=self.water)
        self.follow(self.unit, self.weather)
        self.follow(self.water, self.unit)
        for question, found in [
            ({"words": "水务局"}, ["河源水务"]),
            ({"words": "qxj"}, ["河源气象"]),
            ({"batch": batch.pk}, ["河源水务"]),
            ({"relation": "followed"}, ["河源气象"]),
            ({"relation": "follows_us"}, ["河源水务"]),
            ({"relation": "not_yet"}, ["河源水务"]),
            ({"relation": "mutual"}, []),
            ({"relation": "nonsense", "batch": "9" * 40, "words": "长" * 99}, ["河源气象", "河源水务"]),
        ]:
            with self.subTest(question):
                self.assertEqual(self.listed(**question), found)

    def test_it_costs_the_same_for_three_units_or_eight(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.address), lambda: self.follow(self.unit, UnitFactory())
        )

    def test_liaisons_and_other_units_stay_outside(self):
        for person in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(self.weather)]:
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.address).status_code, 302)
            self.press("follow", other="SWJ")
            self.press("follow_all")
        self.assertFalse(UnitFollow.objects.exists())


class PressingTests(FollowingTestCase):
    def test_one_is_followed_and_left_again_and_the_list_stays_as_it_was(self):
        answer = self.press("follow", "?words=气象", other="QXJ")

        self.assertEqual(UnitFollow.objects.get().followed, self.weather)
        self.assertTrue(answer.url.endswith("#unit-QXJ"))
        self.assertIn("words=", answer.url)
        self.press("unfollow", other="QXJ")
        self.assertFalse(UnitFollow.objects.exists())

    def test_all_are_followed_at_once(self):
        self.press("follow_all")

        self.assertEqual(
            set(self.unit.unit_follows.values_list("followed", flat=True)), {self.weather.pk, self.water.pk}
        )

    def test_all_of_a_batch_are_followed_at_once(self):
        batch = Batch.objects.create(name="首批")
        BatchPlace.objects.create(batch=batch, unit=self.water)
        self.press("follow_all", f"?batch={batch.pk}")

        self.assertEqual(UnitFollow.objects.get().followed, self.water)

    def test_what_cannot_be_is_told(self):
        answer = self.client.post(self.address, {"action": "follow", "other": self.hidden.code}, follow=True)
        self.assertContains(answer, "还没有上线")
        for fields in [{"action": "follow", "other": "没有"}, {"action": "nonsense", "other": "QXJ"}, {}]:
            self.assertEqual(self.client.post(self.address, fields).status_code, 404)
        self.assertFalse(UnitFollow.objects.exists())

    def test_the_desk_chooses_for_every_unit(self):
        self.client.force_login(self.desk)
        self.press("follow", other="QXJ")

        self.assertEqual(UnitFollow.objects.get().by, self.desk)


class WayInTests(FollowingTestCase):
    def test_the_menu_leads_to_the_reading_list_of_ones_own_unit(self):
        self.assertContains(self.client.get(reverse("wagtailadmin_home")), reverse("together"))
        answer = self.client.get(reverse("together"))
        self.assertEqual(answer.url, reverse("together_reading", args=["GAJ"]))

    def test_the_desk_comes_to_a_public_unit(self):
        self.client.force_login(self.desk)
        self.assertEqual(self.client.get(reverse("together"), follow=True).status_code, 200)

    def test_a_liaison_has_no_such_way(self):
        self.client.force_login(MemberFactory(self.unit, Role.LIAISON))
        self.assertNotContains(self.client.get(reverse("wagtailadmin_home")), reverse("together"))
