from datetime import timedelta
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.enums import QuestionState
from hall.campaigns.interview.services import answer_question, make_concern, show_question
from hall.campaigns.models import InterviewGuest, InterviewPage, InterviewQuestion
from hall.concerns.models import Concern
from hall.signals import question_found
from portal.core.refusals import Refused
from tests.factories import CampaignFactory, EventFactory, MemberFactory, QuestionFactory, UnitFactory
from units.enums import Role

HOUR = timedelta(hours=1)


class HostingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源医保")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.interview = EventFactory(
            InterviewPage, campaign=CampaignFactory(unit=cls.unit), title="医保局长回答您的提问"
        )
        cls.guest = InterviewGuest.objects.create(page=cls.interview, name="张局长", role="市医保局局长")

    def setUp(self):
        self.screen = reverse("campaigns_interview", args=[self.interview.pk])
        self.talk = reverse("interview_talk", args=[self.interview.pk])

    def act(self, action, question=None, **fields):
        self.client.force_login(self.organiser)
        fields |= {"question": question.pk} if question else {}
        return self.client.post(self.screen, {"action": action, **fields}, follow=True)

    def answer(self, question, text="可以在手机上办理。", **fields):
        return self.act("answer", question, text=text, guest=self.guest.pk, **fields)

    def public_page(self):
        self.client.logout()
        return self.client.get(self.interview.url)

    def stands_at(self, **moments):
        for name, value in moments.items():
            setattr(self.interview.entry, name, value)
        self.interview.entry.save()
        if "opens_at" in moments:
            InterviewPage.objects.update(**moments)

    def close(self):
        self.stands_at(closes_at=timezone.now() - timedelta(seconds=1))


