from datetime import timedelta
from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from hall.review.dismissals import answers_in
from hall.review.enums import ReviewEvent, SpeechKind, SpeechRule
from hall.review.models import ReviewRecord, SpeechFinding
from hall.review.plain_speech import check
from hall.review.plain_speech.wording import RULES
from hall.review.services import dismiss_hints
from hall.review.speech import count_findings
from hall.services import draft_post, submit_post
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
)
from units.enums import Role

TEXT = "会议强调，要提高政治站位，狠抓贯彻落实，确保取得实效。"
REASONS = '[{"rule": "ritual-opening", "words": "贯彻落实", "reason": "文件原话"}]'


class FindingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)

    def submit(self, text=TEXT, reasons="[]"):
        post = draft_post(unit=self.unit, author=self.editor, text=text, category=category_of(1))
        answers = answers_in(reasons)
        dismiss_hints(page=post, person=self.editor, answers=answers, now=timezone.now())
        with self.captureOnCommitCallbacks(execute=True):
            submit_post(post_id=post.pk, user=self.editor)
        return post

    def test_submitting_keeps_each_hint_with_its_phrase_and_its_answer(self):
        self.submit(reasons=REASONS)

        found = list(SpeechFinding.objects.values_list("rule", "phrase", "words", "dismissal_reason"))
        self.assertEqual(
            found,
            [
                (hint.rule, hint.phrase, hint.quote, "文件原话" if hint.quote == "贯彻落实" else "")
                for hint in check(TEXT).hints
            ],
        )
        self.assertIn(("political-phrase", "提高政治站位", "提高政治站位", ""), found)

    def test_a_submission_is_counted_once(self):
        post = self.submit()
        before = SpeechFinding.objects.count()
        count_findings(ReviewRecord.objects.get(page_id=post.pk, event=ReviewEvent.SUBMITTED))
        self.assertEqual(SpeechFinding.objects.count(), before)

    def test_plain_words_leave_nothing_to_count(self):
        self.submit(text="今天下雨，出门带把伞。")
        self.assertFalse(SpeechFinding.objects.exists())

    def test_nobody_dismisses_for_another_unit(self):
        post = self.submit()
        for person in [MemberFactory(UnitFactory()), MemberFactory(self.unit, Role.LIAISON)]:
            with self.subTest(person), self.assertRaises(Refused):
                dismiss_hints(page=post, person=person, answers=answers_in(REASONS), now=timezone.now())

    def test_every_rule_of_the_checker_has_a_name(self):
        self.assertEqual(set(SpeechKind.values), set(RULES))
        self.assertLessEqual({rule for rule, _message in RULES.values()}, set(SpeechRule.values))


class ReportTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.other = UnitFactory(title="河源教育")
        cls.record = cls.submitted(cls.unit)
        cls.desk = HallDeskFactory()
        cls.find("贯彻落实", times=3, reason="文件原话")
        cls.find("贯彻落实", record=cls.submitted(cls.other))
        cls.find("提高政治站位", rule="political-phrase", days_ago=40)

    @classmethod
    def submitted(cls, unit):
        post = SubmittedPostFactory(unit=unit)
        return ReviewRecord.objects.get(page_id=post.pk, event=ReviewEvent.SUBMITTED)

    @classmethod
    def find(cls, phrase, *, rule="ritual-opening", times=1, reason="", record=None, days_ago=0):
        SpeechFinding.objects.bulk_create(
            SpeechFinding(
                record=record or cls.record,
                rule=rule,
                phrase=phrase,
                words=phrase,
                dismissal_reason=reason,
                submitted_at=timezone.now() - timedelta(days=days_ago),
            )
            for _ in range(times)
        )

    def setUp(self):
        self.client.force_login(self.desk)

    def lines(self, **query):
        page = self.client.get(reverse("review_speech_report"), query)
        return [
            (line["phrase"], line["times"], line["posts"], line["dismissed"])
            for line in page.context["object_list"]
        ]

    def test_it_counts_phrases_the_most_frequent_first_with_the_reasons(self):
        self.assertEqual(self.lines(), [("贯彻落实", 4, 2, 3), ("提高政治站位", 1, 1, 0)])
        page = self.client.get(reverse("review_speech_report"))
        self.assertContains(page, "文件原话 × 3")
        self.assertContains(page, "套话开头")

    def test_it_counts_rules(self):
        self.find("认真贯彻")
        self.assertEqual(self.lines(by="rule"), [("", 5, 2, 3), ("", 1, 1, 0)])

    def test_it_is_filtered_by_unit_and_period(self):
        self.assertEqual(self.lines(unit=self.other.pk), [("贯彻落实", 1, 1, 0)])
        long_ago = (timezone.localdate() - timedelta(days=30)).isoformat()
        self.assertEqual(self.lines(submitted_at_to=long_ago), [("提高政治站位", 1, 1, 0)])
        self.assertEqual(self.lines(submitted_at_from=long_ago), [("贯彻落实", 4, 2, 3)])

    def test_only_the_five_most_frequent_reasons_are_named(self):
        for number in range(7):
            self.find("贯彻落实", reason=f"理由{number}", times=1 + number % 2)
        page = self.client.get(reverse("review_speech_report"))
        self.assertEqual(
            page.context["object_list"][0]["reasons"],
            "文件原话 × 3 · 理由1 × 2 · 理由3 × 2 · 理由5 × 2 · 理由0 × 1",
        )

    def test_a_reason_is_no_formula_in_the_file_that_the_desk_takes_away(self):
        self.find("狠抓", reason="=HYPERLINK(1)", times=9)
        for by in ["", "rule"]:
            answer = self.client.get(reverse("review_speech_report"), {"export": "csv", "by": by})
            self.assertIn("'=HYPERLINK(1)", b"".join(answer.streaming_content).decode())
        self.find("\x07", reason="响铃\x07")
        answer = self.client.get(reverse("review_speech_report"), {"export": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        self.assertIn(
            "=HYPERLINK(1) × 9", [cell.value for row in sheet for cell in row if cell.data_type == "s"]
        )

    def test_forged_filters_are_no_error_of_the_server(self):
        for query in [
            {"unit": "x"},
            {"unit": "9" * 30},
            {"by": "别的"},
            {"submitted_at_from": "昨天"},
            {"p": "9" * 30},
        ]:
            with self.subTest(query):
                self.assertIn(self.client.get(reverse("review_speech_report"), query).status_code, [200, 404])

    def test_it_is_exported_as_it_is_shown(self):
        for query in [{}, {"by": "rule"}]:
            for form in ["csv", "xlsx"]:
                with self.subTest(form):
                    page = self.client.get(reverse("review_speech_report"), {**query, "export": form})
                    table = b"".join(page.streaming_content)
                    if form == "xlsx":
                        rows = load_workbook(BytesIO(table)).active.values
                        self.assertEqual(
                            list(rows)[:2],
                            [
                                ("提示类型", "套话", "次数", "博文", "保留原话", "理由"),
                                ("套话开头", None if query else "贯彻落实", 4, 2, 3, "文件原话 × 3"),
                            ],
                        )
                    else:
                        self.assertIn("套话开头".encode(), table)

    def test_nobody_else_sees_it_or_is_led_there(self):
        for person in [
            MemberFactory(self.unit),
            MemberFactory(self.unit, Role.REVIEWER),
            CityOfficeFactory(),
        ]:
            self.client.force_login(person)
            for name in ["review_speech_report", "review_speech_report_results"]:
                with self.subTest(f"{person} {name}"):
                    self.assertNotIn(self.client.get(reverse(name)).status_code, [200, 500])
            self.assertNotContains(
                self.client.get(reverse("wagtailadmin_home")), reverse("review_speech_report")
            )
        self.client.force_login(self.desk)
        self.assertContains(self.client.get(reverse("wagtailadmin_home")), reverse("review_speech_report"))

    def test_an_empty_report_says_so(self):
        SpeechFinding.objects.all().delete()
        self.assertEqual(self.lines(), [])

    def test_its_queries_do_not_grow(self):
        numbers = iter(range(100))
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("review_speech_report")),
            lambda: self.find(f"套话{next(numbers)}", reason="原话"),
        )
