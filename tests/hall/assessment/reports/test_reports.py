"""The figures of reports, beside what was counted by hand (see `world`)."""

from datetime import date, timedelta

from django.test import TestCase

from hall.assessment.models import Scorecard
from hall.assessment.reports import happened, topics
from hall.assessment.reports.city import city_report
from hall.assessment.reports.figures import city_figures, months_reported
from hall.assessment.reports.trend import TrendMonth, trend_until
from hall.assessment.reports.unit import unit_report
from hall.assessment.reports.words import missing, standing
from hall.concerns.models import Concern
from hall.models import TimelineEntry
from hall.supervision.enums import OrderState
from hall.supervision.opinion.rising import RisingWord
from tests.assertions import HouseAssertions
from tests.factories import CategoryFactory, CommentFactory, ConcernFactory, OrderFactory, PostFactory
from tests.hall.assessment.months import AFTERWARDS, NOVEMBER, MonthWalk, OldUnitFactory, at
from tests.hall.assessment.reports.world import PRIVATE, PUBLIC, SmallCity, arrive

TODAY = date(2026, 12, 1)


def numbers(table):
    return [[cell.text for cell in row] for row in table.rows]


class CityReportTests(SmallCity, TestCase):
    def setUp(self):
        self.report = city_report(NOVEMBER, AFTERWARDS)

    def test_the_paragraph_says_the_month_in_words_and_numbers(self):
        # 4 + 3 + 0 posts, 1 + 1 in October; 5 + 2 concerns; 5 of 7 answers in time, 500 / 7 = 71.4 per cent.
        # The answers took 0, 0, 1, 1, 1 days, and 30 each for the two that were late: the fourth of seven is 1.
        self.assertEqual(
            self.report.summary,
            "2026年11月，全市 3 个单位中有 2 个发声，共发布博文 7 条，比上月增加 5。"
            "收到诉求 7 件，比上月增加 7。本月应答复 7 件，按时答复 5 件（71%）。"
            "7 件答复中，一半用时不超过 1 个工作日。",
        )

    def test_units_are_compared_by_their_posts(self):
        self.assertEqual(
            numbers(self.report.units.table), [["河源水务", "4", "4", "7"], ["河源教育", "3", "3", "9"]]
        )
        self.assertIn("共 7 条，全市共 7 条", self.report.units.sentence)

    def test_who_is_silent_is_named(self):
        self.assertEqual(self.report.silent, "全月未发声或连续 14 天不发声的单位 1 个：平安河源。")

    def test_the_times_of_answers_add_up_to_all_that_were_owed(self):
        counts = [int(row[1].text) for row in self.report.times.table.rows]
        self.assertEqual(counts, [5, 0, 0, 0, 0, 2])

    def test_a_unit_is_late_with_what_it_owes(self):
        self.assertEqual(numbers(self.report.late), [["河源教育", "2", "0 / 2", "30"]])

    def test_categories_are_counted_with_their_shares(self):
        # 4 and 3 of 7 are 57.1 and 42.9 per cent.
        self.assertEqual(
            [row[1:] for row in numbers(self.report.categories.table)], [["4", "57%"], ["3", "43%"]]
        )

    def test_each_chart_has_a_sentence_and_the_same_numbers_as_a_table(self):
        for drawing in [self.report.posts, self.report.concerns, self.report.units, self.report.times]:
            with self.subTest(drawing.key):
                chart = drawing.columns or drawing.bars
                drawn = (
                    [column.figure for group in chart.groups for column in group.columns]
                    if drawing.columns
                    else [row.figure for row in chart.rows]
                )
                told = [cell.text for row in drawing.table.rows for cell in row]
                self.assertTrue(drawing.sentence)
                self.assertLessEqual(set(drawn), set(told))

    def test_before_the_announcement_nobody_has_a_place(self):
        self.assertEqual((self.report.places.rows, self.report.unranked), ([], ""))
        self.assertEqual(standing(self.report.figures), "暂定数据：即时统计，发布厅值班室尚未核对。")


