from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.log_actions import log

from portal.accounts.models import User
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role

ADDRESS = "li@mail.example"
OF_ONE = ["edit", "delete", "history", "history_results", "usage"]


class PeopleTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        unit = UnitFactory(title="平安河源")
        cls.citizen = CitizenFactory(email=ADDRESS, nickname="东江边老李")
        cls.editor = MemberFactory(unit, email="bian@heyuan.example")
        cls.manager = MemberFactory(unit, Role.REVIEWER, email="guan@heyuan.example")
        of_people = Permission.objects.filter(content_type__app_label="accounts", content_type__model="user")
        cls.manager.user_permissions.set(of_people)
        cls.admin = UserFactory(superuser=True, email="admin@heyuan.example")

    def bulk(self, action, *keys, **fields):
        keys = urlencode([("id", key) for key in keys])
        address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        return f"{address}?{keys}&{urlencode(fields)}"


class WhoManagesStaffTests(PeopleTestCase):
    def setUp(self):
        self.client.force_login(self.manager)

    def test_finds_staff_and_no_citizen_however_they_ask(self):
        address = reverse("wagtailusers_users:index")
        for fields in [{}, {"who": "others"}, {"q": "li@mail"}, {"who": "others", "q": "li@mail"}]:
            for path in [address, reverse("wagtailusers_users:index_results")]:
                with self.subTest(path, **fields):
                    page = self.client.get(path, fields)
                    self.assertEqual(page.status_code, 200)
                    self.assertNotContains(page, f"{ADDRESS}<")
                    self.assertNotContains(page, "东江边老李")
                    self.assertNotContains(page, 'name="who"')
        self.assertContains(self.client.get(address), self.editor.email)

    def test_a_citizen_is_not_there_on_any_screen_of_one_person(self):
        for name in OF_ONE:
            with self.subTest(name):
                one, other = (
                    self.client.get(reverse(f"wagtailusers_users:{name}", args=[person.pk]))
                    for person in [self.citizen, self.editor]
                )
                self.assertEqual((one.status_code, other.status_code), (404, 200))

    def test_a_citizen_is_not_changed_either(self):
        for name in ["edit", "delete"]:
            address = reverse(f"wagtailusers_users:{name}", args=[self.citizen.pk])
            self.assertEqual(self.client.post(address, {"email": "x@mail.example"}).status_code, 404)
        self.assertTrue(User.objects.filter(email=ADDRESS).exists())

    def test_what_is_done_to_many_reaches_no_citizen(self):
        for keys in [[self.citizen.pk], [self.citizen.pk, self.editor.pk], ["all"]]:
            address = self.bulk("delete", *keys)
            with self.subTest(keys):
                self.assertNotContains(self.client.get(address), "东江边老李")
                self.assertNotContains(self.client.get(address), ADDRESS)
        self.client.post(self.bulk("delete", "all"))
        self.assertEqual(set(User.objects.values_list("email", flat=True)) & {ADDRESS}, {ADDRESS})
        self.assertFalse(User.objects.filter(pk=self.editor.pk).exists())


class AdministratorTests(PeopleTestCase):
    def setUp(self):
        self.client.force_login(self.admin)

    def test_opens_the_page_of_a_citizen(self):
        page = self.client.get(reverse("wagtailusers_users:edit", args=[self.citizen.pk]))
        self.assertContains(page, ADDRESS)

    def test_all_of_a_list_are_those_that_it_shows(self):
        self.client.post(self.bulk("delete", "all", q="bian@"))
        self.assertFalse(User.objects.filter(pk=self.editor.pk).exists())
        self.assertEqual(User.objects.filter(pk__in=[self.citizen.pk, self.manager.pk]).count(), 2)

        self.client.post(self.bulk("delete", "all", who="others"))
        self.assertFalse(User.objects.filter(pk=self.citizen.pk).exists())
        self.assertTrue(User.objects.filter(pk=self.manager.pk).exists())


class PersonOfAUnitTests(PeopleTestCase):
    def test_has_no_list_of_people(self):
        self.client.force_login(self.editor)
        for name, keys in [("index", []), *((name, [self.manager.pk]) for name in OF_ONE)]:
            with self.subTest(name):
                page = self.client.get(reverse(f"wagtailusers_users:{name}", args=keys))
                self.assertEqual(page.status_code, 302)


class LogTests(PeopleTestCase):
    def test_lines_of_what_citizens_did_name_them_by_nickname(self):
        comment = CommentFactory(author=self.citizen)
        log(instance=comment, action="interaction.comment.write", user=self.citizen)
        self.client.force_login(HallDeskFactory())
        for address in [reverse("comments_history"), reverse("comments_one", args=[comment.pk])]:
            with self.subTest(address):
                page = self.client.get(address)
                self.assertContains(page, "东江边老李")
                self.assertNotContains(page, ADDRESS)
