from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse

from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role
from units.models import Team
from units.services import leave_team, name_lead


class LeadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.first = MemberFactory(cls.unit, Role.REVIEWER, last_name="王", first_name="芳")
        cls.second = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="明")
        cls.editor = MemberFactory(cls.unit)
        cls.desk = HallDeskFactory()

    def team(self):
        return Team.objects.get(unit=self.unit, role=Role.REVIEWER)

    def name(self, person, by, team=None):
        name_lead(team_id=(team or self.team()).pk, user=person, by=by)

    def test_spokespersons_and_the_desk_name_one(self):
        for by in [self.first, self.second, self.desk]:
            with self.subTest(str(by)):
                self.name(self.first, by)
                self.assertEqual(self.team().lead, self.first)

    def test_others_do_not(self):
        for by in [self.editor, MemberFactory(UnitFactory(), Role.REVIEWER)]:
            with self.subTest(str(by)), self.assertRaises(Refused):
                self.name(self.first, by)

    def test_only_a_spokesperson_of_the_unit_who_may_sign_in_is_one(self):
        gone = MemberFactory(self.unit, Role.REVIEWER, is_active=False)
        for person in [self.editor, gone, MemberFactory(UnitFactory(), Role.REVIEWER)]:
            with self.subTest(str(person)), self.assertRaises(Refused):
                self.name(person, self.desk)

    def test_other_teams_have_none(self):
        editors = Team.objects.get(unit=self.unit, role=Role.EDITOR)
        with self.assertRaises(Refused):
            self.name(self.editor, self.desk, editors)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Team.objects.filter(pk=editors.pk).update(lead=self.editor)

    def test_who_leaves_the_team_is_none_any_more(self):
        self.name(self.first, self.desk)
        leave_team(team_id=self.team().pk, user=self.first, by=self.desk)
        self.assertIsNone(self.team().lead)

    def test_on_the_team_screen_by_a_button(self):
        self.client.force_login(self.second)
        screen = reverse("units_team", args=[self.unit.code])
        address = reverse("units_team_lead", args=[self.unit.code, self.first.pk])
        self.assertContains(self.client.get(screen), address)

        page = self.client.post(address, follow=True)

        self.assertContains(page, "王芳")
        self.assertEqual(self.team().lead, self.first)
        self.assertNotContains(page, address)
        self.assertEqual(self.client.get(address).status_code, 405)

    def test_a_forged_person_is_not_found(self):
        self.client.force_login(self.second)
        for number in ["0", "9" * 30]:
            address = f"/cms/units/{self.unit.code}/lead/{number}/"
            self.assertEqual(self.client.post(address).status_code, 404)
