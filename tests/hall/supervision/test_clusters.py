from random import Random

from django.test import SimpleTestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.supervision.opinion.clusters import MOST_TEXTS, Told, alike, clusters, pairs_of

WORDS = st.text("源城停水万湖灯", max_size=14)
AT_EASE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class ClusterTests(SimpleTestCase):
    """What says nearly the same stands together."""

    def test_the_same_in_other_signs_digits_and_characters(self):
        texts = [
            Told(1, "源城区又停水了，第3天！物业说在抢修"),
            Told(2, "源城區又停水了第4天物業說在搶修"),
            Told(3, "新丰江大桥今晚十点封闭施工请绕行"),
        ]
        self.assertEqual(clusters(texts), [(1, 2)])

    def test_the_largest_stands_first(self):
        texts = [Told(f"甲{n}", "万绿湖景区门票涨价了，本地人也要买票吗") for n in range(2)]
        texts += [Told(f"乙{n}", "高埔岗公交站台棚顶漏雨，等车的人没地方躲") for n in range(3)]
        self.assertEqual(clusters(texts), [("乙0", "乙1", "乙2"), ("甲0", "甲1")])

    def test_short_words_say_too_little_to_be_alike(self):
        self.assertEqual(clusters([Told(1, "停水"), Told(2, "停水")]), [])

    @AT_EASE
    @given(WORDS, WORDS)
    def test_likeness_has_no_direction(self, one, other):
        there, back = alike(pairs_of(one), pairs_of(other)), alike(pairs_of(other), pairs_of(one))
        self.assertEqual(there, back)
        self.assertTrue(0 <= there <= 1)

    @AT_EASE
    @given(st.lists(WORDS, max_size=12), st.integers())
    def test_the_order_makes_no_difference(self, words, seed):
        texts = [Told(number, text) for number, text in enumerate(words)]
        mixed = list(texts)
        Random(seed).shuffle(mixed)
        self.assertEqual(clusters(texts), clusters(mixed))

    @AT_EASE
    @given(st.lists(WORDS, max_size=12))
    def test_finds_what_comparing_all_with_all_finds(self, words):
        made = [pairs_of(text) for text in words]
        together = {
            frozenset([one, other])
            for one in range(len(made))
            for other in range(one)
            if min(len(made[one]), len(made[other])) >= 4 and alike(made[one], made[other]) >= 0.5
        }
        groups = clusters(Told(number, text) for number, text in enumerate(words))
        for pair in together:
            self.assertTrue(any(pair <= set(group) for group in groups), pair)
        for group in groups:
            for key in group:
                self.assertTrue(any(key in pair and pair <= set(group) for pair in together))

    def test_reads_no_more_than_it_says(self):
        texts = [
            Told(n, f"第{n}件：{chr(0x4E00 + n)}{chr(0x5E00 + n)}巷口的井盖不见了") for n in range(MOST_TEXTS)
        ]
        self.assertNotIn(
            MOST_TEXTS,
            {key for group in clusters([*texts, Told(MOST_TEXTS, texts[0].text)]) for key in group},
        )
