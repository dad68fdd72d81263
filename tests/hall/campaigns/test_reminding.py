from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from hall.campaigns.enums import Occasion
from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import EventReminder, LivePage
from hall.campaigns.reminding import personal_data
from hall.campaigns.reminding.duties import remind_of_events
from hall.campaigns.reminding.letters import REMINDERS
from hall.campaigns.reminding.services import ask_reminder
from hall.campaigns.services import call_off, end_event
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CitizenFactory,
    EventFactory,
    MemberFactory,
    SignUpFactory,
    UnitFactory,
)
from units.enums import Role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class RemindingTestCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.unit = UnitFactory(title="河源水务")
        self.campaign = CampaignFactory(unit=self.unit)
        self.event = self.coming(title="水库开放日")
        self.person = CitizenFactory()

    def coming(self, **fields):
        times = {"opens_at": self.now + DAY, "closes_at": self.now + 3 * DAY}
        return EventFactory(LivePage, campaign=self.campaign, **{**times, **fields})

    def activity(self, **fields):
        times = {
            "closes_at": self.now + 2 * DAY,
            "begins_at": self.now + 3 * DAY,
            "ends_at": self.now + 4 * DAY,
        }
        return ActivityFactory(campaign=self.campaign, **{**times, **fields})

    def ask(self, event=None, person=None, now=None):
        return ask_reminder(
            page_id=(event or self.event).pk, person=person or self.person, now=now or self.now
        )

    def refused(self, *args, **kwargs):
        with self.assertRaises(Refused) as caught:
            self.ask(*args, **kwargs)
        return str(caught.exception)

    def letters(self, now):
        OutgoingMail.objects.all().delete()
        remind_of_events(now)
        return list(OutgoingMail.objects.order_by("pk"))


class AskingTests(RemindingTestCase):
    def test_pressing_twice_asks_once_and_the_database_keeps_it_so(self):
        self.assertEqual(self.ask(), self.ask())
        with self.assertRaises(IntegrityError), transaction.atomic():
            EventReminder.objects.create(
                page=self.event, person=self.person, occasion=Occasion.OPENING, asked_at=self.now
            )

    def test_what_is_on_over_hidden_or_called_off_is_refused(self):
        self.assertIn("没有什么要提醒", self.refused(now=self.now + DAY))
        self.assertIn("没有什么要提醒", self.refused(now=self.now + 3 * DAY))
        organiser = MemberFactory(self.unit, Role.ORGANISER)
        off, hidden = self.coming(), self.coming()
        call_off(page_id=off.pk, by=organiser, reason="雨太大", now=self.now)
        self.assertIn("取消", self.refused(off))
        UnpublishPageAction(hidden).execute(skip_permission_checks=True)
        self.assertTrue(self.refused(hidden))
        self.assertTrue(self.refused(self.coming(live=False)))

    def test_an_activity_is_reminded_of_while_people_sign_up_until_the_day_before(self):
        activity = self.activity()
        self.assertEqual(self.ask(activity).occasion, Occasion.BEGINNING)
        self.assertTrue(self.refused(activity, now=self.now + 2 * DAY))
        soon = self.activity(begins_at=self.now + 2 * HOUR, closes_at=self.now + HOUR)
        self.assertTrue(self.refused(soon))

    def test_who_has_signed_up_is_reminded_anyway(self):
        activity = self.activity()
        SignUpFactory(activity, person=self.person)
        self.assertIn("已经报名", self.refused(activity))

    def test_told_of_the_opening_one_can_be_reminded_of_the_activity(self):
        activity = self.activity(opens_at=self.now + HOUR)
        self.ask(activity)
        self.assertEqual(len(self.letters(self.now + HOUR)), 1)
        self.assertEqual(self.ask(activity, now=self.now + HOUR).occasion, Occasion.BEGINNING)
        self.assertEqual(len(self.letters(self.now + 2 * DAY + HOUR)), 1)


class LetterTests(RemindingTestCase, HouseAssertions):
    def test_one_letter_comes_when_it_opens_with_the_way_out(self):
        self.ask()
        self.assertEqual(self.letters(self.now + DAY - HOUR), [])
        [mail] = self.letters(self.now + DAY)
        self.assertEqual((mail.to, mail.subject), (self.person.email, "开始了：水库开放日"))
        self.assertIn("河源水务的“水库开放日”现在开始了，到", mail.body)
        self.assertIn(f"http://127.0.0.1:8000{self.event.url}", mail.body)
        self.assertIn(REMINDERS.full_address(self.person), mail.body)
        self.assertIn(REMINDERS.full_address(self.person), mail.headers["List-Unsubscribe"])
        self.assertEqual(self.letters(self.now + DAY + HOUR), [])

    def test_an_activity_is_told_of_the_day_before_with_time_and_place(self):
        self.ask(self.activity(title="湖边徒步", place="万绿湖码头"))
        self.assertEqual(self.letters(self.now + 2 * DAY - HOUR), [])
        [mail] = self.letters(self.now + 2 * DAY + HOUR)
        self.assertEqual(mail.subject, "活动提醒：湖边徒步")
        self.assertIn("地点：万绿湖码头", mail.body)

    def test_none_comes_of_what_was_called_off_hidden_ended_or_missed(self):
        organiser = MemberFactory(self.unit, Role.ORGANISER)
        off, hidden, ended = self.coming(), self.coming(), self.coming()
        for event in (self.event, off, hidden, ended):
            self.ask(event)
        call_off(page_id=off.pk, by=organiser, reason="雨太大", now=self.now)
        UnpublishPageAction(hidden).execute(skip_permission_checks=True)
        end_event(page_id=ended.pk, by=organiser, now=self.now + DAY)
        self.assertEqual(len(self.letters(self.now + DAY)), 1)
        self.assertEqual(EventReminder.objects.filter(told_at=None).count(), 3)

    def test_none_comes_after_the_end_when_the_clock_stood_still(self):
        self.ask()
        self.assertEqual(self.letters(self.now + 4 * DAY), [])

    def test_none_comes_to_who_has_signed_up_since(self):
        activity = self.activity()
        self.ask(activity)
        SignUpFactory(activity, person=self.person)
        self.assertEqual(self.letters(self.now + 2 * DAY + HOUR), [])

    def test_a_change_of_the_opening_is_heeded(self):
        self.ask()
        self.event.opens_at = self.now + 2 * DAY
        self.event.save_revision().publish(skip_permission_checks=True)
        self.assertEqual(self.letters(self.now + DAY), [])
        self.assertEqual(len(self.letters(self.now + 2 * DAY)), 1)

    def test_the_queries_do_not_grow_with_the_people(self):
        def one_more():
            EventReminder.objects.update(told_at=None)
            self.ask(person=CitizenFactory())

        def write():
            EventReminder.objects.update(told_at=None)
            self.letters(self.now + DAY)

        self.assertQueriesDoNotGrow(write, one_more)


