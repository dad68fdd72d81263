"""Who opens which report: the list, the page and the letter ask one function."""

from unittest import mock

from django.test import TestCase
from django.urls import reverse

from hall.assessment.reports.permissions import reported_to, why_not_read_report
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    UserFactory,
)
from tests.hall.assessment.months import AFTERWARDS, OldUnitFactory
from tests.hall.assessment.reports.world import PRIVATE, SmallCity
from units.enums import PORTAL_ROLES, SPEAKING_ROLES, UNIT_ROLES, Role
from units.models import UnitPage

CITY_ROLES = {Role.HALL_DESK, Role.CITY_OFFICE, Role.INSPECTOR}


class WhyNotReadReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源教育")

    def reads(self, user):
        """Return which of city, own unit, other unit somebody reads, and check that lists say the same."""
        units = [self.unit, self.other]
        by_one = [unit for unit in units if not why_not_read_report(user, unit)]
        by_set = reported_to(user, UnitPage.objects.filter(pk__in=[unit.pk for unit in units]))
        self.assertCountEqual(by_one, by_set)
        return [not why_not_read_report(user, unit) for unit in [None, *units]]

    def test_each_team_of_a_unit(self):
        for role in UNIT_ROLES:
            with self.subTest(role):
                self.assertEqual(
                    self.reads(MemberFactory(self.unit, role)), [False, role in SPEAKING_ROLES, False]
                )

    def test_each_team_of_the_hall(self):
        for role in PORTAL_ROLES:
            with self.subTest(role):
                self.assertEqual(self.reads(MemberFactory(None, role)), [role in CITY_ROLES] * 3)

    def test_who_is_in_no_team_reads_none(self):
        self.assertEqual(self.reads(CitizenFactory()), [False] * 3)

    def test_who_was_switched_off_reads_none(self):
        for user in (HallDeskFactory(), MemberFactory(self.unit), UserFactory(superuser=True)):
            user.is_active = False
            with self.subTest(user):
                self.assertEqual(self.reads(user), [False] * 3)

    def test_the_refusal_is_a_sentence(self):
        self.assertEqual(why_not_read_report(MemberFactory(self.unit), self.other), "这是其他单位的月报。")


class ReportScreenTests(SmallCity, TestCase):
    def setUp(self):
        clock = mock.patch("django.utils.timezone.now", return_value=AFTERWARDS)
        clock.start()
        self.addCleanup(clock.stop)

    def open_as(self, user, name="month_reports", *args, **query):
        self.client.force_login(user)
        return self.client.get(reverse(name, args=args), query)

    def test_a_unit_finds_its_own_report_and_no_other(self):
        page = self.open_as(MemberFactory(self.water, Role.LIAISON))

        self.assertContains(page, reverse("month_report_unit", args=["2026-11", "SW"]))
        self.assertNotContains(page, reverse("month_report_unit", args=["2026-11", "JY"]))
        self.assertNotContains(page, f'href="{reverse("month_report_city", args=["2026-11"])}"')

    def test_the_office_finds_all_and_searches_them(self):
        page = self.open_as(CityOfficeFactory(), q="教育")

        self.assertContains(page, reverse("month_report_city", args=["2026-11"]))
        self.assertContains(page, reverse("month_report_unit", args=["2026-11", "JY"]))
        self.assertNotContains(page, reverse("month_report_unit", args=["2026-11", "SW"]))

    def test_the_pages_refuse_who_may_not_read_them(self):
        editor = MemberFactory(self.water)
        for name, args, status in [
            ("month_report_unit", ["2026-11", "SW"], 200),
            ("month_report_unit", ["2026-11", "JY"], 302),
            ("month_report_city", ["2026-11"], 302),
        ]:
            with self.subTest(name, args=args):
                self.assertEqual(self.open_as(editor, name, *args).status_code, status)

    def test_an_organiser_has_no_list(self):
        self.assertEqual(self.open_as(MemberFactory(self.water, Role.ORGANISER)).status_code, 302)

    def test_months_without_a_report_are_not_there(self):
        desk = HallDeskFactory()
        for month in ("2027-01", "2025-12", "2026-13"):
            with self.subTest(month):
                self.assertEqual(self.open_as(desk, "month_report_city", month).status_code, 404)

    def test_nonsense_in_the_list_leads_to_the_last_month(self):
        self.assertContains(
            self.open_as(InspectorFactory(), month="2026-99", p="x", q="没有"), "单位月报（2026年11月）"
        )

    def test_nobody_reads_private_words_in_any_report(self):
        desk = HallDeskFactory()
        for name, args in [("month_report_city", ["2026-11"]), ("month_report_unit", ["2026-11", "JY"])]:
            with self.subTest(name):
                page = self.open_as(desk, name, *args)
                self.assertNotContains(page, PRIVATE)
                self.assertIn("no-store", page.headers["Cache-Control"])

    def test_the_paper_says_whose_month_it_is_and_how_sure(self):
        page = self.open_as(MemberFactory(self.school, Role.REVIEWER), "month_report_unit", "2026-11", "JY")

        self.assertContains(page, "河源教育月报（2026年11月）")
        self.assertContains(page, "暂定数据：即时统计")
        self.assertContains(page, 'role="img"')
