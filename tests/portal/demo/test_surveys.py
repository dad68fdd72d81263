from django.test import TestCase
from django.utils import timezone

from hall.campaigns.models import SurveyAnswer, SurveyPage
from hall.campaigns.survey.results import public_results
from portal.demo.builders.campaigns import bring_campaigns
from portal.demo.builders.surveys import bring_surveys
from tests.factories import UnitFactory


class SurveyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.localtime()
        unit = UnitFactory(code="WGX")
        bring_campaigns({unit.code: unit}, cls.now)
        bring_surveys(cls.now)

    def test_people_have_answered_every_question(self):
        for page in SurveyPage.objects.all():
            results = public_results(page, self.now)
            self.assertEqual(len(results), len(page.asked))
            self.assertTrue(any(result.parts for result in results))

    def test_a_second_load_brings_nothing_twice(self):
        before = SurveyAnswer.objects.count()
        bring_surveys(self.now)
        self.assertEqual(SurveyAnswer.objects.count(), before)
