from datetime import datetime, timedelta

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from hall.interaction.enums import WordKind
from hall.interaction.held_words import fold, hold_for_words
from hall.interaction.moderating.clocks import due_of, late_before
from hall.interaction.moderating.marking import marked
from hall.interaction.moderating.word_list import read_list, shipped_words, words_in
from portal.core.workdays import ZONE, Calendar

LIMIT = timedelta(hours=8)
CALENDAR = Calendar()


def at(day, hour, minute=0):
    """Return a moment of November 2026; the 25th is a Wednesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


class MarkedTests(SimpleTestCase):
    def words(self, text, word):
        return [piece.text for piece in marked(text, word) if piece.is_marked]

    def test_every_place_of_the_word_is_marked(self):
        self.assertEqual(self.words("加微信，快加微信！", "加微信"), ["加微信", "加微信"])

    def test_a_word_that_is_spelt_apart_is_marked_whole(self):
        self.assertEqual(self.words("请 加 微.信 谢谢", "加微信"), ["加 微.信"])

    def test_width_and_case_do_not_matter(self):
        self.assertEqual(self.words("加ｑＱ群", "加QQ"), ["加ｑＱ"])

    def test_a_text_without_it_is_one_piece(self):
        self.assertEqual([piece.text for piece in marked("几点来水？", "加微信")], ["几点来水？"])
        self.assertEqual([piece.text for piece in marked("几点来水？", "")], ["几点来水？"])

    @given(st.text(alphabet="加微信ab ﷺ①é\u200b，。", max_size=40), st.text(alphabet="加微信ab", max_size=3))
    def test_the_pieces_are_the_text_and_mark_what_the_rule_finds(self, text, word):
        pieces = marked(text, word)
        self.assertEqual("".join(piece.text for piece in pieces), text)
        found = [piece for piece in pieces if piece.is_marked]
        self.assertEqual(bool(found), bool(hold_for_words(text, [word])))
        for piece in found:
            self.assertIn(fold(word), fold(piece.text))


class LateTests(SimpleTestCase):
    def test_a_working_day_later_it_is_late(self):
        edge = late_before(at(25, 10), LIMIT, CALENDAR)
        self.assertLess(edge, at(24, 9))
        # Seven hours of Tuesday and an hour and a half of Wednesday have passed.
        self.assertGreater(at(24, 9, 15), edge)

    def test_nights_and_weekends_do_not_count(self):
        # Friday four in the afternoon; on Monday noon two and a half plus three and a half hours have passed.
        self.assertLess(late_before(at(23, 12), LIMIT, CALENDAR), at(20, 16))

    @given(st.integers(min_value=1, max_value=60 * 24 * 20))
    def test_the_edge_and_the_deadline_of_one_comment_agree(self, minutes):
        now = at(25, 10)
        since = now - timedelta(minutes=minutes, seconds=30)
        is_late = due_of(since, now, LIMIT, CALENDAR).is_late
        edge = late_before(now, LIMIT, CALENDAR)
        if abs(since - edge) > timedelta(seconds=2):
            self.assertEqual(is_late, since < edge)

    def test_what_waits_for_years_is_late_and_stops_nothing(self):
        self.assertTrue(due_of(datetime(2013, 9, 1, tzinfo=ZONE), at(25, 10), LIMIT, CALENDAR).is_late)


class WordListTests(SimpleTestCase):
    def test_words_with_kinds_and_notes_are_read(self):
        words, errors = read_list("加微信\n加群，广告，拉人\r\n\n白痴\t辱骂\n")
        self.assertEqual(errors, [])
        self.assertEqual([word.word for word in words], ["加微信", "加群", "白痴"])
        self.assertEqual([word.kind for word in words], ["advertising", "advertising", "abuse"])
        self.assertEqual(words[1].note, "拉人")

    def test_each_wrong_line_says_what_is_wrong(self):
        for line in ["！！", "的", "长" * 41, "加群,没有这种", "加群,广告," + "长" * 201]:
            with self.subTest(line):
                _words, errors = read_list(f"加微信\n{line}")
                self.assertEqual(len(errors), 1)
                self.assertIn("2", errors[0])

    def test_a_word_twice_is_one(self):
        self.assertEqual(len(read_list("加微信\n加 微 信")[0]), 1)

    def test_a_list_without_end_is_refused(self):
        self.assertEqual(len(read_list("加微信\n" * 2_001)[1]), 1)

    def test_all_words_of_a_text_are_named(self):
        self.assertEqual(words_in("加微信，领红包", ["加微信", "领红包", "传销"]), ["加微信", "领红包"])

    def test_the_shipped_list_is_sound(self):
        words = shipped_words()
        self.assertEqual(len({word.folded for word in words}), len(words))
        self.assertGreater(len(words), 80)
        for word in words:
            self.assertIn(word.kind, WordKind.values)
            self.assertGreater(len(word.folded), 1, word)
