"""Answers from a template are found by their words."""

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.assessment.same_words import alike, repeated, shingles

FIRST = "您好，您反映的新江路路灯问题已收悉，我局已于11月3日派人现场处理，感谢您的支持。"
SAME = "您好，您反映的新江路路灯问题已收悉，我局已于11月18日派人现场处理，感谢您的支持！"
OTHER = "文昌路的井盖今天上午换好了，旁边的路面也补平了，晚上走路不会再绊到。"


class RepeatedTests(SimpleTestCase):
    def test_another_date_does_not_make_another_answer(self):
        found = repeated([(1, FIRST), (2, SAME)], 90)

        self.assertEqual([(one.key, one.earlier, one.percent) for one in found], [(2, 1, 100)])

    def test_other_words_are_another_answer(self):
        self.assertEqual(repeated([(1, FIRST), (2, OTHER)], 90), [])

    def test_traditional_characters_are_the_same_words(self):
        self.assertEqual(len(repeated([(1, "路灯已经修好"), (2, "路燈已經修好")], 90)), 1)

    def test_all_but_the_first_of_a_group_repeat_it(self):
        found = repeated([(1, FIRST), (2, OTHER), (3, SAME), (4, FIRST)], 90)

        self.assertEqual([(one.key, one.earlier) for one in found], [(3, 1), (4, 1)])

    def test_answers_without_letters_are_like_nothing(self):
        self.assertEqual(repeated([(1, "……"), (2, "123")], 90), [])

    def test_a_single_character_is_like_itself(self):
        self.assertEqual(len(repeated([(1, "好"), (2, "好！")], 90)), 1)

    @settings(max_examples=60)
    @given(
        st.lists(st.text(alphabet="路灯修好了水电", max_size=14), max_size=9),
        st.sampled_from([60, 75, 90, 100]),
    )
    def test_looking_at_rare_pairs_finds_what_comparing_all_finds(self, texts, percent):
        kept, expected = [], []
        for key, text in enumerate(texts):
            pairs = shingles(text)
            if any(alike(pairs, shingles(texts[other])) * 100 >= percent - 1e-6 for other in kept):
                expected.append(key)
            else:
                kept.append(key)

        self.assertEqual([one.key for one in repeated(enumerate(texts), percent)], expected)
