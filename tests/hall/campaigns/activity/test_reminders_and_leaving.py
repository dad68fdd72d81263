from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from hall.campaigns.activity.duties import remind_of_activities
from hall.campaigns.activity.services import cancel
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import SignUp
from hall.campaigns.services import call_off
from portal.accounts.personal_data import PARTS
from portal.core.models import OutgoingMail
from tests.factories import ActivityFactory, CitizenFactory, HallDeskFactory, SignUpFactory


class ReminderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.activity = ActivityFactory(title="湖边徒步", capacity=2)
        cls.day_before = cls.activity.begins_at - timedelta(hours=20)

    def reminded(self):
        letters = OutgoingMail.objects.filter(subject="活动提醒：湖边徒步")
        return sorted(letters.values_list("to", flat=True))

    def test_whoever_has_a_place_is_reminded_once_the_day_before(self):
        rows = [SignUpFactory(self.activity) for _number in range(3)]
        remind_of_activities(self.activity.begins_at - timedelta(hours=25))
        self.assertEqual(self.reminded(), [])

        remind_of_activities(self.day_before)
        remind_of_activities(self.day_before + timedelta(hours=1))

        self.assertEqual(self.reminded(), sorted(row.email for row in rows[:2]))

    def test_who_cancelled_and_who_signed_up_just_now_hears_nothing(self):
        cancel(sign_up_id=SignUpFactory(self.activity).pk, now=timezone.now())
        row = SignUpFactory(self.activity)
        SignUp.objects.filter(pk=row.pk).update(signed_up_at=self.day_before)

        remind_of_activities(self.day_before)

        self.assertEqual(self.reminded(), [])

    def test_nobody_is_reminded_of_what_was_called_off(self):
        SignUpFactory(self.activity)
        call_off(page_id=self.activity.pk, by=HallDeskFactory(), reason="台风来了。", now=timezone.now())

        remind_of_activities(self.day_before)

        self.assertEqual(self.reminded(), [])

    def test_put_off_it_is_reminded_of_again(self):
        row = SignUpFactory(self.activity)
        remind_of_activities(self.day_before)
        self.activity.begins_at += timedelta(days=3)
        self.activity.ends_at += timedelta(days=3)
        self.activity.save_revision().publish(skip_permission_checks=True)

        remind_of_activities(self.day_before + timedelta(days=3))

        self.assertEqual(self.reminded(), [row.email] * 2)


class LeavingTests(TestCase):
    def test_a_person_finds_what_they_gave_in_their_download(self):
        citizen = CitizenFactory()
        SignUpFactory(ActivityFactory(title="湖边徒步"), person=citizen, phone="13800000000")

        (row,) = PARTS["sign_ups"].collect(citizen)

        self.assertEqual((row["activity"], row["phone"]), ("湖边徒步", "13800000000"))

    def test_who_leaves_gives_the_place_to_the_next(self):
        activity, citizen = ActivityFactory(capacity=1), CitizenFactory()
        SignUpFactory(activity, person=citizen)
        waiting = SignUpFactory(activity)

        PARTS["sign_ups"].forget(citizen)

        waiting.refresh_from_db()
        self.assertEqual(waiting.state, SignUpState.IN)
        self.assertEqual(SignUp.objects.get(), waiting)
