from datetime import timedelta

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.models import EventEntry, SurveyPage
from hall.campaigns.services import end_event
from hall.campaigns.survey.results import public_results, results_of
from hall.campaigns.survey.services import GivenValue
from hall.campaigns.survey.small_cells import counted_while_open, hidden_places
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, SurveyFactory, answer_survey
from tests.factories.surveys import CHOICES, question

HOUR = timedelta(hours=1)


class SmallCellTests(SimpleTestCase):
    def hidden(self, *counts, people=None, sums_up=True):
        return hidden_places(counts, people=people or sum(counts), sums_up=sums_up)

    def test_small_figures_are_hidden(self):
        self.assertEqual(self.hidden(20, 4, 1, 6), {1, 2})

    def test_one_alone_could_be_worked_out_so_the_next_goes_too(self):
        self.assertEqual(self.hidden(20, 4, 6), {1, 2})
        self.assertEqual(self.hidden(20, 4, 6, people=30, sums_up=False), {1})

    def test_what_is_left_of_the_sum_is_no_small_figure(self):
        self.assertEqual(self.hidden(20, 8, 2, 0), {1, 2, 3})
        self.assertEqual(self.hidden(20, 2, 0), {0, 1, 2})
        self.assertEqual(self.hidden(20, 8, 0, 0), {2, 3})

    def test_all_but_a_few_tell_as_much_as_the_few(self):
        self.assertEqual(self.hidden(19, 8, people=20, sums_up=False), {0})
        self.assertEqual(self.hidden(20, 8, people=20, sums_up=False), set())

    def test_what_is_counted_while_more_come_in_moves_on_by_five_and_leaves_five(self):
        for total, counted in [(0, 0), (4, 0), (9, 0), (10, 5), (14, 5), (15, 10)]:
            with self.subTest(total):
                self.assertEqual(counted_while_open(total), counted)


class ResultTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.page = SurveyFactory(results_from="opening")

    def answer(self, count, page=None, **values):
        for _number in range(count):
            answer_survey(page or self.page, values, now=self.now)

    def close(self, page=None):
        """End the survey now: from then on every answer counts."""
        end_event(page_id=(page or self.page).pk, by=HallDeskFactory(), now=timezone.now())
        return SurveyPage.objects.get(pk=(page or self.page).pk)

    def open_again(self, page):
        EventEntry.objects.filter(page=page).update(ended_at=None, closes_at=None)

    def shown(self, page=None):
        return public_results(SurveyPage.objects.get(pk=(page or self.page).pk), timezone.now())

    def bars(self, results, number):
        return {bar.words: (bar.count, bar.share) for bar in results[number - 1].parts[0].bars}

    def test_organisers_see_every_figure(self):
        self.answer(3, 出行="公交", 满意="5")
        self.answer(1, 出行="单车", 满意="2")

        results = results_of(self.page, hides=False)

        self.assertEqual(self.bars(results, 1), {"公交": (3, 75), "单车": (1, 25), "走路": (0, 0)})
        self.assertIn("4.2", results[2].sentence)
        self.assertIn("公交", results[0].sentence)

    def test_readers_do_not_see_small_ones(self):
        self.answer(8, 出行="公交")
        self.answer(6, 出行="单车")
        self.answer(2, 出行="走路")
        self.close()

        results = self.shown()

        hidden = (None, None)
        self.assertEqual(self.bars(results, 1), {"公交": (8, 50), "单车": hidden, "走路": hidden})
        page = self.client.get(self.page.url)
        self.assertContains(page, "不公开")
        self.assertContains(page, "8 (50%)")
        self.assertNotContains(page, "6 (38%)")

    def test_nothing_is_shown_of_fewer_than_five(self):
        self.answer(4, 出行="公交")
        self.close()
        self.assertEqual(self.shown()[0].parts, [])

    def test_what_was_asked_because_of_a_hidden_choice_is_hidden_too(self):
        page = SurveyFactory(
            questions=[
                question("single", "出行", choices=CHOICES),
                question("single", "哪路", choices=["一路", "二路"], only_if_number=1, only_if_words="单车"),
            ]
        )
        self.answer(9, page, 出行="公交")
        self.answer(6, page, 出行="单车", 哪路="一路")
        self.answer(1, page, 出行="走路")
        self.close(page)

        self.assertEqual(self.shown(page)[1].parts, [])

    def test_places_are_averaged(self):
        for first, second, count in [("路灯", "步道", 4), ("步道", "路灯", 2)]:
            values = {"1": GivenValue("先修", first, "1"), "2": GivenValue("先修", second, "2")}
            for _number in range(count):
                answer_survey(self.page, values, now=self.now)

        self.close()
        bars = self.shown()[3].parts[0].bars

        self.assertEqual([(bar.words, round(bar.place, 2)) for bar in bars], [("路灯", 1.33), ("步道", 1.67)])

    def test_each_line_is_a_table_of_its_own(self):
        for _number in range(6):
            answer_survey(self.page, {"1": GivenValue("评价", "晚上", "好")}, now=self.now)
        parts = results_of(self.page, hides=False)[4].parts
        self.assertEqual([[bar.count for bar in part.bars] for part in parts], [[0, 0], [6, 0]])

    def test_readers_never_read_what_others_wrote(self):
        for _number in range(6):
            answer_survey(self.page, {"1": GivenValue("建议", text="我住越王大道八号")}, now=self.now)
        self.assertNotContains(self.client.get(self.page.url), "越王大道")

    def test_they_stand_there_from_when_it_was_chosen(self):
        later = SurveyFactory(results_from="end", closes_at=self.now + HOUR)
        self.answer(6, later, 出行="公交")
        page = self.client.get(later.url)
        self.assertNotContains(page, "bar-chart")
        self.assertContains(page, "结束后")
        crossed = reverse("crossed_survey", args=[later.pk])
        self.assertNotContains(self.client.get(crossed, {"first": "出行", "second": "满意"}), "<table")

        later.closes_at = self.now
        later.save_revision().publish(skip_permission_checks=True)

        self.assertContains(self.client.get(later.url), "bar-chart")

    def test_a_chart_has_words_and_a_table(self):
        self.answer(10, 出行="公交")
        page = self.client.get(self.page.url).content.decode()
        for piece in ['role="img"', "<title id=", "<desc id=", '<th scope="row"']:
            self.assertIn(piece, page)

    def test_while_people_answer_no_single_answer_can_be_read_from_a_change(self):
        self.answer(10, 出行="公交")
        self.assertContains(self.client.get(self.page.url), "5 (100%)")

        for _number in range(4):
            self.answer(1, 出行="单车")
            self.assertContains(self.client.get(self.page.url), "5 (100%)")
        self.answer(1, 出行="单车")
        self.assertContains(self.client.get(self.page.url), "10 (100%)")

        self.close()
        self.assertEqual(self.bars(self.shown(), 1)["公交"], (10, 67))

    def test_two_questions_in_one_table_move_on_as_slowly(self):
        page = SurveyFactory(
            questions=[
                question("single", "年龄", choices=["青年", "老年"]),
                question("single", "出行", choices=["公交", "单车"]),
            ]
        )
        for age, way in [("青年", "公交"), ("青年", "单车"), ("老年", "公交"), ("老年", "单车")]:
            self.answer(5, page, 年龄=age, 出行=way)
        query = {"first": "年龄", "second": "出行"}
        address = reverse("crossed_survey", args=[page.pk])
        self.assertNotContains(self.client.get(address, query), "<table")

        self.close(page)

        self.assertContains(self.client.get(address, query), "<table")

    def test_a_copied_survey_counts_for_itself(self):
        self.answer(6, 出行="公交")
        other = SurveyFactory()
        self.assertEqual(results_of(other, hides=False)[0].parts[0].bars[0].count, 0)

    def test_queries_do_not_grow_with_answers(self):
        self.assertQueriesDoNotGrow(
            lambda: results_of(self.page, hides=False), lambda: self.answer(1, 出行="公交", 满意="3")
        )

    def test_two_questions_are_shown_in_one_table_whole_or_not_at_all(self):
        page = SurveyFactory(
            questions=[
                question("single", "年龄", choices=["青年", "老年"]),
                question("single", "出行", choices=["公交", "单车"]),
            ]
        )
        pairs = [("青年", "公交", 5), ("青年", "单车", 9), ("老年", "公交", 7), ("老年", "单车", 4)]
        for age, way, count in pairs:
            self.answer(count, page, 年龄=age, 出行=way)
        closed = self.close(page)
        address = reverse("crossed_survey", args=[page.pk])
        query = {"first": "年龄", "second": "出行"}
        self.assertNotContains(self.client.get(address, query), "<table")
        self.assertContains(self.client.get(address, query), "少于 5 人")

        self.open_again(closed)
        self.answer(1, page, 年龄="老年", 出行="单车")
        self.close(page)

        table = self.client.get(address, query).context["table"]
        self.assertEqual(table.rows, [("青年", [5, 9], 14), ("老年", [7, 5], 12)])
        self.assertContains(self.client.get(address, query), "<table")
        for odd in [{"first": "年龄", "second": "年龄"}, {"first": "x", "second": "%00"}]:
            self.assertNotContains(self.client.get(address, odd), "<table")

    def test_a_table_from_which_a_few_could_be_worked_out_is_not_shown(self):
        page = SurveyFactory(
            questions=[
                question("single", "年龄", choices=["青年", "老年"]),
                question("single", "出行", choices=["公交", "单车"], is_required=False),
            ]
        )
        for age, way in [("青年", "公交"), ("青年", "单车"), ("老年", "公交"), ("老年", "单车")]:
            self.answer(6, page, 年龄=age, 出行=way)
        self.answer(1, page, 年龄="老年")
        self.close(page)

        answer = self.client.get(
            reverse("crossed_survey", args=[page.pk]), {"first": "年龄", "second": "出行"}
        )

        self.assertContains(answer, "少于 5 人")
        self.assertNotContains(answer, "<table")
