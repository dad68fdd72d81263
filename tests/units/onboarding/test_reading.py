import io
import zipfile

from django.test import SimpleTestCase
from django.utils import translation
from openpyxl import Workbook
from PIL import Image

from portal.core.refusals import Refused
from tests.units.onboarding.sheets import a_row, csv_file, xlsx_file, xlsx_of
from units.onboarding.reading import MAX_ROWS, read_sheets
from units.onboarding.spreadsheet import read_units


def cells(data, sheet=0):
    return [row.cells for row in read_sheets(data)[sheet]]


class ReadTests(SimpleTestCase):
    def test_chinese_text_arrives_from_every_way_offices_save_it(self):
        for encoding in ["utf-8", "utf-8-sig", "gb18030", "utf-16"]:
            with self.subTest(encoding):
                rows = cells(csv_file(a_row(title="河源𬭚"), encoding=encoding))
                self.assertEqual(rows[0][0], "代码")
                self.assertEqual(rows[1][1], "河源𬭚")

    def test_columns_may_be_parted_by_tabs_or_semicolons(self):
        for delimiter in "\t;":
            with self.subTest(delimiter):
                self.assertEqual(cells(csv_file(a_row("GAJ"), delimiter=delimiter))[1][0], "GAJ")

    def test_a_title_above_the_headings_does_not_hide_what_parts_the_columns(self):
        for title in ["河源市第二批上线单位名单，2026年9月", "名单"]:
            for delimiter in ",\t":
                with self.subTest(title=title, delimiter=delimiter):
                    table = csv_file(a_row("GAJ", editors="a@x.cn;b@x.cn,c@x.cn"), delimiter=delimiter)
                    self.assertEqual(cells(f"{title}\r\n".encode() + table)[2][0], "GAJ")

    def test_a_workbook_is_known_by_its_content(self):
        self.assertEqual(cells(xlsx_file(a_row("GAJ")))[1][0], "GAJ")

    def test_numbers_in_cells_lose_no_face(self):
        self.assertEqual(cells(xlsx_of([[110.0, 12, 1.5, None, True]])), [["110", "12", "1.5", "", "True"]])

    def test_rows_keep_the_number_the_user_sees(self):
        rows = read_sheets("甲,乙\n\n,\n丙,丁\n\n".encode())[0]

        self.assertEqual([row.number for row in rows], [1, 4])

    def test_a_line_break_inside_quotes_does_not_shift_the_numbers(self):
        rows = read_sheets('甲,"乙\n乙"\n丙,丁\n'.encode())[0]

        self.assertEqual([(row.number, row.cells[0]) for row in rows], [(1, "甲"), (2, "丙")])

    def test_empty_rows_at_the_end_of_a_workbook_are_passed_over(self):
        self.assertEqual(len(cells(xlsx_of([["代码"], ["GAJ"], *[["  ", None]] * 50]))), 2)

    def test_a_sheet_that_holds_something_else_may_be_long(self):
        staff = [[f"职工{number}"] for number in range(MAX_ROWS + 500)]

        self.assertEqual(cells(xlsx_of(staff, [["代码"], ["GAJ"]]), sheet=1)[1], ["GAJ"])

    def test_a_slip_at_the_end_of_a_sheet_is_not_gone_to(self):
        slip = Workbook()
        slip.active["A1"], slip.active["A1048576"] = "代码", "误"
        data = io.BytesIO()
        slip.save(data)

        self.assertEqual(cells(data.getvalue()), [["代码"]])

    def test_twenty_long_addresses_in_a_cell_arrive_whole(self):
        addresses = ", ".join(f"{number}{'a' * 100}@heyuan.example" for number in range(20))

        self.assertEqual(cells(csv_file(a_row(editors=addresses)))[1][7], addresses)


class RefuseTests(SimpleTestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))

    def assertRefused(self, data, word):
        with self.assertRaises(Refused) as caught:
            read_sheets(data)
        self.assertIn(word, " ".join(caught.exception.reasons))

    def test_a_picture_is_told_to_be_one_whatever_its_name(self):
        for kind in ["PNG", "JPEG", "GIF", "WEBP", "BMP"]:
            with self.subTest(kind):
                data = io.BytesIO()
                Image.new("RGB", (20, 20), "teal").save(data, kind)
                self.assertRefused(data.getvalue(), "picture")

    def test_other_things_are_no_spreadsheet(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as document:
            document.writestr("word/document.xml", "<w/>")
        for name, data, word in [
            ("empty", b"  \n", "empty"),
            ("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLSX"),
            ("PDF", b"%PDF-1.7\n", "PDF"),
            ("Word", archive.getvalue(), "XLSX"),
            ("half a workbook", xlsx_file(a_row())[:700], "damaged"),
            ("noise", bytes(range(256)) * 8, "XLSX"),
        ]:
            with self.subTest(name):
                self.assertRefused(data, word)

    def test_a_workbook_with_a_broken_sheet_is_damaged(self):
        broken = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(xlsx_file(a_row()))) as book, zipfile.ZipFile(broken, "w") as copy:
            for part in book.namelist():
                copy.writestr(part, b"<worksheet><she" if "sheet1" in part else book.read(part))

        self.assertRefused(broken.getvalue(), "damaged")

    def test_a_workbook_that_defines_entities_is_not_unfolded(self):
        trick = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(xlsx_file(a_row()))) as book, zipfile.ZipFile(trick, "w") as copy:
            for part in book.namelist():
                text = book.read(part).decode()
                if "sheet1" in part:
                    text = '<!DOCTYPE worksheet [<!ENTITY name "河源水务">]>' + text.replace(
                        "河源SWJ", "&name;"
                    )
                copy.writestr(part, text)

        self.assertRefused(trick.getvalue(), "damaged")

    def test_a_zip_bomb_is_refused_before_it_unpacks(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
            book.writestr("xl/workbook.xml", "<workbook/>")
            book.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)

        self.assertRefused(bomb.getvalue(), "new one")

    def test_a_heavy_file_and_ten_thousand_rows_are_refused(self):
        self.assertRefused(b"a" * 6_000_000, "MB")
        many = [a_row(f"U{number}") for number in range(10_000)]
        for data in [csv_file(*many), xlsx_file(*many)]:
            self.assertIn(str(MAX_ROWS), read_units(data).problems[0].message)

    def test_an_open_quotation_mark_is_told_and_swallows_no_row(self):
        table = csv_file(a_row("GAJ"), a_row("SWJ", note="台风"), a_row("JYJ")).decode()

        self.assertRefused(table.replace("台风", '"台风').encode(), "Row 3")
