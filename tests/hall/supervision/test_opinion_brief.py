from datetime import UTC, date, datetime, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.supervision.models import OpinionBrief, OpinionItem
from hall.supervision.opinion.brief import brief_of, send_brief
from hall.supervision.opinion.enums import ItemState, Origin, Trouble
from home.services import ensure_portal
from portal.core.models import OutgoingMail
from portal.core.workdays import local_day
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory, SourceFactory
from units.enums import Role

# Eight o'clock of a Wednesday in the city.
EIGHT = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class BriefTests(HouseAssertions, TestCase):
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

    def test_the_letter_names_what_was_answered_and_is_open_but_nothing_said_in_the_hall(self):
        ItemFactory(state=ItemState.RESPONDED, title="答了的", came_in_at=EIGHT - 5 * HOUR)
        ItemFactory(state=ItemState.ASSIGNED, title="晚了的", came_in_at=EIGHT - 20 * HOUR)
        ItemFactory(
            state=ItemState.WEIGHED, title="某人家里的事", origin=Origin.OURS, came_in_at=EIGHT - HOUR
        )
        ItemFactory(title="刚来的", came_in_at=EIGHT - HOUR)
        send_brief(now=EIGHT)
        letter = OutgoingMail.objects.get(to=self.desk.email).body
        for words in ["- 答了的", "- 晚了的", "办理中（4 条）", "其中 1 条待研判", "今天没有明显升温的词"]:
            self.assertIn(words, letter)
        for words in ["某人家里的事", "刚来的"]:
            self.assertNotIn(words, letter)

    def test_leads_to_the_days_beside_it(self):
        self.client.force_login(self.desk)
        page = self.client.get(reverse("opinion_brief"), {"day": "2026-11-25"}).content.decode()
        self.assertIn("?day=2026-11-24", page)
        self.assertIn("?day=2026-11-26", page)
        self.assertIn("为当前数据", page)
        today = self.client.get(reverse("opinion_brief")).content.decode()
        self.assertNotIn('rel="next"', today)

    def test_costs_the_same_however_long_it_is(self):
        now = timezone.now()

        def make_one():
            given = {"came_in_at": now - HOUR, "said_at": now - HOUR}
            for state in ItemState:
                ItemFactory(state=state, title="源城红星路停水没有人管", **given)
            ItemFactory(state=ItemState.ASSIGNED, came_in_at=now - 90 * HOUR)
            OpinionItem.objects.filter(state=ItemState.RESPONDED).update(
                responded_at=brief_of(local_day(now), now).until
            )
            SourceFactory(failures=1, trouble=Trouble.SLOW)

        self.client.force_login(self.office)
        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("opinion_brief")), make_one)

        def send():
            OpinionBrief.objects.all().delete()
            return send_brief(now=EIGHT)

        self.assertQueriesDoNotGrow(send, make_one)

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
