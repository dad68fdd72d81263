from django.test import SimpleTestCase
from django.utils.safestring import mark_safe

from portal.core.search.highlight import mark
from portal.core.search.query import read


class MarkTests(SimpleTestCase):
    def assertMarked(self, typed, html, expected):
        marked = mark(mark_safe(html), read(typed))

        self.assertHTMLEqual(marked, expected)
        self.assertEqual(marked.replace("<mark>", "").replace("</mark>", ""), html)

    def test_the_text_stays_as_it_was_written(self):
        for typed, html, expected in [
            ("发布", "市發改局發佈", "市發改局<mark>發佈</mark>"),
            ("wifi", "免费ＷｉＦｉ", "免费<mark>ＷｉＦｉ</mark>"),
            ("㎡", "30㎡", "30<mark>㎡</mark>"),
            ("防汛 预警", "防汛和预警", "<mark>防汛</mark>和<mark>预警</mark>"),
            ("防汛预警", "预警:防汛", "<mark>预警</mark>:<mark>防汛</mark>"),
            ("07625550110", "打0762-5550110", "打<mark>0762-5550110</mark>"),
        ]:
            with self.subTest(typed):
                self.assertMarked(typed, html, expected)

    def test_a_number_inside_another_is_not_marked(self):
        self.assertMarked("1月", "11月1日,1月起", "11月1日,<mark>1月</mark>起")

    def test_a_mark_never_reaches_over_a_tag(self):
        self.assertMarked(
            "防汛安全",
            '<p>防汛<a href="/topics/安全/">安全</a></p>',
            '<p><mark>防汛</mark><a href="/topics/安全/"><mark>安全</mark></a></p>',
        )

    def test_what_is_escaped_stays_escaped(self):
        self.assertMarked("script", "&lt;script&gt;", "&lt;<mark>script</mark>&gt;")
        self.assertMarked("lt amp", "&lt;a&amp;b&gt;", "&lt;a&amp;b&gt;")
