from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from hall.enums import PostState
from hall.models import PostPage
from hall.queries import standings
from hall.review.services import approve, return_post
from hall.together.services import carry_post, undo_carrying
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.at_once import on_postgresql, refusals
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, category_of, step_of
from tests.fresh_start import FreshStart
from units.enums import Role
from units.services import follow_unit


class ReadingTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源", code="GAJ")
        cls.weather = UnitFactory(title="河源气象")
        cls.editor = MemberFactory(cls.unit)
        follow_unit(follower=cls.unit, followed=cls.weather, by=cls.editor, now=timezone.now())
        cls.category = category_of(2)
        cls.original = PostFactory(unit=cls.weather, text="今晚有暴雨，少出门。", category=cls.category)
        cls.unread = PostFactory(unit=UnitFactory(), text="我们没有关注的单位说的话")
        cls.address = reverse("together_reading", args=["GAJ"])

    def setUp(self):
        self.client.force_login(self.editor)

    def entries(self, **question):
        return self.client.get(self.address, question).context["feed"].entries

    def press(self, action, post, **fields):
        address = reverse("together_carry", args=["GAJ", post.pk])
        return self.client.post(address, {"action": action, **fields}, follow=True)

    def ours(self):
        posts = PostPage.objects.child_of(self.unit).filter(repost_of=self.original)
        return standings(posts.with_standing())


class ReadingListTests(ReadingTestCase):
    def test_it_holds_what_the_followed_units_say(self):
        self.assertEqual([entry.post_id for entry in self.entries()], [self.original.pk])

    def test_it_goes_on_by_its_last_line(self):
        for number in range(20):
            PostFactory(unit=self.weather, text=f"预警{number}")
        page = self.client.get(self.address)
        older = page.context["feed"].older

        self.assertEqual([entry.post_id for entry in self.entries(before=str(older))], [self.original.pk])
        self.assertContains(page, f"?before={older}")

    def test_who_follows_nobody_is_led_to_the_list_of_units(self):
        self.unit.unit_follows.all().delete()

        self.assertContains(self.client.get(self.address), reverse("together_following", args=["GAJ"]))

    def test_another_units_people_and_liaisons_stay_outside(self):
        for person in [MemberFactory(self.unit, Role.LIAISON), MemberFactory(self.weather)]:
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.address).status_code, 302)
            self.press("carry", self.original)
        self.assertEqual(self.ours(), [])

    def test_it_costs_the_same_for_one_post_or_six(self):
        def make_one():
            post = PostFactory(unit=self.weather, category=self.category)
            carry_post(original=post, unit=self.unit, by=self.editor)

        self.assertQueriesDoNotGrow(lambda: self.client.get(self.address), make_one)


class CarryingTests(ReadingTestCase):
    def test_one_click_sends_a_repost_to_our_review(self):
        page = self.press("carry", self.original)

        (ours,) = self.ours()
        self.assertEqual((ours.state, ours.post.owner), (PostState.IN_REVIEW, self.editor))
        self.assertEqual((ours.post.text, ours.post.category), ("", self.category))
        self.assertContains(page, "已送审")

    def test_a_second_click_is_told_and_makes_nothing(self):
        self.press("carry", self.original)
        page = self.press("carry", self.original)

        self.assertEqual(len(self.ours()), 1)
        self.assertContains(page, "正在审核")

    def test_a_colleague_is_told_too(self):
        self.press("carry", self.original)
        with self.assertRaises(Refused):
            carry_post(original=self.original, unit=self.unit, by=MemberFactory(self.unit))

    def test_undo_takes_it_back_and_a_new_click_sends_the_same_draft(self):
        self.press("carry", self.original)
        (sent,) = self.ours()
        self.press("undo", sent.post)

        (draft,) = self.ours()
        self.assertEqual(draft.state, PostState.DRAFT)
        self.press("carry", self.original)
        (again,) = self.ours()
        self.assertEqual((again.post.pk, again.state), (sent.post.pk, PostState.IN_REVIEW))

    def test_only_who_sent_it_takes_it_back(self):
        self.press("carry", self.original)
        (sent,) = self.ours()
        with self.assertRaises(Refused):
            undo_carrying(post_id=sent.post.pk, by=MemberFactory(self.unit))
        self.assertContains(self.client.get(self.address), 'value="undo"')
        self.client.force_login(MemberFactory(self.unit))
        self.assertNotContains(self.client.get(self.address), 'value="undo"')

    def test_nobody_takes_back_what_a_reviewer_has_agreed_to(self):
        self.press("carry", self.original)
        (sent,) = self.ours()
        approve(task_state_id=step_of(sent.post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))

        with self.assertRaises(Refused):
            undo_carrying(post_id=sent.post.pk, by=self.editor)
        self.assertNotContains(self.client.get(self.address), 'value="undo"')

    def test_a_public_repost_is_shown_as_carried(self):
        self.press("carry", self.original)
        (sent,) = self.ours()
        approve(task_state_id=step_of(sent.post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))
        approve(task_state_id=step_of(sent.post).pk, reviewer=HallDeskFactory())

        page = self.client.get(self.address)
        self.assertContains(page, "我们已转发")
        self.assertContains(page, self.ours()[0].post.url)
        self.press("carry", self.original)
        self.assertEqual(len(self.ours()), 1)

    def test_what_was_returned_is_not_sent_a_second_time(self):
        self.press("carry", self.original)
        reviewer = MemberFactory(self.unit, Role.REVIEWER)
        return_post(task_state_id=step_of(self.ours()[0].post).pk, reviewer=reviewer, reason="写几句")

        self.press("carry", self.original)
        self.assertEqual([ours.state for ours in self.ours()], [PostState.RETURNED])

    def test_a_repost_is_passed_on_as_its_original(self):
        repost = PostFactory(unit=self.weather, repost_of=self.original, text="请看")
        self.press("carry", repost)

        (ours,) = self.ours()
        self.assertEqual(ours.post.text, "//@河源气象:请看")
        self.assertEqual({entry.ours.state for entry in self.entries()}, {PostState.IN_REVIEW})

    def test_a_retired_category_sends_nothing_and_says_so(self):
        self.category.is_retired = True
        self.category.save()
        page = self.press("carry", self.original)

        self.assertEqual(self.ours(), [])
        self.assertContains(page, "请先选好分类再送审")

    def test_a_forged_click_does_nothing(self):
        draft = PostFactory(unit=self.weather, live=False)
        theirs = PostFactory(unit=self.weather, repost_of=self.unread, text="别人的")
        for action, post in [("carry", draft), ("aside", draft), ("undo", theirs), ("delete", self.original)]:
            with self.subTest(action):
                self.assertEqual(self.press(action, post).status_code, 404)
        self.assertEqual(self.client.get(reverse("together_carry", args=["GAJ", 1])).status_code, 405)


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def test_of_two_who_pass_it_on_one_does_and_the_other_is_told(self):
        unit, original = UnitFactory(), PostFactory(category=category_of(1))
        people = [MemberFactory(unit), MemberFactory(unit)]

        told = refusals(
            *(lambda person=person: carry_post(original=original, unit=unit, by=person) for person in people)
        )

        self.assertEqual(len(told), 1)
        self.assertEqual(PostPage.objects.filter(repost_of=original).count(), 1)
