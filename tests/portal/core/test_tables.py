import csv
from datetime import UTC, datetime
from io import StringIO

from django.http import Http404
from django.test import SimpleTestCase
from openpyxl import load_workbook

from portal.core.tables import table_answer, table_file

ROWS = [
    ["报名时间", "姓名", "人数", "签到时间"],
    [datetime(2026, 11, 30, 23, 5, 59, tzinfo=UTC), "李晓梅", 2, None],
    [datetime(2026, 12, 1, 1, 0, tzinfo=UTC), "=1+1", 1, datetime(2026, 12, 1, 2, 0, tzinfo=UTC)],
]


class TableTests(SimpleTestCase):
    def sheet(self, rows=ROWS):
        with table_file("xlsx", rows) as file:
            return load_workbook(file).active

    def lines(self, rows=ROWS):
        with table_file("csv", rows) as file:
            words = file.read()
        self.assertTrue(words.startswith(b"\xef\xbb\xbf"))
        return list(csv.reader(StringIO(words.decode("utf-8-sig"))))

    def test_moments_are_cells_of_time_as_the_clock_here_shows(self):
        sheet = self.sheet()

        self.assertEqual(sheet["A2"].value, datetime(2026, 12, 1, 7, 5))  # noqa: DTZ001 - sheets know no zones
        self.assertTrue(sheet["A2"].is_date)
        self.assertEqual((sheet["C2"].value, sheet["D2"].value), (2, None))

    def test_headings_are_bold_wide_enough_and_stay_in_sight(self):
        sheet = self.sheet()

        self.assertEqual([cell.value for cell in sheet[1]], ROWS[0])
        self.assertTrue(all(cell.font.bold for cell in sheet[1]))
        self.assertEqual(sheet.freeze_panes, "A2")
        self.assertGreaterEqual(sheet.column_dimensions["B"].width, 12)

    def test_csv_says_the_same_in_words(self):
        self.assertEqual(
            self.lines(),
            [
                ROWS[0],
                ["2026-12-01 07:05", "李晓梅", "2", ""],
                ["2026-12-01 09:00", "'=1+1", "1", "2026-12-01 10:00"],
            ],
        )

    def test_no_sign_makes_a_formula(self):
        for sign in "=+-@＝＋－＠":
            with self.subTest(sign):
                rows = [["字"], [f"{sign}1+1"]]
                cell = self.sheet(rows)["A2"]
                self.assertEqual((cell.value, cell.data_type), (f"{sign}1+1", "s"))
                self.assertEqual(self.lines(rows)[1], [f"'{sign}1+1"])

    def test_characters_that_the_format_does_not_know_break_nothing(self):
        self.assertEqual(self.sheet([["字"], ["晨\x0b雾"]])["A2"].value, "晨雾")

    def test_another_form_is_not_found(self):
        with self.assertRaises(Http404):
            table_answer("a", "exe", ROWS)
