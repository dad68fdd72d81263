import io
from datetime import date
from tempfile import NamedTemporaryFile

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import translation

from tests.units.onboarding.sheets import a_row, csv_file
from units.models import UnitPage
from units.onboarding.models import Batch


class OnboardUnitsTests(TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))

    def run_on(self, data, *options):
        said = io.StringIO()
        with NamedTemporaryFile(suffix=".csv") as file:
            file.write(data)
            file.flush()
            self.said = said
            call_command("onboard_units", file.name, *options, stdout=said)
        return said.getvalue()

    def test_units_come_online_and_the_second_run_does_nothing(self):
        data = csv_file(a_row("GAJ", title="平安河源"))

        said = self.run_on(data, "--batch", "首批", "--due", "2026-08-31")

        self.assertIn("+ GAJ 平安河源", said)
        self.assertIn("3 people were invited", said)
        self.assertEqual(Batch.objects.get(name="首批").due_on, date(2026, 8, 31))
        self.assertIn("Nothing to do", self.run_on(data, "--batch", "首批", "--due", "2026-08-31"))

    def test_a_dry_run_shows_every_change_and_makes_none(self):
        self.run_on(csv_file(a_row("GAJ")))

        said = self.run_on(csv_file(a_row("GAJ", title="平安河源", editors="li@heyuan.example")), "--dry-run")

        self.assertIn("河源GAJ → 平安河源", said)
        self.assertIn("+ Editors", said.replace("    + ", "+ "))
        self.assertIn("not in the file, stay: gaj.editor@heyuan.example", said)
        self.assertEqual(UnitPage.objects.get().title, "河源GAJ")

    def test_every_error_is_told_by_row_and_column_and_fails_the_command(self):
        with self.assertRaises(CommandError) as error:
            self.run_on(csv_file(a_row("GAJ", kind="部门"), a_row("GAJ", title="河源水务", parent="市长")))

        self.assertEqual(error.exception.returncode, 1)
        for words in ["Row 2, 账号类型", "Row 3, 代码", "Row 3, 上级账号"]:
            self.assertIn(words, self.said.getvalue())
        self.assertFalse(UnitPage.objects.exists())

    def test_what_is_no_day_no_batch_or_no_file_is_said(self):
        for options, word in [
            (["--batch", "首批", "--due", "八月底"], "八月底"),
            (["--due", "2026-08-31"], "--batch"),
            (["--batch", "批" * 61], "60"),
        ]:
            with self.subTest(word), self.assertRaises(CommandError) as error:
                self.run_on(csv_file(a_row()), *options)
            self.assertIn(word, str(error.exception))
        with self.assertRaises(CommandError) as error:
            call_command("onboard_units", "/no/such/名单.xlsx")
        self.assertIn("名单.xlsx", str(error.exception))
