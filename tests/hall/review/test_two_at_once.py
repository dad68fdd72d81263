"""Two people press their buttons at the same moment: one is first, the other is told."""

from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from hall.forms import new_key
from hall.models import PostPage
from hall.review.models import ReviewRecord
from hall.review.publishing import keep_approval, publish_version
from hall.review.reminders import remind
from hall.services import draft_post
from portal.core.models import OutgoingMail
from tests.at_once import at_once, posting
from tests.factories import MemberFactory, SubmittedPostFactory, UnitFactory, category_of, step_of
from tests.fresh_start import FreshStart
from tests.hall.review.editor_form import editor_form
from units.enums import Role


class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.unit = UnitFactory()
        self.people = [MemberFactory(self.unit, Role.REVIEWER) for _ in range(2)]

    def at_once(self, *requests):
        """Send what each person sends, all at the same moment; return the answers."""
        return at_once(*(posting(*request) for request in requests))

    def test_of_two_reviewers_one_decides(self):
        post = SubmittedPostFactory(unit=self.unit)
        address = reverse("review_post", args=[post.pk])
        sent = {"task_state": step_of(post).pk, "seen": post.latest_revision_id, "comment": "请写明时间"}
        answers = self.at_once(
            (self.people[0], address, {**sent, "action": "approve"}),
            (self.people[1], address, {**sent, "action": "return"}),
        )
        self.assertEqual(sorted(answer.status_code for answer in answers), [200, 302])
        decisions = ReviewRecord.objects.filter(event__in=["approved", "returned"])
        self.assertEqual(decisions.count(), 1)
        self.assertEqual(PostPage.objects.get(pk=post.pk).live, decisions.get().event == "approved")

    def test_of_two_who_claim_one_has_it_and_the_other_is_told(self):
        post = SubmittedPostFactory(unit=self.unit)
        sent = {"action": "claim", "task_state": step_of(post).pk}
        address = reverse("review_claim", args=[post.pk])
        self.at_once(*[(person, address, sent) for person in self.people])

        self.assertIn(step_of(post).claimed_by, self.people)
        self.assertEqual(ReviewRecord.objects.filter(event="claimed").count(), 1)

    def test_of_two_sweeps_one_reminds(self):
        post = SubmittedPostFactory(unit=self.unit)
        moment = step_of(post).due_at
        OutgoingMail.objects.all().delete()
        at_once(*[lambda: remind(now=moment)] * 2)

        self.assertEqual(ReviewRecord.objects.filter(event="escalated").count(), 1)
        self.assertEqual(OutgoingMail.objects.filter(to=self.people[0].email).count(), 1)

    def test_of_two_submissions_one_counts(self):
        post = draft_post(unit=self.unit, author=self.people[0], text="一起送审", category=category_of(1))
        composer = reverse("hall_compose_post", args=[post.pk])
        editor = reverse("wagtailadmin_pages:edit", args=[post.pk])
        typed = {"unit": self.unit.pk, "text": "一起送审", "category": post.category_id, "action": "submit"}
        answers = self.at_once(
            (self.people[0], composer, typed),
            (self.people[1], editor, editor_form(post.category, text="改了再送", **{"action-submit": "1"})),
        )
        self.assertTrue(all(answer.status_code < 400 for answer in answers))
        self.assertEqual(PostPage.objects.get(pk=post.pk).workflow_states.count(), 1)

    def typed(self, text, **fields):
        category = category_of(1)
        return {"unit": self.unit.pk, "text": text, "category": category.pk, "action": "submit", **fields}

    def test_a_new_post_that_is_sent_twice_is_one_post_and_one_review(self):
        """The same form in two windows: each carries the name that the post is going to have."""
        author = self.people[0]
        sent = self.typed("两个窗口", key=new_key())
        answers = self.at_once(
            (author, reverse("hall_compose"), sent), (author, reverse("hall_compose"), sent)
        )
        self.assertTrue(all(answer.status_code < 400 for answer in answers))
        self.assertEqual(PostPage.objects.get().workflow_states.count(), 1)

    def test_of_two_who_save_the_same_draft_the_second_is_told_and_loses_nothing(self):
        post = draft_post(unit=self.unit, author=self.people[0], text="一稿", category=category_of(1))
        address = reverse("hall_compose_post", args=[post.pk])
        answers = self.at_once(
            *(
                (person, address, self.typed(f"第{number}人的话", seen=post.version, action="draft"))
                for number, person in enumerate(self.people)
            )
        )
        self.assertEqual(sorted(answer.status_code for answer in answers), [200, 302])
        told = next(answer for answer in answers if answer.status_code == 200)
        kept = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object().text
        other = {"第0人的话": "第1人的话", "第1人的话": "第0人的话"}[kept]
        self.assertContains(told, other)
        self.assertContains(told, f"{self.people[int(kept[1])]}")
        self.assertEqual(post.revisions.count(), 2)

    def test_a_change_that_is_submitted_while_the_post_is_withdrawn_does_not_bring_it_back(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.people[0], approvals=1)
        change = self.typed("改过的话", correction="说错了", seen=post.version)
        self.at_once(
            (self.people[0], reverse("hall_compose_post", args=[post.pk]), change),
            (self.people[1], reverse("hall_withdraw", args=[post.pk]), {"reason": "核实中"}),
        )
        post = PostPage.objects.get(pk=post.pk)
        self.assertEqual((post.live, post.withdrawal.reason), (False, "核实中"))
        self.assertEqual(post.get_latest_revision_as_object().text, "改过的话")
        events = list(ReviewRecord.objects.values_list("event", flat=True))
        came_first = "taken_back" in events
        self.assertEqual(post.workflow_in_progress, not came_first)
        self.assertEqual(events.count("withdrawn"), 1)

    def test_a_version_that_two_publish_is_published_once(self):
        post = draft_post(unit=self.unit, author=self.people[0], text="险情", category=category_of(1))
        revision, now = post.latest_revision, timezone.now()
        keep_approval(revision=revision, release_number=1, now=now)
        at_once(*[lambda: publish_version(revision=revision, now=now)] * 2)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)
        self.assertEqual(PageLogEntry.objects.filter(page=post.pk, action="wagtail.publish").count(), 1)
