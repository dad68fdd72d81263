from django.test import TestCase
from django.urls import reverse
from django.utils.translation import gettext as _

from hall.review.queries import history_of, steps_for, steps_of
from hall.review.services import approve
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


class StepsForTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源发改")
        cls.editor = MemberFactory(cls.unit)
        cls.desk = HallDeskFactory(last_name="陈", first_name="主任")

    def test_a_category_passes_its_steps_and_no_more(self):
        for levels in [1, 2, 3]:
            with self.subTest(levels=levels):
                steps = steps_for(self.unit, category_of(levels), self.editor)
                self.assertEqual([step.level for step in steps], list(range(1, levels + 1)))

    def test_it_names_those_who_can_take_a_step(self):
        MemberFactory(self.unit, Role.REVIEWER, last_name="李", first_name="明")
        first, second = steps_for(self.unit, category_of(2), self.editor)
        self.assertEqual((first.names, second.names), (["李明"], ["陈主任"]))
        self.assertEqual(first.assignment.because, "")

    def test_it_says_why_the_desk_takes_the_step_of_a_unit_without_spokespersons(self):
        [step] = steps_for(self.unit, category_of(1), self.editor)
        self.assertEqual(step.names, ["陈主任"])
        self.assertIn(_("the spokespersons of %(unit)s") % {"unit": "河源发改"}, step.assignment.because)

    def test_a_spokesperson_who_writes_is_not_named(self):
        author = MemberFactory(self.unit, Role.REVIEWER)
        [step] = steps_for(self.unit, category_of(1), author)
        self.assertEqual(step.names, ["陈主任"])
        self.assertEqual(step.assignment.passed_over.people, {author.pk})

    def test_only_some_of_many_are_named(self):
        for _number in range(7):
            MemberFactory(self.unit, Role.REVIEWER)
        [step] = steps_for(self.unit, category_of(1), self.editor)
        self.assertEqual((len(step.names), step.more), (5, 2))

    def test_the_composer_shows_them_while_the_category_is_chosen(self):
        self.client.force_login(self.editor)
        address = reverse("hall_compose_steps")
        page = self.client.get(address, {"unit": self.unit.pk, "category": category_of(2).pk}).text
        self.assertIn("陈主任", page)
        self.assertIn("河源发改", page)


class StepsOfTests(TestCase):
    def test_done_waiting_and_ahead_are_told_apart(self):
        unit = UnitFactory()
        HallDeskFactory()
        post = SubmittedPostFactory(unit=unit, levels=3, approvals=1)
        steps = steps_of(post.current_workflow_state, post)
        self.assertEqual([step.state for step in steps], ["done", "waiting", "ahead"])
        self.assertEqual(steps[0].record.level, 1)

    def test_a_new_version_has_no_approvals(self):
        desk = HallDeskFactory()
        post = SubmittedPostFactory(levels=2, approvals=1)
        post.get_latest_revision_as_object().save_revision(user=desk)
        post.refresh_from_db()
        steps = steps_of(post.current_workflow_state, post)
        self.assertEqual([step.record for step in steps], [None, None])


class HistoryTests(TestCase):
    def test_it_tells_who_did_what_and_what_they_said(self):
        unit = UnitFactory()
        spokesperson = MemberFactory(unit, Role.REVIEWER)
        HallDeskFactory(), CityOfficeFactory()
        post = SubmittedPostFactory(unit=unit, levels=1)
        approve(task_state_id=step_of(post).pk, reviewer=spokesperson, comment="写得好")

        lines = [(line.event, line.person, line.comment) for line in reversed(history_of(post))]

        self.assertEqual(lines[0], ("submitted", post.owner, ""))
        self.assertEqual(lines[1], ("routed", None, ""))
        self.assertEqual(lines[2], ("approved", spokesperson, "写得好"))
        self.assertEqual(lines[3][0], "published")