class FrozenMonthTests(SmallCity, TestCase):
    def test_the_figures_are_those_that_became_final(self):
        walk = self.computed().announce().freeze()
        PostFactory(unit=self.silent, published_at=at(12))

        report = city_report(NOVEMBER, AFTERWARDS + timedelta(days=20))

        self.assertEqual(report.figures.sum("posts"), 7)
        self.assertEqual(trend_until(NOVEMBER)[-1].posts, 7)
        self.assertIn("定案", standing(report.figures))
        self.assertIn("打开本页时", missing(report.figures))
        self.assertEqual(walk.row.cards.count(), 3)

    def test_only_who_can_be_compared_has_a_place(self):
        walk = self.computed().announce()

        report = city_report(NOVEMBER, AFTERWARDS)

        self.assertEqual([row[1] for row in numbers(report.places)], ["河源水务"])
        self.assertIn("平安河源", report.unranked)
        self.assertIn(
            walk.card(self.water).month.appeals_until.strftime("%Y年%-m月%-d日"), missing(report.figures)
        )

    def test_what_was_only_computed_is_told_to_nobody(self):
        self.computed()

        self.assertIsNone(city_figures(NOVEMBER, TODAY).told)

    def test_the_unit_reads_its_place_and_how_many_have_one(self):
        self.computed().announce()

        report = unit_report(self.water, NOVEMBER, AFTERWARDS)

        card = Scorecard.objects.get(unit=self.water)
        self.assertIn(f"考核得 {card.total} 分，在 1 个参加排名的单位中列第 1 名", report.summary)


class UnfinishedMonthTests(SmallCity, TestCase):
    def test_a_deadline_to_come_counts_against_nobody(self):
        # On the 17th the public concern is due the same day; the private one was due on the 16th.
        figures = city_figures(NOVEMBER, date(2026, 11, 17))

        self.assertEqual(figures.of(self.school.pk).facts.owed, 1)
        self.assertEqual(standing(figures), "暂定数据：本月尚未结束。")
        self.assertIn("余下 13 天", missing(figures))

    def test_silence_is_counted_until_yesterday(self):
        # 教育 spoke on the 15th; on the 20th the last whole day is the 19th. Before it were 9 days between two posts.
        figures = city_figures(NOVEMBER, date(2026, 11, 20))

        self.assertEqual(figures.of(self.school.pk).facts.longest_silence, 9)
        self.assertEqual(figures.of(self.water.pk).facts.longest_silence, 6)


class UnitReportTests(SmallCity, TestCase):
    def report(self, unit):
        return unit_report(unit, NOVEMBER, AFTERWARDS)

    def test_the_paragraph_is_about_the_unit(self):
        self.assertEqual(
            self.report(self.school).summary,
            "2026年11月，河源教育发布博文 3 条，比上月增加 2。收到诉求 2 件，比上月增加 2。"
            "本月应答复 2 件，按时答复 0 件（0%）。2 件答复中，一半用时不超过 30 个工作日。",
        )

    def test_only_the_title_of_what_is_public_is_told(self):
        report = self.report(self.school)

        self.assertEqual(
            numbers(report.overdue),
            [
                [self.private.number, "不公开", "2026年11月16日", "仍未答复"],
                [self.public.number, PUBLIC, "2026年11月17日", "逾期已答复"],
            ],
        )
        self.assertNotIn(PRIVATE, repr(report))

    def test_one_that_was_hidden_again_keeps_its_title(self):
        Concern.objects.filter(pk=self.public.pk).update(hidden_at=at(25))

        self.assertNotIn(PUBLIC, repr(self.report(self.school)))

    def test_what_presses_stands_first(self):
        advice = self.report(self.school).advice

        self.assertEqual(advice[0], "先答复 1 件逾期未答复的诉求，群众最先看到的就是这个。")
        self.assertEqual(advice[1], "2 件答复中有 2 件未按时，请查清卡在哪个环节，尽早动手。")

    def test_whoever_does_well_is_not_sent_to_work(self):
        advice = self.report(self.water).advice

        self.assertEqual(advice, ["本月没有确认的为民实事，请把讲述实事的博文标记出来。"])

    def test_the_best_post_is_the_one_people_did_the_most_with(self):
        post = PostFactory(unit=self.water, published_at=at(12), text="明天停水，后天恢复")
        TimelineEntry.objects.filter(post=post).update(comment_count=2)

        best = self.report(self.water).best

        self.assertEqual((best.title, best.comments), (post.title, 2))

    def test_without_any_response_no_post_is_the_best(self):
        self.assertIsNone(self.report(self.water).best)

    def test_a_unit_that_was_not_public_has_no_report(self):
        late = OldUnitFactory(launched_at=at(3, month=12))

        self.assertIsNone(self.report(late))

    def test_one_points_column_alone_is_no_trend(self):
        self.computed().announce()

        self.assertIsNone(self.report(self.water).points)


