"""Two people press their buttons at the same moment: one is first, the other is told."""

from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase
from django.test.client import Client
from django.urls import reverse

from hall.models import PostPage
from hall.review.models import ReviewRecord
from hall.services import draft_post
from tests.factories import MemberFactory, SubmittedPostFactory, UnitFactory, category_of, step_of
from tests.hall.review.editor_form import editor_form
from units.enums import Role


class TwoAtOnceTests(TransactionTestCase):
    def setUp(self):
        self.unit = UnitFactory()
        self.people = [MemberFactory(self.unit, Role.REVIEWER) for _ in range(2)]

    def at_once(self, *requests):
        """Send what each person sends, all at the same moment; return the answers."""
        barrier, answers = Barrier(len(requests)), []

        def run(person, address, data):
            client = Client()
            client.force_login(person)
            barrier.wait()
            try:
                answers.append(client.post(address, data))
            finally:
                connection.close()

        threads = [Thread(target=run, args=request) for request in requests]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), len(requests))
        return answers

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
