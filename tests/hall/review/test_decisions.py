from django.test import TestCase
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.review.services import approve, return_post
from hall.services import save_draft, submit_post
from portal.core.refusals import Refused
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
    step_of,
)
from units.enums import Role


class ApproveTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def submitted(self, levels=1, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, levels=levels, **fields)

    def test_the_last_step_that_a_category_needs_publishes(self):
        for levels, reviewers in [
            (1, [self.spokesperson]),
            (2, [self.spokesperson, self.desk]),
            (3, [self.spokesperson, self.desk, self.office]),
        ]:
            with self.subTest(levels=levels):
                post = self.submitted(levels)
                for reviewer in reviewers:
                    post.refresh_from_db()
                    self.assertFalse(post.live)
                    approve(task_state_id=step_of(post).pk, reviewer=reviewer)
                post.refresh_from_db()
                self.assertTrue(post.live)
                self.assertFalse(post.has_unpublished_changes)
                self.assertTrue(hasattr(post, "timeline_entry"))

    def test_a_returned_post_comes_back_with_the_reason_and_passes_the_review_again(self):
        post = self.submitted(levels=2, approvals=1)
        return_post(task_state_id=step_of(post).pk, reviewer=self.desk, reason="请写明时间。")
        save_draft(post_id=post.pk, author=self.editor, text="今晚八点停水。", category=post.category)
        submit_post(post_id=post.pk, user=self.editor)

        self.assertEqual(step_of(post).level, 1)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(step_of(post).level, 2)
        approve(task_state_id=step_of(post).pk, reviewer=self.desk)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "今晚八点停水。")
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_a_returned_post_that_was_not_changed_goes_back_to_the_step_that_returned_it(self):
        post = self.submitted(levels=2, approvals=1)
        return_post(task_state_id=step_of(post).pk, reviewer=self.desk, reason="先等一等。")
        submit_post(post_id=post.pk, user=self.editor)
        self.assertEqual(step_of(post).level, 2)

    def test_a_return_needs_a_reason(self):
        post = self.submitted()
        with self.assertRaisesMessage(Refused, _("Say what should be changed; the writer will read it.")):
            return_post(task_state_id=step_of(post).pk, reviewer=self.spokesperson, reason=" \n")
        self.assertTrue(PostPage.objects.get(pk=post.pk).workflow_in_progress)

    def test_the_second_of_two_reviewers_gets_a_sentence(self):
        post = self.submitted()
        step = step_of(post)
        approve(task_state_id=step.pk, reviewer=self.spokesperson)
        with self.assertRaisesMessage(
            Refused, _("%(person)s has approved it already.") % {"person": self.spokesperson}
        ):
            return_post(
                task_state_id=step.pk, reviewer=MemberFactory(self.unit, Role.REVIEWER), reason="不妥"
            )


class RatchetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def recategorise(self, post, levels, author=None):
        post = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        post.category = category_of(levels)
        return post.save_revision(user=author or self.editor, log_action=True)

    def test_a_lower_category_takes_no_step_away(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2)
        self.recategorise(post, 1)
        approve(
            task_state_id=step_of(post).pk,
            reviewer=self.spokesperson,
            seen_revision_id=PostPage.objects.get(pk=post.pk).latest_revision_id,
        )
        self.assertEqual(step_of(post).level, 2)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_a_higher_category_after_a_return_adds_its_steps(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1, is_returned=True)
        self.recategorise(post, 3)
        submit_post(post_id=post.pk, user=self.editor)
        for reviewer in [self.spokesperson, self.desk]:
            approve(task_state_id=step_of(post).pk, reviewer=reviewer)
        self.assertEqual(step_of(post).level, 3)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)
