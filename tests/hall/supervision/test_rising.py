from django.test import SimpleTestCase

from hall.supervision.opinion.rising import Said, rising_words, words_of


def said(text, people, start=0):
    return [Said(number, text) for number in range(start, start + people)]


class RisingWordsTests(SimpleTestCase):
    """What more people say today than on an ordinary day."""

    def words(self, now, before=()):
        return [one.word for one in rising_words(now, before)]

    def test_are_said_by_several_people(self):
        self.assertIn("停水", self.words(said("新江路又停水了", 3)))
        self.assertEqual(self.words(said("新江路又停水了", 2)), [])

    def test_are_not_raised_by_one_who_repeats_himself(self):
        self.assertEqual(self.words([Said("一个人", "停水停水停水")] * 50), [])

    def test_were_said_less_before(self):
        before = said("路灯坏了", 14 * 5)
        self.assertNotIn("路灯", self.words(said("路灯坏了", 6), before))
        self.assertIn("路灯", self.words(said("路灯坏了", 10), before))

    def test_come_the_clearest_first(self):
        now = [*said("停水", 9), *said("噪音", 4, 100)]
        self.assertEqual(self.words(now), ["停水", "噪音"])

    def test_know_how_many_and_how_many_before(self):
        [one] = rising_words(said("停水", 8), said("停水", 14))
        self.assertEqual((one.people, one.before), (8, 1.0))

    def test_are_the_same_in_other_characters_and_widths(self):
        self.assertEqual(self.words([*said("停電了", 2), *said("停电了", 2, 10)])[:1], ["停电"])

    def test_leave_out_what_everybody_writes(self):
        self.assertNotIn("请问", words_of("请问什么时候恢复供水"))
        self.assertIn("供水", words_of("请问什么时候恢复供水"))

    def test_are_none_when_nobody_wrote(self):
        self.assertEqual(self.words([]), [])
