from datetime import datetime, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.review.models import ReviewTaskState
from hall.review.permissions import why_not_claim, why_not_correct, why_not_review, why_not_see
from hall.review.queues import waiting_for
from hall.review.services import approve, claim_step, give_up_claim, return_post
from portal.core.refusals import Refused
from portal.core.workdays import ZONE
from tests.factories import HallDeskFactory, MemberFactory, SubmittedPostFactory, UnitFactory, step_of
from units.enums import Role
from units.services import remove_member


class ClaimTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.first = MemberFactory(cls.unit, Role.REVIEWER, last_name="王", first_name="芳")
        cls.second = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="明")
        cls.now = timezone.now()

    def setUp(self):
        self.post = SubmittedPostFactory(unit=self.unit, author=self.editor, text="今晚停水。")

    def claim(self, person, now=None, **fields):
        return claim_step(task_state_id=step_of(self.post).pk, reviewer=person, now=now or self.now, **fields)

    def lines(self, event):
        return [(line.person, line.facts) for line in self.post.review_records.filter(event=event)]

    def decide(self, person):
        approve(task_state_id=step_of(self.post).pk, reviewer=person)


class ClaimTests(ClaimTestCase):
    def test_a_claim_keeps_colleagues_from_deciding_and_says_who_and_until_when(self):
        self.claim(self.first)

        for verb in [approve, return_post]:
            with self.subTest(verb.__name__), self.assertRaisesMessage(Refused, "王芳"):
                words = {"reason": "请写明时间"} if verb is return_post else {}
                verb(task_state_id=step_of(self.post).pk, reviewer=self.second, **words)
        self.assertIn("王芳", why_not_correct(self.second, step_of(self.post)))
        self.assertEqual(why_not_see(self.second, PostPage.objects.get(pk=self.post.pk)), "")
        self.decide(self.first)
        self.assertTrue(PostPage.objects.get(pk=self.post.pk).live)

    def test_without_a_claim_everybody_on_the_bench_decides(self):
        for person in [self.first, self.second]:
            self.assertEqual(why_not_review(person, step_of(self.post)), "")

    def test_it_lasts_two_working_hours(self):
        state = self.claim(self.first, datetime(2026, 11, 20, 17, 30, tzinfo=ZONE))

        self.assertEqual(state.claimed_until, datetime(2026, 11, 23, 10, 0, tzinfo=ZONE))

    def test_it_lapses_by_itself(self):
        state = self.claim(self.first)
        later = state.claimed_until + timedelta(seconds=1)

        self.assertIn("王芳", why_not_review(self.second, state, state.claimed_until - timedelta(seconds=1)))
        self.assertEqual(why_not_review(self.second, state, later), "")
        self.claim(self.second, later)
        self.assertEqual(step_of(self.post).claimed_by, self.second)

    def test_of_two_one_wins_and_the_other_is_told(self):
        self.claim(self.first)
        with self.assertRaisesMessage(Refused, "王芳"):
            self.claim(self.second)
        self.assertEqual(step_of(self.post).claimed_by, self.first)

    def test_taking_over_is_asked_for_by_name_and_recorded(self):
        self.claim(self.first)
        self.claim(self.second, taken_from_id=self.first.pk)

        [_first, (person, facts)] = self.lines("claimed")
        self.assertEqual((person, facts["taken_from"]), (self.second, "王芳"))
        with self.assertRaisesMessage(Refused, "李明"):
            self.claim(HallDeskFactory() and self.first, taken_from_id=self.first.pk)

    def test_those_who_cannot_take_the_step_do_not_claim_it(self):
        for person in [self.editor, HallDeskFactory(), MemberFactory(UnitFactory(), Role.REVIEWER)]:
            with self.subTest(str(person)), self.assertRaises(Refused):
                self.claim(person)
        self.assertEqual(self.lines("claimed"), [])

    def test_it_is_given_up_by_the_claimer_only(self):
        self.claim(self.first)
        step = step_of(self.post).pk
        with self.assertRaises(Refused):
            give_up_claim(task_state_id=step, reviewer=self.second, now=self.now)
        give_up_claim(task_state_id=step, reviewer=self.first, now=self.now)

        self.assertEqual(why_not_claim(self.second, step_of(self.post), self.now), "")
        self.assertEqual(self.lines("unclaimed"), [(self.first, {})])

    def test_whoever_loses_the_right_holds_nothing(self):
        self.claim(self.first)
        remove_member(team=self.unit.teams.get(role=Role.REVIEWER), user=self.first)
        self.assertEqual(why_not_review(self.second, step_of(self.post)), "")
        [step] = waiting_for(self.second)
        self.assertIsNone(step.claim)

    def test_whoever_is_switched_off_holds_nothing(self):
        self.claim(self.first)
        self.first.is_active = False
        self.first.save()
        self.decide(self.second)
        self.assertTrue(PostPage.objects.get(pk=self.post.pk).live)

    def test_whoever_changes_the_text_holds_nothing(self):
        self.claim(self.first)
        newest = self.post.get_latest_revision_as_object()
        newest.text = "今晚八点停水。"
        newest.save_revision(user=self.first)
        self.assertEqual(why_not_review(self.second, step_of(self.post)), "")

    def test_the_next_step_is_claimed_by_nobody(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2, text="两级")
        claim_step(task_state_id=step_of(post).pk, reviewer=self.first, now=self.now)
        approve(task_state_id=step_of(post).pk, reviewer=self.first)
        self.assertIsNone(step_of(post).claimed_by)


