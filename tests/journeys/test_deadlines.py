"""A post that nobody reads in time: from Friday evening before a make-up Sunday to the hall desk, in one story."""

from datetime import date, datetime
from unittest.mock import patch

from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import PostPage
from portal.core.duties import keep_duties
from portal.core.workdays import ZONE
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    SpecialDayFactory,
    UnitFactory,
    category_of,
    step_of,
)
from units.enums import Role

SATURDAY, SUNDAY = date(2031, 9, 27), date(2031, 9, 28)


class LateReviewTests(TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="平安河源")
        self.editor = MemberFactory(self.unit)
        self.first = MemberFactory(self.unit, Role.REVIEWER, last_name="王", first_name="芳")
        self.second = MemberFactory(self.unit, Role.REVIEWER, last_name="李", first_name="明")
        self.desk = HallDeskFactory()
        SpecialDayFactory(date=SUNDAY, kind="makeup", name="国庆节")

    def at(self, day, hour, minute=0):
        """Let it be this moment, and the clock's duties be kept. Return who gets a letter about a review."""
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
        mail.outbox.clear()
        clock = patch.object(timezone, "now", return_value=moment)
        clock.start()
        self.addCleanup(clock.stop)
        with self.captureOnCommitCallbacks(execute=True):
            self.assertEqual(keep_duties(moment), [])
        return sorted(message.to[0] for message in mail.outbox if "/cms/review/" in message.body)

    def press(self, person, name, **sent):
        self.client.force_login(person)
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(reverse(name, args=[self.post.pk]), sent, follow=True)

    def submit(self):
        self.client.force_login(self.editor)
        typed = {
            "unit": self.unit.pk,
            "text": "周日停水。",
            "category": category_of(1).pk,
            "action": "submit",
        }
        self.client.post(reverse("hall_compose"), typed)
        self.post = PostPage.objects.get()

    def test_the_story(self):
        self.at(date(2031, 9, 26), 17, 30)
        self.submit()
        self.assertEqual(step_of(self.post).due_at, datetime(2031, 9, 28, 12, 0, tzinfo=ZONE))

        self.assertEqual(self.at(SATURDAY, 11), [])
        self.assertEqual(self.at(SUNDAY, 9, 30), [])
        self.press(self.first, "review_claim", action="claim", task_state=step_of(self.post).pk)

        self.assertEqual(self.at(SUNDAY, 11), [self.first.email])
        self.assertEqual(self.at(SUNDAY, 11, 5), [])
        page = self.press(self.second, "review_claim", action="claim", task_state=step_of(self.post).pk)
        self.assertContains(page, "王芳 已认领")

        self.assertEqual(self.at(SUNDAY, 12), sorted([self.first.email, self.second.email]))
        self.assertEqual(self.at(SUNDAY, 15, 30), [self.desk.email])
        self.assertEqual(self.at(SUNDAY, 15, 31), [])

        self.client.force_login(self.second)
        self.assertContains(self.client.get(reverse("review_queue")), "已逾期")
        sent = {"task_state": step_of(self.post).pk, "seen": self.post.latest_revision_id}
        self.press(self.second, "review_post", action="approve", **sent)

        self.assertTrue(PostPage.objects.get(pk=self.post.pk).live)
        events = list(self.post.review_records.values_list("event", flat=True))
        self.assertEqual(
            events,
            [
                "submitted",
                "routed",
                "claimed",
                "reminded",
                "escalated",
                "escalated",
                "approved",
                "published",
            ],
        )
