from datetime import timedelta
from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, PageLogEntry

from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import SurveyAnswer, SurveyValue
from hall.campaigns.survey.results import results_of
from hall.campaigns.survey.services import GivenValue
from portal.accounts.personal_data import collect_all, forget_all
from tests.factories import (
    CampaignFactory,
    CitizenFactory,
    MemberFactory,
    SurveyFactory,
    UnitFactory,
    answer_survey,
)
from units.enums import Role

FORMULA = '=HYPERLINK("http://example.org","点我")'


class OrganisingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.page = SurveyFactory(campaign=CampaignFactory(unit=cls.unit))
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.person = CitizenFactory()
        values = {"出行": "公交", "建议": GivenValue("建议", text=FORMULA)}
        cls.answer = answer_survey(cls.page, values, now=timezone.now(), user=cls.person)
        cls.addresses = [
            reverse("campaigns_survey", args=[cls.page.pk]),
            *(reverse("campaigns_survey_export", args=[cls.page.pk, form]) for form in ["csv", "xlsx"]),
        ]

    def setUp(self):
        self.client.force_login(self.organiser)

    def test_the_screen_shows_figures_and_words(self):
        screen = self.client.get(self.addresses[0], {"first": "出行", "second": "满意"})

        self.assertContains(screen, "1 (100%)")
        self.assertContains(screen, "点我")
        self.assertContains(screen, "少于 5 人")

    def test_an_organiser_of_another_unit_sees_and_takes_nothing(self):
        self.client.force_login(MemberFactory(UnitFactory(), Role.ORGANISER))
        for address in self.addresses:
            with self.subTest(address):
                self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.assertFalse(PageLogEntry.objects.filter(action="campaigns.survey.export").exists())

    def test_neither_does_an_editor_or_a_citizen(self):
        for person in [MemberFactory(self.unit, Role.EDITOR), self.person]:
            self.client.force_login(person)
            for address in self.addresses:
                with self.subTest(address):
                    self.assertEqual(self.client.get(address).status_code, 302)

    def test_a_campaign_is_no_survey(self):
        address = reverse("campaigns_survey", args=[self.page.get_parent().pk])
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_no_cell_of_the_csv_file_is_a_formula(self):
        text = self.client.get(self.addresses[1]).getvalue().decode()

        self.assertTrue(text.startswith("\ufeff"))
        self.assertIn("'=HYPERLINK", text)
        self.assertNotIn(self.person.email, text)
        for sign in "=+-@＝＋－＠":
            with self.subTest(sign):
                SurveyValue.objects.filter(question="建议").update(text=f"{sign}1+1")
                text = self.client.get(self.addresses[1]).getvalue().decode()
                self.assertIn(f"'{sign}1+1", text)

    def test_no_cell_of_the_xlsx_file_is_a_formula(self):
        sheet = load_workbook(BytesIO(self.client.get(self.addresses[2]).getvalue())).active
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]

        self.assertIn((FORMULA, "s"), rows[1])
        self.assertNotIn("f", [kind for row in rows for _value, kind in row])
        self.assertIn(("先修 · 路灯", "s"), rows[0])

    def test_whoever_takes_the_file_stands_in_the_history(self):
        self.client.get(self.addresses[2])
        self.assertEqual(PageLogEntry.objects.get(action="campaigns.survey.export").user, self.organiser)
        self.assertFalse(ModelLogEntry.objects.exists())

    def test_the_campaigns_screen_leads_to_it(self):
        campaign = self.client.get(reverse("campaigns_one", args=[self.page.get_parent().pk]))
        self.assertContains(campaign, self.addresses[0])


class PersonalDataTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, cls.person = SurveyFactory(), CitizenFactory()
        values = {"出行": "公交", "建议": GivenValue("建议", text="我住八号")}
        cls.answer = answer_survey(cls.page, values, now=timezone.now(), user=cls.person)

    def test_a_person_downloads_what_they_answered(self):
        (row,) = collect_all(self.person)["surveys"]
        self.assertIn({"question": "出行", "answer": "公交"}, row["answers"])

    def test_whoever_leaves_is_taken_out_and_stays_counted(self):
        forget_all(self.person)
        self.assertIsNone(SurveyAnswer.objects.get().person)
        self.assertFalse(SurveyValue.objects.exclude(text="").exists())
        self.assertEqual(results_of(self.page, hides=False)[0].parts[0].bars[0].count, 1)

    def test_at_the_end_of_their_days_people_and_words_go_and_figures_stay(self):
        remove_participants_data(timezone.now() + timedelta(days=400))

        answer = SurveyAnswer.objects.get()
        self.assertEqual((answer.person, answer.device_digest, answer.address_digest), (None, "", ""))
        self.assertFalse(SurveyValue.objects.exclude(text="").exists())
        self.assertEqual(results_of(self.page, hides=False)[0].parts[0].bars[0].count, 1)
