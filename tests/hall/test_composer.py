from django.test import TestCase
from django.urls import reverse

from tests.factories import MemberFactory, UnitFactory
from units.enums import Role


class ComposerPanelTests(TestCase):
    def test_those_who_write_for_a_unit_find_it_on_their_home_page(self):
        unit = UnitFactory(title="平安河源")
        for role, finds_it in [(Role.EDITOR, True), (Role.REVIEWER, True), (Role.LIAISON, False)]:
            with self.subTest(role):
                self.client.force_login(MemberFactory(unit, role))
                response = self.client.get(reverse("wagtailadmin_home"))
                self.assertEqual("data-composer" in response.text, finds_it)
