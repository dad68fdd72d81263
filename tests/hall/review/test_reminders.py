from datetime import date, datetime, timedelta
from unittest.mock import patch

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone
from wagtail.users.models import UserProfile

from hall.review import duties
from hall.review.enums import ReminderKind
from hall.review.models import Reminder, ReviewTaskState
from hall.review.reminders import remind
from hall.review.services import approve, claim_step
from portal.core.workdays import ZONE
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    SpecialDayFactory,
    SubmittedPostFactory,
    UnitFactory,
    step_of,
)
from units.enums import Role
from units.services import name_lead, remove_member

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=ZONE)
HOUR = timedelta(hours=1)


class ReminderTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.first = MemberFactory(cls.unit, Role.REVIEWER, last_name="王", first_name="芳")
        cls.second = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="明")
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def submitted(self, moment=MONDAY, **fields):
        with patch.object(timezone, "now", return_value=moment):
            return SubmittedPostFactory(
                unit=fields.pop("unit", self.unit), author=self.editor, text="今晚停水。", **fields
            )

    def told(self, moment):
        """Keep the duty and return who was written to."""
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            duties.remind_of_deadlines(moment)
        return sorted(message.to[0] for message in mail.outbox)

    def addresses(self, *people):
        return sorted(person.email for person in people)

    def lines(self, post):
        events = ["reminded", "escalated"]
        return [(line.event, line.facts["told"]) for line in post.review_records.filter(event__in=events)]


