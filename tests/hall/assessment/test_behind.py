"""The facts behind a number, as they were when the month was computed."""

from django.db import DatabaseError, connection, transaction
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils.translation import override

from hall.assessment.behind import BEHIND, CALLED, MOST, SAYS, WHY_LEFT_OUT, Fact, facts_behind
from hall.assessment.fact_lists import KINDS, by_unit, lists_of
from hall.assessment.facts import counted, span_of
from hall.assessment.models import CardFacts, Scheme
from hall.assessment.sealing import is_as_it_was
from hall.assessment.subjects import SUBJECTS
from hall.concerns.services import reopen
from hall.interaction.enums import WordsKind
from hall.interaction.models import Like, Mention
from hall.services import withdraw_post
from portal.core.workdays import Calendar
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, CommentFactory, HallDeskFactory, MemberFactory, PostFactory
from tests.hall.assessment.months import AFTERWARDS, NOVEMBER, MonthWalk, OldUnitFactory, at, talkative
from tests.hall.assessment.test_facts import asked


def busy(unit):
    """Let a unit have something of most kinds in the month."""
    talkative(unit)
    post = PostFactory(unit=unit, text="今晚八点停水", published_at=at(20))
    comment = CommentFactory(page=post, text="几点来水?", created_at=at(21))
    CommentFactory(parent=comment, unit=unit, created_at=at(22))
    asked(unit, 2, text="水压低。")
    Like.objects.create(page=post, user=CitizenFactory(), created_at=at(21))
    Mention.objects.create(
        unit=unit, kind=WordsKind.COMMENT, key=1, address="/", excerpt="@河源水务", at=at(5)
    )
    return post


class ListedTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory(title="河源水务")
        cls.post = busy(cls.unit)

    def span(self, units):
        return span_of(units, NOVEMBER, Scheme.objects.in_force(NOVEMBER).get(), Calendar())

    def test_as_many_are_listed_as_are_counted(self):
        span = self.span([self.unit.pk])
        facts = dict(counted(span))[self.unit.pk].facts
        lists = lists_of(span)[self.unit.pk]
        for kind, number in [
            ("owed", facts.owed + facts.templates),
            ("posts", facts.posts),
            ("comments", facts.comments + facts.comments_left_out),
            ("likes", facts.likes + facts.likes_left_out),
            ("mentions", facts.mentions),
        ]:
            with self.subTest(kind):
                self.assertEqual(len(lists[kind]), number)
                self.assertGreater(number, 0)

    def test_no_word_of_a_citizen_is_kept(self):
        kept = str(lists_of(self.span([self.unit.pk])))

        self.assertIn("今晚八点停水", kept)
        for words in ("几点来水", "水压低", "@河源水务"):
            self.assertNotIn(words, kept)

    def test_more_units_cost_no_more_queries(self):
        units = [self.unit.pk]

        def make_one():
            unit = OldUnitFactory()
            units.append(unit.pk)
            busy(unit)

        self.assertQueriesDoNotGrow(lambda: lists_of(self.span(units)), make_one, more=2)

    def test_of_a_kind_the_first_are_kept(self):
        one = next(KINDS["posts"](self.span([self.unit.pk])))

        self.assertEqual(len(by_unit([one] * (MOST + 1))[self.unit.pk]), MOST)


class KeptTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = OldUnitFactory(title="河源水务")
        cls.post = busy(cls.unit)
        cls.speaker = MemberFactory(cls.unit)
        cls.walk = MonthWalk()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.walk.compute()
        cls.walk.announce().freeze()
        cls.card = cls.walk.card(cls.unit)

    def behind(self, subject):
        return facts_behind(CardFacts.objects.get(card=self.card).lists, subject)

    def page(self, subject):
        self.client.force_login(self.walk.desk)
        return self.client.get(reverse("assessment_facts", args=[NOVEMBER, self.unit.code, subject]))

    def test_what_happens_afterwards_changes_no_list(self):
        before = {subject: self.behind(subject) for subject in SUBJECTS}
        withdraw_post(post_id=self.post.pk, by=HallDeskFactory(), reason="弄错了", now=AFTERWARDS)
        concern = self.unit.concerns.filter(answers__isnull=False).first()
        reopen(concern_id=concern.pk, user=None, holds_code=True, why="又坏了。", now=at(4, month=12))
        Like.objects.all().delete()

        self.assertEqual({subject: self.behind(subject) for subject in SUBJECTS}, before)
        self.assertContains(self.page("posts_per_week"), "今晚八点停水")
        self.assertContains(self.page("posts_per_week"), "计算时留存")
        self.assertTrue(is_as_it_was(self.walk.row))

    def test_rows_of_a_final_month_refuse_to_be_changed(self):
        kept = CardFacts.objects.get(card=self.card)
        for name, act in [
            ("save", kept.save),
            ("delete", kept.delete),
            ("update", lambda: CardFacts.objects.update(lists={})),
        ]:
            with self.subTest(name), self.assertRaisesMessage(TypeError, "stays as it is"):
                act()

    def test_a_list_that_was_changed_all_the_same_is_refused_or_told(self):
        change = "UPDATE assessment_cardfacts SET lists = '{}'"
        if connection.vendor == "postgresql":
            with self.assertRaises(DatabaseError), transaction.atomic():
                connection.cursor().execute(change)
        else:
            connection.cursor().execute(change)
            self.assertFalse(is_as_it_was(self.walk.row))


class WithoutListsTests(TestCase):
    def test_a_month_of_which_no_lists_were_kept_says_so(self):
        unit, walk = OldUnitFactory(), MonthWalk()
        with self.captureOnCommitCallbacks(execute=True):
            walk.compute()
        CardFacts.objects.all().delete()
        self.client.force_login(walk.desk)

        page = self.client.get(reverse("assessment_facts", args=[NOVEMBER, unit.code, "originals"]))

        self.assertContains(page, "没有留存明细清单")


class FactTests(SimpleTestCase):
    def test_it_is_kept_and_told_in_the_language_of_the_reader(self):
        fact = Fact(at(3), "20261103-000001", says="in_time_after", given={"days": 2})
        kept = Fact.from_json(fact.as_json())

        self.assertEqual(kept, fact)
        self.assertIn("2", kept.how)
        with override("en"):
            self.assertEqual(kept.how, "in time, 2 working days")

    def test_a_name_with_a_sign_of_formatting_stays_as_it_is(self):
        self.assertEqual(Fact(at(3), "让利100%(限今日)").title, "让利100%(限今日)")

    def test_every_word_can_be_said(self):
        given = {"days": 2, "stars": 5, "percent": 93, "earlier": "20261103-000001", "number": 7}
        for says in SAYS:
            self.assertTrue(Fact(at(3), says=says, given=given).how)
        for left_out in WHY_LEFT_OUT:
            self.assertTrue(Fact(at(3), left_out=left_out, given=given).why_left_out)
        for called in CALLED:
            self.assertTrue(Fact(at(3), called=called, given=given).title)

    def test_every_subject_names_kinds_that_there_are(self):
        self.assertEqual(set(BEHIND), set(SUBJECTS))
        self.assertLessEqual({kind for kinds in BEHIND.values() for kind in kinds}, set(KINDS))
