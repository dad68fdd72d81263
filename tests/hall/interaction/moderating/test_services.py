from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import CommentSettings, HeldWord
from hall.interaction.moderating.looking_again import public_with_word
from hall.interaction.moderating.services import add_words, hold_again, set_shows_at_once, undo_decision
from hall.interaction.moderating.word_list import ListedWord
from hall.interaction.services import hide_comment, restore_comment, show_comment
from hall.models import TimelineEntry
from portal.core.refusals import Refused
from tests.factories import CommentFactory, HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from units.enums import Role

HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN


class ModeratingTestCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.post = PostFactory()
        self.editor = MemberFactory(self.post.unit)
        self.desk = HallDeskFactory()

    def act(self, verb, comment, by=None, **typed):
        return verb(comment_id=comment.pk, by=by or self.editor, now=self.now, **typed)


class UndoTests(ModeratingTestCase):
    def undo(self, comment, by=None, later=timedelta(minutes=1)):
        return undo_decision(comment_id=comment.pk, by=by or self.editor, now=self.now + later)

    def test_what_was_shown_waits_again_since_it_was_written(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.act(show_comment, comment)
        self.undo(comment)
        comment.refresh_from_db()
        self.assertEqual((comment.state, comment.shown_at, comment.decided_at), (HELD, None, None))
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 0)

    def test_what_was_hidden_stands_where_it_stood(self):
        for state in [HELD, SHOWN]:
            comment = CommentFactory(page=self.post, state=state)
            self.act(hide_comment, comment, reason="与停水无关。")
            self.undo(comment)
            comment.refresh_from_db()
            self.assertEqual((comment.state, comment.hidden_reason), (state, ""))

    def test_what_was_restored_is_hidden_for_the_same_reason(self):
        comment = CommentFactory(page=self.post)
        self.act(hide_comment, comment, reason="与停水无关。")
        self.act(restore_comment, comment)
        self.undo(comment)
        comment.refresh_from_db()
        self.assertEqual((comment.state, comment.hidden_reason), (HIDDEN, "与停水无关。"))

    def test_it_is_a_line_of_the_history(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.act(show_comment, comment)
        self.undo(comment)
        actions = ModelLogEntry.objects.for_instance(comment).values_list("action", flat=True)
        self.assertIn("interaction.comment.undo", actions)

    def test_a_colleague_does_not_undo_it(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.act(show_comment, comment)
        with self.assertRaises(Refused):
            self.undo(comment, by=MemberFactory(self.post.unit, Role.REVIEWER))

    def test_it_is_done_at_once_or_not_at_all(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.act(show_comment, comment)
        with self.assertRaises(Refused):
            self.undo(comment, later=timedelta(minutes=11))

    def test_what_nobody_has_decided_is_not_undone(self):
        for state in CommentState:
            with self.subTest(state), self.assertRaises(Refused):
                self.undo(CommentFactory(page=self.post, state=state))


class HoldAgainTests(ModeratingTestCase):
    def setUp(self):
        super().setUp()
        self.word = HeldWord.objects.create(word="团购大米")

    def test_a_public_comment_waits_again_with_the_word(self):
        comment = CommentFactory(page=self.post, text="团 购 大米，便宜")
        self.act(hold_again, comment, by=self.desk, word=self.word)
        comment.refresh_from_db()
        self.assertEqual((comment.state, comment.held_because), (HELD, HeldBecause.WORD))
        self.assertEqual((comment.held_word, comment.shown_at), ("团购大米", None))

    def test_only_the_desk_does_so(self):
        with self.assertRaises(Refused):
            self.act(hold_again, CommentFactory(page=self.post), word=self.word)

    def test_what_is_official_or_not_public_is_left_alone(self):
        official = CommentFactory(page=self.post, unit=self.post.unit)
        others = [CommentFactory(page=self.post, state=state) for state in CommentState if state != SHOWN]
        for comment in [official, *others]:
            with self.subTest(comment.state), self.assertRaises(Refused):
                self.act(hold_again, comment, by=self.desk, word=self.word)

    def test_only_public_comments_of_these_days_are_found(self):
        found = CommentFactory(page=self.post, text="团-购-大米")
        CommentFactory(page=self.post, text="团购大米", state=HELD)
        CommentFactory(page=self.post, text="团购大米", created_at=self.now - timedelta(40))
        CommentFactory(page=self.post)
        self.assertEqual(public_with_word("团购大米", self.now - timedelta(30)), [found])


class AddWordsTests(ModeratingTestCase):
    def test_new_words_are_added_and_known_ones_passed_over(self):
        HeldWord.objects.create(word="团购大米")
        words = [ListedWord("团 购 大米", "abuse"), ListedWord("砍一刀", "advertising", "拼单")]
        self.assertEqual(add_words(words=words, by=self.desk), 1)
        self.assertEqual(HeldWord.objects.get(word="砍一刀").note, "拼单")

    def test_others_than_the_desk_are_refused(self):
        with self.assertRaises(Refused):
            add_words(words=[ListedWord("砍一刀", "advertising")], by=self.editor)

    def test_the_first_list_is_there(self):
        self.assertTrue(HeldWord.objects.filter(word="加微信", kind="advertising").exists())


class ShowsAtOnceTests(ModeratingTestCase):
    def choose(self, by, unit, value=True):
        set_shows_at_once(unit=unit, shows_at_once=value, by=by, now=self.now)

    def test_spokespersons_choose_and_the_desk_switches_off(self):
        unit = self.post.unit
        self.choose(MemberFactory(unit, Role.REVIEWER), unit)
        self.assertTrue(CommentSettings.objects.shows_at_once(unit))
        self.choose(self.desk, unit, False)
        self.assertFalse(CommentSettings.objects.shows_at_once(unit))
        self.assertEqual(
            ModelLogEntry.objects.filter(action__startswith="interaction.commentsettings").count(), 2
        )

    def test_others_are_refused(self):
        unit = self.post.unit
        others = [self.editor, MemberFactory(unit, Role.LIAISON), MemberFactory(UnitFactory(), Role.REVIEWER)]
        for person in others:
            with self.subTest(person), self.assertRaises(Refused):
                self.choose(person, unit)
        with self.assertRaises(Refused):
            self.choose(MemberFactory(unit, Role.REVIEWER), None)

    def test_twice_is_once(self):
        self.choose(self.desk, None)
        self.choose(self.desk, None)
        self.assertEqual(CommentSettings.objects.filter(unit=None).count(), 1)
