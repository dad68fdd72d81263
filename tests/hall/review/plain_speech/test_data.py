from collections import Counter

from django.test import SimpleTestCase

from hall.review.plain_speech import Phrase, read_phrases, shipped_phrases
from hall.review.plain_speech.grammar import tables
from hall.review.plain_speech.phrases import GAP
from hall.review.plain_speech.register import register_words
from hall.review.plain_speech.wording import RULES


class ShippedPhraseTests(SimpleTestCase):
    def test_there_are_more_than_two_hundred_and_none_twice(self):
        phrases = [phrase.phrase for phrase in shipped_phrases()]

        self.assertGreater(len(phrases), 200)
        self.assertEqual(len(set(phrases)), len(phrases))

    def test_each_has_something_plainer_a_known_kind_and_a_weight(self):
        wrong = [
            phrase
            for phrase in shipped_phrases()
            if phrase.plainer.strip() in {"", phrase.phrase}
            or phrase.kind not in RULES
            or not 0 < phrase.weight <= 2
        ]

        self.assertEqual(wrong, [])

    def test_a_gap_has_words_on_both_sides_and_a_suggestion_never_invents_one(self):
        wrong = [
            phrase
            for phrase in shipped_phrases()
            if not all(part.strip() for part in phrase.phrase.split(GAP))
            or phrase.plainer.count(GAP) > phrase.phrase.count(GAP)
        ]

        self.assertEqual(wrong, [])

    def test_nobody_is_told_to_reword_the_formulas_of_party_and_state(self):
        formulas = {"两个维护", "四个意识", "以人民为中心", "中国式现代化", "重要讲话"}

        self.assertTrue(formulas.isdisjoint(phrase.phrase for phrase in shipped_phrases()))
        self.assertTrue(formulas.issubset(word.phrase for word in register_words()))


class TableTests(SimpleTestCase):
    def test_a_table_of_phrases_is_read_as_a_spreadsheet_writes_it(self):
        table = ["phrase,plainer,kind,weight\r\n", '以…为抓手,"从…做起，好吗",ritual,2\r\n']

        self.assertEqual(read_phrases(table), (Phrase("以…为抓手", "从…做起，好吗", "ritual", 2.0),))

    def test_no_word_of_the_register_stands_twice(self):
        words = [word.phrase for word in register_words()]

        self.assertEqual([word for word, times in Counter(words).items() if times > 1], [])

    def test_no_word_of_the_grammar_stands_twice(self):
        for name, table in tables().items():
            if name != "opening_verbs":
                with self.subTest(name):
                    words = table.split()
                    self.assertEqual(sorted(set(words)), sorted(words))
