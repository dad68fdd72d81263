from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.plain_text import cut, graphemes, tidy

steady = settings(deadline=None, derandomize=True)


class TidyTests(SimpleTestCase):
    def test_han_text_is_left_alone(self):
        text = "【防汛】东江水位上涨，请沿河居民　注意安全！\n电话：0762-3388110（24小时）"
        self.assertEqual(tidy(text), text)

    def test_direction_overrides_and_isolates_disappear(self):
        self.assertEqual(tidy("甲\u202e乙\u2066丙\u2069丁\u200f戊\u061c"), "甲乙丙丁戊")

    def test_zero_width_and_control_characters_disappear(self):
        self.assertEqual(tidy("河\u200b源\ufeff发\u2060布\x00\x07\xad\U000e0041"), "河源发布")

    def test_half_of_a_surrogate_pair_disappears(self):
        self.assertEqual(tidy("河\ud800源"), "河源")

    def test_letters_that_look_like_nothing_become_spaces(self):
        self.assertEqual(tidy("河\u3164源\u2800发"), "河 源 发")

    def test_joined_emoji_stay_joined(self):
        for emoji in ["👨‍👩‍👧", "👩🏽‍⚕️", "🏳️‍🌈", "❤️‍🔥", "1️⃣", "#️⃣"]:
            with self.subTest(emoji):
                self.assertEqual(tidy(f"好{emoji}好"), f"好{emoji}好")

    def test_a_joiner_between_letters_disappears(self):
        self.assertEqual(tidy("河\u200d源\u200d"), "河源")

    def test_heaps_of_marks_are_cut_down(self):
        self.assertEqual(tidy("水" + "\u0301" * 500 + "e\u0301"), "水" + "\u0301" * 3 + "e\u0301")

    def test_marks_without_a_letter_disappear(self):
        self.assertEqual(tidy("\u0338甲\n\u0338乙，\u0338丙 \u0338"), "甲\n乙，丙")

    def test_line_breaks_of_every_system_become_one_kind(self):
        self.assertEqual(tidy("甲\r\n乙\r丙\u2028丁\u2029戊\x85己"), "甲\n乙\n丙\n丁\n戊\n己")

    def test_runs_of_blank_lines_collapse_to_one(self):
        self.assertEqual(tidy("\n\n甲\n \n\t\n\u3000\n\n乙  \n"), "甲\n\n乙")

    @steady
    @given(st.text())
    def test_tidying_twice_is_tidying_once(self, text):
        self.assertEqual(tidy(tidy(text)), tidy(text))


class CutTests(SimpleTestCase):
    def test_han_text_is_cut_to_the_character(self):
        self.assertEqual(cut("河源发布厅", 4), "河源发布")

    def test_composed_characters_are_kept_whole_or_left_out(self):
        for whole in ["👨‍👩‍👧", "🇨🇳", "👍🏽", "e\u0301", "\u1112\u1161\u11ab", "1️⃣"]:
            for limit in range(1, len(whole)):
                with self.subTest(whole, limit=limit):
                    self.assertEqual(cut("河" + whole + "源", limit + 1 - 1), "河"[:limit])
            self.assertEqual(cut("河" + whole + "源", len(whole) + 1), "河" + whole)

    def test_two_flags_are_two_characters(self):
        self.assertEqual(list(graphemes("🇨🇳🇭🇰")), ["🇨🇳", "🇭🇰"])

    @steady
    @given(st.text(), st.integers(0, 50))
    def test_the_beginning_is_never_longer_than_asked(self, text, limit):
        beginning = cut(text, limit)
        self.assertLessEqual(len(beginning), limit)
        self.assertTrue(text.startswith(beginning))
