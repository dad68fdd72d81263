from django.test import RequestFactory, TestCase
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.enums import UNIT_ROLES, Role

WAITING = ["review", "concerns", "comments", "inbox", "opinion"]
MOST_FOR_A_UNIT = 8


class MainMenuTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.desk = HallDeskFactory()

    def menu_of(self, person):
        """Return the names of the main menu's items; of a submenu with the names of what is inside."""
        request = RequestFactory().get(reverse("wagtailadmin_home"))
        request.user = person
        items = admin_menu.render_component(request)
        return {item.name: [one.name for one in getattr(item, "menu_items", ())] for item in items}

    def test_what_waits_for_somebody_stands_first_and_open(self):
        self.assertEqual(list(self.menu_of(self.desk))[: len(WAITING)], WAITING)
        reviewer = self.menu_of(MemberFactory(self.unit, Role.REVIEWER))
        self.assertEqual(list(reviewer)[:4], WAITING[:4])

    def test_people_of_a_unit_see_few_items(self):
        for role in UNIT_ROLES:
            with self.subTest(role):
                self.assertLessEqual(len(self.menu_of(MemberFactory(self.unit, role))), MOST_FOR_A_UNIT)

    def test_what_is_made_stands_together(self):
        content = self.menu_of(MemberFactory(self.unit, Role.EDITOR))["content"]
        self.assertEqual(content[:4], ["posts", "repost", "together", "releases"])
        self.assertIn("explorer", content)

    def test_the_desk_finds_overviews_in_reports_and_rules_in_settings(self):
        menu = self.menu_of(self.desk)
        self.assertEqual(menu["reports"][0], "desk-board")
        self.assertIn("snippets", menu["settings"])
        self.assertIn("deputies", menu["units"])

    def test_one_item_alone_needs_no_submenu(self):
        self.assertEqual(self.menu_of(CityOfficeFactory())["releases"], [])

    def test_the_menu_of_one_person_leaves_nothing_in_that_of_the_next(self):
        self.menu_of(self.desk)
        self.assertNotIn("settings", self.menu_of(MemberFactory(self.unit, Role.LIAISON)))
        self.assertEqual(self.menu_of(self.desk), self.menu_of(self.desk))

    def test_a_superuser_has_every_part(self):
        menu = self.menu_of(UserFactory(superuser=True))
        self.assertLessEqual({"content", "units", "reports", "settings"}, menu.keys())
