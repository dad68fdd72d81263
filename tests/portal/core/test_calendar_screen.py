from datetime import date
from unittest import mock

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from home.services import ensure_portal
from portal.core.enums import DayKind
from portal.core.models import CalendarYear, PortalSettings, SpecialDay
from portal.core.services import lay_in_year, lay_in_years
from tests.assertions import HouseAssertions
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, SpecialDayFactory, UnitFactory
from tests.portal.core.test_calendar_services import forget_calendar
from units.enums import Role

INDEX = "/cms/specialday/"
NOVEMBER = timezone.make_aware(timezone.datetime(2026, 11, 24, 9))


class CalendarScreenTests(HouseAssertions, TestCase):
    def setUp(self):
        forget_calendar()
        lay_in_years(today=date(2026, 11, 24))
        clock = mock.patch("portal.core.viewsets.calendar.timezone.now", return_value=NOVEMBER)
        clock.start()
        self.addCleanup(clock.stop)
        self.client.force_login(HallDeskFactory())

    def enter(self, **fields):
        values = {"date": "2031-01-22", "last": "", "kind": DayKind.HOLIDAY, "name": "春节", **fields}
        return self.client.post(f"{INDEX}new/", values)

    def test_this_year_is_shown_in_the_order_of_its_days(self):
        response = self.client.get(INDEX)

        days = [day.date for day in response.context["object_list"]]
        self.assertEqual(days, sorted(days))
        self.assertEqual({day.year for day in days}, {2026})
        self.assertContains(response, "国庆节")

    def test_another_year_is_one_click_away(self):
        link = f"{reverse('specialday:index')}?year=2027"

        self.assertContains(self.client.get(INDEX), link)
        days = self.client.get(link).context["object_list"]
        self.assertEqual({day.date.year for day in days}, {2027})

    def test_a_year_nobody_knows_shows_this_one(self):
        for year in ["1066", "二〇二六", "99999999999999999999", ""]:
            with self.subTest(year=year):
                self.assertEqual(self.client.get(INDEX, {"year": year}).context["year"], 2026)

    def test_a_year_of_legal_days_asks_for_the_notice(self):
        response = self.client.get(INDEX)

        self.assertEqual([summary.year for summary in response.context["unsure"]], [2027])
        self.assertContains(response, reverse("specialday:settle", args=[2027]))

    def test_a_coming_year_without_days_is_told(self):
        SpecialDay.objects.filter(date__year=2027).delete()

        response = self.client.get(INDEX)

        self.assertEqual([summary.state for summary in response.context["unsure"]], ["empty"])
        self.assertNotContains(response, reverse("specialday:settle", args=[2027]))

    def test_a_settled_year_asks_for_nothing(self):
        response = self.client.post(reverse("specialday:settle", args=[2027]), follow=True)

        self.assertEqual(response.context["unsure"], [])
        self.assertTrue(CalendarYear.objects.get(year=2027).is_settled)

    def test_settling_an_unknown_year_is_refused_in_words(self):
        response = self.client.post(reverse("specialday:settle", args=[2031]), follow=True)

        self.assertEqual(response.status_code, 200)
        self.assertEqual(len(list(response.context["messages"])), 1)

    def test_a_whole_holiday_is_entered_at_once(self):
        response = self.enter(last="2031-01-28")

        self.assertRedirects(response, f"{INDEX}?year=2031")
        self.assertEqual(SpecialDay.objects.filter(date__year=2031).count(), 7)

    def test_what_cannot_be_entered_is_kept_and_explained(self):
        SpecialDayFactory(date=date(2031, 1, 24))
        for fields in [
            {"date": "2031-01-24"},
            {"last": "2031-01-28"},
            {"last": "2031-01-21"},
            {"last": "2032-01-21"},
            {"date": "2031-01-20", "kind": DayKind.MAKEUP},
            {"date": "春节"},
            {"kind": DayKind.WORKDAY},
            {"name": ""},
            {"name": "节" * 31},
        ]:
            with self.subTest(fields):
                response = self.enter(**fields)

                self.assertEqual(response.status_code, 200)
                self.assertTrue(response.context["form"].errors)
                self.assertEqual(response.context["form"]["date"].value(), fields.get("date", "2031-01-22"))
        self.assertEqual(SpecialDay.objects.filter(date__year=2031).count(), 1)

    def test_a_day_is_changed_and_deleted(self):
        day = SpecialDayFactory(date=date(2031, 1, 24))

        changed = self.client.post(
            f"{INDEX}edit/{day.pk}/", {"date": "2031-01-25", "kind": DayKind.MAKEUP, "name": "春节"}
        )
        self.assertRedirects(changed, f"{INDEX}?year=2031")
        day.refresh_from_db()
        self.assertEqual((day.date, day.kind), (date(2031, 1, 25), DayKind.MAKEUP))

        deleted = self.client.post(f"{INDEX}delete/{day.pk}/")
        self.assertRedirects(deleted, f"{INDEX}?year=2031", target_status_code=200)
        self.assertFalse(SpecialDay.objects.filter(pk=day.pk).exists())

    def test_the_list_costs_the_same_for_one_day_or_six(self):
        SpecialDay.objects.filter(date__year=2026).delete()
        days = iter(range(1, 29))

        self.assertQueriesDoNotGrow(
            lambda: self.client.get(INDEX), lambda: SpecialDayFactory(date=date(2026, 5, next(days)))
        )

    def test_the_desk_changes_the_working_hours(self):
        portal = PortalSettings.load()
        url = reverse("wagtailsettings:edit", args=["core", "portalsettings", portal.pk])
        values = {
            "hall_name": portal.hall_name,
            "organiser": portal.organiser,
            "manager": portal.manager,
            "morning_from": "09:00",
            "morning_until": "12:00",
            "afternoon_from": "14:00",
            "afternoon_until": "17:30",
            "late_release": portal.late_release,
            "late_after_minutes": portal.late_after_minutes,
            "friendly_links-TOTAL_FORMS": 0,
            "friendly_links-INITIAL_FORMS": 0,
        }

        refused = self.client.post(url, {**values, "afternoon_from": "11:00"})
        self.assertEqual(refused.status_code, 200)
        self.assertTrue(refused.context["form"].errors)

        self.assertEqual(self.client.post(url, values).status_code, 302)
        self.assertContains(self.client.get(INDEX), "09:00–12:00, 14:00–17:30")


