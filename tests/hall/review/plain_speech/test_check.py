from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.review.plain_speech import Phrase, check

steady = settings(deadline=None, derandomize=True)

SLOGANS = "会议强调，要提高政治站位，狠抓落实，确保取得实效。"
WATER = "因管道检修，11月26日8:00至18:00源城区大同路停水，请提前储水。"


def rules(text, **options):
    return [hint.rule for hint in check(text, **options).hints]


class VerdictTests(SimpleTestCase):
    def test_a_meeting_that_stressed_things_is_officialese(self):
        report = check(SLOGANS)

        self.assertEqual(report.verdict, "officialese")
        self.assertGreaterEqual(report.score, 80)

    def test_a_formal_notice_of_a_water_cut_is_plain(self):
        self.assertEqual(check(WATER).verdict, "plain")

    def test_a_plain_sentence_that_quotes_one_set_phrase_is_plain(self):
        for text in [
            "“高质量发展”到底跟我们有什么关系？说白了，就是厂子多了、工资高了、水更清了。",
            "局长说别再写“高度重视”了，谁去修、哪天修好，写这个。",
        ]:
            with self.subTest(text):
                self.assertEqual(check(text).verdict, "plain")
                self.assertTrue(check(text).hints)

    def test_a_very_short_slogan_is_officialese(self):
        for text in ["真抓实干，务求实效", "凝心聚力谋发展", "奋力谱写新篇章"]:
            with self.subTest(text):
                self.assertEqual(check(text).verdict, "officialese")

    def test_one_word_of_a_report_is_not_enough(self):
        for text in ["创新", "重要通知", "创新路停水"]:
            with self.subTest(text):
                self.assertEqual(check(text).verdict, "plain")

    def test_one_slogan_in_a_long_plain_text_does_not_decide(self):
        text = (
            "昨晚走散的阿婆找到了，多谢转发的街坊。民警在车站后面见到她，送到家时她还惦记着给孙子带的板栗。"
        )

        self.assertEqual(check(text * 3 + "我们高度重视。").verdict, "plain")

    def test_the_score_grows_with_the_density(self):
        plain, mixed, official = (check(text).score for text in [WATER, WATER + SLOGANS, SLOGANS])

        self.assertLess(plain, mixed)
        self.assertLess(mixed, official)
        self.assertLessEqual(official, 100)

    def test_nothing_is_plain_and_needs_no_hint(self):
        for text in ["", " ", "\n\n", "\u3000", "\x00\x07", "123", "OK", "👍"]:
            with self.subTest(repr(text)):
                report = check(text)
                self.assertEqual((report.verdict, report.score, report.hints), ("plain", 0, ()))


class WaysOfWritingTests(SimpleTestCase):
    def test_traditional_characters_are_read_as_simplified_ones(self):
        text = "會議強調，要高度重視，狠抓落實。"

        self.assertEqual(rules(text), ["meeting-talk", "slogan", "slogan"])
        self.assertEqual([hint.quote for hint in check(text).hints], ["會議強調", "高度重視", "狠抓落實"])

    def test_half_width_punctuation_is_read_as_full_width(self):
        half = "会议强调,要提高政治站位,狠抓落实,确保取得实效."

        self.assertEqual(rules(half), rules(SLOGANS))
        self.assertEqual(check(half).verdict, "officialese")

    def test_control_characters_stay_in_the_offsets(self):
        text = "\x00\u202e会议强调\x07，狠抓\u200b落实"

        self.assertEqual([(hint.start, hint.end) for hint in check(text).hints], [(2, 6), (8, 10)])

    def test_english_and_emoji_between_keep_their_places(self):
        text = "🎉APEC\U0001f468\u200d\U0001f469\u200d\U0001f467会议：会议强调 quality，狠抓落实👍"

        for hint in check(text).hints:
            self.assertEqual(text[hint.start : hint.end], hint.quote)
        self.assertIn("会议强调", [hint.quote for hint in check(text).hints])

    def test_ten_thousand_characters_are_checked_to_the_end(self):
        text = ("今天天气很好，大家出门记得带伞。\x0b" * 600)[:9990] + "狠抓落实"

        report = check(text)

        self.assertEqual(report.verdict, "plain")
        self.assertEqual(report.hints[-1].quote, "狠抓落实")


