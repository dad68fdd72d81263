from datetime import timedelta
from unittest.mock import patch

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.interaction.permissions import why_not_see_comment, why_not_show
from hall.interaction.services import hide_comment, make_concern, restore_comment, show_comment
from hall.models import TimelineEntry
from hall.services import withdraw_post
from hall.signals import question_found, words_hidden, words_shown
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import (
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role

HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN


class ModerationTestCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.post = PostFactory()
        self.editor = MemberFactory(self.post.unit)
        self.spokesperson = MemberFactory(self.post.unit, Role.REVIEWER)
        self.heard = []
        self.hear(words_shown, lambda key, **kwargs: self.heard.append(("shown", key)))
        self.hear(words_hidden, lambda key, **kwargs: self.heard.append(("hidden", key)))

    def hear(self, signal, listener):
        def receiver(sender, **kwargs):
            return listener(**kwargs)

        signal.connect(receiver, weak=False)
        self.addCleanup(signal.disconnect, receiver)

    def show(self, comment, by=None):
        return show_comment(comment_id=comment.pk, by=by or self.editor, now=self.now)

    def hide(self, comment, by=None, reason="人身攻击。"):
        return hide_comment(comment_id=comment.pk, by=by or self.editor, reason=reason, now=self.now)

    def restore(self, comment, by=None):
        return restore_comment(comment_id=comment.pk, by=by or self.editor, now=self.now)

    def count(self):
        return TimelineEntry.objects.get(post=self.post).comment_count


class ShowCommentTests(ModerationTestCase):
    def test_readers_see_it_the_card_counts_it_and_other_floors_hear_of_it(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.assertFalse(Comment.objects.shown().exists())
        self.show(comment)

        self.assertEqual(Comment.objects.shown().get(), comment)
        self.assertEqual(self.count(), 1)
        self.assertEqual(self.heard, [("shown", comment.pk)])

    def test_strangers_and_the_writer_are_refused(self):
        comment = CommentFactory(page=self.post, state=HELD, author=self.editor)
        for person in [UserFactory(), MemberFactory(UnitFactory(), Role.REVIEWER), self.editor]:
            with self.subTest(person), self.assertRaises(Refused):
                self.show(comment, by=person)

    def test_what_a_unit_says_waits_for_another_spokesperson_of_that_unit(self):
        other = UnitFactory()
        speaker = MemberFactory(other, Role.REVIEWER)
        comment = CommentFactory(page=self.post, state=HELD, unit=other, author=speaker)
        for person in [self.editor, self.spokesperson, HallDeskFactory(), speaker, MemberFactory(other)]:
            with self.subTest(person), self.assertRaises(Refused):
                self.show(comment, by=person)
        self.show(comment, by=MemberFactory(other, Role.REVIEWER))
        self.assertEqual(self.heard, [("shown", comment.pk)])

    def test_the_database_keeps_it_so(self):
        speaker = MemberFactory(self.post.unit, Role.REVIEWER)
        comment = CommentFactory(page=self.post, unit=self.post.unit, author=speaker)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(decided_by=speaker)

    def test_twice_is_told(self):
        comment = CommentFactory(page=self.post, state=HELD)
        self.show(comment)
        self.assertTrue(why_not_show(self.editor, Comment.objects.get()))

    def test_every_state_has_its_answer(self):
        answers = {HELD: False, SHOWN: True, HIDDEN: True, CommentState.WITHDRAWN: True}
        for state in CommentState:
            with self.subTest(state):
                comment = CommentFactory(page=self.post, state=state)
                self.assertEqual(bool(why_not_show(self.editor, comment)), answers[state])


class HideCommentTests(ModerationTestCase):
    def test_replies_go_with_it_and_come_back_with_it(self):
        top = CommentFactory(page=self.post)
        reply = CommentFactory(parent=top)
        self.hide(top)
        self.assertFalse(Comment.objects.shown().exists())
        self.assertEqual(self.count(), 0)
        self.restore(top)
        self.assertEqual(self.count(), 2)
        gone = [("hidden", top.pk), ("hidden", reply.pk)]
        self.assertEqual(self.heard, [*gone, ("shown", top.pk), ("shown", reply.pk)])

    def test_a_reason_is_asked_for_and_the_writer_reads_it(self):
        comment = CommentFactory(page=self.post, wants_mail=True)
        with self.assertRaises(Refused):
            self.hide(comment, reason=" \u200b ")
        with self.captureOnCommitCallbacks(execute=True):
            self.hide(comment, reason="与停水无关。")
        letter = mail.outbox[0]
        self.assertEqual(letter.to, [comment.author.email])
        self.assertIn("与停水无关。", letter.body)

    def test_who_wanted_no_mail_gets_none(self):
        comment = CommentFactory(page=self.post)
        with self.captureOnCommitCallbacks(execute=True):
            self.hide(comment)
        self.assertFalse(OutgoingMail.objects.exists())

    def test_a_hidden_comment_is_read_by_its_writer_and_its_moderators_only(self):
        comment = self.hide(CommentFactory(page=self.post))
        for person in [comment.author, self.editor, HallDeskFactory()]:
            self.assertEqual(why_not_see_comment(person, comment), "")
        for person in [UserFactory(), MemberFactory(UnitFactory(), Role.REVIEWER)]:
            self.assertTrue(why_not_see_comment(person, comment))

    def test_each_decision_is_a_line_that_keeps_no_words_of_the_citizen(self):
        comment = CommentFactory(page=self.post, text="独一无二的话")
        self.hide(comment, reason="与停水无关。")
        self.restore(comment)
        lines = ModelLogEntry.objects.filter(object_id=str(comment.pk)).order_by("pk")
        self.assertEqual(
            [line.action for line in lines], ["interaction.comment.hide", "interaction.comment.restore"]
        )
        self.assertEqual(lines[0].data, {"reason": "与停水无关。"})
        self.assertNotIn("独一无二", "".join(line.label for line in lines))


class PublicityTests(ModerationTestCase):
    def test_comments_of_a_withdrawn_post_are_shown_nowhere(self):
        comment = CommentFactory(page=self.post)
        withdraw_post(post_id=self.post.pk, by=self.spokesperson, reason="核实中", now=self.now)
        self.assertFalse(Comment.objects.shown().exists())
        comment.refresh_from_db()
        self.assertTrue(why_not_see_comment(UserFactory(), comment))
        self.assertEqual(self.client.get(comment.get_absolute_url()).status_code, 404)

    def test_they_survive_a_new_name_of_the_unit(self):
        comment = CommentFactory(page=self.post)
        self.post.unit.title = "河源改名单位"
        self.post.unit.save()
        self.assertContains(self.client.get(comment.get_absolute_url()), comment.text)


class MakeConcernTests(ModerationTestCase):
    def make(self, comment, by=None):
        return make_concern(comment_id=comment.pk, by=by or self.editor, now=self.now + timedelta(1))

    def test_it_hands_the_question_on_and_keeps_its_address(self):
        comment = CommentFactory(page=self.post)
        with patch.object(question_found, "send", return_value=[(None, None), (None, "/ask/1/")]) as send:
            self.make(comment, by=MemberFactory(self.post.unit, Role.LIAISON))
        comment.refresh_from_db()
        self.assertEqual(comment.concern_address, "/ask/1/")
        asked = send.call_args.kwargs
        self.assertEqual((asked["text"], asked["unit"]), (comment.text, self.post.unit))
        self.assertEqual((asked["asker"], asked["page"].pk), (comment.author, self.post.pk))
        with self.assertRaises(Refused):
            self.make(comment)

    def test_strangers_are_refused(self):
        with self.assertRaises(Refused):
            self.make(CommentFactory(page=self.post), by=MemberFactory(UnitFactory(), Role.REVIEWER))
