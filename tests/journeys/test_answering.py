import pytest

from hall.categories import ensure_categories
from hall.concerns.enums import ConcernState
from hall.concerns.kinds import default_kind
from hall.concerns.models import Concern
from home.services import ensure_portal
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from tests.factories.concerns import ConcernFactory
from tests.journeys.accessibility import EVERY_RULE, violations
from tests.journeys.browsing import BrowserTestCase
from units.enums import Role

FITS = "document.documentElement.scrollWidth <= innerWidth"
WORDS = "您好，三盏路灯今天下午已经修好，谢谢您告诉我们。"


@pytest.mark.browser
class AnsweringTests(BrowserTestCase):
    """A question that nobody knew whom to ask is given to a unit, answered, reviewed and sent, on telephones."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        default_kind()
        self.unit = UnitFactory(title="河源住建", code="ZJJ")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.desk = HallDeskFactory()
        ConcernFactory(state=ConcernState.RECEIVED, subject="新江路路灯不亮")

    def open_first(self, page):
        self.press(page, page.locator(".waiting-row__link").first)
        self.assertEqual(violations(page, within=".concern-page", rules=EVERY_RULE), [])
        self.assertTrue(page.evaluate(FITS))

    def test_a_question_finds_its_unit_and_its_answer(self):
        desk = self.sign_in(self.desk, "/cms/concerns/", width=390)
        self.open_first(desk)
        desk.locator("summary", has_text="交办").click()
        desk.locator("[name=assign-unit]").fill("河源住见")
        self.press(desk, desk.locator("[name=action][value=assign]"))
        self.assertIn("河源住建", desk.locator(".concern-action[open]").inner_text())
        desk.locator("[name=assign-unit]").fill("河源住建")
        self.press(desk, desk.locator("[name=action][value=assign]"))

        liaison = self.sign_in(self.liaison, "/cms/concerns/", width=390)
        self.open_first(liaison)
        liaison.locator("[name=text]").fill(WORDS)
        self.assertEqual(liaison.locator("[name=category]:invalid").count(), 1)
        liaison.locator("[name=category]").select_option(label="便民")
        self.press(liaison, liaison.locator("[name=action][value=submit]"))

        spokesperson = self.sign_in(self.spokesperson, "/cms/concerns/?part=to_review", width=390)
        self.open_first(spokesperson)
        self.assertIn(WORDS, spokesperson.locator(".concern-answer").inner_text())
        self.press(spokesperson, spokesperson.locator("[name=action][value=approve]"))
        self.assertIn("已发给提问人", spokesperson.locator(".messages").inner_text())
        self.assertEqual(Concern.objects.get().state, ConcernState.ANSWERED)
