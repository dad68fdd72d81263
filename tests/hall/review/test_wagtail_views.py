"""Wagtail's own workflow views: they take the page from one part of the address and the task from another."""

import json

from django.test import TestCase
from django.urls import reverse
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from hall.models import PostPage
from hall.review.models import ReviewTask
from hall.review.services import approve, take_back
from hall.services import draft_post, save_draft, submit_post
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from tests.hall.review.editor_form import editor_form
from units.enums import Role


class WorkflowViewTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源发改")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.spokesperson)

    def submitted(self, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, **fields)

    def act(self, post, action, task_state_id, view="workflow_action", **data):
        address = reverse(f"wagtailadmin_pages:{view}", args=[post.pk, action, task_state_id])
        return self.client.post(address, data)

    def newest(self, post):
        return PostPage.objects.get(pk=post.pk)


class WorkflowActionTests(WorkflowViewTestCase):
    def test_a_reviewer_approves_and_returns(self):
        approved, returned = self.submitted(), self.submitted()
        self.act(approved, "approve", step_of(approved).pk, comment="好")
        self.act(returned, "reject", step_of(returned).pk, comment="请写明时间")
        self.assertTrue(self.newest(approved).live)
        self.assertEqual(self.newest(returned).current_workflow_state.status, "needs_changes")

    def test_a_return_without_a_reason_is_refused(self):
        post = self.submitted()
        self.act(post, "reject", step_of(post).pk, comment=" ")
        self.assertTrue(self.newest(post).workflow_in_progress)

    def test_one_posts_address_with_another_posts_task_decides_nothing(self):
        mine = self.submitted()
        theirs = SubmittedPostFactory(unit=self.other)
        for view in ["workflow_action", "collect_workflow_action_data"]:
            for action in ["approve", "reject"]:
                with self.subTest(view=view, action=action):
                    response = self.act(mine, action, step_of(theirs).pk, view, comment="好")
                    self.assertEqual(response.status_code, 404)
        for post in [mine, theirs]:
            self.assertTrue(self.newest(post).workflow_in_progress)
            self.assertFalse(self.newest(post).live)

    def test_another_address_of_ones_own_does_not_help_either(self):
        one, two = self.submitted(), self.submitted()
        self.assertEqual(self.act(one, "approve", step_of(two).pk).status_code, 404)
        self.assertFalse(PostPage.objects.live().exists())

    def test_the_task_itself_asks_about_its_own_post(self):
        mine, theirs = self.submitted(), SubmittedPostFactory(unit=self.other)
        self.assertTrue(step_of(mine).task.specific.get_actions(mine, self.spokesperson))
        with self.assertRaises(Refused):
            step_of(mine).task.specific.on_action(step_of(theirs), self.spokesperson, "approve")

    def test_a_forged_task_is_not_found(self):
        post = self.submitted()
        self.assertEqual(self.act(post, "approve", 99_999_999).status_code, 404)

    def test_nobody_else_approves(self):
        post = self.submitted()
        strangers = [
            self.editor,
            self.desk,
            MemberFactory(self.other, Role.REVIEWER),
            MemberFactory(self.unit, Role.LIAISON),
            UserFactory(superuser=True),
        ]
        for person in strangers:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.assertEqual(self.act(post, "approve", step_of(post).pk).status_code, 302)
                self.assertFalse(self.newest(post).live)

    def test_a_step_that_somebody_has_decided_is_not_decided_again(self):
        post = self.submitted(levels=2)
        step = step_of(post)
        self.act(post, "approve", step.pk)
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        self.act(post, "reject", step.pk, comment="不妥")
        self.assertEqual(step_of(post).level, 2)

    def test_the_preview_of_a_step_is_for_its_reviewers(self):
        post = self.submitted()
        address = reverse("wagtailadmin_pages:workflow_preview", args=[post.pk, step_of(post).task_id])
        self.assertIn("请街坊存水", self.client.get(address).text)
        self.client.force_login(MemberFactory(self.other, Role.REVIEWER))
        self.assertEqual(self.client.get(address).status_code, 302)


