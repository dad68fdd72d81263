"""The category says how many people review a post: nobody takes two steps of the same version."""

from django.contrib.auth import get_user_model
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hall.models import PostPage
from hall.review.permissions import assignment_of, why_not_correct
from hall.review.queries import steps_for, steps_of
from hall.review.queues import waiting_for
from hall.review.services import approve, return_post, take_back
from hall.services import save_draft, submit_post
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
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

REFUSAL = "You approved another step of this version, so somebody else takes this one."


class OneStepEachTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="没有发言人的单位")
        cls.editor = MemberFactory(cls.unit)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def submitted(self, levels=2):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, levels=levels, text="今晚停水。")

    def stepped_in(self, levels=2):
        """Return a post whose first step the desk has taken for the unit."""
        post = self.submitted(levels)
        approve(task_state_id=step_of(post).pk, reviewer=self.desk)
        return PostPage.objects.get(pk=post.pk)

    def decide(self, person, post, action="approve", **fields):
        self.client.force_login(person)
        sent = {"action": action, "task_state": step_of(post).pk, "seen": post.latest_revision_id, **fields}
        return self.client.post(reverse("review_post", args=[post.pk]), sent)

    def assertWaitsFor(self, post, people):
        """Queue, home page, review page and the rule name the same people."""
        self.assertEqual(assignment_of(step_of(post)).people, {person.pk for person in people})
        step = next(s for s in steps_of(post.current_workflow_state, post) if s.state == "waiting")
        self.assertEqual(step.assignment, assignment_of(step_of(post)))
        address = reverse("review_post", args=[post.pk])
        for person in get_user_model().objects.filter(groups__team__unit=None):
            with self.subTest(str(person)):
                takes = person in people
                self.assertEqual([s.page_id for s in waiting_for(person)], [post.pk] if takes else [])
                self.client.force_login(person)
                for name in ["review_queue", "wagtailadmin_home"]:
                    self.assertEqual(address in self.client.get(reverse(name)).text, takes)
                self.assertEqual('value="approve"' in self.client.get(address).text, takes)


class OneStepEachTests(OneStepEachTestCase):
    def test_after_one_of_the_desk_stepped_in_another_takes_the_desks_step(self):
        colleague = HallDeskFactory()
        post = self.stepped_in()
        self.assertWaitsFor(post, {colleague})
        self.decide(colleague, post)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_a_desk_of_one_leaves_its_step_to_the_city_office_which_reads_why(self):
        post = self.stepped_in()
        self.assertWaitsFor(post, {self.office})
        self.client.force_login(self.office)
        self.assertContains(self.client.get(reverse("review_queue")), assignment_of(step_of(post)).because)
        self.decide(self.office, post)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_when_nobody_is_left_it_waits_and_says_so(self):
        post = self.stepped_in(levels=3)
        approve(task_state_id=step_of(post).pk, reviewer=self.office)
        self.assertWaitsFor(post, set())
        self.assertContains(
            self.client.get(reverse("review_post", args=[post.pk])),
            _("Nobody can take this step at present: ask the hall desk to name somebody."),
        )
        self.assertWaitsFor(post, {CityOfficeFactory()})

    def test_a_forged_decision_is_refused_in_words(self):
        post = self.stepped_in()
        for action in ["approve", "return"]:
            with self.subTest(action):
                response = self.decide(self.desk, post, action, comment="再看一眼")
                self.assertContains(response, _(REFUSAL))
                self.assertEqual(step_of(post).level, 2)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_wagtails_own_door_is_shut_too(self):
        post = self.stepped_in()
        self.client.force_login(self.desk)
        address = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, "approve", step_of(post).pk])
        self.client.post(address, {"comment": ""})
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_those_who_approved_do_not_change_the_text_at_the_next_step(self):
        post = self.stepped_in()
        self.assertEqual(why_not_correct(self.desk, step_of(post)), _(REFUSAL))

    def test_the_one_who_is_called_by_mail_is_the_one_who_can_take_it(self):
        post = self.submitted()
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            approve(task_state_id=step_of(post).pk, reviewer=self.desk)
        called = [message for message in mail.outbox if message.to != [self.editor.email]]
        self.assertEqual([message.to for message in called], [[self.office.email]])
        with override("zh-hans"):
            self.assertIn(assignment_of(step_of(post)).because, called[0].body)

    def test_a_changed_version_begins_anew(self):
        HallDeskFactory()
        post = self.stepped_in()
        return_post(
            task_state_id=step_of(post).pk,
            reviewer=get_user_model().objects.get(pk=min(assignment_of(step_of(post)).people)),
            reason="请写明时间。",
        )
        save_draft(post_id=post.pk, author=self.editor, text="今晚八点停水。", category=post.category)
        submit_post(post_id=post.pk, user=self.editor)
        self.assertEqual(step_of(post).level, 1)
        self.assertIn(self.desk.pk, assignment_of(step_of(post)).people)

    def test_a_version_that_comes_back_unchanged_remembers(self):
        post = self.stepped_in()
        return_post(task_state_id=step_of(post).pk, reviewer=self.office, reason="先等一等。")
        submit_post(post_id=post.pk, user=self.editor)
        with self.assertRaisesMessage(Refused, _(REFUSAL)):
            approve(task_state_id=step_of(post).pk, reviewer=self.desk)

    def test_a_new_run_begins_anew(self):
        post = self.stepped_in()
        take_back(page_id=post.pk, user=self.editor)
        submit_post(post_id=post.pk, user=self.editor)
        self.assertEqual(assignment_of(step_of(post)).people, {self.desk.pk})

    def test_one_post_says_nothing_about_another(self):
        self.stepped_in()
        other = self.submitted()
        self.assertEqual([step.page_id for step in waiting_for(self.desk)], [other.pk])

    def test_the_queue_costs_the_same_for_one_such_post_or_six(self):
        self.client.force_login(self.office)
        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("review_queue")), self.stepped_in)


class StepsAheadTests(OneStepEachTestCase):
    def people_of(self, steps):
        return [set(step.assignment.people) for step in steps]

    def test_the_composer_foretells_the_steps_as_they_will_be_taken(self):
        steps = steps_for(self.unit, category_of(3), self.editor)
        self.assertEqual(self.people_of(steps), [{self.desk.pk}, {self.office.pk}, set()])

    def test_so_does_the_review_page_before_the_first_decision(self):
        post = self.submitted()
        steps = steps_of(post.current_workflow_state, post)
        self.assertEqual(self.people_of(steps), [{self.desk.pk}, {self.office.pk}])

    def test_where_two_can_take_a_step_either_may_be_left_for_the_next(self):
        colleague = HallDeskFactory()
        steps = steps_for(self.unit, category_of(2), self.editor)
        self.assertEqual(self.people_of(steps), [{self.desk.pk, colleague.pk}] * 2)

    def test_a_step_that_waits_again_leaves_out_who_approved_a_later_one(self):
        MemberFactory(self.unit, Role.REVIEWER)
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        post = self.submitted()
        approve(task_state_id=step_of(post).pk, reviewer=spokesperson)
        PostPage.objects.get(pk=post.pk).get_latest_revision_as_object().save_revision(user=self.desk)
        post = PostPage.objects.get(pk=post.pk)
        steps = steps_of(post.current_workflow_state, post)
        self.assertEqual(self.people_of(steps)[1], {self.office.pk})
        self.assertIn(spokesperson.pk, self.people_of(steps)[0])
