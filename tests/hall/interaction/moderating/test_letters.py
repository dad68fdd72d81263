from datetime import datetime

from django.test import TestCase

from hall.interaction.enums import CommentState
from hall.interaction.models import LateComment, ModerationSettings, QueueDigest
from hall.interaction.moderating.letters import tell_desk_of_late, write_morning_letters
from portal.core.models import OutgoingMail
from portal.core.workdays import ZONE
from tests.assertions import HouseAssertions
from tests.factories import (
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SpecialDayFactory,
    UnitFactory,
)
from units.enums import Role

HELD = CommentState.HELD


def at(day, hour, minute=0):
    """Return a moment of November 2026; the 25th is a Wednesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


class LettersTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="河源水务")
        self.post = PostFactory(unit=self.unit)
        self.editor = MemberFactory(self.unit, email="editor@heyuan.example")

    def held(self, since=None, **fields):
        return CommentFactory(page=self.post, state=HELD, created_at=since or at(24, 15), **fields)

    def letters(self):
        return list(OutgoingMail.objects.order_by("pk"))


class MorningLetterTests(LettersTestCase):
    def test_it_says_what_waits_and_how_long_once_a_day(self):
        self.held()
        self.held(at(23, 9))
        self.assertFalse(self.letters())
        write_morning_letters(at(25, 8, 59))
        self.assertFalse(self.letters())
        for minute in [0, 5, 10]:
            write_morning_letters(at(25, 9, minute))
        letter = self.letters()[0]
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(letter.to, "editor@heyuan.example")
        for words in ["河源水务", "2", "1 条"]:
            self.assertIn(words, letter.body)
        write_morning_letters(at(26, 9))
        self.assertEqual(len(self.letters()), 2)

    def test_after_an_outage_it_is_written_late_and_once(self):
        self.held(at(20, 9))
        write_morning_letters(at(25, 16))
        self.assertEqual(len(self.letters()), 1)

    def test_without_anything_that_waits_nobody_hears_that_day(self):
        write_morning_letters(at(25, 9))
        self.held(at(25, 10))
        write_morning_letters(at(25, 11))
        self.assertFalse(self.letters())
        self.assertEqual(QueueDigest.objects.get().letters, 0)

    def test_weekends_and_holidays_are_quiet(self):
        self.held()
        SpecialDayFactory(date=at(25, 0).date())
        for moment in [at(25, 9), at(28, 10)]:
            write_morning_letters(moment)
        self.assertFalse(self.letters())

    def test_everybody_hears_of_their_own_queues_in_one_letter(self):
        other = UnitFactory(title="河源交警")
        both = MemberFactory(self.unit, Role.REVIEWER, email="both@heyuan.example")
        other.teams.get(role=Role.EDITOR).group.user_set.add(both)
        MemberFactory(self.unit, Role.LIAISON)
        HallDeskFactory(email="desk@heyuan.example")
        MemberFactory(UnitFactory())
        self.held()
        CommentFactory(page=PostFactory(unit=other), state=HELD, created_at=at(24, 15))
        self.held(page_unit=None)
        write_morning_letters(at(25, 9))
        written = {letter.to: letter.body for letter in self.letters()}
        self.assertEqual(
            set(written), {"editor@heyuan.example", "both@heyuan.example", "desk@heyuan.example"}
        )
        self.assertIn("河源交警", written["both@heyuan.example"])
        self.assertNotIn("河源交警", written["editor@heyuan.example"])

    def test_what_a_unit_says_elsewhere_is_told_to_its_own_people(self):
        MemberFactory(other := UnitFactory(), Role.REVIEWER, email="other@heyuan.example")
        self.held(unit=other)
        write_morning_letters(at(25, 9))
        self.assertEqual([letter.to for letter in self.letters()], ["other@heyuan.example"])

    def test_no_words_of_citizens_travel_by_mail(self):
        self.held(text="独一无二的话")
        write_morning_letters(at(25, 9))
        self.assertNotIn("独一无二", self.letters()[0].body)


class LateCommentTests(LettersTestCase):
    def setUp(self):
        super().setUp()
        HallDeskFactory(email="desk@heyuan.example")

    def test_the_desk_hears_once_of_what_waits_too_long(self):
        self.held(at(24, 9))
        tell_desk_of_late(at(24, 17))
        self.assertFalse(self.letters())
        for minute in [0, 5]:
            tell_desk_of_late(at(25, 10, minute))
        letter = self.letters()[0]
        self.assertEqual((len(self.letters()), letter.to), (1, "desk@heyuan.example"))
        self.assertIn("河源水务", letter.body)

    def test_many_are_one_letter_a_person(self):
        for _ in range(3):
            self.held(at(20, 9))
        tell_desk_of_late(at(25, 10))
        self.assertEqual((len(self.letters()), LateComment.objects.count()), (1, 3))

    def test_the_limit_is_the_desks_to_set(self):
        self.held(at(24, 17))
        settings = ModerationSettings.load()
        settings.age_limit_hours = 2
        settings.save()
        tell_desk_of_late(at(25, 10))
        self.assertEqual(len(self.letters()), 1)

    def test_what_was_decided_troubles_nobody(self):
        CommentFactory(page=self.post, created_at=at(20, 9))
        tell_desk_of_late(at(25, 10))
        self.assertFalse(self.letters())

    def test_it_costs_the_same_for_one_unit_or_six(self):
        def act():
            QueueDigest.objects.all().delete()
            write_morning_letters(at(25, 9))

        editors = self.unit.teams.get(role=Role.EDITOR).group

        def one_more():
            unit = UnitFactory()
            CommentFactory(page=PostFactory(unit=unit), state=HELD, created_at=at(24, 15))

        editors.user_set.clear()
        HallDeskFactory()
        self.assertQueriesDoNotGrow(act, one_more)