class ButtonTests(RemindingTestCase, HouseAssertions):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.person)
        self.address = reverse("remind_me", args=[self.event.pk])

    def test_the_page_is_the_same_for_everyone_and_shows_the_way(self):
        self.assertSameForEveryone(self.event.url)
        self.assertContains(self.client_class().get(self.event.url), "开始时提醒我")

    def test_an_event_that_is_on_or_called_off_shows_none(self):
        organiser = MemberFactory(self.unit, Role.ORGANISER)
        call_off(page_id=self.event.pk, by=organiser, reason="雨太大", now=self.now)
        for event in (self.event, EventFactory(LivePage, campaign=self.campaign)):
            self.assertNotContains(self.client_class().get(event.url), self.address)

    def test_the_same_button_asks_and_drops_without_a_script(self):
        self.assertRedirects(self.client.post(self.address, {"action": "ask"}), self.address)
        self.assertContains(self.client.get(self.address), "不用提醒了")
        self.assertRedirects(self.client.post(self.address, {"action": "drop"}), self.address)
        self.assertFalse(EventReminder.objects.exists())

    def test_in_place_it_answers_with_nothing_or_with_the_reason(self):
        headers = {"X-Requested-With": "XMLHttpRequest"}
        self.assertEqual(self.client.post(self.address, {"action": "ask"}, headers=headers).status_code, 204)
        open_now = EventFactory(LivePage, campaign=self.campaign)
        address = reverse("remind_me", args=[open_now.pk])
        answer = self.client.post(address, {"action": "ask"}, headers=headers)
        self.assertContains(answer, "没有什么要提醒", status_code=403)

    def test_the_fragment_is_one_s_own_and_nothing_for_visitors(self):
        self.ask()
        fragment = reverse("my_reminder", args=[self.event.pk])
        self.assertContains(self.client.get(fragment), "不用提醒了")
        self.client.force_login(CitizenFactory())
        self.assertContains(self.client.get(fragment), "开始时提醒我")
        self.assertEqual(self.client_class().get(fragment).status_code, 204)

    def test_visitors_sign_in_first_and_hidden_events_are_not_there(self):
        answer = self.client_class().post(self.address, {"action": "ask"})
        self.assertRedirects(
            answer, f"{reverse('sign_in')}?next={self.address}", fetch_redirect_response=False
        )
        hidden = self.coming(live=False)
        self.assertEqual(self.client.get(reverse("remind_me", args=[hidden.pk])).status_code, 404)


class StoppingTests(RemindingTestCase):
    def test_one_click_stops_all_without_signing_in_and_can_be_taken_back(self):
        self.ask()
        address = REMINDERS.address(self.person)
        self.assertContains(self.client.get(address), "不想再收活动提醒了吗")
        self.assertIsNone(EventReminder.objects.get().stopped_at)
        self.assertContains(self.client.post(address, {"List-Unsubscribe": "One-Click"}), "不会再提醒您了")
        self.assertEqual(self.letters(self.now + DAY), [])
        self.client.post(address, {"action": "take_back"})
        self.assertEqual(len(self.letters(self.now + DAY)), 1)

    def test_asking_again_after_a_stop_counts(self):
        self.ask()
        self.client.post(REMINDERS.address(self.person))
        self.ask()
        self.assertEqual(len(self.letters(self.now + DAY)), 1)

    def test_a_token_of_another_kind_opens_nothing(self):
        self.assertEqual(self.client.get(reverse("event_reminders_stop", args=["没有"])).status_code, 404)


class PersonalDataTests(RemindingTestCase):
    def test_it_is_collected_and_forgotten(self):
        self.ask()
        self.ask(person=CitizenFactory())
        [row] = personal_data.collect(self.person)
        self.assertEqual((row["event"], row["occasion"]), ("水库开放日", "开始时"))
        personal_data.forget(self.person)
        self.assertEqual(EventReminder.objects.count(), 1)

    def test_it_goes_with_the_days_of_the_event(self):
        self.ask()
        remove_participants_data(self.now + timedelta(days=400))
        self.assertFalse(EventReminder.objects.exists())
