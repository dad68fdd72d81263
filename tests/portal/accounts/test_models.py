from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from portal.accounts.models import User
from tests.factories import UserFactory


class UserNameTests(SimpleTestCase):
    def test_a_han_name_is_written_family_name_first_and_closed_up(self):
        self.assertEqual(str(User(last_name="欧阳", first_name="小明", email="o@heyuan.example")), "欧阳小明")

    def test_a_latin_name_keeps_its_order(self):
        self.assertEqual(
            str(User(last_name="Smith", first_name="Ann", email="a@heyuan.example")), "Ann Smith"
        )

    def test_without_a_name_the_address_stands_for_the_person(self):
        self.assertEqual(str(User(email="gaj.editor@heyuan.example")), "gaj.editor@heyuan.example")


class UserAddressTests(TestCase):
    def test_case_does_not_make_two_people(self):
        UserFactory(email="Gaj.Editor@Heyuan.example")

        with self.assertRaises(ValidationError):
            User(email="gaj.EDITOR@heyuan.example", password="x").full_clean()
        with self.assertRaises(IntegrityError), transaction.atomic():
            UserFactory(email="GAJ.editor@heyuan.example")

    def test_the_database_refuses_capitals_that_came_past_the_model(self):
        user = UserFactory()

        with self.assertRaises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=user.pk).update(email="Capital@heyuan.example")

    def test_people_sign_in_whatever_case_they_type(self):
        user = UserFactory(email="gaj.editor@heyuan.example")
        user.set_password("heyuan-2013-hall")
        user.save()

        self.assertTrue(self.client.login(username="GAJ.Editor@heyuan.example", password="heyuan-2013-hall"))
