import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hall.assessment.calendar_month import Month
from hall.categories import ensure_categories
from hall.concerns.enums import ConcernState
from home.services import ensure_portal
from portal.core.workdays import local_day
from tests.factories import CityOfficeFactory, ConcernFactory, MemberFactory, PostFactory, UnitFactory
from tests.journeys.accessibility import RULES, STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role
from units.models import UnitPage

PRIVATE = "隔壁张三天天打孩子"
ANSWERS = ["路灯亮了", "水管换好了", "井盖补平了", "公交加开两班", "菜市场的灯修好了", "树枝锯掉了"]
LEAST, MOST = 2, 4
SIDE = re.compile(rb"/Type\s*/Page\b")


def sides(page) -> int:
    """Print a page on A4 and return how many sides it has."""
    return len(SIDE.findall(page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.browser
class MonthReportTests(BrowserTestCase):
    """A spokesperson opens the report of the month on a telephone and prints it; the office reads the whole city."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.month = Month.of(local_day(timezone.now())).before
        self.unit = UnitFactory(title="平安河源", code="GA")
        for number in range(12):
            UnitFactory(title=f"河源第{number}局")
        UnitPage.objects.update(first_published_at=self.month.begins - timedelta(days=200))
        for number, unit in enumerate(UnitPage.objects.all()):
            for day in range(number % 4 + 1):
                PostFactory(unit=unit, published_at=self.moment(3 * day))
        for number, words in enumerate(ANSWERS):
            ConcernFactory(
                unit=self.unit,
                state=ConcernState.ANSWERED,
                received_at=self.moment(number + 1),
                answered_at=self.moment(number + 2),
            ).answers.update(text=words)
        ConcernFactory(unit=self.unit, received_at=self.moment(2), subject=PRIVATE, text=PRIVATE)

    def moment(self, day):
        return self.month.begins + timedelta(days=day, hours=10)

    def test_a_unit_reads_and_prints_its_month(self):
        page = self.sign_in(MemberFactory(self.unit, Role.REVIEWER), "/cms/month-reports/", width=390)
        self.assertEqual(violations(page, within=".month-reports", rules=RULES), [])
        with page.expect_navigation():
            page.locator(".month-reports__units").get_by_role("link", name="平安河源").click()
        expect(page.get_by_role("heading", name="下一步做什么")).to_be_visible()
        expect(page.get_by_text(PRIVATE)).to_have_count(0)
        self.look_at(page)

    def test_the_office_reads_and_prints_the_city(self):
        page = self.sign_in(CityOfficeFactory(), f"/cms/month-reports/{self.month}/", width=390)
        expect(page.get_by_role("heading", name="全市政务微博月报")).to_be_visible()
        self.look_at(page)

    def look_at(self, page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            with self.subTest(scheme):
                self.assertEqual((violations(page), page.evaluate(STICKING_OUT)), ([], []))
        self.assertIn(sides(page), range(LEAST, MOST + 1))
