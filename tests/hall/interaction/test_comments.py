from datetime import timedelta

from django.core import mail
from django.test import TestCase
from django.utils import timezone

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import Comment, CommentSettings, HeldWord
from hall.interaction.services import (
    block_speaker,
    hide_comment,
    reply_officially,
    show_comment,
    trust,
    withdraw_own_comment,
    write_comment,
)
from hall.models import HallPage, TimelineEntry
from hall.services import withdraw_post
from hall.signals import words_hidden, words_shown
from portal.accounts.personal_data import PARTS
from portal.core.refusals import Refused
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role
from units.models import UnitDirectoryPage

HELD, SHOWN, HIDDEN = CommentState.HELD, CommentState.SHOWN, CommentState.HIDDEN


class CommentingTestCase(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.post = PostFactory()
        self.unit = self.post.unit
        self.citizen = CitizenFactory(nickname="万绿湖边人")
        self.tokens = iter(range(1000))

    def write(self, text="请问几点来水?", *, author=None, page=None, answers=None, **fields):
        return write_comment(
            page_id=(page or self.post).pk,
            author=author or self.citizen,
            text=text,
            answers_id=answers.pk if answers else None,
            now=self.now,
            **{"token": f"token{next(self.tokens)}", **fields},
        )

    def reply(self, *, by, unit=None, answers=None, text="今晚十点恢复。"):
        return reply_officially(
            page_id=self.post.pk,
            unit=unit or self.unit,
            by=by,
            text=text,
            answers_id=answers.pk if answers else None,
            token=f"token{next(self.tokens)}",
            now=self.now,
        )


class WriteCommentTests(CommentingTestCase):
    def test_it_waits_for_a_person_and_carries_the_name_that_readers_see(self):
        comment = self.write()
        self.assertEqual((comment.state, comment.held_because), (HELD, HeldBecause.RULE))
        self.assertEqual((comment.name, comment.page_unit), ("万绿湖边人", self.unit))
        self.assertNotIn("@", comment.name)

    def test_it_shows_at_once_where_the_unit_wants_it_so(self):
        CommentSettings.objects.create(unit=self.unit, shows_at_once=True)
        self.assertEqual(self.write().state, SHOWN)
        self.assertEqual(self.write(page=PostFactory(unit=UnitFactory())).state, HELD)
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 1)

    def test_it_shows_at_once_for_a_citizen_who_is_trusted(self):
        trust(user=self.citizen, unit=None, by=HallDeskFactory(), now=self.now)
        self.assertEqual(self.write().state, SHOWN)
        self.assertEqual(self.write(author=CitizenFactory()).state, HELD)

    def test_a_word_of_the_list_holds_it_whoever_writes_and_takes_nothing_away(self):
        HeldWord.objects.create(word="绿柚暗号")
        HeldWord.objects.create(word="红柚暗号", is_active=False)
        trust(user=self.citizen, unit=None, by=HallDeskFactory(), now=self.now)
        held = self.write("问问绿 柚\u200b暗号 在哪")
        self.assertEqual(
            (held.state, held.held_because, held.held_word), (HELD, HeldBecause.WORD, "绿柚暗号")
        )
        self.assertEqual((held.text, held.original_text), ("问问绿 柚暗号 在哪", "问问绿 柚\u200b暗号 在哪"))
        self.assertEqual(self.write("红柚暗号").state, SHOWN)

    def test_the_hall_page_and_a_unit_take_comments_and_others_do_not(self):
        self.assertIsNone(self.write(page=HallPage.objects.get()).page_unit)
        self.assertEqual(self.write(page=self.unit).page_unit, self.unit)
        with self.assertRaises(Refused):
            self.write(page=UnitDirectoryPage.objects.get())

    def test_whoever_has_no_name_for_readers_is_refused(self):
        for author in [UserFactory(), CitizenFactory(nickname=""), CitizenFactory(is_active=False)]:
            with self.subTest(author), self.assertRaises(Refused):
                self.write(author=author)

    def test_whoever_is_blocked_is_told_until_when_and_why(self):
        block_speaker(
            user=self.citizen,
            unit=self.unit,
            by=MemberFactory(self.unit),
            reason="反复辱骂他人。",
            until=self.now + timedelta(days=3),
            now=self.now,
        )
        with self.assertRaisesRegex(Refused, "反复辱骂他人。"):
            self.write()
        self.write(page=PostFactory(unit=UnitFactory()))

    def test_empty_words_and_too_many_are_refused(self):
        for text in ["", " \n ", "\u200b\u202e", "水" * 2001]:
            with self.subTest(text[:5]), self.assertRaises(Refused):
                self.write(text)
        self.assertEqual(len(self.write("水" * 2000).text), 2000)

    def test_a_withdrawn_post_takes_none(self):
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        withdraw_post(post_id=self.post.pk, by=spokesperson, reason="核实中", now=self.now)
        with self.assertRaises(Refused):
            self.write()

    def test_the_same_form_sent_again_is_the_comment_that_is_there(self):
        first, again = self.write(token="one"), self.write("别的话", token="one")
        self.assertEqual(first, again)
        self.assertEqual(Comment.objects.count(), 1)
        self.assertNotEqual(self.write(token="one", author=CitizenFactory()), first)


