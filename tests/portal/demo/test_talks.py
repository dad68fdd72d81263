from django.test import TestCase
from django.utils import timezone

from hall.campaigns.enums import QuestionState
from hall.campaigns.models import InterviewPage, InterviewQuestion, TopicPage, TopicVoice
from portal.demo.builders.campaigns import bring_campaigns
from portal.demo.builders.talks import bring_talks
from tests.factories import MemberFactory, UnitFactory
from units.enums import Role


class TalkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.localtime()
        units = {code: UnitFactory(code=code, title=f"河源{code}") for code in ["SWJ", "WGX"]}
        for unit in units.values():
            MemberFactory(unit, Role.REVIEWER)
        bring_campaigns(units, cls.now)
        bring_talks(cls.now)

    def test_questions_stand_in_each_state_a_host_works_on(self):
        states = set(InterviewQuestion.objects.values_list("state", flat=True))

        self.assertEqual(states, {QuestionState.WAITING, QuestionState.SHOWN, QuestionState.ANSWERED})

    def test_guests_are_there_and_some_comments_are_chosen(self):
        for page in InterviewPage.objects.all():
            self.assertEqual(page.guests.count(), 2)
        self.assertEqual(TopicVoice.objects.filter(chosen_at__isnull=False).count(), 4)

    def test_brought_twice_it_is_there_once(self):
        models = [InterviewPage, TopicPage, InterviewQuestion, TopicVoice]
        before = [model.objects.count() for model in models]

        bring_talks(self.now)

        self.assertEqual([model.objects.count() for model in models], before)
