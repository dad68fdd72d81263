from django.test import SimpleTestCase

from portal.core.charts import ABOVE, LONGEST_BAR, TALLEST, WIDTH, draw, draw_columns, wrap


class BarTests(SimpleTestCase):
    def test_the_longest_fits_and_what_is_hidden_has_none(self):
        chart = draw([("公交", 1.0, "20"), ("单车", None, "不公开")])

        self.assertEqual([row.length for row in chart.rows], [LONGEST_BAR, 0])
        self.assertLess(chart.rows[0].top, chart.rows[1].top)

    def test_long_words_are_broken_where_they_no_longer_fit(self):
        self.assertEqual(wrap("长" * 45), ["长" * 21, "长" * 21, "长" * 3])


class ColumnTests(SimpleTestCase):
    def test_columns_are_as_tall_as_their_numbers_beside_the_largest(self):
        chart = draw_columns([("10月", [40]), ("11月", [10])])

        heights = [column.height for group in chart.groups for column in group.columns]
        self.assertEqual(heights, [TALLEST, TALLEST / 4])
        self.assertEqual([group.columns[0].top for group in chart.groups], [ABOVE, ABOVE + TALLEST * 3 / 4])

    def test_labels_stand_in_the_middle_of_their_columns(self):
        chart = draw_columns([("10月", [4, 2]), ("11月", [1, 3])])

        for group in chart.groups:
            first, second = group.columns
            self.assertAlmostEqual((first.left + second.left + second.width) / 2, group.middle, delta=0.2)

    def test_nothing_sticks_out(self):
        last = draw_columns([(f"{month}月", [month]) for month in range(1, 13)]).groups[-1].columns[0]

        self.assertLess(last.left + last.width, WIDTH)

    def test_months_in_which_nothing_happened_are_flat_and_what_was_not_counted_is_absent(self):
        chart = draw_columns([("10月", [0]), ("11月", [None])])

        self.assertEqual([column.height for column in chart.groups[0].columns], [0])
        self.assertEqual(chart.groups[1].columns, [])

    def test_no_month_gives_an_empty_chart(self):
        self.assertEqual(draw_columns([]).groups, [])
