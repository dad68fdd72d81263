from django.test import SimpleTestCase

from hall.interaction.held_words import fold, hold_for_words


class HoldForWordsTests(SimpleTestCase):
    def test_it_says_which_word_is_there(self):
        self.assertEqual(hold_for_words("加微信送福利", ["赌博", "加微信"]), "加微信")

    def test_it_says_nothing_of_clean_words(self):
        self.assertEqual(hold_for_words("几点来水?", ["赌博", "加微信"]), "")

    def test_it_is_not_misled_by_how_a_word_is_spelt(self):
        for text in ["加 微 信", "加\u200b微\u200d信", "加.微*信", "【加】微-信", "加\n微信", "加\u202e微信"]:
            with self.subTest(text):
                self.assertEqual(hold_for_words(text, ["加微信"]), "加微信")
        for text in ["ＶＸ", "Vx", "v x", "v̶x̶", "ⅴⅹ"]:
            with self.subTest(text):
                self.assertEqual(hold_for_words(text, ["vx"]), "vx")

    def test_a_word_of_nothing_holds_nothing(self):
        self.assertEqual(fold(" ！\u200b"), "")
        self.assertEqual(hold_for_words("几点来水?", ["", "！"]), "")
