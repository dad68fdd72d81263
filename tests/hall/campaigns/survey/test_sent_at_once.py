"""Many send at the same moment, and while somebody publishes or ends."""

from django.contrib.auth.models import AnonymousUser
from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.models import SurveyAnswer, SurveyPage, SurveyTally
from hall.campaigns.survey.devices import new_device
from hall.campaigns.survey.services import GivenValue, send_answer
from tests.at_once import at_once, on_postgresql
from tests.factories import CitizenFactory, SurveyFactory
from tests.fresh_start import FreshStart


@on_postgresql
class SentAtOnceTests(FreshStart, TransactionTestCase):
    def send(self, page, user=None, device=""):
        return send_answer(
            page=page,
            user=user or AnonymousUser(),
            device=device,
            address="203.0.113.5",
            version=page.version,
            values=[GivenValue("出行", value="公交")],
            now=timezone.now(),
        )

    def test_ten_clicks_of_one_person_are_one_answer(self):
        page, person = SurveyFactory(), CitizenFactory()
        found = at_once(*[lambda: self.send(page, person) for _click in range(10)])

        self.assertEqual({answer.pk for answer in found}, {SurveyAnswer.objects.get().pk})
        self.assertEqual(SurveyTally.objects.get().total, 1)

    def test_ten_clicks_of_one_device_are_one_answer(self):
        page, device = SurveyFactory(who_answers="device"), new_device()
        at_once(*[lambda: self.send(page, device=device) for _click in range(10)])

        self.assertEqual(SurveyAnswer.objects.count(), 1)
        self.assertEqual(SurveyTally.objects.get().total, 1)

    def test_ten_people_are_ten(self):
        page = SurveyFactory()
        people = [CitizenFactory() for _number in range(10)]
        at_once(*[lambda person=person: self.send(page, person) for person in people])

        self.assertEqual(SurveyTally.objects.get().total, 10)

    def test_of_an_answer_and_a_change_of_its_question_one_wins(self):
        page, person = SurveyFactory(), CitizenFactory()
        changed = SurveyPage.objects.get(pk=page.pk)
        changed.questions[0].value["words"] = "您怎样上班？"
        revision = changed.save_revision()
        at_once(lambda: self.send(page, person), lambda: revision.publish(skip_permission_checks=True))
        stands = SurveyPage.objects.get(pk=page.pk).version
        for answer in SurveyAnswer.objects.all():
            self.assertEqual(answer.version, stands)
