"""At the door of each format the clock of the hall decides to the second, and says so beside what was typed."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.models import (
    CollectionPage,
    InterviewPage,
    InterviewQuestion,
    Pledge,
    SignUp,
    Submission,
    SurveyAnswer,
)
from tests.factories import ActivityFactory, CharityFactory, CitizenFactory, EventFactory, SurveyFactory

SECOND = timedelta(seconds=1)
WORDS = "带一个小孩，从码头出发"


class LastSecondTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now().replace(microsecond=0)
        cls.times = {"opens_at": cls.now + timedelta(hours=1), "closes_at": cls.now + timedelta(hours=2)}
        cls.person = CitizenFactory(nickname="湖边拍客")

    def setUp(self):
        self.client.force_login(self.person)

    def send_at(self, moment, address, form):
        with patch("django.utils.timezone.now", return_value=moment):
            return self.client.post(address, form)

    def assertOpenFromTo(self, model, page, address, form, *, is_open_before=False, told_with=422):
        opens, closes = page.entry.opens_at, page.entry.closes_at
        with patch("django.utils.timezone.now", return_value=closes - SECOND):
            self.assertEqual(self.client.get(address).status_code, 200)
        for moment in [opens - SECOND] * (not is_open_before) + [closes, closes + SECOND]:
            with self.subTest(moment=moment - opens):
                refused = self.send_at(moment, address, form)
                self.assertContains(refused, WORDS, status_code=told_with)
                self.assertFalse(model.objects.exclude(**self.unsent(model)).exists())
        for moment in [opens, closes - SECOND]:
            with self.subTest(moment=moment - opens):
                self.assertEqual(self.send_at(moment, address, form).status_code, 302)
                self.assertEqual(model.objects.exclude(**self.unsent(model)).count(), 1)
                model.objects.all().delete()

    def unsent(self, model):
        """What a collection keeps of somebody's form is a draft, not something sent in."""
        return {"state": "draft"} if model is Submission else {"pk": 0}

    def test_signing_up(self):
        page = ActivityFactory(capacity=9, asks_note=True, **self.times)
        form = {"seed": "seed-from-the-form-0001", "name": "李晓梅", "note": WORDS}
        self.assertOpenFromTo(SignUp, page, reverse("sign_up", args=[page.pk]), form)

    def test_answering_a_survey(self):
        page = SurveyFactory(**self.times)
        form = {"version": page.version, "出行": "单车", "建议": WORDS}
        self.assertOpenFromTo(SurveyAnswer, page, reverse("answer_survey", args=[page.pk]), form)

    def test_pledging(self):
        page = CharityFactory(**self.times)
        key = page.goals.get().key
        form = {"action": "pledge", "key": key, f"{key}-amount": "20", f"{key}-note": WORDS}
        self.assertOpenFromTo(Pledge, page, reverse("charity_give", args=[page.pk]), form)

    def test_sending_something_in(self):
        page = EventFactory(CollectionPage, terms="作品用于本市宣传。", **self.times)
        form = {
            "action": "send",
            "token": "a" * 20,
            "title": "湖上晨雾",
            "text": WORDS,
            "credit": "湖边拍客",
            "may_be_used": "on",
            "minors_agreed": "on",
        }
        self.assertOpenFromTo(Submission, page, reverse("collection_submit", args=[page.pk]), form)

    def test_asking_a_guest(self):
        page = EventFactory(InterviewPage, **self.times)
        form = {"text": WORDS, "token": "a" * 32}
        address = reverse("interview_ask", args=[page.pk])
        self.assertOpenFromTo(InterviewQuestion, page, address, form, is_open_before=True, told_with=200)
