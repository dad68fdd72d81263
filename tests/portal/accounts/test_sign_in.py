from django.test import TestCase
from django.urls import reverse

from portal.accounts.services import find_or_create_citizen
from portal.core.models import OutgoingMail
from portal.core.throttling import forget_counts
from tests.factories import MemberFactory, UnitFactory

PASSWORD = "东江之水天上来2013"


class SignInTests(TestCase):
    def test_the_door_speaks_chinese_only(self):
        page = self.client.get(reverse("wagtailadmin_login"))

        self.assertContains(page, "密码")
        self.assertNotContains(page, "Password")

    def test_a_wrong_password_is_refused_in_chinese(self):
        page = self.client.post(
            reverse("wagtailadmin_login"), {"username": "gaj@heyuan.example", "password": "1"}
        )

        self.assertContains(page, "邮箱和密码对不上，请重试。")


class GuessingPasswordsTests(TestCase):
    def setUp(self):
        forget_counts()
        self.member = MemberFactory(UnitFactory(), email="gaj.editor@heyuan.example")
        self.member.set_password(PASSWORD)
        self.member.save()

    def sign_in(self, password=PASSWORD, email="gaj.editor@heyuan.example", place="203.0.113.5"):
        return self.client.post(
            reverse("wagtailadmin_login"), {"username": email, "password": password}, REMOTE_ADDR=place
        )

    def test_many_tries_are_stopped_even_if_the_last_is_right(self):
        for number in range(10):
            self.sign_in(f"东江{number}")

        answer = self.sign_in()

        self.assertContains(answer, "请在 10 分钟后再试")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_an_unknown_account_is_stopped_in_the_same_words(self):
        for known in ["gaj.editor@heyuan.example", "nobody@heyuan.example"]:
            for _number in range(10):
                self.sign_in("错", email=known)
            self.assertContains(self.sign_in("错", email=known), "请在 10 分钟后再试")

    def test_a_stranger_elsewhere_does_not_shut_the_owner_out(self):
        for _number in range(15):
            self.sign_in("错", place="198.51.100.9")

        self.assertEqual(self.sign_in().status_code, 302)

    def test_colleagues_behind_one_address_do_not_shut_each_other_out(self):
        for number in range(60):
            self.sign_in("错", email=f"member{number}@heyuan.example")

        self.assertEqual(self.sign_in().status_code, 302)


class ForgottenPasswordTests(TestCase):
    def setUp(self):
        forget_counts()
        self.member = MemberFactory(UnitFactory(), email="gaj.editor@heyuan.example")
        self.member.set_password(PASSWORD)
        self.member.save()

    def ask(self, email="gaj.editor@heyuan.example"):
        return self.client.post(reverse("wagtailadmin_password_reset"), {"email": email})

    def test_the_letter_waits_in_the_outbox_so_that_nobody_learns_who_works_here(self):
        answers = {
            (answer.status_code, answer.url) for answer in [self.ask(), self.ask("nobody@heyuan.example")]
        }

        self.assertEqual(len(answers), 1)
        letter = OutgoingMail.objects.get()
        self.assertEqual(letter.to, "gaj.editor@heyuan.example")
        self.assertIn("/cms/password_reset/confirm/", letter.body)

    def test_nobody_is_flooded_with_letters(self):
        for _number in range(4):
            self.ask()

        self.assertContains(self.ask(), "后再试")
        self.assertEqual(OutgoingMail.objects.count(), 4)

    def test_a_citizen_gets_no_password(self):
        find_or_create_citizen(email="ming@heyuan.example")

        self.ask("ming@heyuan.example")

        self.assertFalse(OutgoingMail.objects.exists())
