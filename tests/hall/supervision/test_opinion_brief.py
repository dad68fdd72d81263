from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.urls import reverse

from hall.supervision.opinion.brief import brief_of, send_brief
from hall.supervision.opinion.enums import ItemState
from home.services import ensure_portal
from portal.core.models import OutgoingMail
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory
from units.enums import Role

# Eight o'clock of a Wednesday in the city.
EIGHT = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class BriefTests(TestCase):
    """Each working day at eight the desk and the city office hear what rose, what was answered and what is open."""

    def setUp(self):
        ensure_portal()
        self.desk, self.office = HallDeskFactory(), CityOfficeFactory()

    def test_holds_what_was_answered_and_what_is_late_and_of_private_concerns_a_number(self):
        ItemFactory(state=ItemState.RESPONDED, title="答了的", came_in_at=EIGHT - 5 * HOUR)
        ItemFactory(state=ItemState.ASSIGNED, title="晚了的", came_in_at=EIGHT - 20 * HOUR)
        ConcernFactory(subject="不公开的事", text="密语", received_at=EIGHT - HOUR)
        brief = brief_of(date(2026, 11, 25), EIGHT)
        self.assertEqual([item.title for item in brief.answered], ["答了的"])
        self.assertEqual([item.title for item in brief.late], ["晚了的"])
        self.assertEqual(brief.concerns, {"total": 1, "private": 1})
        send_brief(now=EIGHT)
        self.client.force_login(self.office)
        page = self.client.get(reverse("opinion_brief"), {"day": "2026-11-25"}).content.decode()
        letters = "".join(letter.subject + letter.body for letter in OutgoingMail.objects.all())
        self.assertIn("晚了的", page)
        for words in ["不公开的事", "密语"]:
            self.assertNotIn(words, page + letters)

    def test_is_sent_once_on_working_days_from_eight_on(self):
        self.assertEqual(send_brief(now=EIGHT - HOUR), 0)
        self.assertEqual(send_brief(now=EIGHT + 9 * HOUR), 2)
        self.assertEqual(send_brief(now=EIGHT + 10 * HOUR), 0)
        saturday = EIGHT + timedelta(days=3)
        self.assertEqual(send_brief(now=saturday), 0)
        self.assertEqual(
            set(OutgoingMail.objects.values_list("to", flat=True)), {self.desk.email, self.office.email}
        )

    def test_is_read_by_the_desk_and_the_city_office_alone(self):
        unit = UnitFactory()
        people = [MemberFactory(unit, Role.REVIEWER), MemberFactory(unit, Role.LIAISON), CitizenFactory()]
        for person, status in [(self.desk, 200), (self.office, 200), *((person, 302) for person in people)]:
            self.client.force_login(person)
            for day in ["", "2026-11-25", "gestern", "0001-01-01", "9999-12-31"]:
                with self.subTest(person=str(person), day=day):
                    answer = self.client.get(reverse("opinion_brief"), {"day": day})
                    self.assertEqual(answer.status_code, status)
