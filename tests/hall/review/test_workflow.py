from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowPage

from hall.models import HallPage, PostPage
from hall.review.models import ReviewRecord, ReviewTask
from hall.review.services import approve, ensure_workflow, take_back
from hall.services import save_draft, submit_post, withdraw_post
from home.models import HomePage
from home.services import ensure_portal
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
from tests.hall.review.editor_form import editor_form
from units.enums import Role


class EnsureWorkflowTests(TestCase):
    def test_migrating_leaves_one_workflow_of_three_steps_on_the_front_page(self):
        workflow = Workflow.objects.active().get()
        self.assertEqual([task.specific.level for task in workflow.tasks], [1, 2, 3])
        self.assertEqual(WorkflowPage.objects.get().page.specific, HomePage.objects.get())

    def test_every_page_below_is_covered(self):
        for page in [UnitFactory(), HallPage.objects.get(), HomePage.objects.get()]:
            with self.subTest(page):
                self.assertEqual(page.get_workflow(), Workflow.objects.active().get())

    def test_again_it_changes_nothing(self):
        before = (list(Workflow.objects.values()), list(ReviewTask.objects.values()))
        ensure_portal()
        self.assertEqual((list(Workflow.objects.values()), list(ReviewTask.objects.values())), before)

    def test_it_mends_what_somebody_took_apart_and_keeps_names(self):
        workflow = Workflow.objects.active().get()
        workflow.name = "三审三校"
        workflow.save()
        workflow.deactivate()
        ReviewTask.objects.get(level=2).deactivate()
        Workflow.objects.create(name="捷径")
        ensure_workflow(page=HomePage.objects.get())
        self.assertEqual(Workflow.objects.active().get().name, "三审三校")
        self.assertEqual(Task.objects.active().count(), 3)
        self.assertEqual(WorkflowPage.objects.get().workflow, workflow)

    def test_a_step_that_bears_its_first_name_is_renamed_and_one_that_was_named_anew_is_not(self):
        for found, expected in [("市府办审核", "市委办审核"), ("总值班室审核", "总值班室审核")]:
            with self.subTest(found):
                ReviewTask.objects.filter(level=3).update(name=found)
                ensure_workflow(page=HomePage.objects.get())
                self.assertEqual(ReviewTask.objects.get(level=3).name, expected)


class RunTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def test_steps_that_are_not_needed_are_skipped(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1, approvals=1)
        states = post.workflow_states.get().task_states.order_by("pk")
        self.assertEqual([state.status for state in states], ["approved", "skipped", "skipped"])

    def test_a_page_that_is_no_post_passes_two_steps(self):
        hall = HallPage.objects.get().get_latest_revision_as_object()
        hall.title = "发布大厅"
        hall.save_revision(user=self.office)
        hall.get_workflow().start(hall, self.office)
        for reviewer in [self.desk, HallDeskFactory()]:
            approve(task_state_id=HallPage.objects.get().current_workflow_task_state.pk, reviewer=reviewer)
        self.assertEqual(HallPage.objects.get().title, "发布大厅")

    def test_a_category_that_the_desk_makes_stricter_meanwhile_adds_its_steps(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1)
        category = post.category
        category.levels = 2
        category.save()
        try:
            approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        except Refused:
            self.fail("the spokesperson's approval is good for the first step")
        self.assertEqual(step_of(post).level, 2)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_taking_a_returned_post_back_does_not_forget_its_steps(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2, is_returned=True)
        post.current_workflow_state.cancel(user=self.editor)
        save_draft(post_id=post.pk, author=self.editor, text="改成便民", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(step_of(post).level, 2)

    def test_taking_a_raised_post_back_does_not_forget_what_the_desk_asked_for(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.client.force_login(self.desk)
        self.client.post(
            reverse("wagtailadmin_pages:edit", args=[post.pk]), editor_form(category_of(3), text="险情通报")
        )
        page = self.client.get(reverse("review_post", args=[post.pk]))
        self.assertContains(page, '<li class="review-step ', 3)
        take_back(page_id=post.pk, user=self.editor)
        save_draft(post_id=post.pk, author=self.editor, text="改成便民", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        run = PostPage.objects.get(pk=post.pk).current_workflow_state
        self.assertEqual(run.review_plan.levels, 3)

    def test_taking_ones_own_mistake_back_costs_no_steps(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=3)
        take_back(page_id=post.pk, user=self.editor)
        save_draft(post_id=post.pk, author=self.editor, text="改成便民", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        run = PostPage.objects.get(pk=post.pk).current_workflow_state
        self.assertEqual(run.review_plan.levels, 1)

    def test_after_publication_a_new_run_begins_anew(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2, approvals=2)
        save_draft(
            post_id=post.pk, author=self.editor, text="更正", category=category_of(1), correction="地点不对"
        )
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "更正")

    def test_a_category_is_read_from_the_newest_version_and_not_from_the_public_one(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1, approvals=1)
        save_draft(
            post_id=post.pk, author=self.editor, text="人事变动", category=category_of(3), correction="补充"
        )
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(step_of(post).level, 2)

    def test_what_is_withdrawn_meanwhile_is_not_brought_back(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1, approvals=1)
        save_draft(
            post_id=post.pk, author=self.editor, text="更正", category=post.category, correction="地点不对"
        )
        submit_post(post_id=post.pk, user=self.editor)
        step = step_of(post)
        withdraw_post(post_id=post.pk, by=self.desk, reason="内容有误", now=timezone.now())
        with self.assertRaises(Refused):
            approve(task_state_id=step.pk, reviewer=self.spokesperson)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)


class RecordTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        HallDeskFactory()
        cls.post = SubmittedPostFactory(levels=2, approvals=1, is_returned=True)

    def test_the_history_outlives_the_versions_it_speaks_of(self):
        before = list(ReviewRecord.objects.values())
        submit_post(post_id=self.post.pk, user=self.post.owner)
        self.post.get_latest_revision_as_object().save_revision()
        PostPage.objects.get(pk=self.post.pk).current_workflow_state.cancel()
        call_command("purge_revisions", verbosity=0)
        self.assertFalse(self.post.workflow_states.get().task_states.filter(status="approved"))
        self.assertEqual(list(ReviewRecord.objects.values())[: len(before)], before)

    def test_what_readers_see_is_not_purged_and_stays_public_until_its_change_goes_out(self):
        """Wagtail's command goes on to the next version when one is protected."""
        post = SubmittedPostFactory(levels=1, approvals=1)
        reviewer = MemberFactory(post.unit, Role.REVIEWER)
        save_draft(
            post_id=post.pk,
            author=post.owner,
            text="改期",
            category=post.category,
            correction="改期",
            go_live_at=timezone.now() + timedelta(days=1),
        )
        submit_post(post_id=post.pk, user=post.owner)
        for doomed in [post.live_revision, post.revisions.filter(pk=post.live_revision_id)]:
            with self.assertRaises(ProtectedError), transaction.atomic():
                doomed.delete()
        approve(task_state_id=step_of(post).pk, reviewer=reviewer)
        row = PostPage.objects.get(pk=post.pk)
        self.assertTrue(row.live)
        self.assertTrue(row.approved_schedule)
        row.delete()
        self.assertFalse(PostPage.objects.filter(pk=post.pk))

    def test_a_line_is_written_once_and_stays(self):
        line = ReviewRecord.objects.first()
        line.comment = "改口"
        for act in [line.save, line.delete]:
            with self.subTest(act.__name__), self.assertRaises(TypeError):
                act()

    def test_a_person_who_leaves_keeps_their_name_in_it(self):
        line = ReviewRecord.objects.get(event="approved")
        name = str(line.person)
        line.person.delete()
        line.refresh_from_db()
        self.assertEqual((line.person, line.person_name), (None, name))

    def test_the_same_text_has_the_same_fingerprint_and_another_text_another(self):
        submit_post(post_id=self.post.pk, user=self.post.owner)
        lines = list(ReviewRecord.objects.filter(event="submitted"))
        self.assertEqual(lines[0].fingerprint, lines[1].fingerprint)
        PostPage.objects.get(pk=self.post.pk).current_workflow_state.cancel()
        save_draft(post_id=self.post.pk, author=self.post.owner, text="另一段话", category=self.post.category)
        submit_post(post_id=self.post.pk, user=self.post.owner)
        self.assertNotEqual(lines[0].fingerprint, ReviewRecord.objects.last().fingerprint)
