from datetime import timedelta

from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.mentioning.services import settle_mention
from hall.interaction.models import Mention
from hall.signals import words_shown
from tests.assertions import HouseAssertions
from tests.at_once import at_once, on_postgresql, refusals
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, UserFactory
from tests.fresh_start import FreshStart
from units.enums import SPEAKING_ROLES, Role

NOW = timezone.now()


def answer(text, key, at=NOW, unit=None, name="平安河源"):
    """Make an answer public, as the floor beside does."""
    words_shown.send(
        None, kind="answer", key=key, text=text, page=None, address="/ask/1/", unit=unit, name=name, at=at
    )


class InboxTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源气象")
        cls.editor = MemberFactory(cls.unit)
        cls.post = PostFactory(unit=cls.other, text="今晚有雨，@平安河源 请留意。")
        cls.mention = Mention.objects.get()
        cls.address = reverse("inbox")

    def setUp(self):
        self.client.force_login(self.editor)

    def listed(self, **question):
        return [line.mention for line in self.client.get(self.address, question).context["lines"]]

    def settle(self, reason="只是道谢", **options):
        return self.client.post(
            reverse("inbox_settle", args=[self.mention.pk]), {"reason": reason}, **options
        )

    def reopen(self):
        return self.client.post(reverse("inbox_reopen", args=[self.mention.pk]), follow=True)

    def fresh(self):
        return Mention.objects.get(pk=self.mention.pk)


class ListTests(InboxTestCase):
    def test_it_shows_the_words_who_said_them_and_the_way_there(self):
        page = self.client.get(self.address)
        for words in ["今晚有雨，@平安河源 请留意。", "河源气象", self.post.url]:
            self.assertContains(page, words)

    def test_what_waits_longest_comes_first(self):
        answer("@平安河源 在办", 2, at=NOW - timedelta(days=2), unit=self.other)
        answer("@平安河源 也在办", 3, at=NOW - timedelta(days=1), unit=self.other)

        self.assertEqual([mention.key for mention in self.listed()], [2, 3, self.post.pk])

    def test_everybody_of_the_unit_has_it_and_the_desk(self):
        for person in [*(MemberFactory(self.unit, role) for role in SPEAKING_ROLES), HallDeskFactory()]:
            self.client.force_login(person)
            self.assertEqual(self.listed(), [self.mention])

    def test_another_units_people_find_nothing_of_it(self):
        self.client.force_login(MemberFactory(self.other))

        self.assertEqual(self.listed(), [])
        self.assertEqual(self.listed(unit=self.unit.pk), [])
        self.assertEqual(self.listed(view="settled"), [])
        self.assertEqual(self.settle().status_code, 404)
        self.assertEqual(self.reopen().status_code, 404)
        self.assertTrue(self.fresh().is_open)

    def test_who_belongs_to_no_unit_has_none(self):
        self.client.force_login(UserFactory(superuser=False))
        self.assertEqual(self.client.get(self.address).status_code, 302)

    def test_the_desk_chooses_a_unit(self):
        self.client.force_login(HallDeskFactory())
        PostFactory(unit=self.unit, text="@河源气象 明天呢？")

        self.assertEqual(len(self.listed()), 2)
        self.assertEqual(self.listed(unit=self.unit.pk), [self.mention])
        self.assertEqual(len(self.listed(unit="nonsense")), 2)

    def test_a_liaison_is_not_offered_what_only_writers_do(self):
        repost = reverse("hall_repost", args=[self.post.pk])
        self.assertContains(self.client.get(self.address), repost)
        self.client.force_login(MemberFactory(self.unit, Role.LIAISON))
        self.assertNotContains(self.client.get(self.address), repost)

    def test_a_repost_that_is_under_way_is_shown(self):
        PostFactory(unit=self.unit, repost_of=self.post, live=False)

        page = self.client.get(self.address)
        self.assertContains(page, "我们的转发")
        self.assertNotContains(page, reverse("hall_repost", args=[self.post.pk]))

    def test_it_costs_the_same_for_one_or_six(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.address),
            lambda: PostFactory(unit=UnitFactory(), text="@平安河源 看看"),
        )


class SettlingTests(InboxTestCase):
    def test_it_is_settled_with_a_reason_and_undone_at_once(self):
        page = self.settle(follow=True)
        self.assertContains(page, reverse("inbox_reopen", args=[self.mention.pk]))
        self.assertEqual(self.listed(), [])
        self.assertEqual(self.listed(view="settled"), [self.mention])
        self.assertContains(self.client.get(self.address, {"view": "settled"}), "只是道谢")

        self.reopen()
        self.assertEqual(self.listed(), [self.mention])

    def test_without_a_reason_it_is_asked_again(self):
        page = self.settle(reason="  ")

        self.assertEqual(page.status_code, 200)
        self.assertContains(page, "请简单说明为什么无需回复")
        self.assertTrue(self.fresh().is_open)

    def test_the_reason_is_kept_short_and_clean(self):
        self.settle(reason="<b>谢\u202e谢</b>" + "长" * 9_999)

        self.assertEqual(len(self.fresh().reason), 200)
        self.assertNotIn("\u202e", self.fresh().reason)
        self.assertNotContains(self.client.get(self.address, {"view": "settled"}), "<b>谢")

    def test_who_comes_second_is_told(self):
        self.settle()
        self.assertContains(self.settle(follow=True), "已有人处理")

    def test_odd_numbers_find_nothing(self):
        for done in ["9" * 40, "x", "-1", "٣"]:
            self.assertEqual(self.client.get(self.address, {"done": done}).status_code, 200)


class CountTests(InboxTestCase):
    def test_the_menu_and_the_home_page_say_how_many_wait(self):
        home = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(home, "(1)")
        self.assertContains(home, "inbox--panel")

        self.settle()
        home = self.client.get(reverse("wagtailadmin_home"))
        self.assertNotContains(home, "(1)")
        self.assertNotContains(home, "inbox--panel")

    def test_the_menu_counts_no_further_than_it_shows(self):
        for number in range(100):
            answer("@平安河源 看看", number + 1, unit=self.other)

        self.assertContains(self.client.get(self.address), "99+")


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.unit = UnitFactory(title="平安河源")

    def test_of_two_who_settle_one_has_settled_and_the_other_is_told(self):
        PostFactory(text="@平安河源 看看")
        mention = Mention.objects.get()

        people = [MemberFactory(self.unit), MemberFactory(self.unit)]
        told = refusals(
            *(
                lambda person=person: settle_mention(mention_id=mention.pk, by=person, reason="道谢", now=NOW)
                for person in people
            )
        )
        self.assertEqual(len(told), 1)

    def test_words_that_are_announced_many_times_at_once_are_one_mention(self):
        at_once(*[lambda: answer("@平安河源 看看", 7)] * 5)

        self.assertEqual(Mention.objects.count(), 1)