class TrendTests(SmallCity, TestCase):
    def test_months_before_anything_happened_are_left_out(self):
        # October: one post each of 水务 and 教育. November: 7 posts, 7 concerns, 5 answers and the late one.
        october, november = NOVEMBER.before, NOVEMBER
        self.assertEqual(trend_until(NOVEMBER), [TrendMonth(october, 2, 0, 0), TrendMonth(november, 7, 7, 6)])

    def test_a_unit_has_its_own(self):
        self.assertEqual(trend_until(NOVEMBER, self.school)[-1], TrendMonth(NOVEMBER, 3, 2, 1))

    def test_a_unit_that_never_spoke_has_none(self):
        self.assertEqual(trend_until(NOVEMBER, self.silent), [])


class HappenedTests(SmallCity, TestCase):
    def test_orders_of_the_month_and_of_now(self):
        inside = at(25)
        OrderFactory(unit=self.water, now=inside)
        OrderFactory(unit=self.school, now=inside, state=OrderState.CLOSED)
        OrderFactory(unit=self.school, now=inside, state=OrderState.CANCELLED)

        counts = happened.orders_of(NOVEMBER, AFTERWARDS, None)
        own = happened.orders_of(NOVEMBER, AFTERWARDS, self.water)

        # Three working days from Wednesday the 25th end on Monday the 30th.
        self.assertEqual(counts, {"issued": 2, "closed": 1, "open": 1, "overdue": 1})
        self.assertEqual(own, {"issued": 1, "closed": 0, "open": 1, "overdue": 1})

    def test_a_post_that_was_taken_back_is_in_no_category(self):
        post = PostFactory(unit=self.water, published_at=at(12), category=CategoryFactory(name="水情"))
        post.unpublish()

        self.assertNotIn("水情", dict(happened.categories_of(NOVEMBER, None)))

    def test_words_come_from_what_is_public_alone(self):
        for number in range(3):
            ConcernFactory(received_at=at(10 + number), text="自来水发黄", subject="自来水发黄")
            ConcernFactory(
                received_at=at(10 + number), text="斑马线没有画", subject="斑马线没有画", is_shown=True
            )

        words = topics.rising_in(NOVEMBER)

        # Three people said it here, and a fourth in the small city.
        self.assertIn(RisingWord("斑马线", 4, 0), words)
        self.assertNotIn("自来水", [one.word for one in words])


class MonthsTests(TestCase):
    def test_without_units_there_is_no_report(self):
        self.assertEqual(months_reported(TODAY), [])

    def test_they_begin_with_the_first_unit(self):
        OldUnitFactory(launched_at=at(20, month=10))

        self.assertEqual([str(month) for month in months_reported(TODAY)], ["2026-12", "2026-11", "2026-10"])


class CostTests(HouseAssertions, TestCase):
    """Neither units nor posts cost a query more."""

    def make_one(self):
        unit = OldUnitFactory()
        PostFactory(unit=unit, published_at=at(2))
        arrive(ConcernFactory(unit=unit, received_at=at(3)))
        OrderFactory(unit=unit, now=at(5))

    def test_the_report_of_the_city(self):
        self.assertQueriesDoNotGrow(lambda: city_report(NOVEMBER, AFTERWARDS), self.make_one)

    def test_the_report_of_an_announced_month(self):
        for _number in range(3):
            self.make_one()
        with self.captureOnCommitCallbacks(execute=True):
            walk = MonthWalk().compute()
        walk.announce()
        self.assertQueriesDoNotGrow(lambda: city_report(NOVEMBER, AFTERWARDS), self.make_one)

    def test_the_report_of_a_unit(self):
        unit = OldUnitFactory()

        def make_one():
            CommentFactory(page=PostFactory(unit=unit, published_at=at(2)), created_at=at(3))
            arrive(ConcernFactory(unit=unit, received_at=at(3)))

        self.assertQueriesDoNotGrow(lambda: unit_report(unit, NOVEMBER, AFTERWARDS), make_one)
