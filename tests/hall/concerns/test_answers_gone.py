"""The question is withdrawn at the instant at which somebody decides on its answer: they are told, no word is lost."""

from unittest import mock

from django.utils import timezone

from hall.concerns.answering.services import (
    approve_answer,
    return_answer,
    submit_answer,
    take_back_answer,
)
from hall.concerns.answering.steps import digest_of
from hall.concerns.services import withdraw
from portal.core.locking import lock_row
from tests.factories.concerns import AnswerFactory, ConcernFactory
from tests.hall.concerns.test_desk_screens import WORDS, ScreenTestCase


def before(place, act, then):
    """Do `act` just before what stands at `place` is done."""

    def both(*args, **kwargs):
        act()
        return then(*args, **kwargs)

    return mock.patch(place, both)


class AnAnswerThatGoesTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.concern = ConcernFactory(unit=self.unit)

    def withdraw(self):
        withdraw(concern_id=self.concern.pk, user=None, now=timezone.now(), holds_code=True)

    def decide(self, person, action):
        answer = AnswerFactory(concern=self.concern, writers=[self.liaison], category=self.category)
        submit_answer(answer_id=answer.pk, author=self.liaison, now=timezone.now())
        fields = {"answer": answer.pk, "seen": digest_of(answer), "comment": "请写明日期"}
        with self.going(action):
            return self.send(person, self.concern, action, **fields)

    def going(self, action):
        """Let it go after the view has read it and before the verb reads it."""
        verbs = {"approve": approve_answer, "return": return_answer, "take_back": take_back_answer}
        verb = verbs[action]
        return before(f"hall.concerns.viewsets.concern.{verb.__name__}", self.withdraw, verb)

    def test_is_decided_on_by_nobody(self):
        self.assertContains(self.decide(self.spokesperson, "approve"), "已经不在等审核了")

    def test_leaves_the_reason_of_who_returns_it(self):
        page = self.decide(self.spokesperson, "return")
        self.assertContains(page, "已经不在等审核了")
        self.assertContains(page, "请写明日期")

    def test_is_taken_back_by_nobody(self):
        self.assertContains(self.decide(self.liaison, "take_back"), "已经不在等审核了")

    def test_leaves_the_words_of_who_submits_it(self):
        with before("hall.concerns.viewsets.concern.submit_answer", self.withdraw, submit_answer):
            fields = {"text": WORDS, "category": self.category.pk, "seen": ""}
            page = self.send(self.liaison, self.concern, "submit", **fields)
        self.assertContains(page, WORDS)
        self.assertContains(page, "已经不在等审核了")


class AnAnswerThatGoesDuringTheWaitTests(AnAnswerThatGoesTests):
    """It goes while the verb waits for the lock."""

    def going(self, action):
        return before("hall.concerns.answering.services.lock_row", self.withdraw, lock_row)
