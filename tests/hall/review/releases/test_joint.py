"""A joint release: posts of several units, each through its own review, public at one instant."""

from datetime import timedelta
from unittest import mock

from django.core import mail
from django.test import TestCase
from django.utils import timezone

from hall.models import Hashtag, PostPage, TimelineEntry
from hall.review.enums import ReviewEvent
from hall.review.models import JointRelease, StuckRelease
from hall.review.releases import bundling, releasing
from hall.review.releases.enums import ItemState, JointState, Latecomers
from hall.review.releases.joining import (
    add_post,
    cancel_joint,
    change_joint,
    draft_for_units,
    leave_out,
    make_joint,
    release_missed_joint,
    submit_all,
)
from hall.review.releases.services import retry_release
from hall.review.services import approve
from hall.services import draft_post, submit_post, timeline
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
    category_of,
    step_of,
)
from tests.hall.review.releases.clock import HOUR, at, in_an_hour, tick
from units.enums import Role

SECOND = timedelta(seconds=1)


class JointCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.units = [UnitFactory(title=name) for name in ["平安河源", "河源教育", "河源交通"]]
        cls.spokespersons = [MemberFactory(unit, Role.REVIEWER) for unit in cls.units]
        cls.editor = MemberFactory(cls.units[0])
        cls.desk = HallDeskFactory()
        cls.hour = in_an_hour()

    def setUp(self):
        self.joint = make_joint(name="中秋问候", goes_out_at=self.hour, by=self.desk, now=timezone.now())

    def draft(self, text="#中秋快乐# {单位}祝大家团圆。"):
        return draft_for_units(
            joint_id=self.joint.pk, units=self.units, text=text, category=category_of(1), by=self.desk
        )

    def approve(self, post):
        place = [unit.pk for unit in self.units].index(post.get_parent().pk)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokespersons[place])

    def ready(self, approved=3):
        posts = self.draft()
        submit_all(joint_id=self.joint.pk, by=self.desk)
        for post in posts[:approved]:
            self.approve(post)
        return posts

    def live(self, posts):
        return [PostPage.objects.get(pk=post.pk).live for post in posts]

    def fresh(self):
        return JointRelease.objects.get(pk=self.joint.pk)

    def states(self):
        return list(self.joint.items.order_by("pk").values_list("state", flat=True))


