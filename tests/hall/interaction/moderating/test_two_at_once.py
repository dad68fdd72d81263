"""Two moderators press their buttons at the same moment: one is first, the other is told."""

from datetime import datetime

from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, CommentSettings, HeldWord, LateComment, QueueDigest, SpeakerBlock
from hall.interaction.moderating.letters import tell_desk_of_late, write_morning_letters
from hall.interaction.moderating.services import add_words, set_shows_at_once
from hall.interaction.moderating.word_list import ListedWord
from hall.interaction.services import block_speaker, take_back_block
from portal.core.models import OutgoingMail
from portal.core.workdays import ZONE
from tests.at_once import at_once, on_postgresql, posting
from tests.factories import CitizenFactory, CommentFactory, HallDeskFactory, MemberFactory, PostFactory
from tests.fresh_start import FreshStart

MORNING = datetime(2026, 11, 25, 9, tzinfo=ZONE)
BEFORE = datetime(2026, 11, 20, 9, tzinfo=ZONE)


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.post = PostFactory()
        self.people = [MemberFactory(self.post.unit) for _ in range(2)]
        self.desk = HallDeskFactory()
        self.comment = CommentFactory(page=self.post, state=CommentState.HELD, created_at=BEFORE)

    def pressing(self, person, action, **typed):
        return posting(person, reverse("comments"), {"action": action, "keys": [self.comment.pk], **typed})

    def test_of_two_moderators_one_decides_and_the_other_is_told(self):
        answers = at_once(
            self.pressing(self.people[0], "hide", reason="广告。"),
            self.pressing(self.people[1], "hide", reason="与本帖无关。"),
        )
        # The second gets the page again, with the reason that was typed.
        self.assertEqual(sorted(answer.status_code for answer in answers), [200, 302])
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.hide").count(), 1)

    def test_ten_clicks_are_one_decision(self):
        at_once(*[self.pressing(self.people[0], "show") for _ in range(10)])
        self.assertEqual(Comment.objects.get().state, CommentState.SHOWN)
        self.assertEqual(ModelLogEntry.objects.filter(action="interaction.comment.show").count(), 1)

    def test_two_blocks_are_one_in_force(self):
        citizen, now = CitizenFactory(), timezone.now()
        typed = {"user": citizen, "unit": self.post.unit, "reason": "广告。", "until": None, "now": now}
        at_once(*[lambda by=person: block_speaker(by=by, **typed) for person in self.people])
        self.assertEqual(SpeakerBlock.objects.filter(lifted_at=None).count(), 1)

    def test_whoever_undoes_a_block_locks_the_person_first_as_whoever_blocks_them_anew(self):
        citizen, now = CitizenFactory(), timezone.now()
        typed = {"user": citizen, "unit": self.post.unit, "reason": "广告。", "by": self.people[0]}
        acts = [
            lambda: block_speaker(**typed, until=None, now=now),
            lambda: take_back_block(block_id=SpeakerBlock.objects.get().pk, by=self.people[0], now=now),
        ]
        for act in acts:
            with CaptureQueriesContext(connection) as queries:
                act()
            locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
            self.assertIn('FROM "accounts_user"', locks[0])

    def test_of_two_sweeps_one_writes(self):
        OutgoingMail.objects.all().delete()
        at_once(*[lambda: write_morning_letters(MORNING)] * 2)
        at_once(*[lambda: tell_desk_of_late(MORNING)] * 2)
        self.assertEqual((QueueDigest.objects.count(), LateComment.objects.count()), (1, 1))
        # Two editors hear what waits, and the desk of what is late.
        self.assertEqual(OutgoingMail.objects.count(), 3)

    def test_two_choose_how_comments_show_and_there_is_one_row(self):
        for unit in [None, self.post.unit]:
            typed = {"unit": unit, "shows_at_once": True, "by": self.desk, "now": timezone.now()}
            at_once(*[lambda typed=typed: set_shows_at_once(**typed)] * 4)
            self.assertEqual(CommentSettings.objects.filter(unit=unit).count(), 1)

    def test_two_add_the_same_words(self):
        words = [ListedWord("砍一刀", "advertising")]
        at_once(*[lambda: add_words(words=words, by=self.desk)] * 4)
        self.assertEqual(HeldWord.objects.filter(word="砍一刀").count(), 1)
