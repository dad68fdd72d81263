import warnings

from django.test import TestCase
from django.urls import reverse

from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from units.enums import SPEAKING_ROLES
from units.services import add_member


class StylesOfTheHomePageTests(TestCase):
    """Each panel brings a list of stylesheets; one order must suit them all, or a browser gets whichever comes out."""

    def opened_by(self, person):
        self.client.force_login(person)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            page = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(page, "portal/css/admin/queue_comment.css", count=1)
        return [str(warning.message) for warning in caught if "MediaOrder" in warning.category.__name__]

    def test_the_lists_of_all_panels_agree_for_the_desk_and_for_everybody_of_a_unit(self):
        unit = UnitFactory(title="平安河源")
        of_all_teams = MemberFactory(unit)
        for role in SPEAKING_ROLES:
            add_member(team=unit.teams.get(role=role), user=of_all_teams)
        for person in [
            HallDeskFactory(),
            of_all_teams,
            *(MemberFactory(unit, role) for role in SPEAKING_ROLES),
        ]:
            with self.subTest(person=person):
                self.assertEqual(self.opened_by(person), [])
