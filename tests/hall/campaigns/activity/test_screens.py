import csv
from io import BytesIO, StringIO

from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from hall.campaigns.models import SignUp
from tests.assertions import HouseAssertions
from tests.factories import ActivityFactory, MemberFactory, SignUpFactory
from units.enums import Role

FORMULA = '=HYPERLINK("http://evil.example","点我")'


class ScreenTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.activity = ActivityFactory(title="湖边徒步", capacity=20)
        cls.organiser = MemberFactory(cls.activity.unit, Role.ORGANISER)
        cls.screen = reverse("campaigns_activity", args=[cls.activity.pk])
        cls.export = reverse("campaigns_activity_export", args=[cls.activity.pk, "csv"])

    def setUp(self):
        self.client.force_login(self.organiser)

    def test_it_shows_who_signed_up_and_finds_one_of_them(self):
        SignUpFactory(self.activity, name="李晓梅", phone="13800000000")
        SignUpFactory(self.activity, name="张伟")
        self.assertContains(self.client.get(self.screen), "张伟")

        for words in ["晓梅", "138000", "1"]:
            with self.subTest(words):
                found = self.client.get(self.screen, {"q": words})
                self.assertContains(found, "李晓梅")
        self.assertNotContains(self.client.get(self.screen, {"q": "晓梅"}), "张伟")
        self.assertEqual(
            self.client.get(self.screen, {"q": "\x00", "state": "x", "p": "-1"}).status_code, 200
        )

    def test_queries_do_not_grow(self):
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(self.screen), lambda: SignUpFactory(self.activity)
        )

    def test_a_draft_has_nobody_yet(self):
        draft = ActivityFactory(campaign=self.activity.get_parent().specific, live=False)

        self.assertContains(
            self.client.get(reverse("campaigns_activity", args=[draft.pk])), "页面公开以后才能报名"
        )

    def test_an_organiser_of_another_unit_neither_sees_nor_takes_it_away(self):
        row = SignUpFactory(self.activity, name="李晓梅")
        self.client.force_login(MemberFactory(ActivityFactory().unit, Role.ORGANISER))

        for address in [self.screen, self.export]:
            with self.subTest(address):
                self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.client.post(self.screen, {"sign_up": row.pk, "action": "check_in"})
        self.assertIsNone(SignUp.objects.get().checked_in_at)

    def test_a_sign_up_of_another_activity_is_not_reached_through_ones_own(self):
        foreign = SignUpFactory(ActivityFactory())
        for asked in [foreign.pk, "", "x", "9" * 40]:
            with self.subTest(asked):
                answer = self.client.post(self.screen, {"sign_up": asked, "action": "check_in"})
                self.assertEqual(answer.status_code, 404)

    def test_a_button_that_the_screen_does_not_have_is_not_found(self):
        row = SignUpFactory(self.activity)
        for action in ["", "let_in"]:
            with self.subTest(action):
                answer = self.client.post(self.screen, {"sign_up": row.pk, "action": action})
                self.assertEqual(answer.status_code, 404)

    def test_days_before_there_is_no_button_and_whoever_sends_one_is_told_when_check_in_opens(self):
        row = SignUpFactory(self.activity)
        screen = self.client.get(self.screen)
        self.assertContains(screen, "签到将于")
        self.assertNotContains(screen, 'value="check_in"')
        answer = self.client.post(self.screen, {"sign_up": row.pk, "action": "check_in"}, follow=True)

        self.assertContains(answer, "签到将于")

    def test_a_csv_file_computes_nothing_and_opens_with_its_script(self):
        SignUpFactory(self.activity, name=FORMULA[:40], note="+1", phone="+86 138 0000 0000")

        content = b"".join(self.client.get(self.export).streaming_content)

        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        heads, row = csv.reader(StringIO(content.decode("utf-8-sig")))
        self.assertIn("姓名", heads)
        self.assertEqual(
            [cell for cell in row if cell[:1] in ("'", "=", "+", "-", "@")],
            [f"'{FORMULA[:40]}", "'+86 138 0000 0000", "'+1"],
        )

    def test_an_xlsx_file_holds_text_where_a_formula_was_typed(self):
        SignUpFactory(self.activity, name=FORMULA[:40])

        answer = self.client.get(reverse("campaigns_activity_export", args=[self.activity.pk, "xlsx"]))

        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
        cells = {cell.value: cell.data_type for line in sheet.iter_rows() for cell in line}
        self.assertEqual(cells[FORMULA[:40]], "s")

    def test_who_takes_the_list_away_is_written_down(self):
        self.client.get(self.export)

        entry = PageLogEntry.objects.get(action="campaigns.activity.export")
        self.assertEqual((entry.user, entry.page_id), (self.organiser, self.activity.pk))

    def test_the_campaigns_screen_leads_here(self):
        campaign = self.activity.get_parent()
        self.assertContains(self.client.get(reverse("campaigns_one", args=[campaign.pk])), self.screen)
