import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.sealing import seal_all
from hall.review.viewsets import audit_report
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    LineFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role


class ReportTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()
        cls.unit, cls.other = UnitFactory(title="河源水务"), UnitFactory(title="平安河源")
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.post = SubmittedPostFactory(unit=cls.unit, text="今晚停水", is_returned=True)
        cls.line = cls.post.review_records.last()
        cls.theirs = LineFactory(
            unit=cls.other,
            unit_name="平安河源",
            title="险情通报",
            event=ReviewEvent.RELEASED_URGENTLY,
            level=2,
            person_name="李明",
            comment="水位上涨",
            happened_at=datetime(2026, 11, 20, 16, 30, tzinfo=UTC),
        )
        cls.of_nobody = LineFactory(unit_name="", title="发布大厅", person_name="", person_number=None)

    def setUp(self):
        self.client.force_login(self.desk)

    def ask(self, **question):
        return self.client.get(reverse("review_audit"), question)

    def shown(self, **question):
        return {record.pk for record in self.ask(**question).context["object_list"]}


class PermissionTests(ReportTestCase):
    def test_each_person_reads_the_lines_that_are_theirs_in_list_and_file_alike(self):
        everything = set(ReviewRecord.objects.values_list("pk", flat=True))
        ours = set(ReviewRecord.objects.filter(unit=self.unit).values_list("pk", flat=True))
        for person, expected in [
            (self.desk, everything),
            (CityOfficeFactory(), everything),
            (UserFactory(superuser=True), everything),
            (self.spokesperson, ours),
        ]:
            with self.subTest(person):
                self.client.force_login(person)
                self.assertEqual(self.shown(), expected)
                rows = csv_rows(self.ask(export="csv"))
                self.assertEqual({int(row["行号"]) for row in rows}, expected)

    def test_others_read_nothing_and_are_offered_nothing(self):
        for person in [MemberFactory(self.unit), MemberFactory(self.unit, Role.LIAISON)]:
            for name in ["review_audit", "review_audit_results"]:
                with self.subTest(person=person, name=name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(reverse(name)).status_code, 302)
                    self.assertEqual(self.client.get(reverse(name), {"export": "csv"}).status_code, 302)
            self.assertNotContains(self.client.get(reverse("wagtailadmin_home")), reverse("review_audit"))

    def test_a_spokesperson_is_offered_their_own_units_only(self):
        self.client.force_login(self.spokesperson)

        self.assertNotIn("平安河源", self.ask().content.decode())
        self.assertNotIn(self.theirs.pk, self.shown(unit=self.other.pk))


class FilterTests(ReportTestCase):
    def test_each_narrows_the_list(self):
        theirs = {self.theirs.pk}
        for question in [
            {"unit": self.other.pk},
            {"event": "released_urgently"},
            {"level": "2"},
            {"lane": "urgent"},
            {"person": "李明"},
            {"post": "险情"},
            {"post": str(self.theirs.page_number)},
            {"post": f"#{self.theirs.page_number} "},
            # Half past midnight of the 21st in Heyuan.
            {"happened_at_from": "2026-11-21", "happened_at_to": "2026-11-21"},
        ]:
            with self.subTest(question):
                self.assertEqual(self.shown(**question), theirs)

    def test_a_post_that_took_the_urgent_lane_shows_all_its_lines(self):
        later = LineFactory(page_number=self.theirs.page_number, unit=self.other, event=ReviewEvent.WITHDRAWN)

        self.assertEqual(self.shown(lane="urgent"), {self.theirs.pk, later.pk})

    def test_what_makes_no_sense_is_no_fault(self):
        for question in [
            {"unit": "abc"},
            {"unit": "9" * 30},
            {"event": "别的"},
            {"level": "9" * 30},
            {"post": "9" * 30},
            {"post": "%_'\"\\"},
            {"happened_at_from": "昨天"},
            {"happened_at_to": "9999-12-31"},
            {"p": "9" * 30},
            {"p": "十"},
            {"export": "pdf"},
        ]:
            with self.subTest(question):
                self.assertIn(self.ask(**question).status_code, {200, 404})

    def test_nobody_found_says_so(self):
        found = self.client.get(reverse("review_audit_results"), {"person": "没有这个人"}).content.decode()

        self.assertNotIn("<table", found)
        self.assertIn("没有符合条件的", found)


