from django.test import SimpleTestCase

from hall.review.changes import (
    MOST_PARTS,
    Changes,
    FactChange,
    Kind,
    Named,
    Picture,
    Version,
    abridged,
    changes_between,
    is_too_much,
    text_changes,
)

MARKS = {Kind.SAME: "{}", Kind.REMOVED: "[{}]", Kind.ADDED: "<{}>", Kind.SKIPPED: "…"}
WATER = Named(1, "便民提示")


def marked(pieces):
    """Write pieces on one line: [went] and <came>."""
    return "".join(MARKS[piece.kind].format(piece.text) for piece in pieces)


class TextChangesTests(SimpleTestCase):
    def assertReads(self, before, after, expected):
        pieces = text_changes(before, after)
        self.assertEqual(marked(pieces), expected)
        self.assertEqual("".join(p.text for p in pieces if p.kind != Kind.ADDED), before)
        self.assertEqual("".join(p.text for p in pieces if p.kind != Kind.REMOVED), after)

    def test_a_word_that_came_or_went_is_marked_inside_its_sentence(self):
        self.assertReads(
            "各位街坊：明天上午9点，文化公园有义诊。带上医保卡。",
            "各位街坊：明天上午9点半，文化公园有免费义诊。带上身份证和医保卡。",
            "各位街坊：明天上午9点<半>，文化公园有<免费>义诊。带上<身份证和>医保卡。",
        )

    def test_numbers_and_times_are_marked_whole(self):
        self.assertReads(
            "11月25日8:00至18:00停水，问0762-3388110。",
            "11月26日8:00至20:00停水，问0762-3388120。",
            "11月[25]<26>日8:00至[18:00]<20:00>停水，问0762-[3388110]<3388120>。",
        )

    def test_no_crumb_is_left_between_two_changes(self):
        self.assertReads(
            "今晚停水，请广大市民朋友提前做好储水准备。",
            "今晚八点到明早六点停水，请街坊先存好水。",
            "今晚<八点到明早六点>停水，请[广大市民朋友提前做好储水准备]<街坊先存好水>。",
        )

    def test_a_sentence_written_anew_is_not_picked_apart(self):
        before, after = "为深入贯彻落实决策部署，切实做好防汛工作。", "雨下得急，先说要紧的：沿江路封了。"
        self.assertReads(f"{before}请绕行。", f"{after}请绕行。", f"[{before}]<{after}>请绕行。")

    def test_a_paragraph_that_came_in_leaves_its_neighbours_alone(self):
        self.assertReads(
            "头一段。\n\n末一段。",
            "头一段。\n\n新的一段。\n\n末一段。",
            "头一段。\n\n<新的一段。\n\n>末一段。",
        )

    def test_what_a_reader_sees_as_one_character_is_not_parted(self):
        self.assertReads(
            "祝福👨‍👩‍👧一家人新年好", "祝福👨‍👩‍👦一家人新年好", "祝福[👨‍👩‍👧]<👨‍👩‍👦>一家人新年好"
        )

    def test_nothing_and_everything(self):
        self.assertReads("", "", "")
        self.assertReads("", "全新", "<全新>")
        self.assertReads("都删了", "", "[都删了]")
        self.assertReads("没有变", "没有变", "没有变")

    def test_texts_that_would_take_long_are_given_up_and_lose_nothing(self):
        for before, after in [
            ("的" * 4990, "了" + "的" * 4980 + "了的" * 5),
            ("的了" * 2500, "了的的" * 1666),
            ("啊。" * 2500, "呀" + "啊。呢。" * 1250),
            ("甲乙丙丁。" * 1000, "丁丙乙甲。" * 1000),
        ]:
            with self.subTest(before[:4]):
                pieces = text_changes(before, after)
                self.assertEqual("".join(p.text for p in pieces if p.kind != Kind.ADDED), before)
                self.assertEqual("".join(p.text for p in pieces if p.kind != Kind.REMOVED), after)

    def test_it_knows_beforehand_what_would_take_long(self):
        self.assertTrue(is_too_much(["的"] * 1000, ["的"] * 1000))
        self.assertTrue(is_too_much([str(n) for n in range(MOST_PARTS + 1)], ["一"]))
        self.assertFalse(
            is_too_much([str(n) for n in range(MOST_PARTS)], [str(n) for n in range(MOST_PARTS)])
        )


class AbridgedTests(SimpleTestCase):
    def test_a_long_text_shows_the_words_around_its_changes(self):
        same = "这一句没有变。" * 60
        pieces = abridged(text_changes(f"{same}今晚停水。{same}", f"{same}明晚停水。{same}"))
        self.assertEqual(
            [piece.kind for piece in pieces],
            [Kind.SKIPPED, Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME, Kind.SKIPPED],
        )
        self.assertTrue(pieces[1].text.endswith("这一句没有变。"))

    def test_a_short_text_is_shown_whole(self):
        pieces = text_changes("今晚停水，请存水。", "明晚停水，请存水。")
        self.assertEqual(abridged(pieces), pieces)


class ChangesBetweenTests(SimpleTestCase):
    def test_versions_that_read_the_same_have_no_changes(self):
        before = Version("今晚停水", category=WATER)
        after = Version("今晚停水", category=Named(1, "换了名字的分类"))
        self.assertEqual(changes_between(before, after), Changes())
        self.assertFalse(changes_between(before, after))

    def test_facts_are_named_with_what_they_were(self):
        before = Version("停水", category=WATER, location="新江路", clip=Named(1, "喷泉"))
        after = Version("停水", category=Named(2, "应急"), goes_live_at="2026-11-26T00:00:00Z")
        self.assertEqual(
            changes_between(before, after).facts,
            [
                FactChange("category", WATER, Named(2, "应急")),
                FactChange("location", "新江路", ""),
                FactChange("clip", Named(1, "喷泉"), None),
                FactChange("goes_live_at", None, "2026-11-26T00:00:00Z"),
            ],
        )


class PictureChangesTests(SimpleTestCase):
    def changes(self, before, after):
        pictures = changes_between(Version("图", pictures=before), Version("图", pictures=after)).pictures
        return [(change.kind, change.image, change.place, marked(change.words)) for change in pictures]

    def test_added_removed_and_other_words(self):
        before = (Picture(1, "积水的路"), Picture(2, "绕行图"), Picture(3))
        after = (Picture(1, "积水的沿江路"), Picture(4, "新图"), Picture(3))
        self.assertEqual(
            self.changes(before, after),
            [
                (Kind.SAME, 1, 1, "积水的<沿江>路"),
                (Kind.ADDED, 4, 2, "新图"),
                (Kind.REMOVED, 2, 2, "绕行图"),
            ],
        )

    def test_only_what_was_moved_is_called_moved(self):
        one, two, three = Picture(1), Picture(2), Picture(3)
        self.assertEqual(self.changes((one, two, three), (one, two, three)), [])
        self.assertEqual(self.changes((one, two, three), (three, one, two)), [(Kind.MOVED, 3, 1, "")])

    def test_one_that_slid_along_was_not_moved(self):
        self.assertEqual(
            self.changes((Picture(1), Picture(2)), (Picture(9), Picture(1), Picture(2))),
            [(Kind.ADDED, 9, 1, "")],
        )

    def test_the_same_picture_twice_is_two_pictures(self):
        self.assertEqual(
            self.changes((Picture(1, "图"),), (Picture(1, "图"), Picture(1, "又一次"))),
            [(Kind.ADDED, 1, 2, "又一次")],
        )
