from django.test import TestCase
from django.urls import reverse


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
