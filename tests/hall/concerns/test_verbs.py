"""What the verbs do besides leading from state to state: deadlines, holders, letters, and what must not leak."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from hall.concerns import services
from hall.concerns.codes import new_code
from hall.concerns.duties import close_silent_concerns
from hall.concerns.enums import AnswerState, ConcernState, Voice
from hall.concerns.models import Concern, ConcernEvent, ConcernKind, Transfer
from hall.concerns.personal_data import collect, forget
from hall.concerns.terms import REOPEN_TIMES, REOPEN_WITHIN, SILENT_AFTER
from hall.signals import question_found, words_shown
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    SpecialDayFactory,
    UnitFactory,
)
from tests.factories.concerns import ASKED_AT
from units.enums import Role
from units.models import UnitPage

SECRET = "我家住在某栋某室"


class VerbTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="河源路灯"), UnitFactory(title="河源城管")
        cls.desk, cls.citizen = HallDeskFactory(), CitizenFactory()
        cls.speaker = MemberFactory(cls.unit, Role.REVIEWER)
        cls.liaison = MemberFactory(cls.unit, Role.LIAISON)
        cls.simple, cls.ordinary, cls.complex = ConcernKind.objects.order_by("working_days")

    def receive(self, **words):
        given = {
            "subject": "路灯不亮",
            "text": "三盏路灯不亮",
            "is_private": True,
            "code": new_code(),
            "now": ASKED_AT,
        }
        return services.receive(**{**given, **words})

    def letters(self):
        return list(OutgoingMail.objects.order_by("pk"))

    def answer(self, concern, now):
        answer = AnswerFactory(concern=concern, unit=concern.unit)
        services.send_answer(answer_id=answer.pk, user=self.speaker, now=now)


class DeadlineTests(VerbTestCase):
    def test_it_is_counted_and_kept_when_the_question_comes_in(self):
        SpecialDayFactory(date="2026-11-27", name="客家文化节")
        concern = self.receive(unit=self.unit)
        self.assertEqual(concern.due_on.isoformat(), "2026-12-03")
        self.assertIn(["2026-11-27", "holiday", "客家文化节"], concern.counted["notes"])

    def test_passing_on_moves_it_not_and_shows_who_had_it(self):
        concern = self.receive(unit=self.unit)
        due = concern.due_on
        later = ASKED_AT + timedelta(days=2)
        services.transfer(
            concern_id=concern.pk, unit=self.other, reason="归城管", user=self.liaison, now=later
        )
        concern.refresh_from_db()
        self.assertEqual((concern.due_on, concern.unit), (due, self.other))
        self.assertEqual(Transfer.objects.get().from_unit, self.unit)

    def test_more_time_is_given_once_and_within_the_kind(self):
        concern = self.receive(unit=self.unit)
        given = {"concern_id": concern.pk, "user": self.speaker, "now": ASKED_AT, "reason": "要等配件"}
        for days in (0, 6):
            with self.assertRaises(Refused):
                services.extend(working_days=days, **given)
        services.extend(working_days=5, **given)
        concern.refresh_from_db()
        self.assertEqual((concern.due_on.isoformat(), concern.deadline.working_days), ("2026-12-09", 10))
        with self.assertRaises(Refused):
            services.extend(working_days=1, **given)

    def test_more_time_needs_a_spokesperson_a_reason_and_time_that_is_left(self):
        concern = self.receive(unit=self.unit)
        given = {
            "concern_id": concern.pk,
            "working_days": 1,
            "user": self.speaker,
            "now": ASKED_AT,
            "reason": "等配件",
        }
        refused = {
            "a liaison": {"user": self.liaison},
            "the desk": {"user": self.desk},
            "no reason": {"reason": " "},
            "too late": {"now": ASKED_AT + timedelta(days=30)},
        }
        for name, differs in refused.items():
            with self.subTest(name), self.assertRaises(Refused):
                services.extend(**{**given, **differs})

    def test_another_kind_counts_from_the_receipt_with_what_was_extended(self):
        concern = self.receive(unit=self.unit)
        services.extend(
            concern_id=concern.pk, working_days=2, reason="等配件", user=self.speaker, now=ASKED_AT
        )
        later = ASKED_AT + timedelta(days=1)
        services.set_kind(concern_id=concern.pk, kind=self.complex, user=self.desk, now=later)
        concern.refresh_from_db()
        self.assertEqual(concern.deadline.since.isoformat(), "2026-11-25")
        self.assertEqual(concern.deadline.working_days, self.complex.working_days + 2)

    def test_no_unit_chooses_its_own_kind(self):
        concern = self.receive(unit=self.unit)
        with self.assertRaises(Refused):
            services.set_kind(concern_id=concern.pk, kind=self.complex, user=self.speaker, now=ASKED_AT)

    def test_a_late_answer_is_written_down_as_late(self):
        concern = self.receive(unit=self.unit)
        self.answer(concern, ASKED_AT + timedelta(days=20))
        self.assertTrue(ConcernEvent.objects.get(concern=concern, kind="answered").facts["late"])
        self.assertEqual(concern.answers.get(state=AnswerState.SENT).due_on, concern.due_on)

    def test_overdue_is_read_from_the_day(self):
        concern = self.receive(unit=self.unit)
        after = concern.due_on + timedelta(days=1)
        self.assertEqual([concern.is_overdue(concern.due_on), concern.is_overdue(after)], [False, True])
        self.assertEqual(list(Concern.objects.overdue(after)), [concern])
        self.assertFalse(Concern.objects.overdue(concern.due_on).exists())


class ReopeningTests(VerbTestCase):
    def setUp(self):
        self.concern = self.receive(unit=self.unit, asker=self.citizen)
        self.answered_at = ASKED_AT + timedelta(days=1)
        self.answer(self.concern, self.answered_at)

    def reopen(self, now, **words):
        return services.reopen(
            **{"concern_id": self.concern.pk, "user": self.citizen, "why": "还是不亮", "now": now, **words}
        )

    def test_it_gets_a_new_deadline_and_the_rating_goes(self):
        services.rate(concern_id=self.concern.pk, user=self.citizen, rating=1, now=self.answered_at)
        concern = self.reopen(datetime(2026, 12, 7, 2, tzinfo=UTC))
        self.assertEqual((concern.due_on.isoformat(), concern.rating), ("2026-12-14", None))
        self.assertEqual(ConcernEvent.objects.get(kind="reopened").facts["rating"], 1)

    def test_only_within_some_days(self):
        with self.assertRaises(Refused):
            self.reopen(self.answered_at + REOPEN_WITHIN + timedelta(seconds=1))
        self.reopen(self.answered_at + REOPEN_WITHIN)

    def test_only_so_many_times(self):
        for _time in range(REOPEN_TIMES):
            self.reopen(self.answered_at)
            self.answer(self.concern, self.answered_at)
        with self.assertRaises(Refused):
            self.reopen(self.answered_at)

    def test_nobody_else_does(self):
        for user in (None, CitizenFactory(), self.speaker, self.desk):
            with self.assertRaises(Refused):
                self.reopen(self.answered_at, user=user)
        self.reopen(self.answered_at, user=None, holds_code=True)

    def test_a_unit_that_was_retired_meanwhile_leaves_it_to_the_desk(self):
        UnitPage.objects.filter(pk=self.unit.pk).update(live=False)
        concern = self.reopen(self.answered_at)
        self.assertEqual((concern.state, concern.unit), (ConcernState.RECEIVED, None))


class AssignTests(VerbTestCase):
    def test_a_suspended_unit_is_given_nothing(self):
        concern = self.receive()
        closed = UnitFactory(live=False)
        with self.assertRaises(Refused):
            services.assign(concern_id=concern.pk, unit=closed, user=self.desk, now=ASKED_AT)


class MergeTests(VerbTestCase):
    def merge(self, concern, into):
        return services.merge(concern_id=concern.pk, into_id=into.pk, user=self.desk, now=ASKED_AT)

    def test_nobody_is_led_to_somebody_elses_private_one(self):
        private, mine = ConcernFactory(text=SECRET), ConcernFactory(asker=self.citizen)
        with self.assertRaises(Refused):
            self.merge(mine, private)

    def test_a_private_one_joined_to_a_public_one_shows_nothing_of_itself(self):
        public = ConcernFactory(is_shown=True)
        mine = ConcernFactory(asker=self.citizen, text=SECRET, subject=SECRET)
        self.merge(mine, public)
        self.assertNotContains(self.client.get(public.get_absolute_url()), SECRET)
        [letter] = self.letters()
        self.assertNotIn(SECRET, letter.subject + letter.body)

    def test_a_letter_is_promised_only_if_it_will_come(self):
        open_one = ConcernFactory(is_shown=True)
        answered = ConcernFactory(state=ConcernState.ANSWERED, is_answer_shown=True)
        for into, is_there in [(open_one, False), (answered, True)]:
            with self.subTest(is_there):
                OutgoingMail.objects.all().delete()
                self.merge(ConcernFactory(asker=self.citizen), into)
                [letter] = self.letters()
                self.assertEqual(into.get_absolute_url() in letter.body, is_there)
                self.assertEqual("我们会写信告诉您" in letter.body, not is_there)

    def test_a_chain_is_made_short(self):
        first, second, third = (ConcernFactory(is_shown=True) for _ in range(3))
        self.merge(first, second)
        self.merge(second, third)
        first.refresh_from_db()
        self.assertEqual(first.merged_into, third)
        with self.assertRaises(Refused):
            self.merge(third, first)

    def test_its_asker_and_followers_hear_of_the_public_answer_once(self):
        public = ConcernFactory(state=ConcernState.ANSWERED, is_answer_shown=True)
        ConcernFactory(asker=self.citizen, state=ConcernState.CLOSED, outcome="merged", merged_into=public)
        follower = CitizenFactory()
        services.follow_concern(user=follower, concern_id=public.pk, now=ASKED_AT)
        words_shown.send(
            Concern,
            kind="answer",
            key=public.pk,
            text=public.public_answer,
            page=None,
            address=public.get_absolute_url(),
            unit=public.unit,
            name="河源路灯",
            at=public.answer_shown_at,
        )
        self.assertEqual({letter.to for letter in self.letters()}, {self.citizen.email, follower.email})


class LetterTests(VerbTestCase):
    def test_each_step_that_others_take_is_told_without_private_words(self):
        concern = self.receive(asker=self.citizen, text=SECRET, subject=SECRET)
        services.assign(concern_id=concern.pk, unit=self.unit, user=self.desk, now=ASKED_AT)
        services.extend(
            concern_id=concern.pk, working_days=2, reason="等配件", user=self.speaker, now=ASKED_AT
        )
        services.transfer(
            concern_id=concern.pk, unit=None, reason="不归我们", user=self.speaker, now=ASKED_AT
        )
        services.assign(concern_id=concern.pk, unit=self.other, user=self.desk, now=ASKED_AT)
        concern.refresh_from_db()
        self.answer(concern, ASKED_AT)
        close_silent_concerns(ASKED_AT + SILENT_AFTER)
        letters = [letter for letter in self.letters() if letter.to == self.citizen.email]
        self.assertEqual(len(letters), 7)
        for letter in letters:
            self.assertIn(concern.number, letter.subject)
            self.assertNotIn(SECRET, letter.subject + letter.body)
            self.assertIn(f"/ask/c/{concern.number}/", letter.body)

    def test_what_who_asked_did_is_no_news_to_them(self):
        concern = self.receive(unit=self.unit, asker=self.citizen)
        before = OutgoingMail.objects.filter(to=self.citizen.email).count()
        services.add_message(concern_id=concern.pk, user=self.citizen, text="又灭了一盏", now=ASKED_AT)
        services.withdraw(concern_id=concern.pk, user=self.citizen, now=ASKED_AT)
        self.assertEqual(OutgoingMail.objects.filter(to=self.citizen.email).count(), before)


class CommentMadeConcernTests(VerbTestCase):
    def test_it_is_public_words_of_its_writer_at_an_address(self):
        [(_receiver, address)] = [
            one
            for one in question_found.send(
                Concern,
                text="路灯什么时候修？\n" + "长" * 80,
                unit=self.unit,
                asker=self.citizen,
                page=self.unit,
                by=self.desk,
                now=ASKED_AT,
            )
            if one[1]
        ]
        concern = Concern.objects.get()
        self.assertEqual(address, concern.get_absolute_url())
        self.assertEqual((concern.asker, concern.is_private, concern.unit), (self.citizen, False, self.unit))
        self.assertEqual(concern.subject, "路灯什么时候修？")


class FollowTests(VerbTestCase):
    def test_only_public_ones_are_followed_once(self):
        public = ConcernFactory(is_shown=True)
        for _click in range(2):
            services.follow_concern(user=self.citizen, concern_id=public.pk, now=ASKED_AT)
        self.assertEqual(public.followers.count(), 1)
        with self.assertRaises(Refused):
            services.follow_concern(user=self.citizen, concern_id=ConcernFactory().pk, now=ASKED_AT)

    def test_the_button_stands_in_a_fragment_and_works_without_scripts(self):
        public = ConcernFactory(is_shown=True)
        self.client.force_login(self.citizen)
        self.assertContains(self.client.get(f"/ask/{public.number}/follow/mine/"), "csrfmiddlewaretoken")
        self.assertRedirects(
            self.client.post(f"/ask/{public.number}/follow/", {"action": "follow"}), public.get_absolute_url()
        )
        self.assertContains(self.client.get("/me/concerns/"), public.public_subject)
        self.client.post(f"/ask/{public.number}/follow/", {"action": "unfollow", "from": "list"})
        self.assertFalse(public.followers.exists())

    def test_a_private_one_is_not_found(self):
        self.client.force_login(self.citizen)
        private = ConcernFactory()
        for address in (f"/ask/{private.number}/follow/", f"/ask/{private.number}/follow/mine/"):
            self.assertEqual(self.client.get(address).status_code, 404)


class PersonalDataTests(VerbTestCase):
    def test_it_is_collected_and_forgotten(self):
        concern = self.receive(unit=self.unit, asker=self.citizen, asker_name="老王")
        services.add_message(concern_id=concern.pk, user=self.citizen, text="又灭了一盏", now=ASKED_AT)
        [row] = collect(self.citizen)
        said = [message["text"] for message in row["messages"]]
        self.assertEqual((row["number"], said), (concern.number, ["又灭了一盏"]))
        forget(self.citizen)
        concern.refresh_from_db()
        self.assertEqual((concern.asker, concern.asker_name, concern.email), (None, "", ""))
        self.assertEqual(collect(self.citizen), [])

    def test_an_address_given_without_signing_in_is_forgotten_too(self):
        concern = self.receive(unit=self.unit, email=self.citizen.email, text=SECRET)
        self.assertEqual(collect(self.citizen), [{"letters_about": concern.number}])
        forget(self.citizen)
        concern.refresh_from_db()
        self.assertEqual(concern.email, "")

    def test_no_line_names_who_asked(self):
        self.receive(unit=self.unit, asker=self.citizen, asker_name="老王")
        self.assertEqual(
            set(ConcernEvent.objects.filter(voice=Voice.CITIZEN).values_list("person", "person_name")),
            {(None, "")},
        )