class ReminderTests(ReminderTestCase):
    def test_from_submission_to_the_hall_desk_everybody_is_told_once(self):
        post = self.submitted()
        lead = self.unit.teams.get(role=Role.REVIEWER)
        name_lead(team_id=lead.pk, user=self.second, by=self.first)
        clock = [
            ("10:00", []),
            ("11:29", []),
            ("11:30", [self.first, self.second]),
            ("11:45", []),
            ("14:59", []),
            ("15:00", [self.second]),
            ("15:59", []),
            ("16:00", [self.desk]),
            ("18:00", []),
        ]
        for time, people in clock:
            hour, minute = map(int, time.split(":"))
            with self.subTest(time):
                self.assertEqual(self.told(MONDAY.replace(hour=hour, minute=minute)), self.addresses(*people))
        self.assertEqual(
            self.lines(post),
            [("reminded", ["李明", "王芳"]), ("escalated", ["李明"]), ("escalated", [str(self.desk)])],
        )

    def test_friday_evening_before_a_make_up_sunday(self):
        SpecialDayFactory(date=date(2031, 9, 28), kind="makeup", name="国庆节")
        friday = datetime(2031, 9, 26, 17, 30, tzinfo=ZONE)
        post = self.submitted(friday)

        self.assertEqual(step_of(post).due_at, datetime(2031, 9, 28, 12, 0, tzinfo=ZONE))
        self.assertEqual(self.told(datetime(2031, 9, 27, 12, 0, tzinfo=ZONE)), [])
        self.assertEqual(len(self.told(datetime(2031, 9, 28, 11, 0, tzinfo=ZONE))), 2)

    def test_what_is_claimed_reminds_the_claimer_only(self):
        post = self.submitted()
        now = MONDAY.replace(hour=11)
        claim_step(task_state_id=step_of(post).pk, reviewer=self.first, now=now)

        self.assertEqual(self.told(MONDAY.replace(hour=11, minute=30)), [self.first.email])

    def test_what_is_decided_reminds_nobody(self):
        post = self.submitted()
        approve(task_state_id=step_of(post).pk, reviewer=self.first)

        self.assertEqual(self.told(MONDAY + timedelta(days=3)), [])

    def test_without_a_lead_all_spokespersons_are_told(self):
        self.submitted()
        self.assertEqual(self.told(MONDAY.replace(hour=15)), self.addresses(self.first, self.second))

    def test_a_lead_who_has_left_is_no_lead(self):
        team = self.unit.teams.get(role=Role.REVIEWER)
        name_lead(team_id=team.pk, user=self.first, by=self.desk)
        self.submitted()
        team.group.user_set.remove(self.first)

        self.assertEqual(self.told(MONDAY.replace(hour=15)), [self.second.email])

    def test_behind_the_desk_stands_the_city_office_and_the_desk_hears_last(self):
        post = self.submitted(levels=2)
        with patch.object(timezone, "now", return_value=MONDAY):
            approve(task_state_id=step_of(post).pk, reviewer=self.first)

        self.assertEqual(self.told(MONDAY.replace(hour=11, minute=30)), [self.desk.email])
        self.assertEqual(self.told(MONDAY.replace(hour=15)), [self.office.email])
        self.assertEqual(self.told(MONDAY.replace(hour=16)), [self.desk.email])

    def test_a_unit_without_spokespersons_reminds_the_desk_in_their_place(self):
        bare = UnitFactory()
        editor = MemberFactory(bare)
        with patch.object(timezone, "now", return_value=MONDAY):
            SubmittedPostFactory(unit=bare, author=editor)

        for hour in [12, 15, 16]:
            with self.subTest(hour):
                self.assertEqual(self.told(MONDAY.replace(hour=hour)), [self.desk.email])

    def test_after_an_outage_each_person_gets_one_mail_with_the_latest_only(self):
        posts = [self.submitted() for _number in range(3)]

        self.assertEqual(self.told(MONDAY + timedelta(days=2)), [self.desk.email])

        body = mail.outbox[0].body
        for post in posts:
            self.assertIn(f"/review/{post.pk}/", body)
            self.assertEqual([event for event, _told in self.lines(post)], ["escalated"])
        self.assertIn("3", mail.outbox[0].subject)
        self.assertEqual(self.told(MONDAY + timedelta(days=3)), [])

    def test_who_wants_no_mail_is_not_reminded_but_told_what_is_late(self):
        for person in [self.first, self.second]:
            profile = UserProfile.get_for_user(person)
            profile.submitted_notifications = False
            profile.save()
        self.submitted()

        self.assertEqual(self.told(MONDAY.replace(hour=11, minute=30)), [])
        self.assertEqual(len(self.told(MONDAY.replace(hour=15))), 2)

    def test_somebody_new_on_the_bench_is_reminded_and_somebody_gone_is_not(self):
        self.submitted()
        remove_member(team=self.unit.teams.get(role=Role.REVIEWER), user=self.first)
        new = MemberFactory(self.unit, Role.REVIEWER)

        self.assertEqual(self.told(MONDAY.replace(hour=11, minute=30)), self.addresses(self.second, new))

    def test_a_clock_that_jumps_back_tells_nobody_twice(self):
        self.submitted()
        self.told(MONDAY.replace(hour=15))
        self.assertEqual(self.told(MONDAY.replace(hour=12)), [])
        self.assertEqual(self.told(MONDAY.replace(hour=15, minute=1)), [])

    def test_the_database_keeps_a_reminder_from_being_told_twice(self):
        step = step_of(self.submitted())
        Reminder.objects.create(step=step, kind=ReminderKind.NEAR, told_at=MONDAY)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Reminder.objects.create(step=step, kind=ReminderKind.NEAR, told_at=MONDAY)

    def test_a_sweep_that_fails_has_told_nothing(self):
        self.submitted()
        with (
            patch("hall.review.notifications.tell_of_deadlines", side_effect=ValueError),
            self.assertRaises(ValueError),
            transaction.atomic(),
        ):
            remind(now=MONDAY.replace(hour=12))
        self.assertEqual(Reminder.objects.count(), 0)
        self.assertEqual(len(self.told(MONDAY.replace(hour=12))), 2)

    def test_asking_costs_the_same_for_one_step_or_six(self):
        self.assertQueriesDoNotGrow(lambda: remind(now=MONDAY), self.submitted)

    def test_steps_without_a_deadline_are_left_alone(self):
        post = self.submitted()
        ReviewTaskState.objects.filter(pk=step_of(post).pk).update(due_at=None, remind_at=None)
        self.assertEqual(self.told(MONDAY + timedelta(days=5)), [])
