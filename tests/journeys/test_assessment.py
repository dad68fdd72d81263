from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from hall.assessment.calendar_month import Month
from hall.assessment.enums import MonthState
from hall.assessment.models import AssessedMonth
from hall.categories import ensure_categories
from hall.concerns.enums import ConcernState
from home.services import ensure_portal
from portal.core.workdays import local_day
from tests.factories import ConcernFactory, HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from tests.journeys.accessibility import RULES, STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role
from units.models import UnitPage

ANSWERS = ["路灯亮了", "水管换好了", "井盖补平了", "公交加开两班", "菜市场的灯修好了", "树枝锯掉了"]
WHY = "那一件当天已经转给源城区，转办记录里看得到。"


@pytest.mark.browser
class AssessmentTests(BrowserTestCase):
    """A month goes from the desk to a unit, back with an appeal, and out to everybody."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.month = Month.of(local_day(timezone.now())).before
        self.unit = UnitFactory(title="平安河源", code="GA")
        UnitPage.objects.update(first_published_at=self.month.begins - timedelta(days=200))
        self.unit.refresh_from_db()
        self.desk, self.speaker = HallDeskFactory(), MemberFactory(self.unit, Role.REVIEWER)
        for day in (-2, 5, 12, 19, 26):
            PostFactory(unit=self.unit, published_at=self.moment(day))
        for number, words in enumerate(ANSWERS):
            ConcernFactory(
                unit=self.unit,
                state=ConcernState.ANSWERED,
                received_at=self.moment(number + 1),
                answered_at=self.moment(number + 2),
            ).answers.update(text=words)
        ConcernFactory(unit=self.unit, received_at=self.moment(2))

    def moment(self, day) -> datetime:
        return self.month.begins + timedelta(days=day, hours=10)

    def test_from_the_desk_to_everybody(self):
        desk = self.sign_in(self.desk, "/cms/assessment/")
        desk.locator("[name=month]").fill(str(self.month))
        self.press(desk, desk.get_by_role("button", name="计算", exact=True))
        self.press(desk, desk.get_by_role("button", name="数据已核对"))
        self.press(desk, desk.get_by_role("button", name="告知单位"))
        desk.get_by_text("已写信告知").wait_for()
        self.assertEqual(violations(desk, within=".assessment", rules=RULES), [])

        unit = self.sign_in(self.speaker, f"/cms/assessment/{self.month}/GA/", width=390)
        self.press(unit, unit.get_by_role("link", name="按时答复率"))
        unit.get_by_text("没有按时").wait_for()
        self.assertEqual(violations(unit, within=".assessment", rules=RULES), [])
        unit.goto(f"/cms/assessment/{self.month}/GA/")
        unit.get_by_label("凭什么这么说").fill(WHY)
        self.press(unit, unit.get_by_role("button", name="提交申诉"))
        unit.get_by_text(WHY).wait_for()

        desk.goto("/cms/assessment/appeals/")
        self.press(desk, desk.get_by_role("link", name="平安河源"))
        desk.get_by_label("落在本月的答复").fill("6")
        desk.get_by_label("理由").fill("转办记录属实。")
        self.press(desk, desk.get_by_role("button", name="成立", exact=True))
        desk.get_by_text("已裁定").first.wait_for()

        self.end_appeals()
        desk.reload()
        self.press(desk, desk.get_by_role("button", name="定案并公开"))
        desk.get_by_text("公开榜上可以看到").wait_for()
        row = AssessedMonth.objects.get()
        self.assertEqual(row.state, MonthState.FROZEN)
        self.assertEqual(row.cards.get().lines.get(indicator="answered_in_time").value, Decimal(100))
        self.read_the_board()

    def end_appeals(self):
        AssessedMonth.objects.update(appeals_until=self.month.last_day)

    def read_the_board(self):
        for scheme in ("light", "dark"):
            page = self.visit("/board/", width=390, color_scheme=scheme, reduced_motion="reduce")
            self.assertEqual((violations(page), page.evaluate(STICKING_OUT)), ([], []))
        self.press(page, page.get_by_role("link", name="每周发布"))
        self.press(page, page.get_by_role("link", name="平安河源").first)
        page.get_by_role("heading", name="平安河源").wait_for()
        self.assertEqual((violations(page), page.evaluate(STICKING_OUT)), ([], []))
        page.goto("/")
        page.get_by_role("heading", name="前三名").wait_for()
        self.assertEqual(page.context.cookies(), [])
