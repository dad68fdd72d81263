"""Ten clicks at the same moment are one question, nobody asks past the limit, and no host writes over another."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.enums import QuestionState
from hall.campaigns.interview.permissions import QUESTIONS_EACH
from hall.campaigns.interview.services import answer_question, ask_question
from hall.campaigns.models import InterviewPage, InterviewQuestion
from tests.at_once import refusals
from tests.factories import CitizenFactory, EventFactory, HallDeskFactory, QuestionFactory
from tests.fresh_start import FreshStart


class AtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.interview, self.person = EventFactory(InterviewPage), CitizenFactory()
        self.now = timezone.now()

    def ask(self, token):
        return lambda: ask_question(
            page_id=self.interview.pk, asker=self.person, text="怎么报销？", token=token, now=self.now
        )

    def test_ten_clicks_are_one_question(self):
        told = refusals(*[self.ask("t" * 32)] * 10)

        self.assertEqual((InterviewQuestion.objects.count(), len(told)), (1, 0))

    def test_nobody_asks_past_the_limit(self):
        told = refusals(*(self.ask(f"token{number}") for number in range(QUESTIONS_EACH + 3)))

        self.assertEqual((InterviewQuestion.objects.count(), len(told)), (QUESTIONS_EACH, 3))

    def test_of_two_hosts_who_answer_one_is_told(self):
        question, desk = QuestionFactory(event=self.interview, state=QuestionState.SHOWN), HallDeskFactory()

        def answer(text):
            return lambda: answer_question(
                question_id=question.pk, by=desk, text=text, guest_id=None, seen="", now=self.now
            )

        self.assertEqual(len(refusals(answer("手机上办。"), answer("窗口办。"))), 1)