class InstantTests(JointCase):
    def test_all_of_it_is_public_at_once_and_not_before(self):
        posts = self.ready()
        tick(self.hour - SECOND)
        self.assertEqual(self.live(posts), [False] * 3)
        tick(self.hour)
        self.assertEqual(self.live(posts), [True] * 3)
        moments = {(p.first_published_at, p.last_published_at) for p in PostPage.objects.filter(live=True)}
        self.assertEqual(moments, {(self.hour, self.hour)})
        self.assertEqual(set(TimelineEntry.objects.values_list("published_at", flat=True)), {self.hour})
        self.assertEqual(self.fresh().state, JointState.RELEASED)
        self.assertEqual(self.states(), [ItemState.RELEASED] * 3)

    def test_each_is_published_once_by_nobody_however_often_the_clock_looks(self):
        posts = self.ready()
        for seconds in range(5):
            tick(self.hour + seconds * SECOND)
        for post in posts:
            line = post.review_records.get(event=ReviewEvent.PUBLISHED)
            self.assertIsNone(line.person)

    def test_without_a_post_it_is_called_off_and_nobody_reads_that_it_went_out(self):
        tick(self.hour)
        self.assertEqual(self.fresh().state, JointState.CANCELLED)
        self.assertIn("没有博文", self.fresh().reason)
        self.assertEqual(self.fresh().ended_at, self.hour)

    def test_one_that_fails_keeps_no_other_back_and_is_tried_again(self):
        posts = self.ready()
        revision = posts[1].latest_revision
        content = dict(revision.content)
        type(revision).objects.filter(pk=revision.pk).update(content={**content, "text": "换掉的话"})
        tick(self.hour)
        self.assertEqual(self.live(posts), [True, False, True])
        self.assertIn("重新", StuckRelease.objects.get().reason)
        self.assertEqual(self.states()[1], ItemState.WAITING)
        type(revision).objects.filter(pk=revision.pk).update(
            content={**content, "go_live_at": self.hour.isoformat()}
        )
        later = self.hour + SECOND
        with at(later):
            self.assertEqual(retry_release(page_id=posts[1].pk, by=self.spokespersons[1], now=later), "")
        self.assertEqual(self.live(posts), [True] * 3)
        self.assertEqual(self.states(), [ItemState.RELEASED] * 3)

    def test_what_its_posts_share_with_others_is_held_in_one_order_before_the_first_goes_out(self):
        """Taken one after the other, hashtags would be waited for by somebody who holds another of them."""
        posts = draft_for_units(
            joint_id=self.joint.pk,
            units=self.units[:1],
            text="#乙# #丙#",
            category=category_of(1),
            by=self.desk,
        )
        submit_all(joint_id=self.joint.pk, by=self.desk)
        post = draft_post(unit=self.units[1], author=self.desk, text="#甲#好", category=category_of(1))
        add_post(joint_id=self.joint.pk, post_id=post.pk, by=self.desk)
        submit_post(post_id=post.pk, user=self.desk)
        for each in [*posts, post]:
            self.approve(each)
        happened = []
        with (
            mock.patch.object(timeline, "hold_hashtag", self.noting(happened, timeline.hold_hashtag)),
            mock.patch.object(bundling, "attempt", self.noting(happened, bundling.attempt)),
        ):
            tick(self.hour)
        wanted = sorted(map(Hashtag.fold, ["甲", "乙", "丙"]))
        self.assertEqual(happened[: len(wanted) + 1], [*wanted, "attempt"])
        self.assertTrue(all(self.live([*posts, post])))

    def noting(self, happened, function):
        def note(*args, **kwargs):
            happened.append(args[0] if args else function.__name__)
            return function(*args, **kwargs)

        return note

    def test_a_death_in_the_middle_leaves_none_of_it_public_and_none_twice(self):
        posts = self.ready()
        calls = iter([mock.DEFAULT, KeyboardInterrupt])
        publish = releasing.publish_version
        with (
            mock.patch.object(releasing, "publish_version", wraps=publish, side_effect=calls),
            self.assertRaises(KeyboardInterrupt),
        ):
            tick(self.hour)
        self.assertEqual(self.live(posts), [False] * 3)
        self.assertFalse(TimelineEntry.objects.exists())
        tick(self.hour + SECOND)
        self.assertEqual(self.live(posts), [True] * 3)
        self.assertEqual([p.review_records.filter(event="published").count() for p in posts], [1] * 3)

    def test_a_latecomer_goes_out_as_soon_as_it_is_approved(self):
        posts = self.ready(approved=2)
        tick(self.hour)
        self.assertEqual(self.live(posts), [True, True, False])
        with at(self.hour + HOUR):
            self.approve(posts[2])
        self.assertEqual(self.live(posts), [True] * 3)
        self.assertEqual(self.states(), [ItemState.RELEASED] * 3)

    def test_or_waits_for_a_person_where_that_was_chosen(self):
        JointRelease.objects.update(latecomers=Latecomers.ASK)
        posts = self.ready(approved=2)
        tick(self.hour)
        with at(self.hour + HOUR):
            self.approve(posts[2])
        tick(self.hour + HOUR + SECOND)
        self.assertFalse(self.live(posts)[2])
        with at(self.hour + HOUR):
            retry_release(page_id=posts[2].pk, by=self.desk, now=self.hour + HOUR)
        self.assertTrue(self.live(posts)[2])

    def test_an_hour_that_somebody_typed_into_the_text_does_not_count(self):
        post = self.draft()[0]
        newest = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        newest.go_live_at = None
        newest.save_revision(user=self.desk)
        submit_all(joint_id=self.joint.pk, by=self.desk)
        self.approve(post)
        self.assertFalse(self.live([post])[0])
        tick(self.hour)
        self.assertTrue(self.live([post])[0])


