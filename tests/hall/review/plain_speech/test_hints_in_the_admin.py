import json

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hall.models import Category, PostPage
from hall.review.dismissals import ANSWERS_LIMIT, answers_in
from hall.review.models import SpeechDismissal, SpeechPhrase
from hall.review.plain_speech import check
from hall.services import draft_post
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role

TEXT = "会议强调，要提高政治站位，狠抓贯彻落实，确保取得实效。"
OFFICIALESE, PLAIN = "官话偏多", "读起来像大白话"


def answer(words="贯彻落实", rule="ritual-opening", reason="文件原话"):
    return {"rule": rule, "words": words, "reason": reason}


class HintsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)

    def setUp(self):
        self.client.force_login(self.editor)

    def check(self, text=TEXT, answers=(), **fields):
        sent = {"text": text, "dismissed_hints": json.dumps(list(answers)), **fields}
        return self.client.post(
            reverse("review_speech"), sent, headers={"x-requested-with": "XMLHttpRequest"}
        )

    def draft(self, text=TEXT, author=None):
        return draft_post(unit=self.unit, author=author or self.editor, text=text)


class CheckTests(HintsTestCase):
    def test_officialese_is_named_with_its_score_its_words_and_plainer_ones(self):
        page = self.check().text

        self.assertIn(OFFICIALESE, page)
        self.assertIn(f"官话味 {check(TEXT).score} 分", page)
        for hint in check(TEXT).hints:
            self.assertIn(f'data-words="{hint.quote}"', page)
            self.assertIn(f"改成“{hint.suggestion}”", page)

    def test_plain_words_are_praised_and_no_words_get_no_answer(self):
        self.assertIn(PLAIN, self.check("今晚七点到十点沿江路停水，请街坊先存点水，有事打12345。").text)
        for text in ["", " \n", "\u200b"]:
            with self.subTest(text):
                self.assertEqual(self.check(text).text.strip(), "")

    def test_the_list_of_the_desk_is_the_one_that_counts(self):
        SpeechPhrase.objects.filter(phrase="提高政治站位").update(plainer="想明白")
        self.assertIn("改成“想明白”", self.check().text)

    def test_an_answered_hint_is_not_counted_and_shown_with_its_reason(self):
        before = check(TEXT).score
        page = self.check(answers=[answer("提高政治站位", "political-phrase", "会议原话")]).text

        self.assertIn("会议原话", page)
        self.assertNotIn("改成“想明白”", page)
        self.assertNotIn(f"官话味 {before} 分", page)
        self.assertIn("重新计入", page)

    def test_ten_thousand_characters_with_control_characters_are_read(self):
        text = ("会议强调\x00，要狠抓\u202e贯彻落实\x1b[0m。\r\n" * 1000)[:10_000]
        page = self.check(text)

        self.assertEqual(page.status_code, 200)
        self.assertIn(OFFICIALESE, page.text)
        for character in "\x00\u202e\x1b":
            self.assertNotIn(character, page.text)
        self.assertLess(page.text.count("data-speech-take"), 50)
        self.assertIn("还有", page.text)

    def test_markup_in_the_text_is_words(self):
        page = self.check(
            "会议强调，狠抓<b>贯彻落实</b>", [answer("<b>贯彻落实</b>", reason="<script>")]
        ).text
        self.assertNotIn("<b>", page)
        self.assertNotIn("<script", page)

    def test_forged_answers_are_left_out(self):
        forged = [
            "",
            "[",
            "7",
            "null",
            '"字"',
            "[" * 100_000,
            '[{"rule": 7}]',
            json.dumps([answer(rule="别的")]),
        ]
        forged += [json.dumps([answer(reason=" \u200b")]), json.dumps([answer(words="")]), "{}"]
        for sent in forged:
            with self.subTest(sent[:30]):
                self.assertEqual(answers_in(sent), [])
                self.assertEqual(self.check(dismissed_hints=sent).status_code, 200)
        self.assertEqual(len(answers_in(json.dumps([answer()] * 1000))), ANSWERS_LIMIT)

    def test_forged_pages_are_not_found(self):
        for number in ["0", "x", "9" * 30, "-1", "1"]:
            with self.subTest(number):
                self.assertEqual(self.check(page=number).status_code, 404)

    def test_it_answers_those_who_write_and_the_desk(self):
        members = [MemberFactory(self.unit, Role.REVIEWER), MemberFactory(self.unit, Role.LIAISON)]
        for person in [*members, HallDeskFactory()]:
            self.client.force_login(person)
            self.assertEqual(self.check().status_code, 200)
        self.client.force_login(CityOfficeFactory())
        self.assertEqual(self.check().status_code, 403)
        self.client.force_login(UserFactory())
        self.assertNotEqual(self.check().status_code, 200)

    def test_the_answers_on_a_page_are_for_those_who_see_it(self):
        post = self.draft()
        self.assertEqual(self.check(page=post.pk).status_code, 200)
        self.client.force_login(MemberFactory(UnitFactory()))
        self.assertEqual(self.check(page=post.pk).status_code, 403)

    def test_it_is_asked_by_post_with_a_token(self):
        self.assertEqual(self.client.get(reverse("review_speech")).status_code, 405)
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.editor)
        self.assertEqual(browser.post(reverse("review_speech"), {"text": TEXT}).status_code, 403)

    def test_its_queries_do_not_grow_with_the_text(self):
        self.check()
        with CaptureQueriesContext(connection) as few:
            self.check()
        with self.assertNumQueries(len(few)):
            self.check(TEXT * 50)