class EditorTests(WorkflowViewTestCase):
    def save(self, post, **fields):
        data = editor_form(fields.pop("category", post.category), **fields)
        return self.client.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), data)

    def decide(self, post, action="approve", words=None, **fields):
        decision = {
            "action-workflow-action": "true",
            "workflow-action-name": action,
            "workflow-action-extra-data": json.dumps(words or {}),
        }
        return self.save(post, **{**decision, **fields})

    def test_it_offers_the_decision_with_its_true_name(self):
        for levels, is_offered in [(1, True), (2, False)]:
            with self.subTest(levels=levels):
                address = reverse("wagtailadmin_pages:edit", args=[self.submitted(levels=levels).pk])
                menu = self.client.get(address).context["action_menu"]
                labels = [str(getattr(item, "label", "")) for item in [menu.default_item, *menu.menu_items]]
                self.assertEqual(any("publish" in label or "发布" in label for label in labels), is_offered)

    def test_the_unchanged_text_can_be_approved_from_it(self):
        post = self.submitted()
        self.decide(post, text=post.text)
        self.assertTrue(self.newest(post).live)

    def test_odd_words_with_a_decision_do_no_harm(self):
        for words in ['{"update": false, "user": 1, "comment": ["好"]}', "[1]", "{", "null"]:
            with self.subTest(words):
                post = self.submitted(levels=2)
                self.decide(post, text=post.text, **{"workflow-action-extra-data": words})
                self.assertEqual(step_of(post).level, 2)

    def test_a_return_from_it_needs_a_reason(self):
        post = self.submitted()
        self.decide(post, "reject", text=post.text)
        self.assertTrue(self.newest(post).workflow_in_progress)
        self.decide(post, "reject", text=post.text, words={"comment": "请写明时间"})
        self.assertEqual(self.newest(post).current_workflow_state.status, "needs_changes")

    def test_whoever_changes_the_text_does_not_approve_it(self):
        post = self.submitted()
        self.decide(post, text="改了几个字")
        row = self.newest(post)
        self.assertFalse(row.live)
        self.assertEqual(row.get_latest_revision_as_object().text, "改了几个字")
        self.act(post, "approve", step_of(post).pk)
        self.assertFalse(self.newest(post).live)

    def test_after_a_change_every_step_approves_the_new_text(self):
        post = self.submitted(levels=2, approvals=1)
        self.client.force_login(self.desk)
        self.save(post, text="发布厅改了几个字")
        self.client.force_login(HallDeskFactory())
        step, newest = step_of(post), self.newest(post)
        data = {"action": "approve", "task_state": step.pk, "seen": newest.latest_revision_id}
        self.client.post(reverse("review_post", args=[post.pk]), data)
        self.assertFalse(self.newest(post).live)
        self.assertEqual(step_of(post).level, 1)
        self.client.force_login(self.spokesperson)
        self.act(post, "approve", step_of(post).pk)
        self.assertEqual((self.newest(post).live, self.newest(post).text), (True, "发布厅改了几个字"))

    def test_a_reviewer_may_go_on_correcting(self):
        post = self.submitted()
        for text in ["第一处", "第二处"]:
            self.save(post, text=text)
        self.assertEqual(self.newest(post).get_latest_revision_as_object().text, "第二处")

    def test_a_spokesperson_does_not_change_the_category_under_review(self):
        post = self.submitted()
        self.save(post, category=category_of(3), text="改字不改类")
        newest = self.newest(post).get_latest_revision_as_object()
        self.assertEqual((newest.text, newest.category), ("改字不改类", post.category))

    def test_the_hall_desk_may_and_it_is_logged(self):
        post = self.submitted(levels=2, approvals=1)
        self.client.force_login(self.desk)
        self.save(post, category=category_of(3))
        self.assertEqual(self.newest(post).get_latest_revision_as_object().category, category_of(3))
        entry = PageLogEntry.objects.get(page=post.pk, action="hall.recategorise")
        self.assertEqual((entry.user, entry.data["after"]), (self.desk, category_of(3).pk))

    def test_an_older_version_does_not_bring_its_category_back(self):
        post = draft_post(unit=self.unit, author=self.editor, text="一稿", category=category_of(3))
        first = post.latest_revision_id
        save_draft(post_id=post.pk, author=self.editor, text="二稿", category=category_of(2))
        submit_post(post_id=post.pk, user=self.editor)
        address = reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, first])
        self.client.post(address, editor_form(category_of(3), text="一稿", revision=first))
        newest = self.newest(post).get_latest_revision_as_object()
        self.assertEqual((newest.text, newest.category), ("一稿", category_of(2)))

    def test_a_decision_from_an_older_version_does_not_count(self):
        post = draft_post(unit=self.unit, author=self.editor, text="一稿", category=category_of(1))
        first = post.latest_revision_id
        save_draft(post_id=post.pk, author=self.editor, text="二稿", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        address = reverse("wagtailadmin_pages:revisions_revert", args=[post.pk, first])
        decision = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        for text in ["一稿", "又改了"]:
            with self.subTest(text):
                self.client.post(address, editor_form(post.category, text=text, **decision))
                self.assertFalse(self.newest(post).live)

    def test_autosave_does_not_write_over_a_version_that_a_review_names(self):
        post = self.submitted(levels=2, is_returned=True)
        self.client.force_login(self.editor)
        self.save(post, text="退回后改", overwrite_revision_id=post.latest_revision_id)
        row = self.newest(post)
        self.assertNotEqual(row.latest_revision_id, post.latest_revision_id)
        self.assertNotIn("退回后改", str(row.revisions.get(pk=post.latest_revision_id).content))

    def test_autosave_does_not_write_over_a_version_that_was_approved(self):
        """A window that was left open since before the review."""
        post = self.submitted(levels=1, approvals=1)
        self.client.force_login(self.editor)
        self.save(post, text="停电改到明天", correction="改期", overwrite_revision_id=post.latest_revision_id)
        row = self.newest(post)
        self.assertEqual(row.live_revision.content["text"], row.text)
        self.assertNotEqual(row.latest_revision_id, row.live_revision_id)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(self.newest(post).text, "停电改到明天")

    def test_autosave_does_not_write_over_a_version_whose_review_was_taken_back(self):
        post = self.submitted(levels=2, approvals=1)
        take_back(page_id=post.pk, user=self.editor)
        self.client.force_login(self.editor)
        self.save(post, text="另一篇", overwrite_revision_id=post.latest_revision_id)
        self.assertNotIn("另一篇", str(post.revisions.get(pk=post.latest_revision_id).content))


class OtherWorkflowTests(WorkflowViewTestCase):
    def test_a_workflow_that_is_not_the_halls_review_publishes_nothing(self):
        task = GroupApprovalTask.objects.create(name="走捷径")
        task.groups.add(self.unit.teams.get(role=Role.REVIEWER).group)
        workflow = Workflow.objects.create(name="捷径")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        post = PostFactory(unit=self.unit, live=False, owner=self.editor)
        workflow.start(post, self.editor)
        with self.assertRaises(Refused):
            self.newest(post).current_workflow_task_state.approve(user=self.spokesperson)
        self.assertFalse(self.newest(post).live)

    def test_a_step_that_was_switched_off_still_waits(self):
        ReviewTask.objects.get(level=2).deactivate()
        self.assertEqual(step_of(self.submitted(levels=2, approvals=1)).level, 2)

    def test_without_its_steps_a_review_publishes_nothing(self):
        for level in [2, 3]:
            ReviewTask.objects.get(level=level).deactivate()
        post = self.submitted(levels=2)
        with self.assertRaises(Refused):
            approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertFalse(self.newest(post).live)
