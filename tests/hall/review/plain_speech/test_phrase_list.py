from unittest import mock

from django.test import TestCase
from django.urls import reverse

from hall.review import phrase_list
from hall.review.models import SpeechPhrase
from hall.review.phrase_list import ensure_phrases, phrases_in_force
from hall.review.plain_speech import Phrase, check, shipped_phrases
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role

TEXT = "会议强调，要狠抓落实。"


class PhraseListTests(TestCase):
    def test_the_shipped_phrases_are_laid_in_and_found_in_one_query(self):
        with self.assertNumQueries(1):
            self.assertEqual(phrases_in_force(), shipped_phrases())

        self.assertEqual(check(TEXT, patterns=phrases_in_force()), check(TEXT))

    def test_what_the_desk_changed_renamed_or_switched_off_stays_so(self):
        changed = SpeechPhrase.objects.get(phrase="贯彻落实")
        changed.plainer = "办好"
        changed.save()
        renamed = SpeechPhrase.objects.get(phrase="^为贯彻")
        renamed.phrase = "^为了贯彻"
        renamed.save()
        off = SpeechPhrase.objects.get(phrase="贯彻执行")
        off.is_active = False
        off.save()
        before = phrases_in_force()

        ensure_phrases()

        self.assertEqual(phrases_in_force(), before)
        self.assertFalse(SpeechPhrase.objects.filter(phrase="^为贯彻").exists())
        self.assertNotIn("贯彻执行", [phrase.phrase for phrase in before])

    def test_new_lines_of_an_upgrade_come_in_unless_the_desk_has_them_already(self):
        SpeechPhrase.objects.create(phrase="打通末梢", plainer="送到家门口", kind="slogan")
        newer = (
            *shipped_phrases(),
            Phrase("打通末梢", "别的"),
            Phrase("一揽子赋能", "帮一把", "inflated", 1.0),
        )

        with mock.patch.object(phrase_list, "shipped_phrases", return_value=newer):
            ensure_phrases()
            ensure_phrases()

        rows = SpeechPhrase.objects.filter(phrase__in=["打通末梢", "一揽子赋能"]).order_by("phrase")
        self.assertEqual(
            [(row.phrase, row.plainer) for row in rows],
            [("一揽子赋能", "帮一把"), ("打通末梢", "送到家门口")],
        )

    def test_a_phrase_of_the_desk_gives_a_hint_and_one_switched_off_gives_none(self):
        text = "我们把服务打通末梢。"
        self.assertEqual(check(text, patterns=phrases_in_force()).hints, ())
        own = SpeechPhrase.objects.create(phrase="打通末梢", plainer="送到家门口", kind="slogan")

        (hint,) = check(text, patterns=phrases_in_force()).hints
        self.assertEqual((hint.quote, hint.suggestion, hint.phrase), ("打通末梢", "送到家门口", "打通末梢"))

        SpeechPhrase.objects.filter(pk=own.pk).update(is_active=False)
        self.assertEqual(check(text, patterns=phrases_in_force()).hints, ())


class PhraseScreenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.phrase = SpeechPhrase.objects.get(phrase="贯彻落实")

    def setUp(self):
        self.client.force_login(HallDeskFactory())

    def address(self, name, *args):
        return reverse(f"wagtailsnippets_review_speechphrase:{name}", args=args)

    def send(self, address, **fields):
        typed = {
            "phrase": "打通末梢",
            "plainer": "送到家门口",
            "kind": "slogan",
            "weight": "2",
            "is_active": "on",
        }
        return self.client.post(address, {**typed, **fields})

    def test_the_desk_adds_and_changes_phrases(self):
        self.send(self.address("add"))
        self.assertEqual(SpeechPhrase.objects.get(phrase="打通末梢").weight, 2)
        self.send(self.address("edit", self.phrase.pk), phrase="贯彻落实", is_active="")
        self.phrase.refresh_from_db()
        self.assertFalse(self.phrase.is_active)

    def test_the_desk_finds_a_phrase_by_its_words_and_by_the_plainer_ones(self):
        for words, found in [
            ("请认真贯彻执行", "请认真贯彻执行"),
            ("执行好规定", "贯彻落实"),
            ("没有这句", None),
        ]:
            with self.subTest(words):
                SpeechPhrase.objects.filter(phrase="贯彻落实").update(plainer="执行好规定")
                rows = self.client.get(self.address("list"), {"q": words}).context["object_list"]
                self.assertEqual([row.phrase for row in rows], [found] if found else [])

    def test_the_desk_switches_off_and_does_not_delete(self):
        self.client.post(self.address("delete", self.phrase.pk))

        self.assertTrue(SpeechPhrase.objects.filter(pk=self.phrase.pk).exists())

    def test_nobody_else_sees_or_changes_the_list(self):
        for person in [
            MemberFactory(self.unit),
            MemberFactory(self.unit, Role.REVIEWER),
            CityOfficeFactory(),
        ]:
            with self.subTest(person):
                self.client.force_login(person)
                self.send(self.address("add"))
                self.send(self.address("edit", self.phrase.pk))
                self.assertEqual(self.client.get(self.address("list")).status_code, 302)
        self.assertFalse(SpeechPhrase.objects.filter(phrase="打通末梢").exists())

    def test_a_phrase_is_kept_as_it_is_looked_for(self):
        self.send(self.address("add"), phrase=" 以……為抓手, ", plainer="從……做起")

        phrase = SpeechPhrase.objects.latest("pk")
        self.assertEqual((phrase.phrase, phrase.plainer), ("以…为抓手，", "從…做起"))

    def test_what_could_not_be_found_is_refused_with_a_reason(self):
        before = SpeechPhrase.objects.count()
        for fields in [
            {"phrase": "…抓手"},
            {"phrase": "^"},
            {"phrase": "以…为…抓手"},
            {"phrase": "打通末梢", "plainer": "送到…"},
            {"phrase": "贯彻落实"},
            {"phrase": "\u200b"},
            {"weight": "0"},
            {"weight": "重"},
            {"kind": "别的"},
        ]:
            with self.subTest(fields):
                page = self.send(self.address("add"), **fields)
                self.assertEqual(page.status_code, 200)
                self.assertTrue(page.context["form"].errors)
        self.assertEqual(SpeechPhrase.objects.count(), before)

    def test_the_list_is_exported(self):
        page = self.client.get(self.address("list"), {"export": "csv"})

        self.assertIn("贯彻落实".encode(), b"".join(page.streaming_content))
