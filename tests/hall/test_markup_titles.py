from django.test import SimpleTestCase
from hypothesis import given

from hall import markup
from tests.hall.test_markup import posts, steady


class TitleTests(SimpleTestCase):
    def test_it_is_the_headline_or_the_first_sentence(self):
        for text, expected in {
            "【暴雨橙色预警】未来3小时有50毫米以上降雨。": "暴雨橙色预警",
            "#防汛# 【暴雨预警】未来": "暴雨预警",
            "请看【附件一】": "请看【附件一】",
            "昨晚走散的阿婆找到了！多谢街坊。": "昨晚走散的阿婆找到了",
            "#防汛不松劲# 雨下得急。先说要紧的": "防汛不松劲 雨下得急",
            "http://a.cn/x\n看这里": "看这里",
            "……\n开会了": "开会了",
            "": "",
            "http://a.cn/x": "",
        }.items():
            with self.subTest(text):
                self.assertEqual(markup.title_of(text), expected)

    def test_it_never_holds_more_than_thirty_characters(self):
        title = markup.title_of("长" * 100)
        self.assertEqual(title, "长" * 29 + "…")

    @steady
    @given(posts)
    def test_it_is_one_short_line(self, text):
        title = markup.title_of(text)
        self.assertLessEqual(len(title), markup.TITLE_LIMIT)
        self.assertNotIn("\n", title)
