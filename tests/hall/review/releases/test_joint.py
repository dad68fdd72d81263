"""A joint release: posts of several units, each through its own review, public at one instant."""

from datetime import timedelta
from unittest import mock

from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hall.models import PostPage, TimelineEntry
from hall.review.enums import ReviewEvent
from hall.review.models import JointItem, JointRelease, StuckRelease
from hall.review.releases import releasing
from hall.review.releases.enums import ItemState, JointState, Latecomers, Readiness
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
from hall.review.releases.progress import item_lines, joint_lines
from hall.review.releases.services import move_release, retry_release
from hall.review.services import approve
from hall.services import draft_post, save_draft
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    SubmittedPostFactory,
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


class PreparingTests(JointCase):
    def test_one_text_becomes_a_draft_of_each_unit_with_its_name(self):
        posts = self.draft()
        self.assertEqual(
            [post.text for post in posts],
            [f"#中秋快乐# {name}祝大家团圆。" for name in ["平安河源", "河源教育", "河源交通"]],
        )
        self.assertEqual({post.go_live_at for post in posts}, {self.hour})

    def test_its_people_change_their_draft_before_the_review(self):
        post = self.draft()[0]
        seen = PostPage.objects.get(pk=post.pk).version
        save_draft(
            post_id=post.pk, author=self.editor, text="我们自己的话", category=category_of(1), seen=seen
        )
        submit_all(joint_id=self.joint.pk, by=self.desk)
        newest = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        self.assertEqual((newest.text, newest.go_live_at), ("我们自己的话", self.hour))

    def test_only_the_desk_prepares_one(self):
        for person in [self.editor, self.spokespersons[0]]:
            with self.subTest(person), self.assertRaises(Refused):
                make_joint(name="问候", goes_out_at=self.hour, by=person, now=timezone.now())
            with self.subTest(person), self.assertRaises(Refused):
                draft_for_units(
                    joint_id=self.joint.pk, units=self.units, text="好", category=category_of(1), by=person
                )
            with self.subTest(person), self.assertRaises(Refused):
                submit_all(joint_id=self.joint.pk, by=person)

    def test_it_lies_ahead(self):
        with self.assertRaises(Refused):
            make_joint(name="问候", goes_out_at=timezone.now(), by=self.desk, now=timezone.now())

    def test_what_is_on_its_way_or_approved_joins_and_keeps_its_approval(self):
        approved = SubmittedPostFactory(unit=self.units[0], go_live_at=self.hour - 1800 * SECOND, approvals=1)
        waiting = SubmittedPostFactory(unit=self.units[1])
        for post in [approved, waiting]:
            add_post(joint_id=self.joint.pk, post_id=post.pk, by=self.desk)
        tick(self.hour - SECOND)
        self.assertEqual(self.live([approved, waiting]), [False, False])
        self.approve(waiting)
        tick(self.hour)
        self.assertEqual(self.live([approved, waiting]), [True, True])

    def test_a_post_waits_in_one_joint_release_only(self):
        post = self.draft()[0]
        other = make_joint(name="国庆", goes_out_at=self.hour + HOUR, by=self.desk, now=timezone.now())
        with self.assertRaises(Refused):
            add_post(joint_id=other.pk, post_id=post.pk, by=self.desk)
        with self.assertRaises(IntegrityError), transaction.atomic():
            JointItem.objects.create(joint=other, post=post)

    def test_what_is_public_does_not_join(self):
        post = SubmittedPostFactory(unit=self.units[0], approvals=1)
        with self.assertRaises(Refused):
            add_post(joint_id=self.joint.pk, post_id=post.pk, by=self.desk)

    def test_a_post_of_it_is_not_moved_alone(self):
        post = self.ready()[0]
        with self.assertRaises(Refused):
            move_release(page_id=post.pk, by=self.desk, goes_out_at=self.hour + HOUR, now=timezone.now())

    def test_submitting_all_says_which_were_refused(self):
        self.draft()
        post = draft_post(unit=self.units[0], author=self.editor, text="还没有分类", category=None)
        add_post(joint_id=self.joint.pk, post_id=post.pk, by=self.desk)
        count, refusals = submit_all(joint_id=self.joint.pk, by=self.desk)
        self.assertEqual((count, len(refusals)), (3, 1))
        self.assertIn("平安河源", refusals[0])
        self.assertEqual(submit_all(joint_id=self.joint.pk, by=self.desk)[0], 0)


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


class ProgressTests(JointCase):
    def test_it_says_how_far_each_is_and_who_has_to_act(self):
        posts = self.draft()
        lines = {line.item.post_id: line for line in item_lines(self.joint)}
        self.assertEqual({line.readiness for line in lines.values()}, {Readiness.UNWRITTEN})
        submit_all(joint_id=self.joint.pk, by=self.desk)
        self.approve(posts[0])
        lines = {line.item.post_id: line for line in item_lines(self.joint)}
        self.assertEqual(lines[posts[0].pk].readiness, Readiness.READY)
        self.assertIn(str(self.spokespersons[1]), lines[posts[1].pk].acts)
        self.assertEqual(joint_lines([self.joint])[0].progress, "1 就绪 · 2 待审")

    def test_the_cost_does_not_grow_with_the_posts(self):
        def cost():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                item_lines(self.joint)
                joint_lines([self.joint])
            return len(queries)

        self.ready(approved=1)
        before = cost()
        more = [UnitFactory() for _ in range(3)]
        draft_for_units(joint_id=self.joint.pk, units=more, text="好", category=category_of(1), by=self.desk)
        submit_all(joint_id=self.joint.pk, by=self.desk)
        self.assertEqual(cost(), before)
