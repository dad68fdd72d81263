import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.browsing import CityTestCase

# With `preload`, axe would fetch every stylesheet again and write it inline, which the policy of the pages forbids.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "preload": False,
}
PHONE, DESK = 390, 1280
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const parts = [...document.querySelectorAll("body *")].filter(
    (part) => part.getBoundingClientRect().right > width + 1);
  return document.documentElement.scrollWidth > width ? parts.slice(0, 5).map((part) => part.className) : [];
}"""


@pytest.mark.browser
class AccessibilityTests(CityTestCase):
    """Every public page keeps WCAG 2.2 AA and fits every screen, however the visitor reads it."""

    def assertNoViolations(self, page):
        found = Axe().run(page, options=RULES).response["violations"]
        told = [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found]
        self.assertEqual(told, [])

    def assertKeepsTheRules(self, **reader):
        for width in [PHONE, DESK]:
            page = self.visit(width=width, reduced_motion="reduce", **reader)
            for name, address in self.city.addresses().items():
                with self.subTest(name, width=width):
                    page.goto(address)
                    self.assertNoViolations(page)

    def test_by_day(self):
        self.assertKeepsTheRules(color_scheme="light")

    def test_by_night(self):
        self.assertKeepsTheRules(color_scheme="dark")

    def test_in_large_text(self):
        self.assertKeepsTheRules(size="large")

    def test_in_english(self):
        self.assertKeepsTheRules(language="en")

    def test_of_the_sign_in_page(self):
        for width in [PHONE, DESK]:
            self.assertNoViolations(self.visit("/cms/login/", width=width))

    def test_nothing_scrolls_sideways(self):
        for width in [320, PHONE]:
            for size in ["standard", "large"]:
                page = self.visit(width=width, size=size)
                for name, address in self.city.addresses().items():
                    with self.subTest(name, width=width, size=size):
                        page.goto(address)
                        self.assertEqual(page.evaluate(STICKING_OUT), [])
