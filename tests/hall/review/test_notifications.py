from datetime import timedelta
from unittest import mock

from django.core import mail
from django.db import OperationalError
from django.test import TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.users.models import UserProfile

from hall.models import PostPage
from hall.review.models import ReviewRecord
from hall.review.services import approve, return_post
from hall.services import submit_post
from portal.core.sending import send_waiting
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from tests.fresh_start import FreshStart
from units.enums import Role


class MailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()
        UserFactory(superuser=True)
        MemberFactory(UnitFactory(), Role.REVIEWER)

    def sent(self, act):
        """Do something and return what was sent once it was saved for good."""
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            act()
        return mail.outbox

    def submitted(self, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, text="今晚停水。", **fields)

    def test_a_submitted_text_calls_those_who_can_take_the_step(self):
        [message] = self.sent(self.submitted)
        self.assertEqual(message.to, [self.spokesperson.email])
        post = PostPage.objects.get()
        self.assertIn("今晚停水", message.subject)
        self.assertIn(reverse("review_post", args=[post.pk]), message.body)
        self.assertIn(str(self.editor), message.body)
        self.assertNotIn("<", message.body)

    def test_nothing_is_sent_before_it_is_saved(self):
        self.submitted()
        self.assertEqual(mail.outbox, [])

    def test_a_step_that_passed_on_calls_the_desk_and_says_why(self):
        bare = UnitFactory(title="没有发言人的单位")
        [message] = self.sent(lambda: SubmittedPostFactory(unit=bare))
        self.assertEqual(message.to, [self.desk.email])
        with override("zh-hans"):
            self.assertIn(_("the spokespersons of %(unit)s") % {"unit": bare.title}, message.body)

    def test_an_approval_calls_the_next_and_tells_the_writer(self):
        post = self.submitted(levels=2)
        messages = self.sent(
            lambda: approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson, comment="写得好")
        )
        self.assertEqual({m.to[0] for m in messages}, {self.desk.email, self.editor.email})
        to_writer = next(m for m in messages if m.to == [self.editor.email])
        self.assertIn("写得好", to_writer.body)

    def test_a_return_tells_the_writer_why(self):
        post = self.submitted()
        [message] = self.sent(
            lambda: return_post(
                task_state_id=step_of(post).pk, reviewer=self.spokesperson, reason="请写明时间"
            )
        )
        self.assertEqual(message.to, [self.editor.email])
        self.assertIn("请写明时间", message.body)

    def test_a_publication_is_told_once_to_each_who_wrote_and_submitted(self):
        colleague = MemberFactory(self.unit)
        post = PostFactory(unit=self.unit, live=False, owner=self.editor, category=category_of(1))
        submit_post(post_id=post.pk, user=colleague)
        messages = self.sent(lambda: approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson))
        self.assertEqual(sorted(m.to[0] for m in messages), sorted([self.editor.email, colleague.email]))
        self.assertIn(post.full_url, messages[0].body)

    def test_everybody_is_written_to_in_their_own_language(self):
        profile = UserProfile.get_for_user(self.spokesperson)
        profile.preferred_language = "en"
        profile.save()
        other = MemberFactory(self.unit, Role.REVIEWER)
        messages = {m.to[0]: m for m in self.sent(self.submitted)}
        self.assertIn("Please review:", messages[self.spokesperson.email].subject)
        with override("zh-hans"):
            words = _("Please review: %(title)s") % {"title": "今晚停水"}
        self.assertEqual(messages[other.email].subject, words)

    def test_who_switched_mail_off_or_may_not_sign_in_gets_none(self):
        profile = UserProfile.get_for_user(self.spokesperson)
        profile.submitted_notifications = False
        profile.save()
        MemberFactory(self.unit, Role.REVIEWER, is_active=False)
        self.assertEqual(self.sent(self.submitted), [])

    def test_a_mail_server_that_is_down_holds_nothing_up(self):
        with self.settings(EMAIL_BACKEND="tests.hall.review.test_notifications.NoServer"):
            self.sent(self.submitted)
        self.assertTrue(PostPage.objects.get().workflow_in_progress)
        self.assertEqual(mail.outbox, [])

        send_waiting(now=timezone.now() + timedelta(hours=1))

        self.assertEqual([message.to for message in mail.outbox], [[self.spokesperson.email]])

    def test_the_desk_sees_on_its_home_page_that_mail_does_not_go_out(self):
        with self.settings(EMAIL_BACKEND="tests.hall.review.test_notifications.NoServer"):
            self.sent(self.submitted)
        for person, sees in [(self.desk, True), (self.spokesperson, False)]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                home = self.client.get(reverse("wagtailadmin_home")).text
                self.assertEqual("ConnectionRefusedError" in home, sees)


class NoServer:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


class NoQueueTests(FreshStart, TransactionTestCase):
    def test_a_queue_that_is_away_holds_up_no_review_and_no_seal(self):
        enqueue = ImmediateBackend.enqueue

        def lose(backend, task, *args):
            if task.func.__module__.startswith("hall."):
                raise OperationalError("停电")
            return enqueue(backend, task, *args)

        with mock.patch.object(ImmediateBackend, "enqueue", lose):
            post = SubmittedPostFactory(levels=1, approvals=1)
        self.assertTrue(post.live)
        self.assertFalse(ReviewRecord.objects.filter(seal=None).exists())
