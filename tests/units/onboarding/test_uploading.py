import io
from datetime import timedelta
from smtplib import SMTPDataError
from unittest import mock

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.accounts.models import Invitation
from tests.assertions import HouseAssertions
from tests.factories import CityOfficeFactory, HallDeskFactory, MemberFactory, UnitFactory
from tests.units.onboarding.sheets import HEADING, a_row, csv_file, xlsx_file
from units.enums import UNIT_ROLES
from units.models import UnitPage
from units.onboarding.models import Batch, Upload
from units.onboarding.spreadsheet import read_units

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200


class UploadingTestCase(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.desk)

    def upload(self, data, name="名单.csv", **typed):
        file = SimpleUploadedFile(name, data)
        return self.client.post(reverse("onboarding_upload"), {"file": file, **typed})

    def preview_of(self, *rows, **typed):
        response = self.upload(csv_file(*rows), **typed)
        self.assertEqual(response.status_code, 302, response.text)
        return response.url, self.client.get(response.url)

    def confirm(self, address, page, **typed):
        agreed = page.context["plan"].fingerprint
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(address, {"agreed": agreed, **typed})


class UploadTests(UploadingTestCase):
    def test_whoever_mistypes_the_batch_is_told_to_choose_the_file_again(self):
        for typed in [{"due_on": "2026-08-31"}, {"batch": "批", "due_on": "八月"}]:
            with self.subTest(typed):
                page = self.upload(csv_file(a_row("GAJ", title="平安河源")), **typed)
                self.assertContains(page, "请再选一次文件")
        self.assertNotContains(self.upload(b"", batch="批"), "请再选一次文件")

    def test_a_file_is_shown_before_it_does_anything_and_then_done(self):
        address, page = self.preview_of(
            a_row("GAJ", title="平安河源"), a_row("PCS", parent="GAJ"), batch="首批", due_on="2026-08-31"
        )
        self.assertIn("平安河源", page.text)
        self.assertFalse(UnitPage.objects.exists())

        done = self.confirm(address, page)

        self.assertRedirects(done, f"{address}result/")
        self.assertEqual(UnitPage.objects.count(), 2)
        self.assertEqual(Batch.objects.get().places.count(), 2)
        result = self.client.get(done.url)
        self.assertIn(reverse("units_team", args=["GAJ"]), result.text)
        self.assertEqual(len(mail.outbox), 6)

    def test_a_workbook_does_the_same(self):
        response = self.upload(xlsx_file(a_row("GAJ", title="平安河源")), "名单.xlsx")

        self.assertIn("平安河源", self.client.get(response.url).text)

    def test_every_problem_is_shown_by_row_and_column_and_nothing_can_be_confirmed(self):
        address, page = self.preview_of(
            a_row("GAJ", kind="部门", editors="nobody"), a_row("GAJ", parent="市长")
        )

        for words in ["账号类型", "部门", "nobody", "上级账号", "市长"]:
            self.assertIn(words, page.text)
        self.assertNotIn('name="agreed"', page.text)
        self.client.post(address, {"agreed": page.context["plan"].fingerprint})
        self.assertFalse(UnitPage.objects.exists())

    def test_what_cannot_be_read_at_all_is_refused_with_a_sentence_and_not_kept(self):
        headless = csv_file(a_row(), headings={key: key * 3 for key in HEADING})
        for name, data, typed in [
            ("图.xlsx", PNG, {}),
            ("长.csv", csv_file(*[a_row(f"U{number}") for number in range(10_000)]), {}),
            ("无.csv", headless, {}),
            ("空.csv", b"", {}),
            ("重.csv", b"a" * 6_000_000, {}),
            ("码.csv", b"\xff\xfe\x00\xd8\x00\x00" * 9, {}),
            ("名单.csv", csv_file(a_row()), {"due_on": "2026-08-31"}),
            ("名单.csv", csv_file(a_row()), {"batch": "批", "due_on": "八月"}),
            ("名单.csv", csv_file(a_row()), {"batch": "批" * 61}),
        ]:
            with self.subTest(name, **typed):
                response = self.upload(data, name, **typed)
                self.assertEqual(response.status_code, 200)
                self.assertIn("w-field__errors", response.text)
                self.assertTrue(response.context["form"].errors)
        self.assertFalse(Upload.objects.exists())

    def test_a_missing_column_is_named_on_the_preview(self):
        headings = {key: heading for key, heading in HEADING.items() if key != "reviewers"}
        response = self.upload(csv_file(a_row(), headings=headings))

        self.assertIn("审核邮箱", self.client.get(response.url).text)

    def test_tags_in_a_cell_are_text(self):
        _address, page = self.preview_of(a_row("GAJ", official_name="<script>alert(1)</script>", note="<b>"))

        self.assertNotIn("<script>alert", page.text)
        self.assertIn("&lt;script&gt;", page.text)


