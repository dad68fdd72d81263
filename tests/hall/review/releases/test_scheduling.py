"""One post that is approved for later: it goes out at its hour, may be stopped and may be moved."""

from datetime import timedelta

from django.core import mail
from django.core.management import get_commands
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import PostPage, TimelineEntry
from hall.permissions import why_not_change, why_not_submit
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord, StuckRelease
from hall.review.releases.enums import StuckCause
from hall.review.releases.permissions import why_not_move, why_not_retry, why_not_stop
from hall.review.releases.releasing import hold
from hall.review.releases.services import move_release, retry_release, stop_release
from hall.review.services import approve
from hall.review.urgent.services import release_urgently
from hall.services import save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
    step_of,
)
from tests.hall.review.releases.clock import HOUR, in_an_hour, tick
from units.enums import Role

SECOND = timedelta(seconds=1)


class ScheduledCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()
        cls.stranger = MemberFactory(UnitFactory(), Role.REVIEWER)

    def scheduled(self, **fields):
        fields = {"go_live_at": in_an_hour(), "text": "国庆快乐,山河无恙。", **fields}
        return SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1, **fields)

    def fresh(self, post):
        return PostPage.objects.get(pk=post.pk)

    def lines(self, event):
        return ReviewRecord.objects.filter(event=event)


