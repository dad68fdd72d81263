"""Ten clicks at the same moment are one comment, and two moderators never count past each other."""

from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase
from django.test.client import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.services import hide_comment, show_comment, write_comment
from hall.models import TimelineEntry
from portal.core.refusals import Refused
from portal.core.throttling import forget_counts
from tests.factories import CitizenFactory, CommentFactory, MemberFactory, PostFactory
from units.enums import Role

HELD, SHOWN = CommentState.HELD, CommentState.SHOWN


class CommentsAtOnceTests(TransactionTestCase):
    def setUp(self):
        forget_counts()
        self.post = PostFactory()
        self.people = [MemberFactory(self.post.unit, Role.REVIEWER) for _number in range(2)]
        self.now = timezone.now()

    def at_once(self, *acts):
        """Do all of this at the same moment; return what came of it, refusals as their reasons."""
        barrier, results = Barrier(len(acts)), []

        def run(act):
            barrier.wait()
            try:
                results.append(act())
            except Refused as refused:
                results.append(refused.reasons)
            finally:
                connection.close()

        threads = [Thread(target=run, args=[act]) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(results), len(acts))
        return results

    def test_ten_clicks_are_one_comment(self):
        citizen, address = CitizenFactory(), reverse("write_comment", args=[self.post.pk])
        clients = [Client() for _number in range(10)]
        for client in clients:
            client.force_login(citizen)
        form = {"text": "请问几点来水?", "token": "t" * 32}
        answers = self.at_once(*(lambda client=client: client.post(address, form) for client in clients))
        self.assertEqual({answer.status_code for answer in answers}, {302})
        self.assertEqual(Comment.objects.count(), 1)
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.write").count(), 1)

    def test_of_two_who_decide_the_second_is_told(self):
        comment = CommentFactory(page=self.post, state=HELD)
        results = self.at_once(
            *(
                lambda person=person: show_comment(comment_id=comment.pk, by=person, now=self.now)
                for person in self.people
            )
        )
        self.assertEqual(sorted(isinstance(result, list) for result in results), [False, True])
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.show").count(), 1)

    def test_comments_that_show_at_once_are_all_counted(self):
        held = [CommentFactory(page=self.post, state=HELD) for _number in range(6)]
        self.at_once(
            *(
                lambda comment=comment: show_comment(comment_id=comment.pk, by=self.people[0], now=self.now)
                for comment in held
            )
        )
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 6)

    def test_an_answer_to_what_is_hidden_meanwhile_is_refused_or_hidden_with_it(self):
        top, citizen = CommentFactory(page=self.post), CitizenFactory()
        self.at_once(
            lambda: hide_comment(comment_id=top.pk, by=self.people[0], reason="跑题。", now=self.now),
            lambda: write_comment(
                page_id=self.post.pk, author=citizen, text="回答", token="a", answers_id=top.pk, now=self.now
            ),
        )
        self.assertFalse(Comment.objects.shown().exists())
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 0)
