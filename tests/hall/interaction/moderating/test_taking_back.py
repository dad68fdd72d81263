"""One's own last decision is taken back, and never that of a colleague, whatever an old page still offers."""

from datetime import timedelta

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, HeldWord, LateComment, SpeakerBlock, TrustedSpeaker
from hall.interaction.moderating.letters import tell_desk_of_late
from hall.interaction.moderating.services import add_words, hold_again, set_shows_at_once, undo_decision
from hall.interaction.moderating.word_list import ListedWord
from hall.interaction.services import block_speaker, distrust, hide_comment, show_comment, trust, unblock
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, CommentFactory, HallDeskFactory, MemberFactory
from tests.hall.interaction.moderating.test_queue import HELD, HIDDEN, QUEUE, SHOWN, QueueTestCase
from units.enums import Role
from units.permissions import roles_of
from units.services import add_member


class TwoBrowsersTests(QueueTestCase):
    def setUp(self):
        super().setUp()
        self.colleague = MemberFactory(self.unit)
        self.theirs = self.client_class()
        self.theirs.force_login(self.colleague)

    def theirs_press(self, action, comment, **typed):
        self.theirs.post(QUEUE, {"action": action, "keys": [comment.pk], **typed})

    def stands(self, comment, state, decided_by):
        comment.refresh_from_db()
        self.assertEqual((comment.state, comment.decided_by), (state, decided_by))

    def test_a_second_press_does_not_take_back_that_a_colleague_has_shown_it(self):
        comment = self.held()
        self.theirs_press("show", comment)
        self.press("hide", comment, reason="广告。")
        self.press("undo", comment)
        self.stands(comment, SHOWN, self.colleague)
        for _ in range(2):
            self.assertContains(self.press("undo", comment), "已没有可撤销的操作")
            self.stands(comment, SHOWN, self.colleague)

    def test_a_second_press_does_not_show_what_a_colleague_has_hidden(self):
        comment = CommentFactory(page=self.post)
        self.theirs_press("hide", comment, reason="辱骂他人。")
        self.press("restore", comment)
        for _ in range(3):
            self.press("undo", comment)
            self.stands(comment, HIDDEN, self.colleague)
        self.assertEqual(comment.hidden_reason, "辱骂他人。")

    def test_what_a_colleague_decides_after_one_took_back_stands(self):
        comment = self.held()
        self.press("show", comment)
        self.press("undo", comment)
        self.theirs_press("show", comment)
        self.assertContains(self.press("undo", comment), "同事")
        self.stands(comment, SHOWN, self.colleague)
        self.theirs_press("hide", comment, reason="看错了。")
        self.theirs_press("undo", comment)
        self.press("undo", comment)
        self.stands(comment, SHOWN, self.colleague)

    def test_whoever_waited_for_a_colleague_was_second_whatever_the_clock_says(self):
        comment = self.held()
        show_comment(comment_id=comment.pk, by=self.colleague, now=self.now)
        earlier = self.now - timedelta(seconds=5)
        hide_comment(comment_id=comment.pk, by=self.editor, reason="广告。", now=earlier)
        self.theirs_press("undo", comment)
        self.stands(comment, HIDDEN, self.editor)
        self.press("undo", comment)
        self.stands(comment, SHOWN, self.colleague)

    def test_a_decision_before_it_that_was_taken_back_does_not_count(self):
        comment = self.held()
        self.press("hide", comment, reason="广告。")
        self.press("undo", comment)
        self.press("show", comment)
        self.press("undo", comment)
        self.stands(comment, HELD, None)

    def test_whoever_does_not_moderate_any_more_takes_nothing_back(self):
        comment = self.held()
        self.press("show", comment)
        self.unit.teams.get(role=Role.EDITOR).group.user_set.remove(self.editor)
        add_member(team=self.unit.teams.get(role=Role.LIAISON), user=self.editor)
        self.press("undo", comment)
        self.stands(comment, SHOWN, self.editor)


class RightsAtTheMomentTests(QueueTestCase):
    def test_a_right_that_went_while_the_page_was_on_its_way_is_none(self):
        writer, desk = CitizenFactory(), HallDeskFactory()
        person = MemberFactory(self.unit, Role.REVIEWER)
        shown, waiting = CommentFactory(page=self.post, author=writer), self.held()
        word = HeldWord.objects.create(word="团购大米")
        now, here = {"now": self.now}, {"user": writer, "unit": self.unit}
        show_comment(comment_id=waiting.pk, by=person, **now)
        block = block_speaker(**here, by=desk, reason="广告。", until=None, **now)
        trust(**here, by=desk, **now)
        acts = {
            "undo": lambda by: undo_decision(comment_id=waiting.pk, by=by, **now),
            "unblock": lambda by: unblock(block_id=block.pk, by=by, **now),
            "block": lambda by: block_speaker(**here, by=by, reason="辱骂。", until=None, **now),
            "distrust": lambda by: distrust(**here, by=by, **now),
            "trust": lambda by: trust(user=CitizenFactory(), unit=self.unit, by=by, **now),
            "at once": lambda by: set_shows_at_once(unit=self.unit, shows_at_once=True, by=by, **now),
            "hold": lambda by: hold_again(comment_id=shown.pk, word=word, by=by, **now),
            "words": lambda by: add_words(words=[ListedWord("砍一刀", "advertising")], by=by),
        }
        for name, act in acts.items():
            by = desk if name in ["hold", "words"] else person
            self.assertTrue(roles_of(by))
            by.groups.clear()
            with self.subTest(name), self.assertRaises(Refused):
                act(by)
        self.assertEqual(set(Comment.objects.values_list("state", flat=True)), {SHOWN})
        self.assertEqual(SpeakerBlock.objects.get().lifted_at, None)
        self.assertEqual(TrustedSpeaker.objects.get().user, writer)


class WaitingAgainTests(QueueTestCase):
    def setUp(self):
        super().setUp()
        HallDeskFactory(email="desk@heyuan.example")
        self.comment = self.held(created_at=self.now - timedelta(days=40))

    def told(self, days=0):
        OutgoingMail.objects.all().delete()
        tell_desk_of_late(self.now + timedelta(days))
        return OutgoingMail.objects.filter(to="desk@heyuan.example").count()

    def test_what_was_late_and_is_put_back_is_told_of_again(self):
        self.assertEqual([self.told(), self.told()], [1, 0])
        self.press("show", self.comment)
        self.press("undo", self.comment)
        self.assertEqual([self.told(), self.told()], [1, 0])

    def test_what_was_late_and_is_held_for_a_word_is_told_of_when_it_is_late_again(self):
        self.told()
        self.press("show", self.comment)
        word, desk = HeldWord.objects.create(word="团购大米"), HallDeskFactory()
        hold_again(comment_id=self.comment.pk, word=word, by=desk, now=self.now)
        self.assertFalse(LateComment.objects.exists())
        self.assertEqual([self.told(), self.told(days=40), self.told(days=41)], [0, 1, 0])

    def test_it_waits_as_before_when_what_came_after_the_word_is_taken_back(self):
        self.press("show", self.comment)
        word, desk = HeldWord.objects.create(word="团购大米"), HallDeskFactory()
        hold_again(comment_id=self.comment.pk, word=word, by=desk, now=self.now)
        self.press("show", self.comment)
        self.press("undo", self.comment)
        waiting = Comment.objects.with_waiting_since().get(state=CommentState.HELD)
        self.assertEqual((waiting.waiting_since, waiting.decided_by), (self.now, desk))
