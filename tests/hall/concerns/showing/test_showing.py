"""What a moderator may do with a concern that was asked publicly, and what everybody reads then."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase

from hall.concerns.enums import ConcernEventKind, ConcernState, Outcome, Showing, Voice
from hall.concerns.lines import write_line
from hall.concerns.models import Concern, ConcernEvent, ConcernPicture, ConcernSearchEntry
from hall.concerns.services import reopen, send_answer
from hall.concerns.showing import services
from hall.concerns.showing.permissions import why_not_moderate
from hall.concerns.showing.queries import part_of
from hall.signals import words_hidden, words_shown
from portal.core.refusals import Refused
from tests.factories import (
    AnswerFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.concerns import ASKED_AT
from units.enums import Role

NOW = ASKED_AT + timedelta(hours=2)
TEXT = "我叫张伟，电话13812345678，新江路的路灯不亮。张伟谢谢。"
MASKS = {"张伟": "张*", "13812345678": "138****5678"}


class World(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()

    def concern(self, **fields):
        return ConcernFactory(**{"unit": self.unit, "is_private": False, "text": TEXT, **fields})

    def show(self, concern, **arguments):
        arguments = {"by": self.spokesperson, "masks": MASKS, "now": NOW, **arguments}
        return services.show_concern(concern_id=concern.pk, **arguments)

    def hear(self, signal):
        heard = []

        def hear(**kwargs):
            heard.append(kwargs)

        signal.connect(hear, weak=False)
        self.addCleanup(signal.disconnect, hear)
        return heard


class WhyNotModerateTests(World):
    def assert_moderates(self, user, concern, moderates):
        """Both forms of the rule say the same."""
        self.assertEqual(not why_not_moderate(user, concern), moderates)
        self.assertEqual(Concern.objects.moderated_by(user).filter(pk=concern.pk).exists(), moderates)

    def test_the_units_spokespersons_and_the_desk_decide(self):
        concern = self.concern()
        for user in [self.spokesperson, self.desk, UserFactory(superuser=True)]:
            with self.subTest(user):
                self.assert_moderates(user, concern, True)

    def test_nobody_else_does(self):
        concern = self.concern()
        others = {
            "a liaison": MemberFactory(self.unit, Role.LIAISON),
            "an editor": MemberFactory(self.unit),
            "a spokesperson of another unit": MemberFactory(UnitFactory(), Role.REVIEWER),
            "the office": CityOfficeFactory(),
            "a citizen": UserFactory(),
            "a spokesperson, switched off": MemberFactory(self.unit, Role.REVIEWER, is_active=False),
        }
        for name, user in others.items():
            with self.subTest(name):
                self.assert_moderates(user, concern, False)

    def test_what_waits_at_the_desk_is_the_desks(self):
        concern = self.concern(unit=None, state=ConcernState.RECEIVED)

        self.assert_moderates(self.desk, concern, True)
        self.assert_moderates(self.spokesperson, concern, False)

    def test_nobody_decides_on_their_own_words(self):
        self.assert_moderates(self.desk, self.concern(asker=self.desk), False)
        self.assert_moderates(self.spokesperson, self.concern(asker=self.spokesperson), False)

    def test_private_withdrawn_and_merged_ones_are_nobodys(self):
        ended = {"state": ConcernState.CLOSED, "outcome": Outcome.WITHDRAWN}
        for fields in [{"is_private": True}, ended]:
            with self.subTest(fields):
                self.assert_moderates(self.desk, self.concern(**fields), False)


class ShowConcernTests(World):
    def test_everybody_reads_masked_words_and_the_original_stays(self):
        concern = self.show(self.concern(subject="张伟问路灯"))
        concern.refresh_from_db()

        self.assertTrue(concern.is_public)
        self.assertEqual(concern.public_subject, "张*问路灯")
        self.assertEqual(concern.public_text, "我叫张*，电话138****5678，新江路的路灯不亮。张*谢谢。")
        self.assertEqual((concern.subject, concern.text), ("张伟问路灯", TEXT))

    def test_it_is_found_by_its_public_words_alone(self):
        concern = self.show(self.concern())

        self.assertEqual(ConcernSearchEntry.objects.get().concern, concern)

    def test_a_line_says_who_decided(self):
        concern = self.show(self.concern())
        line = ConcernEvent.objects.get(concern=concern)

        self.assertEqual((line.kind, line.voice, line.person), ("shown", Voice.UNIT, self.spokesperson))
        self.assertNotIn("张伟", f"{line.words}{line.facts}")

    def test_pictures_are_chosen_one_by_one(self):
        concern = self.concern()
        _one, two = (
            ConcernPicture.objects.create(
                concern=concern, token="form", position=at, file=f"{at}.jpg", kept_at=NOW
            )
            for at in (1, 2)
        )
        self.show(concern, pictures={two.pk})

        shown = ConcernPicture.objects.filter(is_shown=True)
        self.assertEqual(list(shown), [two])

    def test_words_that_do_not_stand_there_are_refused(self):
        concern = self.concern()
        for masks in [{"李四": "李*"}, {"张伟": "张伟先生"}, {"": "*"}]:
            with self.subTest(masks), self.assertRaises(Refused):
                self.show(concern, masks=masks)
        self.assertIsNone(Concern.objects.get(pk=concern.pk).shown_at)

    def test_who_may_not_is_refused(self):
        private = self.concern(is_private=True)
        with self.assertRaises(Refused):
            self.show(private, by=self.desk)
        with self.assertRaises(Refused):
            self.show(self.concern(), by=UserFactory())

    def test_shown_with_the_answer_it_waits(self):
        concern = self.show(self.concern(), with_answer=True)

        self.assertFalse(concern.is_public)
        self.assertFalse(ConcernSearchEntry.objects.exists())
        self.assertEqual(list(part_of(self.desk, Showing.LATER)), [concern])
        self.assertFalse(part_of(self.desk, Showing.WAITING).exists())

    def test_the_database_lets_nothing_private_wait(self):
        concern = self.concern(is_private=True)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(shows_with_answer=True)


class HideConcernTests(World):
    def test_it_leaves_the_public_with_a_reason(self):
        concern = self.show(self.concern())
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="里面有别人的病情", now=NOW)
        concern.refresh_from_db()

        self.assertFalse(concern.is_public)
        self.assertEqual(concern.hidden_reason, "里面有别人的病情")
        self.assertFalse(ConcernSearchEntry.objects.exists())
        self.assertEqual(concern.events.last().kind, ConcernEventKind.HIDDEN)

    def test_it_may_never_be_shown_at_all(self):
        concern = self.concern()
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="这是广告", now=NOW)

        self.assertEqual(list(part_of(self.desk, Showing.HIDDEN)), [concern])
        self.assertFalse(part_of(self.desk, Showing.WAITING).exists())

    def test_a_reason_is_needed_and_once_is_enough(self):
        concern = self.concern()
        for reason in ["", "  \n"]:
            with self.subTest(reason), self.assertRaises(Refused):
                services.hide_concern(concern_id=concern.pk, by=self.desk, reason=reason, now=NOW)
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="重复", now=NOW)
        with self.assertRaises(Refused):
            services.hide_concern(concern_id=concern.pk, by=self.desk, reason="重复", now=NOW)

    def test_it_comes_back_as_it_was(self):
        concern = self.show(self.concern())
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="看错了", now=NOW)
        concern = services.restore_concern(concern_id=concern.pk, by=self.spokesperson, now=NOW)

        self.assertTrue(concern.is_public)
        self.assertIn("138****5678", concern.public_text)
        self.assertTrue(ConcernSearchEntry.objects.exists())

    def test_what_was_never_public_does_not_come_back(self):
        concern = self.concern()
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="广告", now=NOW)
        with self.assertRaises(Refused):
            services.restore_concern(concern_id=concern.pk, by=self.desk, now=NOW)


class OfferAnswerTests(World):
    """An answer is sent: whoever writes that line lets the public part know."""

    def answer(self, concern, text="路灯已经修好。", writers=()):
        AnswerFactory(concern=concern, state="sent", text=text, sent_at=NOW, writers=writers)
        Concern.objects.filter(pk=concern.pk).update(
            state=ConcernState.ANSWERED, answered_at=NOW, first_answered_at=NOW
        )
        concern.refresh_from_db()
        write_line(concern, ConcernEventKind.ANSWERED, Voice.UNIT, now=NOW, person=self.spokesperson)
        concern.refresh_from_db()
        return concern

    def test_it_is_public_at_once_when_nothing_was_found(self):
        heard = self.hear(words_shown)
        concern = self.answer(self.show(self.concern()))

        self.assertEqual(concern.public_answer, "路灯已经修好。")
        self.assertEqual([(words["kind"], words["text"]) for words in heard], [("answer", "路灯已经修好。")])

    def test_a_moderator_looks_at_it_when_something_was(self):
        for text in ["请打李工13987654321。", "张伟您好，修好了。", "咨询电话0762-3388110"]:
            with self.subTest(text):
                concern = self.answer(self.show(self.concern()), text)

                self.assertEqual(concern.public_answer, "")
                self.assertIn(concern, part_of(self.desk, Showing.ANSWERS))

    def test_a_moderator_looks_at_it_when_it_calls_who_asked_by_name(self):
        for name, text in [("小雨点", "小雨点：路灯已修好。"), ("", "尊敬的张伟先生：路灯已修好。")]:
            with self.subTest(text):
                concern = self.concern(text="路灯不亮", asker_name=name)
                self.show(concern, masks={})
                answer = AnswerFactory(concern=concern, unit=self.unit, text=text)
                send_answer(answer_id=answer.pk, user=self.spokesperson, now=NOW)
                concern.refresh_from_db()
                self.assertEqual(concern.public_answer, "")
                self.assertIn(concern, part_of(self.spokesperson, Showing.ANSWERS))

    def test_one_of_a_question_opened_again_is_offered_too(self):
        """Whether it was shown before that, or nobody had looked at it yet, or it should come with its answer."""
        for shows_first, with_answer in [(True, False), (True, True), (False, False)]:
            with self.subTest(shows_first=shows_first, with_answer=with_answer):
                concern = self.concern(asker=UserFactory())
                if shows_first:
                    concern = self.show(concern, with_answer=with_answer)
                self.answer(concern, "请打李工13987654321。")
                reopen(concern_id=concern.pk, user=concern.asker, why="没有解决", now=NOW)
                if not shows_first:
                    self.show(concern)
                self.assertIn(concern, part_of(self.spokesperson, Showing.ANSWERS))

                services.show_answer(concern_id=concern.pk, by=self.spokesperson, masks={}, now=NOW)
                self.assertNotIn(concern, part_of(self.spokesperson, Showing.ANSWERS))
                self.assertTrue(Concern.objects.get(pk=concern.pk).is_public)

    def test_words_masked_later_are_told_again_without_them(self):
        concern = self.concern(text="张记餐馆噪音大", is_answer_shown=True, state=ConcernState.ANSWERED)
        Concern.objects.filter(pk=concern.pk).update(public_answer="张记餐馆已整改。")
        concern.answers.update(text="张记餐馆已整改。")
        heard = self.hear(words_shown)
        self.show(concern, masks={"张记餐馆": "某餐馆"})
        self.assertEqual([one["text"] for one in heard], ["某餐馆已整改。"])

    def test_the_question_comes_with_it_where_it_waited(self):
        concern = self.answer(self.show(self.concern(), with_answer=True))

        self.assertTrue(concern.is_public)
        self.assertEqual(concern.public_answer, "路灯已经修好。")

    def test_nothing_comes_of_one_that_is_private_hidden_or_undecided(self):
        heard = self.hear(words_shown)
        hidden = self.show(self.concern())
        services.hide_concern(concern_id=hidden.pk, by=self.desk, reason="看错了", now=NOW)
        for concern in [self.concern(is_private=True), self.concern(), Concern.objects.get(pk=hidden.pk)]:
            with self.subTest(concern.is_private):
                concern = self.answer(concern)
                self.assertFalse(concern.is_public)
                self.assertEqual(concern.public_answer, "")
        self.assertEqual(heard, [])

    def test_it_is_shown_with_its_masks_and_not_by_its_writer(self):
        writer = MemberFactory(self.unit, Role.REVIEWER)
        concern = self.answer(self.show(self.concern()), "张伟您好，请打13987654321。", [writer])
        masks = {"13987654321": "139****4321"}
        with self.assertRaises(Refused):
            services.show_answer(concern_id=concern.pk, by=writer, masks=masks, now=NOW)
        concern = services.show_answer(concern_id=concern.pk, by=self.spokesperson, masks=masks, now=NOW)

        self.assertEqual(concern.public_answer, "张*您好，请打139****4321。")

    def test_it_is_hidden_with_the_question(self):
        concern = self.answer(self.show(self.concern()))
        heard = self.hear(words_hidden)
        services.hide_concern(concern_id=concern.pk, by=self.desk, reason="看错了", now=NOW)

        self.assertEqual([words["key"] for words in heard], [concern.pk])

    def test_one_shown_after_its_answer_brings_it_along(self):
        concern = self.answer(self.concern())
        concern = self.show(concern)

        self.assertEqual(concern.public_answer, "路灯已经修好。")

    def test_the_days_it_took_are_noted_once(self):
        self.assertEqual(self.answer(self.concern()).days_taken, 0)

    def test_withdrawn_it_is_found_no_more(self):
        concern = self.show(self.concern())
        Concern.objects.filter(pk=concern.pk).update(
            state=ConcernState.CLOSED, outcome=Outcome.WITHDRAWN, closed_at=NOW
        )
        write_line(concern, ConcernEventKind.WITHDRAWN, Voice.CITIZEN, now=NOW)

        self.assertFalse(ConcernSearchEntry.objects.exists())
