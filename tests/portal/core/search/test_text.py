from django.test import SimpleTestCase

from portal.core.search.text import extra_terms, fold, terms, whole_words


class FoldTests(SimpleTestCase):
    def test_differences_that_readers_do_not_mean(self):
        for text, expected in [
            ("發佈防汛預警", "发布防汛预警"),
            ("峯 羣 綫 爲 衞 瞭 臺 囯", "峰 群 线 为 卫 了 台 国"),
            ("ＷｉＦｉ　１２３４５", "wifi 12345"),
            ("Café HÉYUÁN", "cafe heyuan"),
            ("防\u200b汛\u00ad预\ufeff警", "防汛预警"),
            ("⽔⽕", "水火"),
            ("38℃ ㎡ ①", "38°c m2 1"),
        ]:
            with self.subTest(text):
                self.assertEqual(fold(text), expected)

    def test_a_part_folds_like_the_whole(self):
        text = "瞭解萬綠湖發佈的消息,乾旱已經緩解"

        self.assertEqual("".join(map(fold, text)), fold(text))


class TermTests(SimpleTestCase):
    def test_a_run_becomes_its_pairs_and_its_last_character(self):
        self.assertEqual(terms("防汛预警,注意"), ["防汛", "汛预", "预警", "警", "注意", "意"])

    def test_letters_digits_and_runs_part(self):
        self.assertEqual(terms("用5G查粤P12345"), ["用", "5", "g", "查粤", "粤", "p", "12345"])

    def test_signs_emoji_and_control_characters_are_nothing(self):
        self.assertEqual(terms("%_*\"'\\\x00🌸👨‍👩‍👧—…"), [])

    def test_any_script_is_harmless(self):
        for text in ["한국어", "ไทย", "العربية", "𠮷野家", "さくら", "\u0301\u0301"]:
            with self.subTest(text):
                self.assertIsInstance([*terms(text), *extra_terms(text)], list)

    def test_a_parted_number_is_found_in_one_piece_too(self):
        self.assertIn("07625550110", extra_terms("电话0762-5550110"))
        self.assertIn("1260", extra_terms("共1,260座"))


class WholeWordTests(SimpleTestCase):
    def test_what_merely_touches_is_no_word(self):
        for word, text in [
            ("民生", "人民生活"),
            ("中国", "发展中国家"),
            ("海南", "上海南站"),
            ("中学", "初中学生"),
            ("研究生", "研究生命起源"),
        ]:
            with self.subTest(word):
                self.assertNotIn(word, whole_words(text))

    def test_a_long_word_holds_the_words_it_is_made_of(self):
        self.assertLessEqual({"停水通知", "停水", "通知"}, set(whole_words("停水通知")))