class AnsweringTests(CommentingTestCase):
    def test_an_answer_to_a_reply_stands_below_the_same_comment_and_names_whom_it_answers(self):
        top = CommentFactory(page=self.post)
        reply = CommentFactory(parent=top, name="东江水")
        answer = self.write(answers=reply)
        self.assertEqual((answer.parent, answer.answers), (top, reply))
        direct = self.write(answers=top)
        self.assertEqual((direct.parent, direct.answers), (top, None))

    def test_thirty_answers_to_answers_stay_on_two_levels(self):
        trust(user=self.citizen, unit=None, by=HallDeskFactory(), now=self.now)
        top = last = self.write()
        for _number in range(30):
            last = self.write(answers=last)
            self.assertEqual(last.parent, top)
        self.assertContains(self.client.get(top.get_absolute_url()), "回复 万绿湖边人")

    def test_forged_parents_are_refused(self):
        hidden_top = CommentFactory(page=self.post, state=HIDDEN)
        forged = {
            "of another page": CommentFactory(page=PostFactory(unit=UnitFactory())),
            "hidden": hidden_top,
            "held": CommentFactory(page=self.post, state=HELD),
            "below a hidden one": CommentFactory(parent=hidden_top),
            "taken back": CommentFactory(page=self.post, state=CommentState.WITHDRAWN),
            "nowhere": Comment(pk=10**17),
        }
        for what, parent in forged.items():
            with self.subTest(what), self.assertRaises(Refused):
                self.write(answers=parent)


class ReplyOfficiallyTests(CommentingTestCase):
    def test_a_spokesperson_speaks_at_once(self):
        reply = self.reply(by=MemberFactory(self.unit, Role.REVIEWER), answers=CommentFactory(page=self.post))
        self.assertEqual((reply.state, reply.unit, reply.name), (SHOWN, self.unit, self.unit.title))

    def test_what_an_editor_or_a_liaison_writes_waits_for_a_spokesperson(self):
        for role in [Role.EDITOR, Role.LIAISON]:
            with self.subTest(role):
                reply = self.reply(by=MemberFactory(self.unit, role))
                self.assertEqual((reply.state, reply.held_because), (HELD, HeldBecause.VOICE))
                show_comment(comment_id=reply.pk, by=MemberFactory(self.unit, Role.REVIEWER), now=self.now)

    def test_a_unit_that_was_mentioned_answers_below_the_post_of_another(self):
        other = UnitFactory()
        reply = self.reply(by=MemberFactory(other, Role.REVIEWER), unit=other)
        self.assertEqual((reply.unit, reply.page_unit), (other, self.unit))

    def test_nobody_else_speaks_for_a_unit(self):
        for person in [self.citizen, MemberFactory(UnitFactory(), Role.REVIEWER), HallDeskFactory()]:
            with self.subTest(person), self.assertRaises(Refused):
                self.reply(by=person)

    def test_a_unit_that_is_not_online_does_not_speak(self):
        unit = UnitFactory(live=False)
        with self.assertRaises(Refused):
            self.reply(by=MemberFactory(unit, Role.REVIEWER), unit=unit)

    def test_who_asked_is_told_if_they_wanted_to_be(self):
        for wants in [True, False]:
            asked = CommentFactory(page=self.post, wants_mail=wants)
            with self.captureOnCommitCallbacks(execute=True):
                self.reply(by=MemberFactory(self.unit, Role.REVIEWER), answers=asked)
            told = [letter for letter in mail.outbox if letter.to == [asked.author.email]]
            self.assertEqual(len(told), wants)
        self.assertIn("今晚十点恢复。", mail.outbox[0].body)


