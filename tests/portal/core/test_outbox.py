from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

from django.core import mail
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from portal.core import mail_duty, outbox, sending
from portal.core.models import OutgoingMail
from portal.core.signals import mail_tried

MINUTE = timedelta(minutes=1)


class OutboxTests(TestCase):
    def setUp(self):
        self.now = timezone.now()

    def post(self, to="gaj@heyuan.example", **fields):
        with self.captureOnCommitCallbacks(execute=True):
            return outbox.post_mail(
                to=to, subject="请审核：\n今晚停水", body="请看。", now=self.now, **fields
            )

    def failing(self, failure=None):
        return patch.object(sending.EmailMessage, "send", side_effect=failure or OSError("停电"))

    def kept(self):
        return OutgoingMail.objects.get()

    def test_it_goes_out_after_the_commit_and_its_words_are_not_kept(self):
        letter = outbox.post_mail(to="gaj@heyuan.example", subject="请审核", body="请看。", now=self.now)
        self.assertEqual(mail.outbox, [])

        sending.send_now(mail_id=letter.pk, now=self.now)

        [message] = mail.outbox
        self.assertEqual((message.to, message.body), (["gaj@heyuan.example"], "请看。"))
        self.assertEqual(message.extra_headers["Auto-Submitted"], "auto-generated")
        self.assertEqual((self.kept().body, self.kept().next_try_at), ("", None))
        self.assertIsNotNone(self.kept().sent_at)

    def test_a_subject_is_one_line(self):
        self.post()
        self.assertEqual(mail.outbox[0].subject, "请审核： 今晚停水")

    def test_what_is_rolled_back_is_not_sent(self):
        with self.captureOnCommitCallbacks(execute=True):
            try:
                with transaction.atomic():
                    outbox.post_mail(to="a@heyuan.example", subject="作废", body="作废", now=self.now)
                    raise ValueError
            except ValueError:
                pass
        self.assertEqual((mail.outbox, OutgoingMail.objects.count()), ([], 0))

    def test_a_server_that_is_down_stops_nobody_and_the_letter_is_tried_again_later_and_later(self):
        with self.failing():
            self.post()
            pauses = []
            for _try in range(8):
                letter = self.kept()
                pauses.append(letter.next_try_at - letter.tried_at)
                sending.send_waiting(now=letter.next_try_at)
        self.assertEqual(pauses[:3], [2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
        self.assertEqual(pauses[-1], 60 * MINUTE)
        self.assertEqual(self.kept().error, "停电")

        sending.send_waiting(now=self.kept().next_try_at)
        sending.send_waiting(now=self.now + timedelta(days=1))

        self.assertEqual(len(mail.outbox), 1)
        self.assertEqual(self.kept().error, "")

    def test_before_its_time_it_is_not_tried(self):
        with self.failing():
            self.post()
        sending.send_waiting(now=self.kept().next_try_at - MINUTE)
        self.assertEqual(self.kept().tries, 1)

    def test_of_two_processes_one_sends_it(self):
        with self.failing():
            self.post()
        mine, theirs = self.kept(), self.kept()
        later = mine.next_try_at

        self.assertTrue(sending.claim(mine, later))
        self.assertTrue(sending.try_to_send(theirs, later))
        self.assertEqual(mail.outbox, [])

    def test_a_slow_server_does_not_outlast_the_lease_of_the_letters_behind(self):
        with self.failing():
            for number in range(3):
                self.post(to=f"p{number}@heyuan.example")
        later = self.now + 3 * MINUTE
        with patch.object(sending, "monotonic", side_effect=[0, 1, sending.BATCH_LASTS + 1]):
            sending.send_waiting(now=later)
        self.assertEqual(len(mail.outbox), 1)
        sending.send_waiting(now=later)
        self.assertEqual(len(mail.outbox), 3)

    def test_one_that_was_being_sent_when_the_process_died_is_sent_later(self):
        with self.failing():
            self.post()
        due = self.kept().next_try_at
        sending.claim(self.kept(), due)

        sending.send_waiting(now=due + MINUTE)
        self.assertEqual(mail.outbox, [])
        sending.send_waiting(now=due + sending.LEASE)
        self.assertEqual(len(mail.outbox), 1)

    def test_while_the_server_is_down_others_wait_for_it_and_it_is_asked_once(self):
        with self.failing() as send:
            for number in range(3):
                self.post(to=f"p{number}@heyuan.example")
            self.assertEqual(send.call_count, 1)
            sending.send_waiting(now=self.now + 3 * MINUTE)
            self.assertEqual(send.call_count, 2)

    def test_an_address_that_is_refused_holds_up_no_other(self):
        refused = SMTPRecipientsRefused({"nobody@heyuan.example": (550, b"unknown")})
        with self.failing(refused) as send:
            for number in range(3):
                self.post(to=f"p{number}@heyuan.example")
            self.assertEqual(send.call_count, 3)

    def test_it_is_given_up_after_days_and_forgotten_after_more(self):
        with self.failing():
            self.post()
            sending.send_waiting(now=self.now + sending.GIVE_UP_AFTER)
        self.assertIsNone(self.kept().next_try_at)
        self.assertIsNone(self.kept().sent_at)
        self.assertEqual(self.kept().body, "")
        self.assertIsNotNone(outbox.trouble())

        mail_duty.keep_mail(self.now + sending.GIVE_UP_AFTER + sending.KEPT_FOR + MINUTE)
        self.assertEqual(OutgoingMail.objects.count(), 0)

    def test_the_duty_tries_what_waits(self):
        with self.failing():
            self.post()
        OutgoingMail.objects.update(next_try_at=self.now)
        mail_duty.keep_mail(timezone.now())
        self.assertEqual(len(mail.outbox), 1)

    def test_trouble_is_told_and_none_when_all_is_well(self):
        self.post()
        self.assertIsNone(outbox.trouble())
        with self.failing():
            self.post()
        trouble = outbox.trouble()
        self.assertEqual((trouble.count, trouble.error), (1, "停电"))

    def test_others_hear_what_became_of_it(self):
        heard = []
        mail_tried.connect(
            lambda mail, **kwargs: heard.append(mail.sent_at), weak=False, dispatch_uid="heard"
        )
        self.addCleanup(mail_tried.disconnect, dispatch_uid="heard")
        self.post()
        self.assertEqual(len(heard), 1)
