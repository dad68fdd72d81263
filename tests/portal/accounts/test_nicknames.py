from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone, translation

from portal.accounts.models import User
from portal.accounts.names import PAUSE, fold_nickname, shown_name, tidy_nickname, why_not_nickname
from portal.accounts.permissions import is_citizen, why_not_speak
from portal.accounts.services import choose_nickname
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, UserFactory


class WhyNotNicknameTests(TestCase):
    def test_ordinary_names_are_welcome(self):
        for name in ["东江边的人", "小雨", "Anna", "河源老李2013", "ئالىم", "阿·布都", "x" * 16]:
            with self.subTest(name):
                self.assertEqual(why_not_nickname(tidy_nickname(name)), "")

    def test_these_are_refused(self):
        for name in [
            *("", "我", "___", "x" * 17, "东江边的人" * 4),
            *(
                "li@heyuan.example",
                "13800138000",
                "138-0013-8000",
                "李138·0013·8000",
                "20131212",
                "１３８００１３８０００",
            ),
            *("平安河源发布", "河源公安", "河源·公 安", "Official李", "ＡＤＭＩＮ", "市長", "網警小王"),
            *("😀😀", "<b>李</b>", "小雨 http", "小\u3000雨!"),
        ]:
            with self.subTest(name):
                self.assertNotEqual(why_not_nickname(tidy_nickname(name)), "")

    def test_what_the_eye_does_not_see_does_not_make_another_name(self):
        for other in ["小\u200b雨", "小\u202e雨", "\ufeff小雨", "小雨 ", "小_雨"]:
            with self.subTest(other):
                self.assertEqual(fold_nickname(tidy_nickname(other)), fold_nickname("小雨"))

    def test_width_case_and_traditional_forms_are_one(self):
        self.assertEqual(fold_nickname(tidy_nickname("ＡＢ東江")), fold_nickname("ab东江"))


class ChooseNicknameTests(TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))
        self.now = timezone.now()
        self.person = UserFactory()

    def choose(self, nickname, person=None, now=None):
        return choose_nickname(user=person or self.person, nickname=nickname, now=now or self.now)

    def test_it_is_kept_tidy_and_shown(self):
        self.assertEqual(shown_name(self.person), "A resident")

        self.assertEqual(shown_name(self.choose(" 小\u200b雨 ")), "小雨")

    def test_another_must_not_look_the_same(self):
        self.choose("东江Rain")

        for other in ["東江rain", "东江-ＲＡＩＮ"]:
            with self.subTest(other), self.assertRaisesMessage(Refused, "already"):
                self.choose(other, UserFactory())

    def test_it_is_not_changed_every_day(self):
        self.choose("小雨")
        self.choose("小雨")
        self.assertEqual(User.objects.get(pk=self.person.pk).nickname, "小雨")

        with self.assertRaisesMessage(Refused, "30 days"):
            self.choose("大雨", now=self.now + PAUSE - timedelta(minutes=1))
        self.assertEqual(self.choose("大雨", now=self.now + PAUSE).nickname, "大雨")

    def test_the_first_is_changed_once_within_a_day(self):
        self.choose("小语")
        soon = self.now + timedelta(hours=23)
        self.assertEqual(self.choose("小雨", now=soon).nickname, "小雨")

        with self.assertRaisesMessage(Refused, "30 days"):
            self.choose("大雨", now=soon + timedelta(minutes=1))

    def test_the_database_refuses_a_name_that_was_not_folded(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=self.person.pk).update(nickname="小雨")


class WhyNotSpeakTests(TestCase):
    def test_only_those_speak_who_are_signed_in_active_and_have_a_name(self):
        nameless, named = CitizenFactory(nickname=""), CitizenFactory(nickname="小雨")

        self.assertEqual(why_not_speak(named), "")
        named.is_active = False
        for user in [AnonymousUser(), nameless, named]:
            with self.subTest(user):
                self.assertNotEqual(why_not_speak(user), "")

    def test_a_citizen_is_nothing_more(self):
        self.assertTrue(is_citizen(CitizenFactory()))
        for user in [AnonymousUser(), UserFactory(superuser=True), UserFactory(is_active=False)]:
            with self.subTest(user):
                self.assertFalse(is_citizen(user))