class WithdrawOwnCommentTests(CommentingTestCase):
    def take_back(self, comment, by=None):
        return withdraw_own_comment(comment_id=comment.pk, by=by or self.citizen, now=self.now)

    def test_its_place_stays_for_those_who_answered(self):
        top = CommentFactory(page=self.post, author=self.citizen, text="收不回的话")
        reply = CommentFactory(parent=top)
        self.take_back(top)
        page = self.client.get(self.post.url)
        self.assertContains(page, "作者已撤回这条评论")
        self.assertContains(page, reply.text)
        self.assertNotContains(page, "收不回的话")

    def test_without_answers_nothing_is_left(self):
        self.take_back(CommentFactory(page=self.post, author=self.citizen))
        self.assertNotContains(self.client.get(self.post.url), "作者已撤回这条评论")

    def test_others_and_official_voices_are_refused(self):
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        with self.assertRaises(Refused):
            self.take_back(CommentFactory(page=self.post), by=spokesperson)
        with self.assertRaises(Refused):
            self.take_back(self.reply(by=spokesperson), by=spokesperson)

    def test_each_state_has_its_answer(self):
        for state in CommentState:
            comment = CommentFactory(page=self.post, author=self.citizen, state=state)
            with self.subTest(state):
                if state in {HELD, SHOWN}:
                    self.take_back(comment)
                else:
                    with self.assertRaises(Refused):
                        self.take_back(comment)


class TellingOthersTests(CommentingTestCase):
    def setUp(self):
        super().setUp()
        self.heard = []
        for signal, what in [(words_shown, "shown"), (words_hidden, "hidden")]:
            self.listen(signal, what)

    def listen(self, signal, what):
        def receiver(sender, kind, key, **kwargs):
            if kind == "comment":
                self.heard.append((what, key))

        signal.connect(receiver, weak=False)
        self.addCleanup(signal.disconnect, receiver)

    def test_they_hear_when_a_post_goes_and_when_it_comes_back(self):
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        comment = self.reply(by=spokesperson)
        CommentFactory(page=self.post, state=HELD)
        withdraw_post(post_id=self.post.pk, by=spokesperson, reason="核实中", now=self.now)
        self.post.get_latest_revision().publish(skip_permission_checks=True)
        self.assertEqual(self.heard, [("shown", comment.pk), ("hidden", comment.pk), ("shown", comment.pk)])
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 1)

    def test_a_correction_says_nothing_of_comments_again(self):
        comment = self.reply(by=MemberFactory(self.unit, Role.REVIEWER))
        self.post.get_latest_revision().publish(skip_permission_checks=True)
        self.assertEqual(self.heard, [("shown", comment.pk)])

    def test_a_held_comment_says_nothing(self):
        self.write()
        self.assertEqual(self.heard, [])


class PersonalDataTests(CommentingTestCase):
    def test_the_download_has_all_that_somebody_wrote_and_why_it_is_hidden(self):
        comment = self.write("我写的话")
        hide_comment(comment_id=comment.pk, by=HallDeskFactory(), reason="与本帖无关。", now=self.now)
        rows = PARTS["comments"].collect(self.citizen)
        self.assertEqual(
            [(row["text"], row["hidden_reason"]) for row in rows], [("我写的话", "与本帖无关。")]
        )

    def test_answered_words_stay_without_the_name_and_all_others_go(self):
        answered = CommentFactory(page=self.post, author=self.citizen, name="万绿湖边人", text="有人回答的话")
        CommentFactory(parent=answered)
        below = CommentFactory(parent=CommentFactory(page=self.post), author=self.citizen)
        alone = CommentFactory(page=self.post, author=self.citizen, text="没人回答的话")
        CommentFactory(parent=alone, author=self.citizen)
        PARTS["comments"].forget(self.citizen)
        self.citizen.delete()

        answered.refresh_from_db()
        self.assertEqual((answered.name, answered.original_text, answered.author), ("", "", None))
        self.assertFalse(Comment.objects.filter(pk__in=[below.pk, alone.pk]).exists())
        page = self.client.get(self.post.url)
        self.assertContains(page, "已注销用户")
        self.assertNotContains(page, "万绿湖边人")
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, 3)
