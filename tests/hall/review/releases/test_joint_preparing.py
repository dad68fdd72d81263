"""What the hall desk prepares: who may, what joins, and how far each post is."""

from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hall.models import PostPage
from hall.review.models import JointItem
from hall.review.releases.enums import Readiness
from hall.review.releases.joining import (
    add_post,
    draft_for_units,
    make_joint,
    submit_all,
)
from hall.review.releases.progress import item_lines, joint_lines
from hall.review.releases.services import move_release
from hall.services import draft_post, save_draft
from portal.core.refusals import Refused
from tests.factories import (
    SubmittedPostFactory,
    UnitFactory,
    category_of,
)
from tests.hall.review.releases.clock import HOUR, tick
from tests.hall.review.releases.test_joint import SECOND, JointCase


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


class ProgressTests(JointCase):
    def test_it_says_how_far_each_is_and_who_has_to_act(self):
        posts = self.draft()
        lines = {line.item.post_id: line for line in item_lines(self.joint, self.desk)}
        self.assertEqual({line.readiness for line in lines.values()}, {Readiness.UNWRITTEN})
        submit_all(joint_id=self.joint.pk, by=self.desk)
        self.approve(posts[0])
        lines = {line.item.post_id: line for line in item_lines(self.joint, self.desk)}
        self.assertEqual(lines[posts[0].pk].readiness, Readiness.READY)
        self.assertIn(str(self.spokespersons[1]), lines[posts[1].pk].acts)
        self.assertEqual(joint_lines([self.joint])[0].progress, "1 就绪 · 2 待审")

    def test_the_cost_does_not_grow_with_the_posts(self):
        def cost():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                item_lines(self.joint, self.desk)
                joint_lines([self.joint])
            return len(queries)

        self.ready(approved=1)
        before = cost()
        more = [UnitFactory() for _ in range(3)]
        draft_for_units(joint_id=self.joint.pk, units=more, text="好", category=category_of(1), by=self.desk)
        submit_all(joint_id=self.joint.pk, by=self.desk)
        self.assertEqual(cost(), before)
