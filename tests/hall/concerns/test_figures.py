from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.concerns.figures import Figures, Tally, figures_from, median

steady = settings(deadline=None, derandomize=True)


def tally(days=None, total=1, answered=0, open=0, overdue=0, owed=0):
    return Tally(days, total, answered, open, overdue, owed)


class FiguresTests(SimpleTestCase):
    def test_of_nothing_nothing_is_said(self):
        figures = figures_from([])

        self.assertEqual(figures, Figures())
        self.assertIsNone(figures.rate)
        self.assertFalse(figures.is_shown)

    def test_nine_are_too_few_and_ten_enough(self):
        self.assertFalse(figures_from([tally(total=9)]).is_shown)
        self.assertTrue(figures_from([tally(total=4), tally(days=1, total=6, answered=6)]).is_shown)

    def test_what_still_has_time_counts_neither_for_nor_against(self):
        figures = figures_from([tally(total=7, open=7), tally(days=2, total=3, answered=3, owed=3)])

        self.assertEqual((figures.rate, figures.owed, figures.open), (100, 3, 7))

    def test_a_hundred_means_all(self):
        figures = figures_from(
            [tally(days=1, total=999, answered=999, owed=999), tally(owed=1, open=1, overdue=1)]
        )

        self.assertEqual(figures.rate, 99)

    def test_an_answer_of_unknown_length_counts_as_answered_and_has_no_time(self):
        figures = figures_from([tally(total=5, answered=5, owed=5), tally(days=4, answered=1, owed=1)])

        self.assertEqual((figures.answered, figures.timed, figures.median_days), (6, 1, 4))


class MedianTests(SimpleTestCase):
    def test_lies_in_the_middle(self):
        for counts, middle in [
            ({3: 1}, 3),
            ({1: 1, 2: 1}, 1.5),
            ({1: 5, 9: 1}, 1),
            ({0: 2, 4: 2}, 2),
            ({}, None),
        ]:
            with self.subTest(counts):
                self.assertEqual(median(counts), middle)

    @steady
    @given(st.dictionaries(st.integers(0, 90), st.integers(1, 20), min_size=1))
    def test_half_took_no_longer_and_half_no_shorter(self, counts):
        middle, total = median(counts), sum(counts.values())

        self.assertGreaterEqual(2 * sum(n for days, n in counts.items() if days <= middle), total)
        self.assertGreaterEqual(2 * sum(n for days, n in counts.items() if days >= middle), total)
