"""The public pages of concerns: what everybody reads, and what nobody reads there."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse

from hall.concerns.asking.looking import LOOK
from hall.concerns.enums import ConcernState, Outcome
from hall.concerns.models import Concern, ConcernPicture
from hall.concerns.showing.services import keep_findable
from hall.concerns.similar import similar_answered
from portal.core.throttling import Throttle
from tests.assertions import HouseAssertions
from tests.factories import ConcernFactory, UnitFactory
from tests.factories.concerns import ASKED_AT

SECRET = "王秘密"


def shown(**fields):
    """Make a public concern that the search finds."""
    concern = ConcernFactory(is_shown=True, **fields)
    keep_findable(concern)
    return concern


def answered(**fields):
    concern = ConcernFactory(state=ConcernState.ANSWERED, is_answer_shown=True, **fields)
    keep_findable(concern)
    return concern


def unseen():
    """Make one concern of each kind that nobody reads in public, all saying the secret word."""
    words = {"subject": f"{SECRET}的路灯", "text": f"{SECRET}在问路灯"}
    return {
        "private": ConcernFactory(state=ConcernState.ANSWERED, **words),
        "not decided": ConcernFactory(is_private=False, **words),
        "hidden": shown(hidden_at=ASKED_AT, hidden_reason=f"{SECRET}写了别人的事", **words),
        "withdrawn": shown(state=ConcernState.CLOSED, outcome=Outcome.WITHDRAWN, **words),
        "with its answer": ConcernFactory(is_private=False, shows_with_answer=True, **words),
    }


class ListTests(HouseAssertions, TestCase):
    def subjects(self, address="/ask/"):
        return [concern.public_subject for concern in self.client.get(address).context["rows"].entries]

    def test_shows_the_newest_first(self):
        for days, subject in [(2, "路灯"), (1, "公交"), (3, "停水")]:
            shown(subject=subject, received_at=ASKED_AT - timedelta(days=days))

        self.assertEqual(self.subjects(), ["公交", "路灯", "停水"])

    def test_is_the_same_for_everyone(self):
        shown()
        answered()
        for address in ["/ask/", "/ask/?q=路灯", Concern.objects.first().get_absolute_url()]:
            with self.subTest(address):
                self.assertSameForEveryone(address)

    def test_does_not_cost_more_with_more_concerns(self):
        for address in ["/ask/", "/ask/?q=路灯", "/", UnitFactory().url]:
            with self.subTest(address):
                self.assertQueriesDoNotGrow(lambda address=address: self.client.get(address), answered)

    def test_goes_on_where_a_page_ends(self):
        for minutes in range(21):
            shown(subject=f"第{minutes}条", received_at=ASKED_AT - timedelta(minutes=minutes))
        first = self.client.get("/ask/").context["rows"]
        rest = self.subjects(f"/ask/?before={first.older}")

        self.assertEqual(len(first.entries), 20)
        self.assertEqual(rest, ["第20条"])

    def test_is_narrowed_by_unit_and_state(self):
        unit = UnitFactory()
        shown(subject="甲", unit=unit)
        answered(subject="乙", unit=unit)
        shown(subject="丙")

        self.assertEqual(set(self.subjects(f"/ask/?unit={unit.code}")), {"甲", "乙"})
        self.assertEqual(self.subjects(f"/ask/?unit={unit.code}&state=answered"), ["乙"])
        self.assertEqual(set(self.subjects("/ask/?state=open")), {"甲", "丙"})

    def test_takes_any_address(self):
        concern = shown()
        odd = [
            "unit=nobody",
            "state=%00",
            "unit=99999999999999999999",
            "before=x",
            "q=%",
            "q=%22%27*&before=9.9-9",
        ]
        for query in odd:
            with self.subTest(query):
                self.assertEqual(self.client.get(f"/ask/?{query}").status_code, 200)
        self.assertIn(concern.public_subject, self.client.get("/ask/?unit=nobody").content.decode())

    def test_says_so_when_there_is_nothing(self):
        for address, words in [("/ask/", "还没有公开的提问"), ("/ask/?q=飞船", "没有找到提问")]:
            with self.subTest(address):
                self.assertContains(self.client.get(address), words)

    def test_is_searched_in_chinese(self):
        shown(subject="新江二路路灯不亮", text="晚上看不清")
        shown(subject="公交线路", text="3路车不停")

        self.assertEqual(self.subjects("/ask/?q=路灯"), ["新江二路路灯不亮"])
        self.assertEqual(self.subjects("/ask/?q=二路"), ["新江二路路灯不亮"])
        self.assertEqual(self.subjects("/ask/?q=路燈"), ["新江二路路灯不亮"])

    def test_is_searched_page_by_page(self):
        for minutes in range(21):
            shown(subject=f"路灯{minutes}", received_at=ASKED_AT - timedelta(minutes=minutes))
        first = self.client.get("/ask/?q=路灯").context["rows"]

        self.assertEqual(self.subjects(f"/ask/?q=路灯&before={first.older}"), ["路灯20"])


class ConcernTests(HouseAssertions, TestCase):
    def test_shows_the_public_words_and_whose_the_answer_is(self):
        unit = UnitFactory(title="平安河源")
        concern = answered(
            unit=unit,
            subject="我叫张伟问路灯",
            public_subject="我叫张*问路灯",
            public_text="晚上黑",
            text="原文",
        )
        page = self.client.get(concern.get_absolute_url()).content.decode()

        self.assertIn("我叫张*问路灯", page)
        self.assertIn("路灯已经修好。", page)
        self.assertIn("平安河源", page)
        self.assertNotIn("张伟", page)
        self.assertNotIn("原文", page)

    def test_the_answer_stays_the_units_that_gave_it(self):
        concern = answered(unit=UnitFactory(title="河源城管"))
        Concern.objects.filter(pk=concern.pk).update(unit=UnitFactory(title="河源住建"))
        given = self.client.get(concern.get_absolute_url()).context["given"]

        self.assertEqual(given.unit.title, "河源城管")

    def test_shows_no_markup_of_a_citizen(self):
        concern = shown(subject="<b>路灯</b>", text="<script>alert(1)</script>")
        page = self.client.get(concern.get_absolute_url()).content.decode()

        self.assertNotIn("<script>alert", page)
        self.assertNotIn("<b>", page)

    def test_is_not_there_when_nobody_may_read_it(self):
        for name, concern in unseen().items():
            with self.subTest(name):
                self.assertEqual(self.client.get(concern.get_absolute_url()).status_code, 404)

    def test_is_not_there_under_odd_numbers(self):
        for number in ["20261125-9999", "00000000-0000", "20261125-999999999"]:
            with self.subTest(number):
                self.assertEqual(self.client.get(f"/ask/{number}/").status_code, 404)

    def test_shows_chosen_pictures_alone(self):
        concern = shown()
        pictures = [
            ConcernPicture.objects.create(
                concern=concern, token="t", position=at, file=f"{at}.jpg", kept_at=ASKED_AT, is_shown=at == 1
            )
            for at in (1, 2)
        ]
        one, two = (reverse("concern_picture", args=[concern.number, picture.pk]) for picture in pictures)
        page = self.client.get(concern.get_absolute_url()).content.decode()

        self.assertIn(one, page)
        self.assertNotIn(two, page)
        self.assertEqual(self.client.get(two).status_code, 404)

    def test_does_not_cost_more_with_more_related_ones(self):
        concern = answered()
        self.assertQueriesDoNotGrow(lambda: self.client.get(concern.get_absolute_url()), answered)


class IsolationTests(TestCase):
    """What nobody may read in public is in no public place."""

    @classmethod
    def setUpTestData(cls):
        cls.unseen = unseen()
        cls.public = answered(subject="路灯", unit=cls.unseen["hidden"].unit)

    def test_pages_lists_and_search_do_not_say_it(self):
        unit = self.public.unit
        addresses = [
            *("/", "/ask/", f"/ask/?q={SECRET}", "/ask/?q=路灯", "/ask/?state=answered", unit.url),
            *(self.public.get_absolute_url(), "/search/?q=" + SECRET, reverse("sitemap_concerns")),
        ]
        for address in addresses:
            page = self.client.get(address).content.decode().replace(f'value="{SECRET}"', "")
            page = page.replace(f"<title>{SECRET}", "").replace(f"q={SECRET}", "")
            with self.subTest(address):
                for name, concern in self.unseen.items():
                    self.assertNotIn(concern.number, page, name)
                self.assertNotIn(f"{SECRET}的路灯", page)
                self.assertNotIn(f"{SECRET}在问", page)
                self.assertNotIn("写了别人的事", page)

    def test_similar_ones_leave_it_out(self):
        self.assertEqual(similar_answered(f"{SECRET}的路灯"), [self.public])
        answer = self.client.post(reverse("similar_concerns"), {"subject": f"{SECRET}的路灯"})

        self.assertNotContains(answer, SECRET)

    def test_the_sitemap_has_public_ones(self):
        self.assertContains(self.client.get(reverse("sitemap_concerns")), self.public.number)


class SimilarTests(HouseAssertions, TestCase):
    def test_what_is_about_the_same_comes_nearest_first(self):
        near = answered(subject="新江二路的路灯不亮", text="三盏灯坏了")
        far = answered(subject="公园的路灯太暗", text="散步看不清")
        answered(subject="医保卡怎么办", text="跨县能用吗")

        self.assertEqual(similar_answered("新江二路路灯坏了怎么办"), [near, far])

    def test_what_is_not_answered_publicly_is_none(self):
        shown(subject="路灯不亮")
        ConcernFactory(state=ConcernState.ANSWERED, is_shown=True, subject="路灯不亮")

        self.assertEqual(similar_answered("路灯不亮"), [])

    def test_nothing_is_like_mere_question_words(self):
        answered(subject="请问怎么办")
        for words in ["", "请问怎么办", "？？？", "13812345678", "%_'\""]:
            with self.subTest(words):
                self.assertEqual(similar_answered(words), [])

    def test_numbers_and_single_characters_make_no_likeness(self):
        answered(subject="3路公交晚点15分钟", public_text="3路公交 X 晚点，2013年起 3 次，一个星期三次，A 座")
        for words in ["3栋15楼漏水 2013年 3", "3", "A X", "一个月三次噪音", "路 水 电"]:
            with self.subTest(words):
                self.assertEqual(similar_answered(words), [])

    def test_what_every_question_says_makes_no_likeness(self):
        answered(subject="反映公交问题", public_text="领导您好，希望尽快解决公交问题，谢谢")

        self.assertEqual(similar_answered("领导您好，反映噪音问题，希望尽快解决，谢谢"), [])

    def test_what_is_written_in_letters_counts(self):
        wifi = answered(subject="车站WiFi连不上", public_text="车站WiFi连不上")

        self.assertEqual(similar_answered("图书馆wifi"), [wifi])

    def test_there_are_few(self):
        for _ in range(5):
            answered(subject="路灯不亮")

        self.assertEqual(len(similar_answered("路灯不亮")), 3)

    def test_does_not_cost_more_with_more_concerns(self):
        self.assertQueriesDoNotGrow(
            lambda: similar_answered("路灯不亮"), lambda: answered(subject="路灯不亮")
        )

    def test_what_is_typed_travels_in_no_address(self):
        self.assertEqual(self.client.get(reverse("similar_concerns")).status_code, 405)

    def test_whoever_looks_without_end_is_told_when_to_look_again_and_keeps_the_words(self):
        answered(subject="路灯不亮")
        typed = {"subject": "新江二路的路灯不亮"}
        few = Throttle(LOOK.name, person="2/minute", address="2/minute", human_after=LOOK.human_after)
        with patch("hall.concerns.asking.looking.LOOK", few):
            self.assertContains(self.client.post(reverse("similar_concerns"), typed), "路灯不亮")
            self.assertContains(
                self.client.post(reverse("ask"), {**typed, "look": "1"}), "similar-concerns__link"
            )
            answer = self.client.post(reverse("similar_concerns"), typed)
            self.assertContains(answer, "分钟后再试", status_code=429)
            self.assertTrue(answer["Content-Type"].startswith("text/plain"))
            page = self.client.post(reverse("ask"), {**typed, "look": "1"})
            self.assertContains(page, "分钟后再试", status_code=429)
            self.assertContains(page, "新江二路的路灯不亮", status_code=429)
            self.assertNotContains(page, "similar-concerns__link", status_code=429)

    def test_nobody_who_types_is_stopped(self):
        for _pause in range(60):
            self.assertEqual(self.client.post(reverse("similar_concerns"), {"text": "灯"}).status_code, 200)