class GoingOutTests(ScheduledCase):
    def test_nothing_is_public_before_its_hour_and_all_of_it_after(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        tick(hour - SECOND)
        self.assertFalse(self.fresh(post).live)
        self.assertFalse(TimelineEntry.objects.exists())
        self.assertEqual(self.client.get("/").content.decode().count("山河无恙"), 0)
        tick(hour)
        self.assertTrue(self.fresh(post).live)
        self.assertEqual(TimelineEntry.objects.get().published_at, hour)
        self.assertIn("山河无恙", self.client.get("/").content.decode())

    def test_the_history_says_approved_for_later_and_then_published_once_by_nobody(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        line = self.lines(ReviewEvent.SCHEDULED).get()
        self.assertEqual(line.facts["planned_for"], hour.isoformat())
        for moment in [hour, hour + SECOND, hour + 2 * SECOND]:
            tick(moment)
        line = self.lines(ReviewEvent.PUBLISHED).get()
        self.assertIsNone(line.person)
        self.assertEqual(line.run, post.workflow_states.get())

    def test_its_writer_is_told_when_it_is_public(self):
        post = self.scheduled()
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            tick(post.scheduled_revision.approved_go_live_at)
        self.assertEqual([message.to for message in mail.outbox], [[self.editor.email]])

    def test_approved_after_its_hour_it_goes_out_at_once_with_one_line(self):
        post = self.scheduled(go_live_at=timezone.now() - SECOND)
        self.assertTrue(post.live)
        self.assertEqual(self.lines(ReviewEvent.PUBLISHED).count(), 1)
        self.assertFalse(self.lines(ReviewEvent.SCHEDULED).exists())

    def test_a_change_of_a_public_post_waits_while_the_post_stays_as_it_is(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1, text="原来的话")
        draft = post.get_latest_revision_as_object()
        draft.text, draft.correction, draft.go_live_at = "改过的话", "说错了", in_an_hour()
        draft.save_revision(user=self.editor)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual((self.fresh(post).live, self.fresh(post).text), (True, "原来的话"))
        tick(in_an_hour() + SECOND)
        self.assertEqual(self.fresh(post).text, "改过的话")
        self.assertEqual(self.lines(ReviewEvent.PUBLISHED).count(), 2)

    def test_a_clock_that_is_set_back_releases_nothing_twice_and_nothing_early(self):
        first, second = self.scheduled(), self.scheduled(go_live_at=in_an_hour() + HOUR)
        hour = first.scheduled_revision.approved_go_live_at
        tick(hour)
        for moment in [hour - HOUR, hour, hour + SECOND]:
            tick(moment)
        self.assertEqual(self.lines(ReviewEvent.PUBLISHED).count(), 1)
        self.assertFalse(self.fresh(second).live)

    def test_it_costs_one_query_when_nothing_is_due(self):
        self.scheduled()
        with self.assertNumQueries(1):
            tick(timezone.now())

    def test_the_command_of_wagtail_is_ours(self):
        self.assertEqual(get_commands()["publish_scheduled"], "hall.review")


class WaitingTests(ScheduledCase):
    def test_what_waits_for_its_hour_is_neither_changed_nor_submitted_again(self):
        post = self.scheduled()
        self.assertIn("等着", why_not_change(self.editor, self.fresh(post)))
        self.assertTrue(why_not_submit(self.editor, self.fresh(post)))
        with self.assertRaises(Refused):
            submit_post(post_id=post.pk, user=self.editor)

    def test_the_list_of_posts_says_when_it_goes_out(self):
        post = self.scheduled()
        self.client.force_login(self.editor)
        page = self.client.get(reverse("posts:index")).content.decode()
        moment = timezone.localtime(post.scheduled_revision.approved_go_live_at)
        self.assertIn(f"{moment:%H:%M} 发布", page)
        self.assertIn(reverse("review_release", args=[post.pk]), page)
        found = self.client.get(reverse("posts:index"), {"state": "scheduled"}).content.decode()
        self.assertIn("山河无恙", found)
        found = self.client.get(reverse("posts:index"), {"state": "draft"}).content.decode()
        self.assertNotIn("山河无恙", found)


class StoppingTests(ScheduledCase):
    def test_writers_spokespersons_and_the_desk_may_and_strangers_may_not(self):
        post = self.fresh(self.scheduled())
        for person in [self.editor, self.spokesperson, self.desk]:
            self.assertEqual(why_not_stop(person, post), "")
        self.assertTrue(why_not_stop(self.stranger, post))
        with self.assertRaises(Refused):
            stop_release(page_id=post.pk, by=self.stranger, reason="不发了")

    def test_it_needs_a_reason(self):
        post = self.scheduled()
        with self.assertRaises(Refused):
            stop_release(page_id=post.pk, by=self.editor, reason="  ")
        self.assertTrue(self.fresh(post).approved_schedule)

    def test_it_is_a_draft_again_and_does_not_go_out(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        stop_release(page_id=post.pk, by=self.editor, reason="时间写错了")
        tick(hour + SECOND)
        self.assertFalse(self.fresh(post).live)
        self.assertEqual(why_not_change(self.editor, self.fresh(post)), "")
        self.assertEqual(self.lines(ReviewEvent.UNSCHEDULED).get().comment, "时间写错了")

    def test_what_does_not_wait_is_not_stopped(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        with self.assertRaises(Refused):
            stop_release(page_id=post.pk, by=self.editor, reason="不发了")

    def test_the_address_of_wagtail_for_it_leads_to_our_screen(self):
        post = self.scheduled()
        self.client.force_login(self.editor)
        address = reverse("wagtailadmin_pages:revisions_unschedule", args=[post.pk, post.latest_revision_id])
        answer = self.client.post(address)
        self.assertRedirects(answer, reverse("review_release", args=[post.pk]))
        self.assertTrue(self.fresh(post).approved_schedule)


class StuckTests(ScheduledCase):
    def test_nothing_is_stuck_any_more_once_the_post_is_withdrawn_or_released_urgently(self):
        for number, end in enumerate([self.withdraw, self.release_urgently]):
            with self.subTest(end.__name__):
                post = self.public(text=f"第{number}条")
                hold(
                    page=post,
                    revision=post.latest_revision,
                    cause=StuckCause.FAILED,
                    reason="没有磁盘了",
                    now=timezone.now(),
                )
                end(post)
                self.assertFalse(StuckRelease.objects.exists())

    def public(self, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1, **fields)

    def withdraw(self, post):
        withdraw_post(post_id=post.pk, by=self.desk, reason="写错了", now=timezone.now())

    def release_urgently(self, post):
        save_draft(post_id=post.pk, author=self.editor, text="改", category=category_of(1), correction="改")
        newest = PostPage.objects.get(pk=post.pk).latest_revision_id
        person = LanePersonFactory()
        release_urgently(
            page_id=post.pk, user=person, reason="水位又涨了半米", seen_revision_id=newest, now=timezone.now()
        )


class MovingTests(ScheduledCase):
    def test_spokespersons_and_the_desk_may_and_writers_may_not(self):
        post = self.fresh(self.scheduled())
        self.assertEqual([why_not_move(who, post) for who in [self.spokesperson, self.desk]], ["", ""])
        self.assertTrue(why_not_move(self.editor, post))
        self.assertTrue(why_not_move(self.stranger, post))
        later = in_an_hour() + HOUR
        with self.assertRaises(Refused):
            move_release(page_id=post.pk, by=self.editor, goes_out_at=later, now=timezone.now())

    def test_it_goes_out_at_the_new_time_without_another_review(self):
        for shift in [HOUR, -timedelta(minutes=30)]:
            with self.subTest(shift):
                post = self.scheduled()
                hour = post.scheduled_revision.approved_go_live_at
                move_release(
                    page_id=post.pk, by=self.spokesperson, goes_out_at=hour + shift, now=timezone.now()
                )
                tick(hour + shift - SECOND)
                self.assertFalse(self.fresh(post).live)
                tick(hour + shift)
                self.assertTrue(self.fresh(post).live)
                line = post.review_records.filter(event=ReviewEvent.SCHEDULED).last()
                self.assertEqual(line.person, self.spokesperson)
                self.assertEqual(line.facts["moved_from"], hour.isoformat())

    def test_it_is_not_moved_into_the_past(self):
        post = self.scheduled()
        with self.assertRaises(Refused):
            move_release(page_id=post.pk, by=self.desk, goes_out_at=timezone.now() - HOUR, now=timezone.now())

    def test_a_text_that_was_changed_meanwhile_needs_a_review(self):
        post = self.scheduled()
        post.get_latest_revision_as_object().save_revision(user=self.desk)
        self.assertTrue(why_not_move(self.desk, self.fresh(post)))

    def test_nobody_releases_before_its_hour(self):
        post = self.scheduled()
        self.assertTrue(why_not_retry(self.desk, self.fresh(post)))
        with self.assertRaises(Refused):
            retry_release(page_id=post.pk, by=self.desk, now=timezone.now())