class ClaimScreenTests(ClaimTestCase):
    def press(self, person, action="claim", **fields):
        self.client.force_login(person)
        sent = {"action": action, "task_state": step_of(self.post).pk, **fields}
        return self.client.post(reverse("review_claim", args=[self.post.pk]), sent, follow=True)

    def test_claimed_from_the_queue_it_is_open_and_colleagues_see_whose_it_is(self):
        self.client.force_login(self.first)
        queue = reverse("review_queue")
        self.assertContains(self.client.get(queue), _("Claim and read"))
        page = self.press(self.first)
        self.assertContains(page, _("Give the claim up"))
        self.assertContains(page, 'value="approve"')

        self.client.force_login(self.second)
        self.assertContains(self.client.get(queue), "王芳")
        self.assertNotContains(self.client.get(queue), _("Claim and read"))
        page = self.client.get(reverse("review_post", args=[self.post.pk]))
        self.assertContains(page, _("Take it over"))
        self.assertNotContains(page, 'value="approve"')

    def test_taken_over_on_the_screen_and_given_up(self):
        self.press(self.first)
        page = self.press(self.second, "take_over", taken_from=self.first.pk)
        self.assertContains(page, "已接手")
        self.assertContains(page, 'value="approve"')
        self.press(self.second, "give_up")
        self.assertIsNone(step_of(self.post).claimed_by)

    def test_too_late_is_said_in_words(self):
        self.press(self.first)
        self.assertContains(self.press(self.second), "王芳")
        self.assertEqual(step_of(self.post).claimed_by, self.first)

    def test_forged_keys_break_nothing(self):
        for key in ["", "x", "9" * 30, "-1"]:
            with self.subTest(key):
                self.assertEqual(self.press(self.first, task_state=key).status_code, 404)
                self.assertEqual(self.press(self.first, taken_from=key).status_code, 200)
        self.assertEqual(self.client.get(reverse("review_claim", args=[self.post.pk])).status_code, 405)

    def test_a_stranger_does_not_come_in(self):
        stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        self.press(stranger)
        self.assertIsNone(step_of(self.post).claimed_by)

    def test_another_posts_step_is_not_claimed_through_this_one(self):
        other = SubmittedPostFactory(unit=self.unit, author=self.editor, text="另一篇")
        self.assertEqual(self.press(self.first, task_state=step_of(other).pk).status_code, 404)


class QueueOrderTests(ClaimTestCase):
    def test_what_is_due_first_comes_first_and_what_has_no_time_last(self):
        posts = [self.post, *(SubmittedPostFactory(unit=self.unit, author=self.editor) for _n in range(2))]
        for post, hours in zip(posts, [5, None, 1], strict=True):
            due_at = self.now + timedelta(hours=hours) if hours else None
            ReviewTaskState.objects.filter(pk=step_of(post).pk).update(due_at=due_at)

        self.assertEqual(
            [step.page_id for step in waiting_for(self.first)], [posts[2].pk, posts[0].pk, posts[1].pk]
        )

    def test_the_row_says_what_is_late_in_words_and_to_the_minute(self):
        late = datetime(2026, 11, 20, 17, 30, tzinfo=ZONE)
        ReviewTaskState.objects.filter(pk=step_of(self.post).pk).update(due_at=late)
        self.client.force_login(self.first)
        for name, args in [("review_queue", []), ("wagtailadmin_home", []), ("review_post", [self.post.pk])]:
            with self.subTest(name):
                page = self.client.get(reverse(name, args=args))
                self.assertContains(page, "已逾期")
                self.assertContains(page, "2026年11月20日 17:30")
        self.assertContains(page, "8:30–12:00")
