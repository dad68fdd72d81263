from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from tests.assertions import HouseAssertions
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.enums import UNIT_ROLES, Role
from units.permissions import has_role


class TeamScreenTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(code="GAJ", title="平安河源")
        cls.desk = HallDeskFactory()
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="警官")

    def setUp(self):
        self.client.force_login(self.desk)
        self.address = reverse("units_team", args=["GAJ"])

    def add(self, email="xiao.li@heyuan.example", role=Role.EDITOR, name=""):
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(self.address, {"email": email, "role": role, "name": name})

    def act(self, what, role, person):
        address = reverse(f"units_team_{what}", args=["GAJ", role, person.pk])
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(address, follow=True)

    def is_in(self, person, role):
        return has_role(User.objects.get(pk=person.pk), self.unit, role)


class TeamTests(TeamScreenTestCase):
    def test_it_shows_people_by_role_and_how_far_they_are_on_the_way_in(self):
        MemberFactory(self.unit, Role.EDITOR, last_name="陈", first_name="小雨", last_login=timezone.now())

        page = self.client.get(self.address)

        self.assertIn("陈小雨", page.text)
        self.assertIn("李警官", page.text)
        self.assertIn("units-state--live", page.text)
        self.assertEqual([row["team"].role for row in page.context["rows"]], UNIT_ROLES)

    def test_a_small_code_in_the_address_is_found_too(self):
        self.assertEqual(self.client.get("/cms/units/gaj/team/").status_code, 200)
        self.assertEqual(self.client.get("/cms/units/nosuch/team/").status_code, 404)

    def test_somebody_new_is_added_by_address_and_name_and_invited(self):
        self.add("Xiao.Li@Heyuan.example", name="李小")

        person = User.objects.get(email="xiao.li@heyuan.example")
        self.assertEqual(str(person), "李小")
        self.assertTrue(self.is_in(person, Role.EDITOR))
        self.assertEqual(mail.outbox[0].to, ["xiao.li@heyuan.example"])
        self.assertIn("平安河源", mail.outbox[0].body)

    def test_somebody_who_works_here_already_is_added_without_another_letter(self):
        person = UserFactory(last_login=timezone.now(), last_name="赵", first_name="敏")

        self.add(person.email, Role.LIAISON, name="别的名字")

        self.assertTrue(self.is_in(person, Role.LIAISON))
        person.refresh_from_db()
        self.assertEqual(str(person), "赵敏")
        self.assertEqual(mail.outbox, [])

    def test_what_cannot_be_is_told_beside_the_address(self):
        off = UserFactory(is_active=False)
        member = MemberFactory(self.unit, Role.EDITOR)
        for email, role in [
            ("no address", Role.EDITOR),
            ("", Role.EDITOR),
            (off.email, Role.EDITOR),
            (member.email, Role.EDITOR),
            ("a@heyuan.example", "boss"),
            ("a@heyuan.example", Role.HALL_DESK),
        ]:
            with self.subTest(email=email, role=role):
                page = self.add(email, role)
                self.assertEqual(page.status_code, 200)
                self.assertTrue(page.context["form"].errors)
        self.assertFalse(User.objects.filter(email="a@heyuan.example").exists())
        self.assertFalse(self.is_in(off, Role.EDITOR))

    def test_somebody_is_taken_out_after_a_question(self):
        person = MemberFactory(self.unit, Role.EDITOR)
        address = reverse("units_team_remove", args=["GAJ", Role.EDITOR, person.pk])
        self.assertEqual(self.client.get(address).status_code, 200)
        self.assertTrue(self.is_in(person, Role.EDITOR))

        self.act("remove", Role.EDITOR, person)

        self.assertFalse(self.is_in(person, Role.EDITOR))

    def test_taking_out_the_last_spokesperson_warns(self):
        address = reverse("units_team_remove", args=["GAJ", Role.REVIEWER, self.spokesperson.pk])
        self.assertIn("help-warning", self.client.get(address).text)

        MemberFactory(self.unit, Role.REVIEWER)
        self.assertNotIn("help-warning", self.client.get(address).text)

    def test_an_invitation_is_sent_again_with_all_duties(self):
        person = MemberFactory(self.unit, Role.EDITOR)
        UnitFactory(title="河源水务").teams.get(role=Role.LIAISON).group.user_set.add(person)

        self.act("invite", Role.EDITOR, person)

        self.assertIn("平安河源", mail.outbox[0].body)
        self.assertIn("河源水务", mail.outbox[0].body)

    def test_somebody_who_has_signed_in_is_not_invited_again(self):
        person = MemberFactory(self.unit, Role.EDITOR, last_login=timezone.now())

        page = self.act("invite", Role.EDITOR, person)

        self.assertIn("messages", page.text)
        self.assertEqual(mail.outbox, [])

    def test_it_costs_the_same_for_one_person_or_six(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.address), lambda: MemberFactory(self.unit, Role.EDITOR)
        )


