"""Ten clicks at the same moment are one question, nobody asks past the limit, and no host writes over another."""

from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.enums import QuestionState
from hall.campaigns.interview.permissions import QUESTIONS_EACH
from hall.campaigns.interview.services import answer_question, ask_question
from hall.campaigns.models import InterviewPage, InterviewQuestion
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, EventFactory, HallDeskFactory, QuestionFactory


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        self.interview, self.person = EventFactory(InterviewPage), CitizenFactory()
        self.now = timezone.now()

    def at_once(self, *acts):
        """Do all of this at the same moment; return how much of it was refused."""
        barrier, refusals = Barrier(len(acts)), []

        def run(act):
            barrier.wait()
            try:
                act()
            except Refused as refused:
                refusals.append(refused)
            finally:
                connection.close()

        threads = [Thread(target=run, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(refusals)

    def ask(self, token):
        return lambda: ask_question(
            page_id=self.interview.pk, asker=self.person, text="怎么报销？", token=token, now=self.now
        )

    def test_ten_clicks_are_one_question(self):
        refused = self.at_once(*[self.ask("t" * 32)] * 10)

        self.assertEqual((InterviewQuestion.objects.count(), refused), (1, 0))

    def test_nobody_asks_past_the_limit(self):
        refused = self.at_once(*(self.ask(f"token{number}") for number in range(QUESTIONS_EACH + 3)))

        self.assertEqual((InterviewQuestion.objects.count(), refused), (QUESTIONS_EACH, 3))

    def test_of_two_hosts_who_answer_one_is_told(self):
        question, desk = QuestionFactory(event=self.interview, state=QuestionState.SHOWN), HallDeskFactory()

        def answer(text):
            return lambda: answer_question(
                question_id=question.pk, by=desk, text=text, guest_id=None, seen="", now=self.now
            )

        self.assertEqual(self.at_once(answer("手机上办。"), answer("窗口办。")), 1)
