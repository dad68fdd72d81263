from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns import keeping
from hall.campaigns.enums import QuestionState
from hall.campaigns.interview.permissions import QUESTIONS_EACH
from hall.campaigns.models import InterviewPage, InterviewQuestion
from hall.campaigns.services import call_off, end_event
from portal.accounts.personal_data import collect_all
from portal.accounts.services import delete_account
from tests.factories import CitizenFactory, EventFactory, HallDeskFactory, QuestionFactory

HOUR = timedelta(hours=1)


class InterviewTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.person = CitizenFactory(nickname="绿湖老张")
        cls.interview = EventFactory(InterviewPage, title="医保局长回答您的提问")
        cls.address = reverse("interview_ask", args=[cls.interview.pk])
        cls.own = reverse("interview_own", args=[cls.interview.pk])

    def ask(self, text="异地就医怎么报销？", token="a" * 32, **headers):
        return self.client.post(self.address, {"text": text, "token": token}, **headers)

    def public_page(self):
        self.client.logout()
        return self.client.get(self.interview.url)


class AskingTests(InterviewTestCase):
    def setUp(self):
        self.client.force_login(self.person)

    def test_a_question_waits_for_the_host_and_its_asker_sees_it(self):
        answer = self.ask()

        self.assertRedirects(answer, self.address)
        self.assertContains(self.client.get(self.own), "异地就医怎么报销？")
        self.assertNotContains(self.public_page(), "异地就医怎么报销？")

    def test_it_can_be_asked_before_the_opening(self):
        self.interview.entry.opens_at = timezone.now() + HOUR
        self.interview.entry.save()
        self.ask()

        self.assertTrue(InterviewQuestion.objects.exists())

    def test_a_form_that_is_sent_twice_is_one_question(self):
        self.ask()
        self.ask()

        self.assertEqual(InterviewQuestion.objects.count(), 1)

    def test_nothing_is_asked_once_it_is_over_or_called_off(self):
        desk = HallDeskFactory()
        for end in [
            lambda: end_event(page_id=self.interview.pk, by=desk, now=timezone.now()),
            lambda: call_off(page_id=self.interview.pk, by=desk, reason="改期举行。", now=timezone.now()),
        ]:
            end()
            answer = self.ask()
            self.assertContains(answer, "异地就医怎么报销？")
            self.assertIn("text", answer.context["form"].errors)
        self.assertFalse(InterviewQuestion.objects.exists())

    def test_nothing_is_asked_below_a_page_that_is_not_public(self):
        draft = EventFactory(InterviewPage, live=False)

        answer = self.client.post(
            reverse("interview_ask", args=[draft.pk]), {"text": "问", "token": "b" * 32}
        )

        self.assertEqual(answer.status_code, 404)

    def test_empty_and_long_ones_come_back(self):
        for text in [" ", "问" * 501]:
            answer = self.ask(text=text)
            self.assertIn("text", answer.context["form"].errors)
        self.assertFalse(InterviewQuestion.objects.exists())

    def test_in_place_a_refusal_is_a_sentence(self):
        answer = self.ask(text=" ", headers={"X-Requested-With": "XMLHttpRequest"})

        self.assertEqual((answer.status_code, answer["Content-Type"]), (422, "text/plain; charset=utf-8"))

    def test_everybody_asks_only_so_many(self):
        for number in range(QUESTIONS_EACH):
            QuestionFactory(event=self.interview, asker=self.person, text=f"第{number}问")
        self.ask()

        self.assertEqual(InterviewQuestion.objects.count(), QUESTIONS_EACH)

    def test_whoever_is_not_signed_in_signs_in_first_and_loses_no_word(self):
        self.client.logout()
        answer = self.ask()
        self.assertRedirects(
            answer, f"{reverse('sign_in')}?next={self.address}", fetch_redirect_response=False
        )
        self.client.force_login(self.person)

        self.assertContains(self.client.get(self.address), "异地就医怎么报销？")

    def test_without_a_nickname_one_is_chosen_first(self):
        self.client.force_login(CitizenFactory(nickname=""))

        self.assertIn(reverse("choose_nickname"), self.ask().url)

    def test_the_part_of_one_person_is_for_nobody_else(self):
        self.ask()
        self.client.force_login(CitizenFactory())

        self.assertNotContains(self.client.get(self.own), "异地就医怎么报销？")


class ForgettingTests(InterviewTestCase):
    def setUp(self):
        self.shown = QuestionFactory(
            event=self.interview, asker=self.person, text="大家看到的", state=QuestionState.SHOWN
        )
        self.waits = QuestionFactory(event=self.interview, asker=self.person, text="没人看到的")

    def test_the_download_holds_what_somebody_asked(self):
        rows = collect_all(self.person)["interview questions"]

        self.assertEqual([row["text"] for row in rows], ["大家看到的", "没人看到的"])

    def test_of_one_who_leaves_public_words_stay_without_the_name(self):
        self.assertContains(self.public_page(), "绿湖老张")
        delete_account(user=self.person, now=timezone.now())

        page = self.public_page()
        self.assertContains(page, "大家看到的")
        self.assertNotContains(page, "绿湖老张")
        self.assertEqual(InterviewQuestion.objects.count(), 1)

    def test_names_go_some_days_after_the_end(self):
        entry = self.interview.entry
        entry.closes_at = timezone.now() - timedelta(days=self.interview.keep_days + 1)
        entry.save()
        other = QuestionFactory(
            event=EventFactory(InterviewPage, campaign=self.interview.get_parent().specific)
        )

        keeping.remove_participants_data(timezone.now())

        self.assertEqual(
            set(InterviewQuestion.objects.values_list("pk", "asker")),
            {(self.shown.pk, None), (other.pk, other.asker_id)},
        )
        self.assertNotContains(self.public_page(), "绿湖老张")
