import re
from itertools import pairwise

from django.test import SimpleTestCase
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hall.concerns.masking import PersonalData, finds, masked
from hall.concerns.masking.folding import fold, with_chinese_digits
from tests.hall.concerns.masking.sentences import FOUND, LEFT_ALONE, MAYBE_PUBLIC

steady = settings(deadline=None, derandomize=True, max_examples=300)

PIECES = st.sampled_from(
    [
        *"0123456789一三八〇 -*@._·()栋号组室,，。\n",
        *(
            "13812345678",
            "138 1234 5678",
            "138****5678",
            "一三八一二三四五六七八",
            "0762-3388110",
            "0762",
            "+86",
        ),
        *(
            "441602199003070012",
            "11010519491231002X",
            "4111 1111 1111 1111",
            "粤P·12345",
            "粤P",
            "D12345",
            "警",
        ),
        *(
            "zhang@qq.com",
            "@qq.com",
            "a@b.com",
            "微信",
            "QQ",
            "vx",
            "zhangsan123",
            "我叫",
            "姓名：",
            "本人",
            "张伟",
        ),
        *(
            "老公",
            "业主",
            "主任",
            "李大明",
            "反映",
            "是我家电话",
            "加我",
            "艾特",
            "。com",
            "花园",
            "A803",
            "3-2-501",
        ),
        *("138，0013，8000", "、", "/", "1，3，8，0，0，1，3，8，0，0，0", "（", "）"),
        *("沿江路", "12号", "3栋502", "观塘村", "5组", "电话", "卡号", "民政局", "元", "***"),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def digits(text):
    return re.sub(r"\D", "", with_chinese_digits(fold(text)))


class FindsTests(SimpleTestCase):
    def test_name_what_tells_who_somebody_is(self):
        for text, kinds, result in FOUND:
            with self.subTest(text):
                found = finds(text)
                self.assertEqual(masked(text, found), result)
                self.assertEqual([find.kind for find in found], kinds.split())
                self.assertFalse(any(find.may_be_public for find in found))

    def test_leave_it_to_the_moderator_what_may_be_an_office_s(self):
        for text, kinds, result in MAYBE_PUBLIC:
            with self.subTest(text):
                found = finds(text)
                self.assertEqual(masked(text, found), result)
                self.assertEqual([find.kind for find in found], kinds.split())
                self.assertTrue(all(find.may_be_public for find in found))

    def test_leave_hotlines_dates_sums_and_what_only_looks_alike_alone(self):
        for text in LEFT_ALONE:
            with self.subTest(text):
                self.assertEqual(finds(text), [])

    def test_know_every_kind(self):
        self.assertEqual({kind for _, kinds, _ in FOUND for kind in kinds.split()}, set(PersonalData.values))

    def test_change_nothing_by_themselves(self):
        text = "我叫张伟，电话13812345678"
        name, number = finds(text)

        self.assertEqual(masked(text, []), text)
        self.assertEqual(masked(text, [number]), "我叫张伟，电话138****5678")
        self.assertEqual((name.text, name.mask), ("张伟", "张*"))

    def test_read_a_hundred_thousand_characters(self):
        for piece in [
            "1",
            "13812345678 ",
            "a",
            "a.b@",
            "0762-",
            "粤P",
            "微信",
            "我叫张",
            "12号",
            "路",
            "一",
            "*",
            "1 3 ",
            "1，3，8，",
            "老公张",
            "业主主任张伟",
            "a @ ",
            "加我",
            "花园3-2-",
            "3388888 是",
        ]:
            with self.subTest(piece):
                finds(piece * (100_000 // len(piece)))

    @steady
    @given(st.text() | TEXTS)
    @example("138123413812345678")
    @example("1381234 0762-3388110")
    @example("13812341381 2345678")
    @example("13812345678一三八一二三四五六七八")
    @example("a@b.com@c.com")
    @example("a@qq.com_x@c.com")
    def test_find_nothing_in_what_was_masked(self, text):
        once = masked(text, finds(text))

        self.assertEqual(masked(once, finds(once)), once)

    @steady
    @given(st.text() | TEXTS)
    def test_stand_in_order_and_apart(self, text):
        found = finds(text)

        self.assertTrue(all(text[find.start : find.end] == find.text and find.text for find in found))
        self.assertTrue(all(one.end <= other.start for one, other in pairwise(found)))

    @steady
    @given(
        st.text(alphabet="我的电话是，。请打找在 \n"),
        MOBILES,
        st.sampled_from(
            [str, lambda number: number.translate(CHINESE), lambda number: number.translate(WIDE)]
        ),
        st.sampled_from(
            [
                "{}{}{}",
                "{} {} {}",
                "{}-{}-{}",
                "+86{}{}{}",
                "{}，{}，{}",
                "{}、{}、{}",
                "{} - {} - {}",
                "{}/{}/{}",
            ]
        ),
        st.text(alphabet="我的电话是，。请打找在 \n"),
    )
    def test_never_let_a_mobile_through(self, before, number, written, form, after):
        text = before + form.format(*map(written, (number[:3], number[3:7], number[7:]))) + after

        self.assertNotIn(
            number,
            digits(masked(text, finds(text)).translate(str.maketrans("零一二三四五六七八九", "0123456789"))),
        )
        self.assertEqual([find.kind for find in finds(text)], ["mobile"])