class ConfirmTests(UploadingTestCase):
    def test_what_changed_meanwhile_is_shown_again_before_anything_is_done(self):
        UnitFactory(code="GAJ", title="平安河源")
        address, page = self.preview_of(a_row("GAJ", title="平安河源", mark="警"))
        UnitPage.objects.filter(code="GAJ").update(mark="安")

        again = self.confirm(address, page)

        self.assertEqual(again.status_code, 200)
        self.assertIn('role="alert"', again.text)
        self.assertEqual(UnitPage.objects.get(code="GAJ").mark, "安")
        self.assertRedirects(self.confirm(address, again), f"{address}result/")
        self.assertEqual(UnitPage.objects.get(code="GAJ").mark, "警")

    def test_a_file_is_brought_in_once(self):
        address, page = self.preview_of(a_row("GAJ"))
        self.confirm(address, page)
        sent = len(mail.outbox)

        self.assertRedirects(self.confirm(address, page), f"{address}result/")
        self.assertRedirects(self.client.get(address), f"{address}result/")
        self.assertEqual(len(mail.outbox), sent)
        self.assertEqual(bytes(Upload.objects.get().data), b"")

    def test_people_are_taken_out_only_when_that_was_chosen_and_shown(self):
        address, page = self.preview_of(a_row("GAJ"))
        self.confirm(address, page)
        row = a_row("GAJ", editors="li@heyuan.example")
        address, page = self.preview_of(row)
        self.assertIn("gaj.editor@heyuan.example", page.text)
        out = self.client.get(f"{address}?people")

        refused = self.confirm(address, page, removes_people="1")
        self.assertEqual(refused.status_code, 200)
        self.confirm(address, out, removes_people="1")

        team = UnitPage.objects.get(code="GAJ").teams.get(role="editor")
        self.assertEqual([person.email for person in team.members()], ["li@heyuan.example"])

    def test_who_was_not_reached_is_shown_and_sent_to_again(self):
        address, page = self.preview_of(a_row("GAJ"))
        full = SMTPDataError(452, "mailbox full")
        with mock.patch("portal.core.sending.EmailMessage.send", side_effect=full):
            done = self.confirm(address, page)
        self.assertContains(self.client.get(done.url), "mailbox full", count=3)

        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(done.url)

        self.assertEqual(len(mail.outbox), 3)
        self.assertNotIn("mailbox full", self.client.get(done.url).text)
        self.assertFalse(Invitation.objects.exclude(failure="").exists())

    def test_files_that_nobody_confirms_are_not_kept(self):
        self.preview_of(a_row("GAJ"))
        Upload.objects.update(uploaded_at=timezone.now() - timedelta(days=2))

        self.preview_of(a_row("SWJ"))

        self.assertEqual(Upload.objects.count(), 1)

    def test_hundreds_of_rows_are_shown_in_part_and_counted_whole(self):
        _address, page = self.preview_of(*[a_row(f"U{number}") for number in range(600)])

        self.assertEqual(len(page.context["plan"].new), 600)
        self.assertEqual(page.text.count("河源市水务局"), 500)


class ListFileTests(UploadingTestCase):
    def test_the_template_is_a_file_without_units(self):
        for form in ["xlsx", "csv"]:
            with self.subTest(form):
                answer = self.client.get(reverse("onboarding_file", args=["template", form]))
                self.assertIn(f".{form}", answer["Content-Disposition"])
                sheet = read_units(answer.content)
                self.assertEqual([(problem.row, problem.column) for problem in sheet.problems], [(None, "")])
                filled = answer.content + csv_file(a_row()).partition(b"\n")[2] if form == "csv" else None
                self.assertFalse(filled and read_units(filled).problems)

    def test_the_present_list_sent_back_changes_nothing(self):
        address, page = self.preview_of(
            a_row("GAJ", title="平安河源", note="主账号", official_name="=局"),
            a_row("PCS", kind="个人", parent="GAJ", liaisons="", note="-1"),
            batch="首批",
        )
        self.confirm(address, page)
        for form in ["xlsx", "csv"]:
            with self.subTest(form):
                answer = self.client.get(reverse("onboarding_file", args=["present", form]))
                self.assertEqual(len(read_units(answer.content).records), 2)
                back = self.client.get(self.upload(answer.content, f"名单.{form}").url)
                self.assertTrue(back.context["plan"].is_empty, back.context["preview"])

    def test_no_cell_of_the_list_is_computed_by_a_spreadsheet_program(self):
        UnitFactory(code="GAJ", official_name="=HYPERLINK(河源)")

        lines = self.client.get(reverse("onboarding_file", args=["present", "csv"])).content.decode(
            "utf-8-sig"
        )
        book = self.client.get(reverse("onboarding_file", args=["present", "xlsx"])).content

        self.assertIn(",'=HYPERLINK(河源),", lines)
        cell = load_workbook(io.BytesIO(book)).worksheets[0]["C2"]
        self.assertEqual((cell.value, cell.data_type), ("=HYPERLINK(河源)", "s"))

    def test_other_formats_are_not_found(self):
        self.assertEqual(self.client.get("/cms/units/onboarding/present.exe").status_code, 404)


class RefuseTests(UploadingTestCase):
    def test_nobody_but_the_desk_sees_or_does_any_of_it(self):
        unit = UnitFactory(code="GAJ")
        address, page = self.preview_of(a_row("SWJ"))
        people = [MemberFactory(unit, role) for role in UNIT_ROLES] + [CityOfficeFactory()]
        addresses = [
            reverse("onboarding_upload"),
            address,
            f"{address}result/",
            reverse("onboarding_file", args=["present", "csv"]),
            reverse("onboarding_file", args=["template", "xlsx"]),
        ]
        for person in people:
            self.client.force_login(person)
            for place in addresses:
                with self.subTest(person=person, place=place):
                    self.assertRedirects(self.client.get(place), reverse("wagtailadmin_home"))
            self.confirm(address, page)
            self.upload(csv_file(a_row("SWJ")))
        self.assertFalse(UnitPage.objects.filter(code="SWJ").exists())
        self.assertEqual(Upload.objects.count(), 1)

    def test_visitors_are_sent_to_sign_in(self):
        self.client.logout()

        answer = self.client.get(reverse("onboarding_upload"))

        self.assertIn("login", answer.url)
