"""What the clock finds when it comes back: after a cut, after a failure, and in the middle of a release."""

from datetime import timedelta
from unittest import mock

from django.core import mail
from django.db import OperationalError
from django.utils import timezone

from hall.models import TimelineEntry
from hall.review.enums import ReviewEvent
from hall.review.models import StuckRelease
from hall.review.releases import queries
from hall.review.releases.enums import StuckCause
from hall.review.releases.services import retry_release, stop_release
from hall.review.services import approve
from hall.services import submit_post
from portal.core.enums import LateRelease
from portal.core.models import DutyRun, PortalSettings
from portal.core.refusals import Refused
from tests.factories import ImageFactory, SubmittedPostFactory, step_of
from tests.hall.review.releases.clock import HOUR, at, in_an_hour, tick
from tests.hall.review.releases.test_scheduling import SECOND, ScheduledCase

MINUTE = timedelta(minutes=1)
PUBLISH = "hall.review.releases.releasing.publish_version"


class OutageCase(ScheduledCase):
    def assertToldOnce(self):
        told = [address for message in mail.outbox for address in message.to]
        self.assertEqual(len(told), len(set(told)))
        self.assertLessEqual({self.spokesperson.email, self.desk.email}, set(told))
        self.assertNotIn(self.stranger.email, told)


