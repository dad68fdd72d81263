from django.test import SimpleTestCase

from portal.core.search.query import LENGTH_LIMIT, read


def fts5(typed):
    return [match.fts5() for match in read(typed).tiers]


class ReadTests(SimpleTestCase):
    def test_a_word_is_found_whole_and_then_anywhere(self):
        self.assertEqual(fts5("民生"), ['("民生" AND "w民生")', '"民生"'])

    def test_a_phrase_comes_before_its_halves(self):
        self.assertEqual(fts5("防汛预警")[-2:], ['"防汛 汛预 预警"', '("防汛" AND "预警")'])

    def test_a_name_that_no_dictionary_knows_has_one_way(self):
        self.assertEqual(fts5("佗城"), ['"佗城"'])

    def test_one_character_begins_a_pair_or_ends_a_run(self):
        self.assertEqual(fts5("汛")[-1], '"汛"*')

    def test_signs_are_no_operators(self):
        for typed in ["防汛 预警", "防汛%预警", "防汛、预警", '"防汛" *预警', "(防汛) -预警", "防汛\x00预警"]:
            with self.subTest(typed):
                self.assertEqual(read(typed), read("防汛 预警"))

    def test_operators_are_words(self):
        self.assertEqual(
            [word.text for word in read("防汛 OR NOT 预警").words], ["防汛", "or", "not", "预警"]
        )

    def test_nothing_but_signs_asks_nothing(self):
        for typed in ["", "   ", "%", "_", "*", '"', "'", "\\", "\x00", "🌸", "--", "()", "…"]:
            with self.subTest(typed):
                self.assertFalse(read(typed))

    def test_only_the_first_characters_count(self):
        self.assertEqual(read("防汛" * 5_000), read("防汛" * (LENGTH_LIMIT // 2)))

    def test_a_repeated_word_counts_once(self):
        self.assertEqual(read("防汛 防汛"), read("防汛"))

    def test_a_question_asks_for_its_subject(self):
        self.assertEqual(fts5("身份证怎么办")[-1], '"身份 份证"')
