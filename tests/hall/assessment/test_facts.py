"""What is counted of a month, and for whom."""

from datetime import date, timedelta
from decimal import Decimal

from django.test import TestCase

from hall.assessment.facts import counted, span_of
from hall.assessment.models import Scheme
from hall.assessment.sources.span import longest_gap
from hall.concerns.enums import AnswerState, ConcernEventKind, ConcernState, Outcome, Voice
from hall.concerns.models import ConcernEvent, Transfer
from hall.interaction.enums import WordsKind
from hall.interaction.models import Follow, Like, Mention
from hall.models import Withdrawal
from portal.core.workdays import Calendar
from tests.assertions import HouseAssertions
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    CommentFactory,
    ConcernFactory,
    MemberFactory,
    PostFactory,
)
from tests.hall.assessment.months import NOVEMBER, OldUnitFactory, at, facts_of


def asked(unit, day, *, answered=None, month=11, text="", **fields):
    """A concern that came on a day, five working days to answer, perhaps answered at a moment."""
    concern = ConcernFactory(
        unit=unit,
        received_at=at(day, month=month),
        state=ConcernState.ANSWERED if answered else ConcernState.ASSIGNED,
        **({"answered_at": answered} if answered else {}),
        **fields,
    )
    if text:
        concern.answers.update(text=text)
    return concern


class AnswersOwedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory(title="河源水务")

    def counts(self, unit=None, month=NOVEMBER):
        facts = facts_of(unit or self.unit, month)
        return facts.owed, facts.in_time

    def test_an_answer_in_time_counts_in_the_month_in_which_it_was_sent(self):
        asked(self.unit, 28, month=10, answered=at(2))

        self.assertEqual(self.counts(), (1, 1))
        self.assertEqual(self.counts(month=NOVEMBER.before), (0, 0))

    def test_one_whose_deadline_is_to_come_counts_in_no_month_yet(self):
        asked(self.unit, 27)

        self.assertEqual(self.counts(), (0, 0))

    def test_a_deadline_that_passed_counts_against_the_unit(self):
        asked(self.unit, 9)

        self.assertEqual(self.counts(), (1, 0))

    def test_the_day_of_the_deadline_is_in_time_to_its_last_minute(self):
        asked(self.unit, 9, answered=at(16, 23, 59))

        self.assertEqual(self.counts(), (1, 1))

    def test_a_late_answer_counts_in_the_month_of_its_deadline_and_in_no_other(self):
        asked(self.unit, 20, answered=at(3, month=12))

        self.assertEqual(self.counts(), (1, 0))
        self.assertEqual(self.counts(month=NOVEMBER.next), (0, 0))

    def test_a_month_ends_at_midnight_of_the_city(self):
        asked(self.unit, 27, answered=at(30, 23, 59))
        asked(self.unit, 27, answered=at(1, 0, 0, month=12))

        self.assertEqual(self.counts(), (1, 1))

    def test_counting_again_after_it_was_opened_again_gives_the_same(self):
        concern = asked(self.unit, 3, answered=at(5))
        before = facts_of(self.unit)
        concern.state, concern.reopened_at, concern.reopened_times = ConcernState.REOPENED, at(4, month=12), 1
        concern.due_on = date(2026, 12, 11)
        concern.save()

        self.assertEqual(facts_of(self.unit), before)

    def test_each_round_of_a_concern_is_an_answer_of_its_own(self):
        concern = asked(self.unit, 3, answered=at(5))
        AnswerFactory(
            concern=concern,
            state=AnswerState.SENT,
            sent_at=at(20),
            due_on=date(2026, 11, 17),
            text="水管换好了。",
        )

        self.assertEqual(self.counts(), (2, 1))

    def test_who_held_it_when_the_deadline_passed_owes_it(self):
        other = OldUnitFactory(title="河源住建")
        concern = asked(other, 9)
        Transfer.objects.create(concern=concern, from_unit=self.unit, to_unit=other, at=at(20))

        self.assertEqual((self.counts(), self.counts(other)), ((1, 0), (0, 0)))

    def test_passing_on_before_the_deadline_passes_the_duty_on(self):
        other = OldUnitFactory(title="河源住建")
        concern = asked(other, 9)
        Transfer.objects.create(concern=concern, from_unit=self.unit, to_unit=other, at=at(10))

        self.assertEqual((self.counts(), self.counts(other)), ((0, 0), (1, 0)))

    def test_what_lay_at_the_desk_is_nobodys(self):
        concern = asked(self.unit, 9)
        Transfer.objects.create(concern=concern, from_unit=None, to_unit=self.unit, at=at(18))

        self.assertEqual(self.counts(), (0, 0))

    def test_a_question_that_was_taken_back_in_time_asks_for_no_answer(self):
        for day, owed in [(12, 0), (20, 1)]:
            with self.subTest(day):
                concern = asked(
                    self.unit,
                    9,
                    outcome="",
                )
                concern.state, concern.outcome, concern.closed_at = (
                    ConcernState.CLOSED,
                    Outcome.WITHDRAWN,
                    at(day),
                )
                concern.save()
                self.assertEqual(self.counts()[0], owed)

    def test_answers_in_the_same_words_count_once(self):
        for day in (3, 4, 5):
            asked(
                self.unit,
                day,
                answered=at(day + 1),
                text=f"您反映的问题已于11月{day}日转有关科室办理，谢谢。",
            )

        facts = facts_of(self.unit)

        self.assertEqual((facts.owed, facts.in_time, facts.templates, facts.answers), (1, 1, 2, 3))

    def test_the_same_words_of_two_units_are_two_answers(self):
        other = OldUnitFactory(title="河源住建")
        for unit in (self.unit, other):
            asked(unit, 3, answered=at(4), text="您反映的问题已经办好。")

        self.assertEqual((self.counts(), self.counts(other)), ((1, 1), (1, 1)))

    def test_the_median_is_of_working_days_and_a_late_answer_stands_for_thirty(self):
        asked(self.unit, 3, answered=at(4), text="一楼已经来水。")
        asked(self.unit, 6, answered=at(9), text="井盖今天换好了。")
        asked(self.unit, 9)

        self.assertEqual(facts_of(self.unit).median_days, Decimal("1"))
        asked(self.unit, 9)
        self.assertEqual(facts_of(self.unit).median_days, Decimal("15.5"))