class AfterAPowerCutTests(OutageCase):
    def set_portal(self, choice):
        portal = PortalSettings.load()
        portal.late_release = choice
        portal.save()

    def test_a_little_late_it_goes_out_by_itself(self):
        for choice in LateRelease:
            with self.subTest(choice):
                self.set_portal(choice)
                post = self.scheduled()
                tick(post.scheduled_revision.approved_go_live_at + 14 * MINUTE)
                self.assertTrue(self.fresh(post).live)

    def test_later_it_waits_for_a_person_and_says_so_once(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            for moment in [hour + HOUR, hour + HOUR + SECOND, hour + 2 * HOUR]:
                tick(moment)
        self.assertFalse(self.fresh(post).live)
        self.assertEqual(StuckRelease.objects.get().cause, StuckCause.MISSED)
        self.assertEqual(self.lines(ReviewEvent.RELEASE_FAILED).count(), 1)
        self.assertToldOnce()
        self.assertIn("国庆快乐", mail.outbox[0].body)

    def test_somebody_may_release_it_then(self):
        post = self.scheduled()
        late = post.scheduled_revision.approved_go_live_at + HOUR
        tick(late)
        with self.assertRaises(Refused):
            retry_release(page_id=post.pk, by=self.editor, now=late)
        with at(late):
            self.assertEqual(retry_release(page_id=post.pk, by=self.spokesperson, now=late), "")
        self.assertTrue(self.fresh(post).live)
        self.assertEqual(self.lines(ReviewEvent.PUBLISHED).get().person, self.spokesperson)
        self.assertFalse(StuckRelease.objects.exists())

    def test_somebody_may_stop_it_then(self):
        post = self.scheduled()
        late = post.scheduled_revision.approved_go_live_at + HOUR
        tick(late)
        stop_release(page_id=post.pk, by=self.spokesperson, reason="节日已经过了")
        tick(late + HOUR)
        self.assertFalse(self.fresh(post).live)
        self.assertFalse(StuckRelease.objects.exists())

    def test_what_was_stuck_once_does_not_hold_up_its_next_approval(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        tick(hour + HOUR)
        # As withdrawing a public post does it.
        post.revisions.update(approved_go_live_at=None)
        with at(hour - MINUTE):
            submit_post(post_id=post.pk, user=self.editor)
            approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        tick(hour)
        self.assertTrue(self.fresh(post).live)

    def test_it_goes_out_late_where_the_portal_wants_that(self):
        self.set_portal(LateRelease.GOES_OUT)
        post = self.scheduled()
        tick(post.scheduled_revision.approved_go_live_at + 30 * HOUR)
        self.assertTrue(self.fresh(post).live)

    def test_the_board_says_that_nobody_keeps_the_time(self):
        hour = self.scheduled().scheduled_revision.approved_go_live_at
        self.assertEqual(queries.why_clock_stands(hour + MINUTE), "")
        self.assertIn("定时进程没有运行", queries.why_clock_stands(hour + 3 * MINUTE))
        DutyRun.objects.update_or_create(name="releases", defaults={"begun_at": hour + 2 * MINUTE})
        self.assertEqual(queries.why_clock_stands(hour + 3 * MINUTE), "")


class FailureTests(OutageCase):
    def failing(self, error):
        return mock.patch(PUBLISH, side_effect=error)

    def test_it_says_why_once_for_each_reason_and_not_at_every_tick(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        mail.outbox.clear()
        with self.failing(Refused(["图片不见了。"])), self.captureOnCommitCallbacks(execute=True):
            for seconds in range(0, 600, 20):
                tick(hour + seconds * SECOND)
        line = self.lines(ReviewEvent.RELEASE_FAILED).get()
        self.assertEqual((line.comment, line.person), ("图片不见了。", None))
        self.assertToldOnce()
        with self.failing(Refused(["单位下线了。"])):
            tick(hour + HOUR)
        self.assertEqual(self.lines(ReviewEvent.RELEASE_FAILED).count(), 2)

    def test_it_is_tried_again_less_and_less_often(self):
        hour = self.scheduled().scheduled_revision.approved_go_live_at
        with self.failing(ValueError("odd")) as publish:
            for seconds in range(0, 3600, 10):
                tick(hour + seconds * SECOND)
        self.assertLess(publish.call_count, 8)
        self.assertIn("ValueError", StuckRelease.objects.get().reason)

    def test_when_the_hindrance_is_gone_it_goes_out_by_itself(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        with self.failing(Refused(["图片不见了。"])):
            tick(hour)
        tick(hour + 2 * MINUTE)
        self.assertTrue(self.fresh(post).live)
        self.assertFalse(StuckRelease.objects.exists())

    def test_a_clock_that_was_set_back_does_not_keep_it_waiting(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        with self.failing(Refused(["图片不见了。"])):
            tick(hour + 14 * MINUTE)
        StuckRelease.objects.update(tried_at=hour + 300 * HOUR, next_try_at=hour + 301 * HOUR)
        tick(hour + 15 * MINUTE)
        self.assertTrue(self.fresh(post).live)

    def test_a_picture_whose_file_is_gone_is_named(self):
        image = ImageFactory(title="沿江路")
        post = self.scheduled(pictures=[(image, "积水")])
        hour = post.scheduled_revision.approved_go_live_at
        image.file.storage.delete(image.file.name)
        tick(hour)
        self.assertFalse(self.fresh(post).live)
        self.assertIn("沿江路", StuckRelease.objects.get().reason)

    def test_a_text_that_was_tampered_with_stays_inside(self):
        post = self.scheduled()
        revision = post.scheduled_revision
        revision.content["text"] = "换掉的话"
        revision.save(update_fields=["content"])
        tick(revision.approved_go_live_at)
        self.assertFalse(self.fresh(post).live)
        self.assertIn("重新", StuckRelease.objects.get().reason)

    def test_a_unit_that_is_not_public_any_more_releases_nothing(self):
        post = self.scheduled()
        self.unit.refresh_from_db()
        self.unit.unpublish()
        tick(post.scheduled_revision.approved_go_live_at)
        self.assertIn("下线", StuckRelease.objects.get().reason)

    def test_one_that_fails_keeps_no_other_back(self):
        bad, good = self.scheduled(text="坏的一条"), self.scheduled(text="好的一条")
        revision = bad.scheduled_revision
        revision.content["text"] = "换掉的话"
        revision.save(update_fields=["content"])
        tick(in_an_hour() + MINUTE)
        self.assertEqual((self.fresh(bad).live, self.fresh(good).live), (False, True))

    def test_a_database_that_is_away_is_no_reason_against_the_post(self):
        post = self.scheduled()
        hour = post.scheduled_revision.approved_go_live_at
        with self.failing(OperationalError("gone")), self.assertRaises(OperationalError):
            tick(hour)
        self.assertFalse(StuckRelease.objects.exists())
        tick(hour + SECOND)
        self.assertTrue(self.fresh(post).live)


class KilledTests(ScheduledCase):
    """A process that dies leaves a transaction that never was. `BaseException`, because nothing catches a death."""

    PLACES = [
        PUBLISH,
        "hall.receivers.show_on_timeline",
        "hall.services.timeline.make_findable",
        "hall.review.releases.releasing.write_line",
        "hall.review.releases.receivers.settle_item",
    ]

    def test_nothing_is_half_public_and_nothing_goes_out_twice(self):
        for place in self.PLACES:
            with self.subTest(place):
                post = self.scheduled()
                hour = post.scheduled_revision.approved_go_live_at
                with mock.patch(place, side_effect=KeyboardInterrupt), self.assertRaises(KeyboardInterrupt):
                    tick(hour)
                self.assertFalse(self.fresh(post).live)
                self.assertIsNone(self.fresh(post).first_published_at)
                self.assertFalse(TimelineEntry.objects.filter(post=post).exists())
                self.assertFalse(post.review_records.filter(event=ReviewEvent.PUBLISHED).exists())
                tick(hour + MINUTE)
                tick(hour + 2 * MINUTE)
                self.assertTrue(self.fresh(post).live)
                self.assertEqual(post.review_records.filter(event=ReviewEvent.PUBLISHED).count(), 1)

    def test_an_approval_at_the_very_moment_is_not_released_twice(self):
        post = SubmittedPostFactory(
            unit=self.unit, author=self.editor, go_live_at=timezone.now() - SECOND, approvals=1
        )
        tick(timezone.now())
        self.assertEqual(post.review_records.filter(event=ReviewEvent.PUBLISHED).count(), 1)
