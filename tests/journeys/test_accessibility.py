import pytest

from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import CityTestCase

PHONE, DESK = 390, 1280


@pytest.mark.browser
class AccessibilityTests(CityTestCase):
    """Every public page keeps WCAG 2.2 AA and fits every screen, however the visitor reads it."""

    def assertKeepsTheRules(self, **reader):
        for width in [PHONE, DESK]:
            page = self.visit(width=width, reduced_motion="reduce", **reader)
            for name, address in self.city.addresses().items():
                with self.subTest(name, width=width):
                    page.goto(address)
                    self.assertEqual(violations(page), [])

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
            self.assertEqual(violations(self.visit("/cms/login/", width=width)), [])

    def test_nothing_scrolls_sideways(self):
        for width in [320, PHONE]:
            for size in ["standard", "large"]:
                page = self.visit(width=width, size=size)
                for name, address in self.city.addresses().items():
                    with self.subTest(name, width=width, size=size):
                        page.goto(address)
                        self.assertEqual(page.evaluate(STICKING_OUT), [])