class ConcernFactsTests(TestCase):
    def test_arrivals_reopenings_and_stars_are_read_from_the_lines(self):
        unit = OldUnitFactory()
        concern = asked(unit, 3)
        for kind, facts in [
            (ConcernEventKind.RECEIVED, {}),
            (ConcernEventKind.TRANSFERRED, {}),
            (ConcernEventKind.RATED, {"rating": 4}),
            (ConcernEventKind.RATED, {"rating": 2}),
            (ConcernEventKind.REOPENED, {"rating": 2}),
        ]:
            ConcernEvent.objects.create(
                concern=concern, kind=kind, voice=Voice.CITIZEN, unit=unit, facts=facts, at=at(4)
            )

        facts = facts_of(unit)

        self.assertEqual((facts.received, facts.ratings, facts.rating_sum, facts.reopened), (1, 2, 6, 1))


class PostFactsTests(TestCase):
    def test_posts_of_the_month_and_how_many_are_its_own(self):
        unit = OldUnitFactory()
        other = PostFactory(published_at=at(2))
        PostFactory(unit=unit, published_at=at(1, 0, 0))
        PostFactory(unit=unit, published_at=at(30, 23, 59), repost_of=other, text="")
        PostFactory(unit=unit, published_at=at(1, 0, 0, month=12))

        facts = facts_of(unit)

        self.assertEqual((facts.posts, facts.originals), (2, 1))

    def test_a_post_that_was_taken_back_later_still_counts_and_one_of_the_same_month_does_not(self):
        unit = OldUnitFactory()
        for day, month in [(20, 11), (5, 12)]:
            post = PostFactory(unit=unit, published_at=at(3))
            post.unpublish()
            Withdrawal.objects.create(post=post, reason="时间写错了", withdrawn_at=at(day, month=month))

        self.assertEqual(facts_of(unit).posts, 1)

    def test_silence_is_counted_from_the_post_before_the_month(self):
        unit = OldUnitFactory()
        PostFactory(unit=unit, published_at=at(28, month=10))
        PostFactory(unit=unit, published_at=at(9))

        self.assertEqual(facts_of(unit).longest_silence, 21)

    def test_a_unit_launched_within_the_month_is_counted_from_then_on(self):
        unit = OldUnitFactory(launched_at=at(21))
        PostFactory(unit=unit, published_at=at(25))

        facts = facts_of(unit)

        self.assertEqual((facts.days, facts.longest_silence), (10, 5))

    def test_others_pass_on_what_it_said(self):
        unit = OldUnitFactory()
        post = PostFactory(unit=unit, published_at=at(2))
        PostFactory(repost_of=post, text="", published_at=at(3))
        PostFactory(unit=unit, repost_of=post, text="", published_at=at(3))

        self.assertEqual(facts_of(unit).passed_on, 1)

    def test_the_longest_gap_ends_the_day_before_the_next_word(self):
        days = [date(2026, 11, day) for day in (10, 3)]

        self.assertEqual(longest_gap(days, date(2026, 10, 31), date(2026, 11, 15)), 6)
        self.assertEqual(longest_gap([], date(2026, 10, 31), date(2026, 11, 30)), 30)


class VoiceFactsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory()
        cls.post = PostFactory(unit=cls.unit, published_at=at(2))
        cls.own = MemberFactory(cls.unit)

    def citizen(self, joined_days=400):
        return CitizenFactory(date_joined=at(2) - timedelta(days=joined_days))

    def like(self, user, page=None):
        Like.objects.create(page=page or self.post, user=user, created_at=at(5))

    def test_likes_of_its_own_people_do_not_count(self):
        self.like(self.own)
        self.like(self.citizen())

        facts = facts_of(self.unit)

        self.assertEqual((facts.likes, facts.likes_left_out), (1, 1))

    def test_a_crowd_of_new_accounts_counts_three(self):
        for _number in range(5):
            self.like(self.citizen(joined_days=0))

        facts = facts_of(self.unit)

        self.assertEqual((facts.likes, facts.likes_left_out), (3, 2))

    def test_followers_without_its_own(self):
        for user in (self.own, self.citizen()):
            Follow.objects.create(user=user, unit=self.unit, created_at=at(5))

        self.assertEqual(facts_of(self.unit).follows, 1)

    def test_comments_and_whether_the_unit_answered_within_the_month(self):
        for moment in (at(6), at(2, month=12), None):
            comment = CommentFactory(page=self.post, created_at=at(5))
            if moment:
                CommentFactory(parent=comment, unit=self.unit, created_at=moment)
        CommentFactory(page=self.post, created_at=at(5), author=self.own)

        facts = facts_of(self.unit)

        self.assertEqual((facts.comments, facts.comments_answered, facts.replies), (3, 1, 1))
        self.assertEqual(facts.comments_left_out, 1)

    def test_mentions_settled_by_the_end_of_the_month(self):
        for key, moment in enumerate([at(6), at(2, month=12), None]):
            Mention.objects.create(
                unit=self.unit,
                kind=WordsKind.COMMENT,
                key=key,
                address="/",
                excerpt="@河源",
                at=at(5),
                settled_at=moment,
                how="answered" if moment else "",
            )

        facts = facts_of(self.unit)

        self.assertEqual((facts.mentions, facts.mentions_settled), (3, 1))


class CostTests(HouseAssertions, TestCase):
    def test_more_units_cost_no_more_queries(self):
        units = []

        def make_one():
            unit = OldUnitFactory()
            units.append(unit.pk)
            asked(unit, 3, answered=at(4))
            CommentFactory(page=PostFactory(unit=unit, published_at=at(2)), created_at=at(3))

        scheme = Scheme.objects.in_force(NOVEMBER).get()
        self.assertQueriesDoNotGrow(
            lambda: list(counted(span_of(units, NOVEMBER, scheme, Calendar()))), make_one
        )