class OnlyTheDeskTests(TestCase):
    def test_nobody_else_sees_or_changes_the_calendar(self):
        forget_calendar()
        lay_in_year(year=2027)
        day = SpecialDay.objects.first()
        unit = UnitFactory()
        people = [CityOfficeFactory(), *(MemberFactory(unit, role) for role in [Role.EDITOR, Role.REVIEWER])]
        values = {"date": "2027-03-01", "last": "", "kind": DayKind.HOLIDAY, "name": "春节"}
        for person in people:
            self.client.force_login(person)
            for act in [
                lambda: self.client.get(INDEX),
                lambda: self.client.post(f"{INDEX}new/", values),
                lambda: self.client.post(f"{INDEX}edit/{day.pk}/", values),
                lambda: self.client.post(f"{INDEX}delete/{day.pk}/"),
                lambda: self.client.post(reverse("specialday:settle", args=[2027])),
                lambda: self.client.get(reverse("wagtailsettings:edit", args=["core", "portalsettings"])),
            ]:
                with self.subTest(person=person):
                    self.assertEqual(act().status_code, 302)
        self.assertEqual(SpecialDay.objects.count(), 19)
        self.assertFalse(CalendarYear.objects.get(year=2027).is_settled)

    def test_a_visitor_is_asked_to_sign_in(self):
        self.assertRedirects(self.client.get(INDEX), f"/cms/login/?next={INDEX}")

    def test_the_desk_gets_back_what_it_may_do(self):
        desk = HallDeskFactory()
        desk.groups.get().permissions.clear()

        ensure_portal()

        self.client.force_login(desk)
        self.assertEqual(self.client.get(INDEX).status_code, 200)