class HintTests(SimpleTestCase):
    def test_a_hint_says_where_why_and_what_instead(self):
        hint = check("各单位要高度重视这件事").hints[0]

        self.assertEqual((hint.start, hint.end, hint.quote), (4, 8, "高度重视"))
        self.assertEqual(hint.rule, "slogan")
        self.assertEqual(hint.suggestion, "认真对待")
        self.assertTrue(str(hint.message))

    def test_the_words_between_the_parts_of_a_phrase_stay_in_the_suggestion(self):
        hint = check("以网格为抓手").hints[0]

        self.assertEqual((hint.quote, hint.suggestion), ("以网格为抓手", "从网格做起"))

    def test_hints_come_in_the_order_of_the_text(self):
        starts = [hint.start for hint in check(SLOGANS * 3).hints]

        self.assertEqual(starts, sorted(starts))

    def test_officialese_without_one_set_phrase_is_explained_too(self):
        text = "健全监督管理制度，完善教育培训体系"

        report = check(text)

        self.assertEqual(report.verdict, "officialese")
        self.assertEqual([hint.rule for hint in report.hints], ["report-words"])
        self.assertEqual(check(text, dismissed={report.hints[0].key}).hints, ())

    def test_a_dismissed_hint_is_neither_shown_nor_counted(self):
        before = check(SLOGANS)
        dismissed = {hint.key for hint in before.hints if hint.rule == "slogan"}

        after = check(SLOGANS, dismissed=dismissed)

        self.assertNotIn("slogan", [hint.rule for hint in after.hints])
        self.assertLess(after.score, before.score)

    def test_a_dismissal_holds_when_the_hint_has_moved(self):
        key = check("高度重视").hints[0].key

        self.assertNotIn("slogan", rules("早上好！我们高度重视这件事", dismissed={key}))

    def test_the_report_is_ready_for_json(self):
        self.assertEqual(
            check("兹通知").as_dict()["hints"][0]["suggestion"],
            "现在",
        )
        self.assertEqual(set(check(SLOGANS).as_dict()), {"verdict", "score", "hints"})
        self.assertEqual(
            set(check(SLOGANS).as_dict()["hints"][0]), {"start", "end", "rule", "message", "suggestion"}
        )


class OtherPatternsTests(SimpleTestCase):
    def test_patterns_of_the_caller_take_the_place_of_the_shipped_ones(self):
        report = check("大家一起冲刺双百，会议强调", patterns=[Phrase("冲刺双百", "努力做到", "slogan")])

        self.assertEqual([(hint.quote, hint.suggestion) for hint in report.hints], [("冲刺双百", "努力做到")])

    def test_a_kind_that_is_not_known_still_gets_a_hint(self):
        report = check("打好组合牌", patterns=[Phrase("组合牌", "几个办法", "our-own")])

        self.assertEqual(report.hints[0].rule, "set-phrase")

    def test_a_pattern_may_be_bound_to_the_opening_of_a_clause(self):
        patterns = [Phrase("^为推动", "为了")]

        self.assertEqual(len(check("为推动种树，为推动修路", patterns=patterns).hints), 2)
        self.assertEqual(check("化为推动力", patterns=patterns).hints, ())

    def test_the_longer_pattern_wins(self):
        patterns = [
            Phrase("落实", "做"),
            Phrase("狠抓落实", "办好"),
            Phrase("以…为主", "多"),
            Phrase("以…为主线", "围着…"),
        ]

        report = check("狠抓落实，以孩子为主线", patterns=patterns)

        self.assertEqual([hint.suggestion for hint in report.hints], ["办好", "围着孩子"])

    def test_an_unfinished_pattern_is_passed_over(self):
        patterns = [
            Phrase("", "空"),
            Phrase("…", "空"),
            Phrase("以…", "空"),
            Phrase("…下", "空"),
            Phrase("  ", "空"),
        ]

        self.assertEqual(check("以此为准，到此为下", patterns=patterns).hints, ())

    def test_no_patterns_at_all_leave_the_other_rules(self):
        self.assertEqual([hint.rule for hint in check("停水了！！！", patterns=[]).hints], ["shouting"])


class AnyTextTests(SimpleTestCase):
    HARD = st.text(
        st.one_of(
            st.characters(), st.sampled_from("会议强调，。！？【】“”：；\n以为抓手进行被由要一是化0a👍")
        ),
        max_size=300,
    )

    @steady
    @given(HARD)
    def test_any_text_gets_a_report_whose_places_are_in_the_text(self, text):
        report = check(text)

        self.assertIn(report.verdict, {"plain", "officialese"})
        self.assertIn(report.score, range(101))
        for hint in report.hints:
            self.assertTrue(0 <= hint.start < hint.end <= len(text))
            self.assertEqual(text[hint.start : hint.end], hint.quote)

    @steady
    @given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=5), HARD)
    def test_any_patterns_are_taken(self, pairs, text):
        check(text, patterns=[Phrase(phrase, plainer) for phrase, plainer in pairs])