class MissedTests(JointCase):
    def missed(self):
        posts = self.ready()
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            for hours in [1, 2]:
                tick(self.hour + hours * HOUR)
        return posts

    def test_after_a_power_cut_it_asks_the_desk_once(self):
        posts = self.missed()
        self.assertEqual(self.live(posts), [False] * 3)
        self.assertEqual(self.fresh().state, JointState.ASKING)
        self.assertEqual([message.to for message in mail.outbox], [[self.desk.email]])
        self.assertIn("中秋问候", mail.outbox[0].body)

    def test_the_desk_releases_it_all_at_once(self):
        posts = self.missed()
        late = self.hour + 3 * HOUR
        with self.assertRaises(Refused):
            release_missed_joint(joint_id=self.joint.pk, by=self.spokespersons[0], now=late)
        with at(late):
            release_missed_joint(joint_id=self.joint.pk, by=self.desk, now=late)
        self.assertEqual(self.live(posts), [True] * 3)
        self.assertEqual(posts[0].review_records.get(event="published").person, self.desk)

    def test_or_gives_it_another_hour(self):
        posts = self.missed()
        new = self.hour + 5 * HOUR
        change_joint(
            joint_id=self.joint.pk,
            name="中秋问候",
            goes_out_at=new,
            latecomers=Latecomers.AT_ONCE,
            by=self.desk,
            now=self.hour + 3 * HOUR,
        )
        tick(new)
        self.assertEqual(self.live(posts), [True] * 3)

    def test_nobody_releases_it_before_its_hour(self):
        self.ready()
        with self.assertRaises(Refused):
            release_missed_joint(joint_id=self.joint.pk, by=self.desk, now=timezone.now())


class ChangingTests(JointCase):
    def test_all_its_posts_follow_another_hour_with_their_approvals(self):
        posts = self.ready(approved=2)
        for shift in [HOUR, -1800 * SECOND]:
            self.hour += shift
            change_joint(
                joint_id=self.joint.pk,
                name="中秋",
                goes_out_at=self.hour,
                latecomers=Latecomers.AT_ONCE,
                by=self.desk,
                now=timezone.now(),
            )
        self.approve(posts[2])
        tick(self.hour - SECOND)
        self.assertEqual(self.live(posts), [False] * 3)
        tick(self.hour)
        self.assertEqual(self.live(posts), [True] * 3)

    def test_called_off_its_posts_are_drafts_again_whatever_they_were(self):
        posts = self.ready(approved=1)
        with self.assertRaises(Refused):
            cancel_joint(joint_id=self.joint.pk, by=self.desk, reason=" ", now=timezone.now())
        cancel_joint(joint_id=self.joint.pk, by=self.desk, reason="台风来了", now=timezone.now())
        tick(self.hour + SECOND)
        self.assertEqual(self.live(posts), [False] * 3)
        for post in posts:
            page = PostPage.objects.get(pk=post.pk)
            self.assertFalse(page.workflow_in_progress or page.approved_schedule)
            self.assertIsNone(page.get_latest_revision_as_object().go_live_at)
        self.assertEqual(posts[0].review_records.get(event=ReviewEvent.UNSCHEDULED).comment, "台风来了")

    def test_one_that_is_left_out_is_a_draft_and_the_others_go_out(self):
        posts = self.ready()
        with self.assertRaises(Refused):
            leave_out(joint_id=self.joint.pk, post_id=posts[0].pk, by=self.editor, reason="不合适")
        leave_out(joint_id=self.joint.pk, post_id=posts[0].pk, by=self.desk, reason="不合适")
        tick(self.hour)
        self.assertEqual(self.live(posts), [False, True, True])
        with self.assertRaises(Refused):
            leave_out(joint_id=self.joint.pk, post_id=posts[0].pk, by=self.desk, reason="不合适")

    def test_what_is_over_does_not_change(self):
        self.ready()
        tick(self.hour)
        with self.assertRaises(Refused):
            cancel_joint(joint_id=self.joint.pk, by=self.desk, reason="晚了", now=timezone.now())
