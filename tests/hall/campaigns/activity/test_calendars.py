import icalendar
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.services import call_off
from tests.assertions import HouseAssertions
from tests.factories import ActivityFactory, CampaignFactory, HallDeskFactory, UnitFactory


class CalendarTests(HouseAssertions, TestCase):
    def events(self, address):
        answer = self.client.get(address)
        self.assertEqual(answer["Content-Type"], "text/calendar; charset=utf-8")
        self.assertFalse(answer.cookies)
        return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")

    def test_one_activity_is_a_file(self):
        activity = ActivityFactory(title="湖边徒步", place="万绿湖码头")

        (event,) = self.events(reverse("activity_calendar", args=[activity.pk]))

        self.assertIn("湖边徒步", event["summary"])
        self.assertEqual(event["location"], "万绿湖码头")
        self.assertEqual(event.decoded("dtstart"), activity.begins_at.replace(microsecond=0))

    def test_published_again_it_is_a_newer_version_of_the_same_event(self):
        activity = ActivityFactory()
        address = reverse("activity_calendar", args=[activity.pk])
        (before,) = self.events(address)
        activity.place = "市民广场"
        activity.save_revision().publish(skip_permission_checks=True)

        (after,) = self.events(address)

        self.assertEqual(after["uid"], before["uid"])
        self.assertEqual((before["sequence"], after["sequence"]), (0, 1))
        self.assertGreaterEqual(after.decoded("last-modified"), before.decoded("last-modified"))

    def test_called_off_it_stays_in_the_feed_and_says_so(self):
        activity = ActivityFactory()
        call_off(page_id=activity.pk, by=HallDeskFactory(), reason="台风来了。", now=timezone.now())

        (event,) = self.events(reverse("calendar_feed"))

        self.assertEqual((str(event["status"]), event["sequence"]), ("CANCELLED", 1))
        self.assertIn("台风来了。", event["description"])

    def test_a_unit_has_a_feed_of_its_own(self):
        unit = UnitFactory()
        ActivityFactory(campaign=CampaignFactory(unit=unit), title="湖边徒步")
        ActivityFactory(title="别的单位的活动")

        (event,) = self.events(reverse("unit_calendar_feed", args=[unit.code.lower()]))

        self.assertIn("湖边徒步", event["summary"])
        self.assertEqual(len(self.events(reverse("calendar_feed"))), 2)

    def test_a_draft_is_in_no_calendar(self):
        draft = ActivityFactory(live=False)

        self.assertEqual(self.client.get(reverse("activity_calendar", args=[draft.pk])).status_code, 404)
        self.assertEqual(self.events(reverse("calendar_feed")), [])

    def test_queries_do_not_grow(self):
        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("calendar_feed")), ActivityFactory)
