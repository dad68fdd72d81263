from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from hall.concerns.answering.search import search_inbox
from hall.concerns.codes import new_code
from hall.concerns.models import Concern, ConcernInboxEntry
from hall.concerns.services import receive, transfer
from tests.factories import MemberFactory, UnitFactory, UserFactory
from tests.factories.concerns import ConcernFactory
from tests.hall.concerns.test_desk_screens import ScreenTestCase
from units.enums import Role


class SearchTestCase(ScreenTestCase):
    def found(self, person, words, **query):
        answer = self.inbox(person, part="all", q=words, **query)
        return [row.concern for row in answer.context["rows"]]


class FindingTests(SearchTestCase):
    def test_words_are_found_inside_sentences_apart_and_in_traditional_characters(self):
        lamp = ConcernFactory(unit=self.unit, subject="新江路路灯不亮", text="晚上接孩子看不清路。")
        ConcernFactory(unit=self.unit, subject="垃圾没人收", text="三天没收。")
        for words in ["路灯", "新江路 孩子", "路燈", "新江路路灯怎么办", "接孩子"]:
            with self.subTest(words):
                self.assertEqual(self.found(self.liaison, words), [lamp])

    def test_what_says_it_in_a_row_comes_before_what_says_its_parts(self):
        parts = ConcernFactory(unit=self.unit, subject="灯坏了", text="停水那天，路上通知没贴。停水")
        row = ConcernFactory(unit=self.unit, subject="停水通知没看到", text="没看到。")
        self.assertEqual(self.found(self.liaison, "停水通知"), [row, parts])

    def test_a_number_is_found_by_its_beginning(self):
        one = ConcernFactory(unit=self.unit)
        other = ConcernFactory(unit=self.unit)
        self.assertEqual(self.found(self.liaison, one.number), [one])
        self.assertCountEqual(self.found(self.liaison, "20261125"), [one, other])
        self.assertEqual(self.found(self.liaison, "19990101"), [])

    def test_signs_alone_find_nothing_and_nothing_finds_all(self):
        one = ConcernFactory(unit=self.unit, subject="100%_")
        for words in ["%", "_", '"', "（）"]:
            with self.subTest(words):
                self.assertEqual(self.found(self.liaison, words), [])
        self.assertEqual(self.found(self.liaison, "  "), [one])

    def test_a_new_question_is_found_and_the_index_can_be_written_anew(self):
        asked = receive(
            subject="公园座椅",
            text="翠竹公园",
            is_private=True,
            code=new_code(),
            unit=self.unit,
            now=timezone.now(),
        )
        self.assertEqual(self.found(self.liaison, "翠竹"), [asked])
        ConcernInboxEntry.objects.all().delete()
        self.assertEqual(self.found(self.liaison, "翠竹"), [])
        call_command("update_index", verbosity=0)
        self.assertEqual(self.found(self.liaison, "翠竹"), [asked])

    def test_it_costs_the_same_for_one_or_many(self):
        self.assertQueriesDoNotGrow(
            lambda: self.inbox(self.desk, part="all", q="路灯 孩子"), lambda: ConcernFactory()
        )


class PrivacyTests(SearchTestCase):
    def setUp(self):
        super().setUp()
        self.concern = ConcernFactory(unit=self.unit, subject="家里的事", text="邻居李大明打人，求助。")

    def test_private_words_are_found_by_nobody_else(self):
        other = UnitFactory()
        strangers = [MemberFactory(other, Role.LIAISON), MemberFactory(other, Role.REVIEWER)]
        for person in strangers:
            for words in ["李大明", "邻居", self.concern.number]:
                with self.subTest(person=str(person), words=words):
                    self.assertEqual(self.found(person, words), [])
        for person in [self.liaison, self.spokesperson, self.desk]:
            self.assertEqual(self.found(person, "李大明"), [self.concern])

    def test_people_without_an_inbox_search_nothing(self):
        for person in [MemberFactory(self.unit, Role.EDITOR), UserFactory()]:
            answer = self.inbox(person, part="all", q="李大明")
            self.assertEqual(answer.status_code, 302)

    def test_passing_it_on_takes_it_out_of_the_search(self):
        other = UnitFactory()
        taker = MemberFactory(other, Role.LIAISON)
        transfer(
            concern_id=self.concern.pk, unit=other, reason="归别处管。", user=self.liaison, now=timezone.now()
        )
        self.assertEqual(self.found(self.liaison, "李大明"), [])
        self.assertEqual(self.found(taker, "李大明"), [self.concern])

    def test_the_public_search_does_not_read_it(self):
        answer = self.client.get(reverse("concerns"), {"q": "李大明"})
        self.assertNotContains(answer, self.concern.number)


class CodeTests(SearchTestCase):
    def setUp(self):
        super().setUp()
        self.code = new_code()
        self.concern = receive(
            subject="路灯", text="不亮", is_private=True, code=self.code, unit=self.unit, now=timezone.now()
        )

    def test_is_named_to_those_who_may_search_by_it(self):
        self.assertContains(self.inbox(self.desk), "完整的查询码")
        self.assertNotContains(self.inbox(self.liaison), "完整的查询码")

    def test_leads_the_desk_to_its_concern_however_it_is_written(self):
        for typed in [self.code, self.code.lower(), self.code.replace("-", " "), self.code.replace("-", "")]:
            with self.subTest(typed):
                answer = self.inbox(self.desk, q=typed)
                self.assertRedirects(answer, reverse("concerns_concern", args=[self.concern.number]))

    def test_counts_only_as_a_whole(self):
        for typed in [self.code[:-1], self.code[:-1] + "?", new_code(), self.code + "0"]:
            with self.subTest(typed):
                self.assertEqual(self.found(self.desk, typed), [])

    def test_opens_nothing_to_units(self):
        for person in [self.liaison, MemberFactory(UnitFactory(), Role.REVIEWER)]:
            self.assertEqual(self.found(person, self.code), [])


class AnyWordsTests(HypothesisTestCase):
    @settings(deadline=None, max_examples=40, derandomize=True)
    @given(st.text(max_size=60) | st.text(alphabet="路灯不亮20261-\"'%:*()&|!<>", max_size=30))
    def test_break_nothing(self, words):
        words = words.replace("\0", "")
        list(search_inbox(Concern.objects.order_by("-received_at", "-pk"), words))