class ListTests(ReportTestCase):
    def test_a_line_leads_to_the_story_of_its_post_and_that_of_a_page_that_is_gone_nowhere(self):
        page = self.ask()

        self.assertContains(page, reverse("review_story", args=[self.post.pk]))
        self.assertNotContains(page, f"/review/{self.theirs.page_number}/story/")

    def test_it_says_which_lines_are_sealed(self):
        self.assertContains(self.ask(), "尚未封存")
        seal_all(now=timezone.now())

        self.assertContains(self.ask(), f"已封存 #{self.line.seal.number}")
        self.assertNotContains(self.ask(), "尚未封存")

    def test_it_takes_no_more_queries_for_more_lines(self):
        def grow():
            LineFactory(unit=self.other, facts={"category": "民生", "rule": 3})

        self.assertQueriesDoNotGrow(self.ask, grow)
        self.assertQueriesDoNotGrow(lambda: csv_rows(self.ask(export="csv")), grow)

    def test_it_counts_no_further_than_anybody_leafs(self):
        shown_at_most, audit_report.SHOWN_AT_MOST = audit_report.SHOWN_AT_MOST, 3
        self.addCleanup(setattr, audit_report, "SHOWN_AT_MOST", shown_at_most)

        page = self.ask()

        self.assertContains(page, "最新 3 行")
        self.assertGreater(len(csv_rows(self.ask(export="csv"))), 3)


def csv_rows(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


class FileTests(ReportTestCase):
    def row(self, **question):
        (row,) = csv_rows(self.ask(export="csv", event="released_urgently", **question))
        return row

    def test_a_row_says_what_the_line_says(self):
        self.assertEqual(
            self.row(),
            {
                "行号": str(self.theirs.pk),
                "时间": "2026-11-21 00:30:00",
                "单位": "平安河源",
                "博文编号": str(self.theirs.page_number),
                "博文": "险情通报",
                "人员": "李明",
                "事项": "经应急通道发布",
                "审核级": "发布厅值班室",
                "说明": "分类：民生；4＋0.5 个工作小时",
                "意见": "水位上涨",
                "版本": "3",
                "文字指纹": "0" * 64,
                "封存": "尚未封存",
            },
        )

    def test_spreadsheet_programs_are_told_that_it_is_unicode(self):
        answer = self.ask(export="csv")
        self.assertTrue(b"".join(answer.streaming_content).startswith(b"\xef\xbb\xbf"))

    def test_what_would_be_computed_is_text(self):
        line = LineFactory(comment='=HYPERLINK("http://evil.example")', title="@SUM(A1)", person_name="-1+1")

        rows = csv_rows(self.ask(export="csv"))
        row = next(row for row in rows if row["行号"] == str(line.pk))
        self.assertEqual([row["意见"][0], row["博文"][0], row["人员"][0]], ["'"] * 3)
        sheet = self.sheet()
        self.assertNotIn("f", {cell.data_type for cells in sheet.iter_rows() for cell in cells})

    def sheet(self, **question):
        answer = self.ask(export="xlsx", **question)
        return load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    def test_the_workbook_says_the_same(self):
        rows = [[cell.value for cell in cells] for cells in self.sheet(event="released_urgently").iter_rows()]

        self.assertEqual(len(rows), 2)
        self.assertEqual(dict(zip(*rows, strict=True))["时间"], "2026-11-21 00:30:00")

    def test_control_characters_spoil_no_file(self):
        LineFactory(comment="坏\x0b字")

        self.assertIn("坏字", [cell.value for cell in self.sheet()["J"]])

    def test_all_lines_come_however_many_they_are(self):
        ReviewRecord.objects.bulk_create(LineFactory.build_batch(audit_report.CHUNK + 1))

        self.assertEqual(len(csv_rows(self.ask(export="csv"))), ReviewRecord.objects.count())
