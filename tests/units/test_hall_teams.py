from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.enums import PORTAL_ROLES, UNIT_ROLES, Role
from units.models import Team
from units.permissions import has_portal_role
from units.services import invite_again, join_team, leave_team

MENU = "hall-teams"


class HallTeamTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.desk = HallDeskFactory(last_name="值", first_name="班员")
        cls.office = CityOfficeFactory(last_name="委", first_name="办员")
        cls.address = reverse("units_hall_team")

    def setUp(self):
        self.client.force_login(self.office)

    def add(self, email="xiao.li@heyuan.example", role=Role.HALL_DESK, name=""):
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(self.address, {"email": email, "role": role, "name": name})

    def act(self, what, role, person):
        address = reverse(f"units_hall_team_{what}", args=[role, person.pk])
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(address, follow=True)

    def is_in(self, person, role):
        return has_portal_role(User.objects.get(pk=person.pk), role)


class HallTeamTests(HallTeamTestCase):
    def test_it_shows_every_team_of_the_hall_with_its_people(self):
        page = self.client.get(self.address)

        self.assertEqual([row["team"].role for row in page.context["rows"]], PORTAL_ROLES)
        self.assertContains(page, "值班员")
        self.assertContains(page, "委办员")
        self.assertNotContains(page, "平安河源")

    def test_somebody_new_is_added_invited_and_written_into_the_log(self):
        for role in PORTAL_ROLES:
            with self.subTest(role):
                self.add(f"{role}@heyuan.example", role, name="李小")
                person = User.objects.get(email=f"{role}@heyuan.example")
                self.assertTrue(self.is_in(person, role))
                self.assertEqual(mail.outbox[-1].to, [person.email])
                line = ModelLogEntry.objects.get(
                    action="units.team.add", user=self.office, object_id=person.pk
                )
                self.assertEqual(line.data, {"email": person.email, "role": role})

    def test_somebody_is_taken_out_after_a_question(self):
        person = HallDeskFactory(last_name="陈", first_name="小雨")
        question = self.client.get(reverse("units_hall_team_remove", args=[Role.HALL_DESK, person.pk]))
        self.assertContains(question, "陈小雨")

        self.act("remove", Role.HALL_DESK, person)

        self.assertFalse(self.is_in(person, Role.HALL_DESK))
        self.assertTrue(ModelLogEntry.objects.filter(action="units.team.remove", user=self.office).exists())

    def test_who_has_never_signed_in_is_invited_again(self):
        self.act("invite", Role.HALL_DESK, self.desk)
        self.assertEqual(mail.outbox[0].to, [self.desk.email])

    def test_administrators_do_it_too(self):
        self.client.force_login(UserFactory(superuser=True))
        self.add()
        self.assertTrue(self.is_in(User.objects.get(email="xiao.li@heyuan.example"), Role.HALL_DESK))

    def test_only_those_who_may_find_it_in_the_menu(self):
        home = reverse("wagtailadmin_home")
        for person in [self.office, UserFactory(superuser=True)]:
            self.client.force_login(person)
            self.assertContains(self.client.get(home), f'"name": "{MENU}"')
        for person in [self.desk, *(MemberFactory(self.unit, role) for role in UNIT_ROLES)]:
            self.client.force_login(person)
            self.assertNotContains(self.client.get(home), f'"name": "{MENU}"')

    def test_it_costs_the_same_for_one_person_or_six(self):
        self.assertQueriesDoNotGrow(lambda: self.client.get(self.address), HallDeskFactory)


class RefuseTests(HallTeamTestCase):
    def assertRefused(self, words, verb, **arguments):
        with self.assertRaisesMessage(Refused, words):
            verb(**arguments)

    def test_nobody_else_sees_or_changes_them(self):
        other = HallDeskFactory()
        for person in [self.desk, *(MemberFactory(self.unit, role) for role in UNIT_ROLES)]:
            self.client.force_login(person)
            with self.subTest(person):
                self.assertRedirects(self.client.get(self.address), reverse("wagtailadmin_home"))
                self.add()
                self.act("remove", Role.HALL_DESK, other)
                self.act("invite", Role.HALL_DESK, other)
                self.assertTrue(self.is_in(other, Role.HALL_DESK))
        self.assertFalse(User.objects.filter(email="xiao.li@heyuan.example").exists())
        self.assertEqual(mail.outbox, [])

    def test_the_verbs_ask_again(self):
        other, now = HallDeskFactory(), timezone.now()
        team = Team.objects.get(unit=None, role=Role.HALL_DESK)
        words, common = "只有市委办和管理员", {"team_id": team.pk, "by": self.desk}
        self.assertRefused(words, join_team, email="a@heyuan.example", now=now, **common)
        self.assertRefused(words, leave_team, user=other, **common)
        self.assertRefused(words, invite_again, user=other, now=now, **common)
        self.assertFalse(User.objects.filter(email="a@heyuan.example").exists())

    def test_the_last_one_stays(self):
        HallDeskFactory(is_active=False)
        question = self.client.get(reverse("units_hall_team_remove", args=[Role.HALL_DESK, self.desk.pk]))
        self.assertContains(question, "最后一人")
        self.assertNotContains(question, "serious")

        self.assertContains(self.act("remove", Role.HALL_DESK, self.desk), "最后一人")

        self.assertTrue(self.is_in(self.desk, Role.HALL_DESK))

    def test_nobody_takes_himself_out(self):
        CityOfficeFactory()
        page = self.act("remove", Role.CITY_OFFICE, self.office)
        self.assertContains(page, "不能自己")
        self.assertTrue(self.is_in(self.office, Role.CITY_OFFICE))

    def test_nobody_brings_himself_in(self):
        administrator = UserFactory(superuser=True)
        for person in [self.office, administrator]:
            self.client.force_login(person)
            self.assertContains(self.add(person.email), "不能自己")
            self.assertFalse(self.is_in(person, Role.HALL_DESK))

    def test_a_team_of_a_unit_is_not_reached_from_here(self):
        member = MemberFactory(self.unit, Role.EDITOR)
        address = reverse("units_hall_team_remove", args=[Role.EDITOR, member.pk])
        self.assertEqual(self.client.post(address).status_code, 404)
        self.assertTrue(self.add(role=Role.EDITOR).context["form"].errors)