class SpokespersonTests(TeamScreenTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.spokesperson)

    def test_they_choose_their_own_editors_and_liaisons(self):
        self.add("xiao.li@heyuan.example", Role.EDITOR)

        person = User.objects.get(email="xiao.li@heyuan.example")
        self.assertTrue(self.is_in(person, Role.EDITOR))
        self.act("remove", Role.EDITOR, person)
        self.assertFalse(self.is_in(person, Role.EDITOR))

    def test_they_find_it_in_the_menu_of_the_editor_too(self):
        self.assertIn(self.address, self.client.get(f"/cms/pages/{self.unit.pk}/edit/").text)

    def test_they_neither_name_nor_remove_spokespersons(self):
        other = MemberFactory(self.unit, Role.REVIEWER)
        self.assertTrue(self.add("myself.again@heyuan.example", Role.REVIEWER).context["form"].errors)

        self.act("remove", Role.REVIEWER, other)
        self.act("invite", Role.REVIEWER, other)

        self.assertTrue(self.is_in(other, Role.REVIEWER))
        self.assertFalse(User.objects.filter(email="myself.again@heyuan.example").exists())
        self.assertEqual(mail.outbox, [])


class RefuseTests(TeamScreenTestCase):
    def test_nobody_else_sees_or_changes_the_team(self):
        other = UnitFactory(code="SWJ", title="河源水务")
        sub = UnitFactory(code="PCS", parent=self.unit)
        member = MemberFactory(self.unit, Role.EDITOR)
        people = [
            *(MemberFactory(other, role) for role in UNIT_ROLES),
            MemberFactory(self.unit, Role.EDITOR),
            MemberFactory(self.unit, Role.LIAISON),
            MemberFactory(sub, Role.REVIEWER),
            CityOfficeFactory(),
        ]
        for person in people:
            self.client.force_login(person)
            with self.subTest(person):
                self.assertRedirects(self.client.get(self.address), reverse("wagtailadmin_home"))
                self.add("xiao.li@heyuan.example")
                remove = reverse("units_team_remove", args=["GAJ", Role.EDITOR, member.pk])
                self.assertRedirects(self.client.get(remove), reverse("wagtailadmin_home"))
                self.act("remove", Role.EDITOR, member)
                self.act("invite", Role.EDITOR, member)
                self.assertTrue(self.is_in(member, Role.EDITOR))
        self.assertFalse(User.objects.filter(email="xiao.li@heyuan.example").exists())
        self.assertEqual(mail.outbox, [])

    def test_a_member_of_another_unit_is_not_found_here(self):
        stranger = MemberFactory(UnitFactory(), Role.EDITOR)
        address = reverse("units_team_remove", args=["GAJ", Role.EDITOR, stranger.pk])

        self.assertEqual(self.client.post(address).status_code, 404)


class StockScreenTests(TeamScreenTestCase):
    """Wagtail's own screens list every group and collection: thousands of them, and not one is needed."""

    def test_they_stay_with_superusers(self):
        addresses = [
            reverse(name)
            for name in [
                "wagtailusers_users:index",
                "wagtailusers_groups:index",
                "wagtailadmin_collections:index",
            ]
        ]
        people = [
            self.desk,
            CityOfficeFactory(),
            *(MemberFactory(self.unit, role) for role in UNIT_ROLES),
        ]
        for person in people:
            self.client.force_login(person)
            for address in addresses:
                with self.subTest(person=person, address=address):
                    self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.client.force_login(UserFactory(superuser=True))
        for address in addresses:
            self.assertEqual(self.client.get(address).status_code, 200)
