from datetime import datetime, timedelta
from unittest.mock import patch

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from hall.models import Category, HallPage
from hall.review import clocks
from hall.review.decisions import raise_steps
from hall.review.models import ReviewTaskState
from hall.review.services import approve, take_back
from hall.services import save_draft, submit_post
from portal.core.models import PortalSettings
from portal.core.workdays import ZONE, Calendar
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


def lines_of(page, event):
    return [line.facts for line in page.review_records.filter(event=event)]


class RoutingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def submitted(self, levels=1, **fields):
        return SubmittedPostFactory(
            unit=self.unit, author=self.editor, levels=levels, text="今晚停水。", **fields
        )

    def test_one_line_says_by_which_version_of_the_rule(self):
        Category.objects.filter(pk=category_of(2).pk).update(name="政策", desk_hours=6)
        category_of(2).save()
        post = self.submitted(levels=2, approvals=2)

        self.assertEqual(
            lines_of(post, "routed"), [{"category": "政策", "rule": 2, "levels": 2, "hours": [4, 6, 8]}]
        )
        self.assertEqual(post.workflow_states.get().review_plan.rule, category_of(2).rules.last())
        self.assertEqual(post.review_records.get(event="routed").person_name, "")
        self.assertEqual(lines_of(post, "raised"), [])

    def test_a_page_without_a_category_is_routed_by_no_rule(self):
        hall = HallPage.objects.get().get_latest_revision_as_object()
        hall.title = "发布大厅"
        hall.save_revision(user=self.office)
        hall.get_workflow().start(hall, self.office)

        self.assertEqual(
            lines_of(hall, "routed"), [{"category": "", "rule": None, "levels": 2, "hours": [4, 4, 8]}]
        )

    def test_a_rule_made_stricter_meanwhile_is_a_line_of_its_own(self):
        post = self.submitted()
        category = post.category
        category.levels, category.desk_hours = 2, 1
        category.save()
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)

        [facts] = lines_of(post, "raised")
        self.assertEqual((facts["from"], facts["to"], facts["why"]), (1, 2, "rule_changed"))
        self.assertEqual((facts["rule"], facts["hours"]), (2, [4, 1, 8]))
        self.assertEqual(step_of(post).workflow_state.review_plan.rule.number, 2)

    def test_another_category_is_a_line_of_its_own(self):
        post = self.submitted()
        other = category_of(3)
        newest = post.get_latest_revision_as_object()
        newest.category = other
        newest.save_revision(user=self.desk)
        raise_steps(page_id=post.pk)

        [facts] = lines_of(post, "raised")
        self.assertEqual((facts["why"], facts["category"], facts["to"]), ("category_changed", other.name, 3))

    def test_a_rule_that_asks_for_less_takes_no_step_away_and_moves_no_deadline(self):
        post = self.submitted(levels=2)
        due_at = step_of(post).due_at
        category = post.category
        category.levels, category.unit_hours = 1, 40
        category.save()
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)

        self.assertEqual(step_of(post).level, 2)
        self.assertEqual(ReviewTaskState.objects.get(level=1, status="approved").due_at, due_at)
        self.assertEqual(step_of(post).workflow_state.review_plan.rule.number, 1)

    def test_what_an_earlier_run_was_asked_for_is_said(self):
        post = self.submitted(levels=2, is_returned=True)
        post.current_workflow_state.cancel(user=self.editor)
        save_draft(post_id=post.pk, author=self.editor, text="改成便民", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)

        self.assertEqual([facts["levels"] for facts in lines_of(post, "routed")], [2, 1])
        self.assertEqual(lines_of(post, "raised"), [{"from": 1, "to": 2, "why": "asked_before"}])

    def test_each_run_is_routed_once(self):
        post = self.submitted()
        take_back(page_id=post.pk, user=self.editor)
        submit_post(post_id=post.pk, user=self.editor)

        self.assertEqual(len(lines_of(post, "routed")), 2)


class DeadlineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        MemberFactory(cls.unit, Role.REVIEWER)

    def submitted_at(self, moment, **fields):
        with patch.object(timezone, "now", return_value=moment):
            return SubmittedPostFactory(unit=self.unit, text="周五傍晚送审。", **fields)

    def test_a_step_has_the_working_hours_of_its_rule(self):
        post = self.submitted_at(datetime(2026, 11, 20, 17, 30, tzinfo=ZONE))

        self.assertEqual(step_of(post).due_at, datetime(2026, 11, 23, 12, 0, tzinfo=ZONE))

    def test_each_step_begins_its_own_clock(self):
        post = self.submitted_at(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE), levels=2)
        HallDeskFactory()
        with patch.object(timezone, "now", return_value=datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)):
            approve(
                task_state_id=step_of(post).pk, reviewer=self.unit.teams.get(role="reviewer").members().get()
            )

        self.assertEqual(step_of(post).due_at, datetime(2026, 11, 23, 16, 30, tzinfo=ZONE))

    def test_a_changed_calendar_moves_no_deadline(self):
        post = self.submitted_at(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE))
        portal = PortalSettings.load()
        portal.afternoon_until = portal.afternoon_from.replace(hour=15)
        portal.save()

        self.assertEqual(step_of(post).due_at, datetime(2026, 11, 23, 15, 30, tzinfo=ZONE))

    def test_a_step_that_is_skipped_has_none(self):
        post = self.submitted_at(datetime(2026, 11, 23, 9, 0, tzinfo=ZONE), approvals=1)

        skipped = ReviewTaskState.objects.filter(workflow_state=post.workflow_states.get(), status="skipped")
        self.assertEqual({state.due_at for state in skipped}, {None})
        self.assertEqual(len(skipped), 2)


class NoCalendar(Calendar):
    def is_working_day(self, day):
        return False


class DueAtTests(SimpleTestCase):
    def test_a_calendar_without_working_days_gives_no_deadline(self):
        now = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
        self.assertIsNone(clocks.due_at(now, timedelta(hours=4), NoCalendar()))
