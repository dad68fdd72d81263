from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase
from django.utils import translation

from tests.units.onboarding.sheets import ENGLISH, HEADING, a_row, as_lines, csv_file, xlsx_file, xlsx_of
from units.enums import UnitKind
from units.onboarding.reading import MAX_ROWS
from units.onboarding.records import KnownUnit
from units.onboarding.spreadsheet import read_units

FIRST_BATCH = Path(settings.BASE_DIR, "portal/demo/content/first_batch.csv")


class InEnglish(SimpleTestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))

    def assertProblem(self, sheet, row, column, *words):
        """Fail unless exactly one problem stands at this row and column, and says these words."""
        here = [p.message for p in sheet.problems if (p.row, p.column) == (row, column)]
        self.assertEqual(len(here), 1, sheet.problems)
        for word in words:
            self.assertIn(word, here[0])


class ReadUnitsTests(InEnglish):
    def test_the_first_batch_reads_without_a_problem(self):
        sheet = read_units(FIRST_BATCH.read_bytes())

        self.assertEqual(sheet.problems, [])
        self.assertEqual(len(sheet.records), 34)
        head = [record for record in sheet.records if record.is_head]
        self.assertEqual([record.title for record in head], ["河源发布"])
        self.assertEqual(head[0].editors, ("hyfb.editor@heyuan.example",))
        self.assertEqual(head[0].official_name, "中共河源市委办公室、河源市人民政府办公室")

    def test_english_headings_say_the_same(self):
        row = a_row("GAJ", kind="person", note="Head account")
        chinese, english = read_units(csv_file(row)), read_units(xlsx_file(row, headings=ENGLISH))

        self.assertEqual(chinese.records, english.records)
        self.assertTrue(english.records[0].is_head)
        self.assertEqual(english.records[0].kind, UnitKind.PERSON)

    def test_stray_spaces_and_full_width_characters_are_tolerated(self):
        row = a_row(
            "　ＧＡＪ－１ ",
            title=" 平安\u200b 河源　",
            official_name="河源市公安局（城区）",
            kind="机 构　",
            mark=" 警 ",
            editors="Ａ＠heyuan.example；b@heyuan.example、C@Heyuan.example\nd@heyuan.example, b@heyuan.example ",
            reviewers="　ｒ@heyuan.example。",
            liaisons="<mailto:l@heyuan.example>",
        )
        headings = {**HEADING, "code": " 代　码 ", "title": "账号名称\n"}

        sheet = read_units(csv_file(row, headings=headings))

        self.assertEqual(sheet.problems, [])
        unit = sheet.records[0]
        self.assertEqual((unit.code, unit.title, unit.mark), ("GAJ-1", "平安河源", "警"))
        self.assertEqual(unit.official_name, "河源市公安局（城区）")
        self.assertEqual(
            unit.editors,
            ("a@heyuan.example", "b@heyuan.example", "c@heyuan.example", "d@heyuan.example"),
        )
        self.assertEqual((unit.reviewers, unit.liaisons), (("r@heyuan.example",), ("l@heyuan.example",)))

    def test_addresses_may_stand_as_mail_programs_write_them(self):
        row = a_row(editors='李刚 <li@heyuan.example>; "欧阳, 娜" <na@heyuan.example>，c@heyuan.example')

        sheet = read_units(csv_file(row))

        self.assertEqual(sheet.problems, [])
        self.assertEqual(
            sheet.records[0].editors, ("li@heyuan.example", "na@heyuan.example", "c@heyuan.example")
        )

    def test_headings_may_stand_below_a_title_and_on_the_second_sheet(self):
        lines = [["河源市首批上线单位名单"], [], *as_lines([a_row("GAJ", mark="警察")])]

        sheet = read_units(xlsx_of([["填表说明"]], lines))

        self.assertProblem(sheet, 4, "头像字", "警察")

    def test_a_parent_is_named_by_code_or_account_name_here_or_in_the_hall(self):
        rows = [
            a_row("YC", parent="gaj"),
            a_row("LC", parent="河源YC"),
            a_row("HP", parent="河源水务"),
            a_row("DY", parent="无"),
        ]
        known = [KnownUnit("GAJ", "平安河源"), KnownUnit("SWJ", "河源水务")]

        sheet = read_units(csv_file(*rows), known)

        self.assertEqual(sheet.problems, [])
        self.assertEqual([record.parent for record in sheet.records], ["GAJ", "YC", "SWJ", ""])

    def test_one_person_as_editor_and_reviewer_is_noted_not_refused(self):
        sheet = read_units(csv_file(a_row(editors="li@heyuan.example", reviewers="li@heyuan.example")))

        self.assertEqual(sheet.problems, [])
        self.assertIn("li@heyuan.example", sheet.notices[0].message)

    def test_a_column_of_ones_own_is_passed_over_with_a_notice(self):
        sheet = read_units(csv_file(a_row(), headings={**HEADING, "phone": "电话"}))

        self.assertEqual(sheet.problems, [])
        self.assertEqual([notice.column for notice in sheet.notices], ["电话"])


