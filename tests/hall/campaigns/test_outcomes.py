from django.core import mail
from django.test import TestCase
from django.utils import timezone
from django.utils.translation import override

from hall.campaigns.charity.services import pledge, receive_pledge
from hall.campaigns.collection.services import approve_submission, award_submission, decline_submission
from hall.campaigns.interview.services import answer_question, show_question, version_of
from hall.campaigns.models import InterviewPage, InterviewQuestion
from tests.factories import CharityFactory, CitizenFactory, EventFactory, MemberFactory, QuestionFactory
from tests.hall.campaigns.collection.cases import CollectionCase
from units.enums import Role


def letters_to(person):
    return [letter for letter in mail.outbox if letter.to == [person.email]]


class SubmissionLetterTests(CollectionCase):
    def approve(self, row):
        with self.captureOnCommitCallbacks(execute=True):
            return approve_submission(submission_id=row.pk, by=self.organiser, now=self.now)

    def test_its_author_reads_once_that_it_is_public(self):
        row = self.submission(pictures=0, is_public=False)
        self.approve(row)
        self.approve(row)

        (letter,) = letters_to(self.author)
        self.assertEqual(letter.subject, f"您的投稿已公开：{self.page.title}")
        self.assertIn("湖边拍客，您好：", letter.body)
        self.assertIn("《湖上晨雾》", letter.body)
        self.assertIn(self.page.get_url(), letter.body)

    def test_its_author_reads_why_it_is_not(self):
        row = self.submission(pictures=0, is_public=False)
        with self.captureOnCommitCallbacks(execute=True):
            decline_submission(submission_id=row.pk, by=self.organiser, reason="照片里有车牌", now=self.now)

        (letter,) = letters_to(self.author)
        self.assertIn("没有采用", letter.body)
        self.assertIn("照片里有车牌", letter.body)

    def test_only_winners_read_that_they_have_won_and_not_before_it_is_announced(self):
        won = self.submission(pictures=0)
        self.submission(self.voter, title="湖心亭", pictures=0)
        with self.captureOnCommitCallbacks(execute=True):
            award_submission(submission_id=won.pk, by=self.organiser, award="一等奖")
        self.assertEqual(mail.outbox, [])
        with self.captureOnCommitCallbacks(execute=True):
            self.won(won)

        (letter,) = mail.outbox
        self.assertEqual(letter.to, [self.author.email])
        self.assertIn("获得：一等奖", letter.body)


class OtherLetterTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.person = CitizenFactory(nickname="东江渔翁")

    def answer(self, question, by, text):
        show_question(question_id=question.pk, by=by)
        question.refresh_from_db()
        with self.captureOnCommitCallbacks(execute=True):
            answer_question(
                question_id=question.pk,
                by=by,
                text=text,
                guest_id=None,
                seen=version_of(question),
                now=timezone.now(),
            )

    def test_who_asked_reads_the_first_answer_and_not_its_corrections(self):
        interview = EventFactory(InterviewPage, title="医保局长回答您的提问")
        by = MemberFactory(interview.unit, Role.ORGANISER)
        question = QuestionFactory(event=interview, asker=self.person, text="异地怎么报销？")
        for text in ["在手机上办。", "在手机上办，三天到账。"]:
            self.answer(question, by, text)

        (letter,) = mail.outbox
        self.assertEqual(letter.to, [self.person.email])
        self.assertIn("您问： 异地怎么报销？", letter.body)
        self.assertIn("回答： 在手机上办。", letter.body)

    def test_nobody_is_written_to_where_the_asker_has_left(self):
        interview = EventFactory(InterviewPage)
        question = QuestionFactory(event=interview, text="异地怎么报销？")
        InterviewQuestion.objects.update(asker=None)
        self.answer(question, MemberFactory(interview.unit, Role.ORGANISER), "在手机上办。")

        self.assertEqual(mail.outbox, [])

    def test_who_pledged_reads_the_number_of_the_receipt_whatever_language_the_organiser_reads(self):
        page = CharityFactory(goals=[{}])
        by = MemberFactory(page.unit, Role.ORGANISER)
        row = pledge(
            page_id=page.pk,
            key=page.goals.get().key,
            user=self.person,
            amount=20,
            note="",
            is_thanked=False,
            now=self.now,
        )
        with override("en"), self.captureOnCommitCallbacks(execute=True):
            receive_pledge(pledge_id=row.pk, by=by, amount=18, receipt="捐2026-0017", now=self.now)

        (letter,) = mail.outbox
        self.assertEqual(letter.subject, f"您认捐的已经收到：{page.title}")
        self.assertIn("共 18，收据编号 捐2026-0017", letter.body)