class DismissingTests(HintsTestCase):
    def compose(self, post=None, answers=(), **fields):
        address = reverse("hall_compose_post", args=[post.pk]) if post else reverse("hall_compose")
        typed = {
            "unit": self.unit.pk,
            "text": TEXT,
            "category": Category.objects.first().pk,
            "action": "draft",
        }
        return self.client.post(address, {**typed, "dismissed_hints": json.dumps(list(answers)), **fields})

    def test_an_answer_is_kept_when_the_draft_is_saved_for_the_first_time(self):
        self.compose(answers=[answer(), answer("不在文中")])

        (kept,) = SpeechDismissal.objects.all()
        self.assertEqual(
            (kept.page_id, kept.words, kept.reason, kept.person),
            (PostPage.objects.get().pk, "贯彻落实", "文件原话", self.editor),
        )

    def test_an_answer_waits_with_a_form_that_comes_back(self):
        page = self.compose(answers=[answer()], action="submit", category="")

        self.assertFalse(SpeechDismissal.objects.exists())
        self.assertInHTML(
            '<input type="hidden" name="dismissed_hints" value="{}" data-speech-answers>'.format(
                json.dumps([answer()]).replace('"', "&quot;")
            ),
            page.text,
        )

    def test_a_saved_answer_holds_for_that_page_and_its_first_reason_stays(self):
        post = self.draft()
        self.compose(post, [answer()], seen=post.version)
        post.refresh_from_db()
        self.compose(post, [answer(reason="第二个理由")], seen=post.version)

        self.assertEqual(SpeechDismissal.objects.get().reason, "文件原话")
        self.assertIn("文件原话", self.check(page=post.pk).text)
        self.assertNotIn("文件原话", self.check().text)
        self.assertNotIn("文件原话", self.check("今晚停水。", page=post.pk).text)

    def test_answers_to_a_whole_text_are_kept(self):
        text = "推动发展" * 1200
        self.compose(text=text, answers=[answer(text, "report-words")])
        self.assertEqual(SpeechDismissal.objects.get().words, text)

    def test_wagtails_editor_keeps_answers_too(self):
        post = self.draft()
        form = {
            "text": TEXT,
            "category": Category.objects.first().pk,
            "location": "",
            "media": "",
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "dismissed_hints": json.dumps([answer()]),
        }
        editor = self.client.get(reverse("wagtailadmin_pages:edit", args=[post.pk]))
        self.assertContains(editor, 'data-speech="#id_text"')
        self.client.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), form)

        self.assertEqual(SpeechDismissal.objects.get().page_id, post.pk)

    def test_the_panel_stands_beside_a_new_post_and_not_beside_pages_of_short_fields(self):
        new = self.client.get(reverse("wagtailadmin_pages:add", args=["hall", "postpage", self.unit.pk]))
        self.assertContains(new, 'data-speech="#id_text"')
        self.client.force_login(HallDeskFactory())
        other = self.client.get(reverse("wagtailadmin_pages:edit", args=[self.unit.pk]))
        self.assertEqual(other.status_code, 200)
        self.assertNotContains(other, 'data-speech="#id_text"')

    def test_nobody_answers_for_another_unit(self):
        post = self.draft()
        self.client.force_login(MemberFactory(UnitFactory()))
        self.compose(post, [answer()])
        self.assertFalse(SpeechDismissal.objects.exists())


class ReviewPageTests(HintsTestCase):
    def test_reviewers_read_the_hints_and_what_was_answered(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, text=TEXT)
        SpeechDismissal.objects.create(
            page_id=post.pk,
            rule="ritual-opening",
            words="贯彻落实",
            words_digest=SpeechDismissal.digest("贯彻落实"),
            reason="文件原话",
            person=self.editor,
            person_name="张晓",
        )
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        page = self.client.get(reverse("review_post", args=[post.pk])).text

        self.assertIn("data-speech-hints open", page)
        for words in [OFFICIALESE, "提高政治站位", "贯彻落实", "文件原话", "张晓"]:
            self.assertIn(words, page)
        self.assertNotIn("data-speech-take", page)

    def test_a_plain_post_shows_one_line(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, text="今晚七点停水，请街坊先存点水。")
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        page = self.client.get(reverse("review_post", args=[post.pk])).text

        self.assertIn(PLAIN, page)
        self.assertNotIn("data-speech-hints open", page)