class RefuseTests(InEnglish):
    def test_a_missing_column_is_named(self):
        for field in HEADING.keys() - {"note"}:
            with self.subTest(field):
                headings = {key: value for key, value in HEADING.items() if key != field}
                sheet = read_units(csv_file(a_row(), headings=headings))
                self.assertEqual([(p.row, p.column) for p in sheet.problems], [(None, HEADING[field])])

    def test_a_column_that_stands_twice_is_refused(self):
        sheet = read_units(csv_file(a_row(), headings={**HEADING, "again": "代码"}))

        self.assertProblem(sheet, 1, "代码", "twice")

    def test_bad_cells_are_told_by_row_and_heading(self):
        for field, value, word in [
            ("code", "", "missing"),
            ("code", "公安", "公安"),
            ("code", "G_A", "G_A"),
            ("code", "A" * 21, "21"),
            ("title", "", "missing"),
            ("title", "平安（河源）", "平安（河源）"),
            ("title", "名" * 31, "31"),
            ("official_name", "", "missing"),
            ("official_name", "局" * 121, "120"),
            ("kind", "", "missing"),
            ("kind", "部门", "部门"),
            ("mark", "", "missing"),
            ("mark", "警察", "警察"),
            ("mark", "!", "!"),
            ("note", "注" * 201, "200"),
            ("editors", "not an address", None),
            ("reviewers", "a@b", "a@b"),
            ("liaisons", "好@heyuan", "heyuan"),
        ]:
            with self.subTest(field=field, value=value):
                sheet = read_units(csv_file(a_row("GAJ"), {**a_row("SWJ"), field: value}))
                self.assertEqual({(p.row, p.column) for p in sheet.problems}, {(3, HEADING[field])})
                self.assertIn(word or "not", sheet.problems[0].message)

    def test_all_errors_come_at_once_in_the_order_of_the_rows(self):
        sheet = read_units(
            csv_file(a_row("GAJ", mark="警察", editors="nobody"), a_row("SWJ", kind=""), a_row("?"))
        )

        self.assertEqual([p.row for p in sheet.problems], [2, 2, 3, 4, 4])

    def test_a_code_or_account_name_stands_once(self):
        sheet = read_units(csv_file(a_row("GAJ", title="平安河源"), a_row("gaj", title="平安河源")))

        self.assertProblem(sheet, 3, "代码", "GAJ", "row 2")
        self.assertProblem(sheet, 3, "账号名称", "平安河源", "row 2")

    def test_an_account_name_of_another_unit_is_taken(self):
        known = [KnownUnit("GAJ", "平安河源"), KnownUnit("SWJ", "河源水务")]

        sheet = read_units(csv_file(a_row("XX", title="平安河源"), a_row("SWJ", title="河源水务")), known)

        self.assertProblem(sheet, 2, "账号名称", "GAJ")
        self.assertEqual(len(sheet.problems), 1)

    def test_an_unknown_parent_is_quoted(self):
        self.assertProblem(read_units(csv_file(a_row(parent="市长"))), 2, "上级账号", "市长")

    def test_a_loop_of_parents_is_drawn_also_through_units_in_the_hall(self):
        loop = read_units(csv_file(a_row("A", parent="B"), a_row("B", parent="A"), a_row("C", parent="A")))
        self.assertProblem(loop, 2, "上级账号", "A → B → A")
        self.assertProblem(loop, 3, "上级账号", "B → A → B")
        self.assertEqual(len(loop.problems), 2)

        self.assertProblem(read_units(csv_file(a_row("A", parent="A"))), 2, "上级账号", "A → A")
        known = [KnownUnit("A", "甲"), KnownUnit("B", "乙", parent="A")]
        self.assertProblem(read_units(csv_file(a_row("A", parent="乙")), known), 2, "上级账号", "A → B → A")

    def test_units_do_not_stand_endlessly_deep(self):
        chain = [a_row(f"U{n}", parent=f"U{n - 1}" if n else "") for n in range(8)]

        sheet = read_units(csv_file(*chain))

        self.assertEqual([p.row for p in sheet.problems], [8, 9])

    def test_two_head_accounts_are_refused(self):
        sheet = read_units(csv_file(a_row("A", note="主账号"), a_row("B"), a_row("C", note="原主账号")))

        self.assertProblem(sheet, 4, "备注", "row 2")

    def test_a_file_without_headings_or_units_is_refused(self):
        for data, word in [
            ("你好,世界\n一,二\n".encode(), "代码"),
            (csv_file(), "no units"),
            (b"hello", "headings"),
            (csv_file(*[a_row(f"U{n}") for n in range(MAX_ROWS + 1)]), str(MAX_ROWS)),
        ]:
            with self.subTest(word):
                sheet = read_units(data)
                self.assertEqual([(p.row, p.column) for p in sheet.problems], [(None, "")])
                self.assertIn(word, sheet.problems[0].message)
                self.assertEqual(sheet.records, [])
