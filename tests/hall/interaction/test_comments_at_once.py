"""Ten clicks at the same moment are one comment, and two moderators never count past each other."""

from django.test import TransactionTestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.services import hide_comment, show_comment, write_comment
from hall.models import TimelineEntry
from portal.core.throttling import forget_counts
from tests.at_once import at_once, posting, refusals
from tests.factories import CitizenFactory, CommentFactory, MemberFactory, PostFactory
from tests.fresh_start import FreshStart
from units.enums import Role

HELD, SHOWN = CommentState.HELD, CommentState.SHOWN


class CommentsAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        forget_counts()
        self.post = PostFactory()
        self.people = [MemberFactory(self.post.unit, Role.REVIEWER) for _number in range(2)]
        self.now = timezone.now()

    def test_ten_clicks_are_one_comment(self):
        citizen, address = CitizenFactory(), reverse("write_comment", args=[self.post.pk])
        form = {"text": "请问几点来水?", "token": "t" * 32}
        answers = at_once(*(posting(citizen, address, form) for _number in range(10)))
        self.assertEqual({answer.status_code for answer in answers}, {302})
        self.assertEqual(Comment.objects.count(), 1)
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.write").count(), 1)

    def test_of_two_who_decide_the_second_is_told(self):
        comment = CommentFactory(page=self.post, state=HELD)
        told = refusals(
            *(
                lambda person=person: show_comment(comment_id=comment.pk, by=person, now=self.now)
                for person in self.people
            )
        )
        self.assertEqual(len(told), 1)
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.show").count(), 1)

    def test_comments_that_show_at_once_are_all_counted(self):
        held = [CommentFactory(page=self.post, state=HELD) for _number in range(6)]
        at_once(
            *(
                lambda comment=comment: show_comment(comment_id=comment.pk, by=self.people[0], now=self.now)
                for comment in held
            )
        )
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 6)

    def test_an_answer_to_what_is_hidden_meanwhile_is_refused_or_hidden_with_it(self):
        top, citizen = CommentFactory(page=self.post), CitizenFactory()
        at_once(
            lambda: hide_comment(comment_id=top.pk, by=self.people[0], reason="跑题。", now=self.now),
            lambda: write_comment(
                page_id=self.post.pk, author=citizen, text="回答", token="a", answers_id=top.pk, now=self.now
            ),
        )
        self.assertFalse(Comment.objects.shown().exists())
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 0)