class ScreeningTests(HostingTestCase):
    def test_nobody_reads_a_question_before_the_host_shows_it(self):
        question = QuestionFactory(event=self.interview, text="异地就医怎么报销？")
        for address in [self.interview.url, self.talk]:
            self.assertNotContains(self.client.get(address), "异地就医怎么报销？")

        self.act("show", question)

        self.client.logout()
        for address in [self.interview.url, self.talk]:
            self.assertContains(self.client.get(address), "异地就医怎么报销？")

    def test_set_aside_nobody_reads_it_nor_its_answer(self):
        for state in [QuestionState.WAITING, QuestionState.SHOWN, QuestionState.ANSWERED]:
            with self.subTest(state):
                question = QuestionFactory(event=self.interview, state=state, text="不该公开的话")
                self.act("set_aside", question)
                self.assertNotContains(self.public_page(), "不该公开的话")
                question.refresh_from_db()
                self.assertEqual(question.state, QuestionState.SET_ASIDE)

    def test_one_with_an_answer_comes_back_with_it(self):
        question = QuestionFactory(event=self.interview, state=QuestionState.ANSWERED)
        self.act("set_aside", question)
        self.act("show", question)

        question.refresh_from_db()
        self.assertEqual(question.state, QuestionState.ANSWERED)

    def test_the_host_puts_them_in_order(self):
        first, second, third = (
            QuestionFactory(event=self.interview, state=QuestionState.SHOWN) for _ in range(3)
        )
        self.act("up", third)
        self.act("down", first)
        self.act("up", third)
        self.act("down", second)

        order = InterviewQuestion.objects.order_by("position").values_list("pk", flat=True)
        self.assertEqual(list(order), [third.pk, first.pk, second.pk])

    def test_a_question_of_another_interview_is_not_reached_through_ones_own(self):
        foreign = QuestionFactory(event=EventFactory(InterviewPage))
        self.act("show", foreign)

        foreign.refresh_from_db()
        self.assertEqual(foreign.state, QuestionState.WAITING)

    def test_organisers_of_other_units_are_refused(self):
        question, stranger = (
            QuestionFactory(event=self.interview),
            MemberFactory(UnitFactory(), Role.ORGANISER),
        )
        with self.assertRaises(Refused):
            show_question(question_id=question.pk, by=stranger)
        self.client.force_login(stranger)
        self.assertRedirects(self.client.get(self.screen), reverse("wagtailadmin_home"))

    def test_the_page_costs_the_same_for_one_question_or_six(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                self.public_page()
            return len(queries)

        QuestionFactory(event=self.interview, state=QuestionState.ANSWERED, text="@河源医保 怎么办？")
        self.public_page()
        one = cost()
        for _number in range(5):
            QuestionFactory(event=self.interview, state=QuestionState.ANSWERED, text="@河源医保 怎么办？")
        self.assertEqual(cost(), one)


class AnsweringTests(HostingTestCase):
    def setUp(self):
        super().setUp()
        self.question = QuestionFactory(event=self.interview, state=QuestionState.SHOWN)

    def test_an_answer_is_public_at_once_with_who_gave_it(self):
        self.answer(self.question, "手机上就能办。")

        page = self.public_page()
        self.assertContains(page, "手机上就能办。")
        self.assertContains(page, '<strong lang="zh-hans">张局长</strong>')

    def test_an_open_page_is_told_only_of_what_is_new(self):
        first = self.client.get(self.talk)
        again = self.client.get(self.talk, headers={"If-None-Match": first["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.assertNotIn("Set-Cookie", str(first.headers))

        self.answer(self.question, "手机上就能办。")

        self.client.logout()
        self.assertContains(
            self.client.get(self.talk, headers={"If-None-Match": first["ETag"]}), "手机上就能办。"
        )

    def test_an_open_page_is_told_of_the_end(self):
        first = self.client.get(self.talk)
        self.close()

        self.assertContains(
            self.client.get(self.talk, headers={"If-None-Match": first["ETag"]}), "data-live-over"
        )

    def test_before_the_opening_and_after_the_end_there_is_none(self):
        hour = timezone.now() + HOUR
        for moments in [{"opens_at": hour}, {"opens_at": hour - 3 * HOUR, "closes_at": hour - 2 * HOUR}]:
            self.stands_at(**moments)
            with self.assertRaises(Refused):
                answer_question(
                    question_id=self.question.pk,
                    by=self.organiser,
                    text="手机上就能办。",
                    guest_id=None,
                    seen="",
                    now=timezone.now(),
                )
            answer = self.answer(self.question, "手机上就能办。")
            self.assertContains(answer, "手机上就能办。")
            self.assertNotContains(self.public_page(), "手机上就能办。")

    def test_two_hosts_do_not_write_over_each_other(self):
        self.answer(self.question, "手机上就能办。")

        answer = self.answer(self.question, "要去窗口办。")

        self.assertContains(answer, "要去窗口办。")
        self.assertNotContains(self.public_page(), "要去窗口办。")

    def test_whoever_has_seen_an_answer_words_it_better(self):
        self.answer(self.question, "手机上就能办。")
        self.question.refresh_from_db()
        self.answer(self.question, "在手机上就能办。", seen=self.question.changed_at.isoformat())

        self.assertContains(self.public_page(), "在手机上就能办。")

    def test_nothing_is_no_answer(self):
        self.answer(self.question, " ")

        self.question.refresh_from_db()
        self.assertEqual(self.question.state, QuestionState.SHOWN)

    def test_where_no_guest_answers_the_unit_does(self):
        self.act("answer", self.question, text="手机上就能办。", guest="")

        self.question.refresh_from_db()
        self.assertEqual(self.question.speaker, "河源医保")


class ConcernTests(HostingTestCase):
    def test_a_question_becomes_a_concern_of_its_asker_with_one_click(self):
        question = QuestionFactory(event=self.interview, text="小区医保站点何时开？")
        self.act("concern", question)
        self.act("concern", question)

        concern = Concern.objects.get()
        self.assertEqual(
            (concern.text, concern.asker, concern.unit), (question.text, question.asker, self.unit)
        )
        question.refresh_from_db()
        self.assertEqual(question.concern_address, concern.get_absolute_url())
        self.client.force_login(question.asker)
        own = self.client.get(reverse("interview_own", args=[self.interview.pk]))
        self.assertContains(own, question.concern_address)

    def test_after_the_end_all_unanswered_ones_do_with_one(self):
        for state in [
            QuestionState.SHOWN,
            QuestionState.SHOWN,
            QuestionState.ANSWERED,
            QuestionState.SET_ASIDE,
        ]:
            QuestionFactory(event=self.interview, state=state)
        self.close()

        self.act("concerns")

        self.assertEqual(Concern.objects.count(), 2)

    def test_an_answered_one_does_not(self):
        question = QuestionFactory(event=self.interview, state=QuestionState.ANSWERED)
        with self.assertRaises(Refused):
            make_concern(question_id=question.pk, by=self.organiser, now=timezone.now())

    def test_where_nobody_takes_it_nothing_is_written(self):
        question = QuestionFactory(event=self.interview)
        with patch.object(question_found, "send", return_value=[]):
            self.act("concern", question)

        question.refresh_from_db()
        self.assertEqual(question.concern_address, "")


class TranscriptTests(HostingTestCase):
    def setUp(self):
        super().setUp()
        self.file = reverse("interview_transcript", args=[self.interview.pk])
        QuestionFactory(
            event=self.interview, state=QuestionState.ANSWERED, text="怎么报销？", name="绿湖老张"
        )
        QuestionFactory(event=self.interview, state=QuestionState.WAITING, text="没有公开的问题")

    def test_there_is_none_while_it_is_open(self):
        self.assertEqual(self.client.get(self.file).status_code, 404)

    def test_afterwards_it_is_a_file_of_what_readers_saw(self):
        self.close()
        self.assertContains(self.public_page(), self.file)

        answer = self.client.get(self.file)

        text = answer.content.decode()
        self.assertIn("attachment", answer["Content-Disposition"])
        for words in [
            "医保局长回答您的提问",
            "张局长（市医保局局长）",
            "绿湖老张",
            "怎么报销？",
            "可以在手机上办理。",
        ]:
            self.assertIn(words, text)
        self.assertIn(f"http://testserver{self.interview.url}", text)
        self.assertNotIn("没有公开的问题", text)
