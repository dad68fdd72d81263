from html.parser import HTMLParser

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from hall import markup
from portal.core.plain_text import tidy

steady = settings(deadline=None, derandomize=True)

ACCOUNTS = {
    "平安河源": "/units/pahy/",
    "平安": "/units/pa/",
    "河源12345": "/units/rx/",
    "HeyuanNews": "/units/news/",
    "甲": "/units/jia/",
    "乙": "/units/yi/",
}


def hashtag_url(name):
    return f"/topics/{name}/"


def render(text):
    return markup.render(text, accounts=ACCOUNTS, hashtag_url=hashtag_url)


class Reader(HTMLParser):
    """Reads rendered HTML as a browser does: its text, its tags and the addresses of its links."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.addresses = "", [], []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.text += "\n" if tag == "br" else ""
        if tag == "a":
            self.addresses.append(dict(attributes)["href"])

    def handle_endtag(self, tag):
        self.text += "\n\n" if tag == "p" else ""


pieces = st.sampled_from(
    [
        "#",
        "＃",
        "@",
        "＠",
        "http://",
        "https://a.cn/",
        "a@b.cn",
        "平安河源",
        "防汛",
        "甲",
        " ",
        "\n",
        "<b>",
        "&",
        "(",
        ")",
        "。",
        "\u202e",
    ]
)
posts = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=3))).map("".join))


class HashtagTests(SimpleTestCase):
    def test_they_are_found_between_han_characters(self):
        for text, expected in {
            "今天#河源发布#欢迎": ["河源发布"],
            "#防汛##平安回家#": ["防汛", "平安回家"],
            "#防汛#雨大#防汛#": ["防汛"],
            "＃防汛＃": ["防汛"],
            "#2026 春运#来了": ["2026 春运"],
            "#甲#乙#": ["甲"],
            "# #话题#": ["话题"],
            "#\u200b防\u202e汛#": ["防汛"],
            "#️⃣ 按井号键 #️⃣": [],
        }.items():
            with self.subTest(text):
                self.assertEqual(markup.hashtags(text), expected)

    def test_what_only_looks_like_one_is_text(self):
        for text in [
            "一个#号",
            "##",
            "#   #",
            "#\u3000#",
            "#\u200b#",
            "#\u3164#",
            "#……#",
            "#甲\n乙#",
            "#甲@乙#",
            f"#{'长' * 41}#",
            "http://a.cn/#x",
            "http://a.cn/#x#",
            "见 # http://a.cn/#x",
        ]:
            with self.subTest(text):
                self.assertEqual(markup.hashtags(text), [])

    def test_forty_characters_are_allowed(self):
        self.assertEqual(markup.hashtags(f"#{'长' * 40}#"), ["长" * 40])

    def test_spellings_that_fold_alike_count_once_under_the_first(self):
        self.assertEqual(markup.hashtags("#Heyuan2026# #河源# #ｈｅｙｕａｎ2026#"), ["Heyuan2026", "河源"])

    def test_one_after_a_link_is_found(self):
        self.assertEqual(markup.hashtags("http://a.cn/x#防汛#"), ["防汛"])


class HashtagAddressTests(SimpleTestCase):
    def test_what_would_lead_out_of_the_topics_stays_text(self):
        for text in ["#../../cms#", "#./防汛#", "#防汛/..#", "#防汛／．．／x#", "#甲/‥/乙#"]:
            with self.subTest(text):
                self.assertEqual(markup.hashtags(text), [])
                self.assertNotIn("<a", render(text))
        for name in ["防汛/抗旱", "v1.0", "...真的", "a..b"]:
            with self.subTest(name):
                self.assertEqual(markup.hashtags(f"#{name}#"), [name])


class MentionTests(SimpleTestCase):
    def test_the_longest_known_beginning_is_meant(self):
        for text, expected in {
            "请看@平安河源提醒您": ["平安河源"],
            "@平安": ["平安"],
            "@平安河 源": ["平安"],
            "@甲@乙": ["甲", "乙"],
            "＠甲，@乙、@甲": ["甲", "乙"],
            "@HeyuanNews：": ["HeyuanNews"],
            "@HeyuanNews快讯": ["HeyuanNews"],
            "打@河源12345热线": ["河源12345"],
            "请问@平\u200b安河源": ["平安河源"],
        }.items():
            with self.subTest(text):
                self.assertEqual(markup.mentions(text, ACCOUNTS), expected)

    def test_what_only_looks_like_one_is_text(self):
        for text in [
            "写信到 jia@乙.cn",
            "HeyuanNews@HeyuanNews.cn",
            "邮箱a.b+c@HeyuanNews.example",
            "@HeyuanNewspaper",
            "@河源123456",
            "@ 甲",
            "@",
            "@无此账号",
            "http://a.cn/@HeyuanNews",
        ]:
            with self.subTest(text):
                self.assertNotIn("HeyuanNews", markup.mentions(text, ["HeyuanNews", "河源12345", "甲"]))
                self.assertNotIn(
                    "/units/",
                    markup.render(
                        text,
                        accounts={
                            "HeyuanNews": "/units/news/",
                            "河源12345": "/units/rx/",
                            "甲": "/units/jia/",
                        },
                        hashtag_url=hashtag_url,
                    ),
                )

    def test_candidates_hold_every_name_that_could_be_meant(self):
        candidates = markup.candidate_mentions("@平安河源提醒您 a@b.cn @甲")
        self.assertEqual(candidates[0], "平安河源提醒您")
        self.assertLessEqual({"平安河源", "平安", "甲"}, set(candidates))
        self.assertNotIn("b", candidates)

    def test_candidates_stay_few_enough_for_one_query(self):
        text = "".join(f"@{number}{'名' * 40} " for number in range(1000))
        self.assertLessEqual(len(markup.candidate_mentions(text)), markup.MENTION_LIMIT * markup.NAME_LIMIT)


class LinkTests(SimpleTestCase):
    def test_they_end_where_the_sentence_goes_on(self):
        for text, expected in {
            "见http://a.cn/x查看": "http://a.cn/x",
            "见https://www.heyuan.gov.cn/zwgk/1.html。": "https://www.heyuan.gov.cn/zwgk/1.html",
            "（http://a.cn/x）": "http://a.cn/x",
            "(see http://a.cn/x).": "http://a.cn/x",
            "http://a.cn/x(1)": "http://a.cn/x(1)",
            "(http://a.cn/x(1))": "http://a.cn/x(1)",
            "http://a.cn/x?a=1&b=2#c, ok": "http://a.cn/x?a=1&b=2#c",
            "http://a.cn.": "http://a.cn",
            "http://a.cn:8080/！": "http://a.cn:8080/",
            "HTTP://A.CN/x": "HTTP://A.CN/x",
            "http://a.cn/x#防汛#": "http://a.cn/x",
            "http://a.cn@evil.cn/": "http://a.cn",
        }.items():
            with self.subTest(text):
                self.assertEqual(Reader(render(text)).addresses[0], expected)

    def test_what_is_no_web_address_is_text(self):
        for text in [
            "http://",
            "http://河源.cn",
            "javascript:alert(1)",
            "ftp://a.cn/",
            "xhttp://a.cn/",
            "http://localhost",
        ]:
            with self.subTest(text):
                self.assertEqual(Reader(render(text)).addresses, [])

    def test_they_show_whose_they_are_and_pass_on_no_reputation(self):
        html = render("https://www.heyuan.gov.cn/hysrmzf/zwgk/tzgg/2026/content_12345.html")
        self.assertIn('rel="nofollow noopener"', html)
        self.assertIn(">www.heyuan.gov.cn/hysrmzf/zwgk/…<", html)

    def test_a_long_host_keeps_its_end(self):
        html = render("http://www.heyuan.gov.cn.login.safe.example-of-a-trap.cn/x")
        self.assertTrue(Reader(html).text.strip().endswith("example-of-a-trap.cn"))


class RenderTests(SimpleTestCase):
    def test_a_post_becomes_paragraphs_with_links(self):
        self.assertHTMLEqual(
            render("今天#防汛#雨大，@平安河源提醒您。\n\n\n\n详见http://a.cn/x\n谢谢"),
            '<p dir="auto">今天<a class="hashtag" href="/topics/防汛/">#防汛#</a>雨大，'
            '<a class="mention" href="/units/pahy/">@平安河源</a>提醒您。</p>'
            '<p dir="auto">详见<a class="outside-link" href="http://a.cn/x" rel="nofollow noopener">'
            "<bdi>a.cn/x</bdi></a><br>谢谢</p>",
        )

    def test_nothing_becomes_nothing(self):
        self.assertEqual(render(" \n\u200b"), "")

    def test_markup_is_shown_as_typed(self):
        for text in [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "#<b onclick='x'>话题#",
            '@甲<i title="',
            "http://a.cn/'\"><script>",
            "&lt;b&gt; &amp; &#60;",
        ]:
            with self.subTest(text):
                reader = Reader(render(text))
                self.assertLessEqual(set(reader.tags), {"p", "br", "a", "bdi"})
                if "://" not in text:
                    self.assertEqual(reader.text.strip(), text)

    def test_nothing_after_the_post_can_be_turned_around(self):
        html = render("正常\u202eabc\u2067 #话\u202e题# http://a.cn/\u202ex")
        for trick in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c":
            self.assertNotIn(trick, html)

    def test_a_mark_never_follows_a_tag(self):
        self.assertNotIn(">\u0338", render("\u0338水\n\u0338#话题#\u0338 @甲\u0338 http://a.cn/\u0338"))

    def test_joined_emoji_keep_working(self):
        self.assertIn("👨‍👩‍👧", render("👨‍👩‍👧回家#👨‍👩‍👧团圆#"))

    def test_hostile_repetition_is_read_to_its_end(self):
        for piece in [
            "#",
            "@",
            "http://",
            "https://a.",
            "#a",
            "@a",
            "a@",
            "a.",
            "(",
            ")",
            "http://a.cn/(",
            "\u0301",
            "👍",
            "\n",
            " \n",
            "【",
        ]:
            text = (piece * 100_000)[:100_000]
            with self.subTest(piece):
                self.assertEqual("".join(token.source for token in markup.tokens(text)), text)
                self.assertTrue(render("好" + text).startswith('<p dir="auto">好'))
                self.assertLessEqual(len(markup.title_of(text)), markup.TITLE_LIMIT)
                self.assertLessEqual(len(markup.hashtags(text)), 1)

    @steady
    @given(posts)
    def test_whatever_is_typed_gives_balanced_known_tags(self, text):
        html = render(text)
        reader = Reader(html)
        self.assertLessEqual(set(reader.tags), {"p", "br", "a", "bdi"})
        self.assertEqual(html.count("<p "), html.count("</p>"))
        self.assertEqual(html.count("<a "), html.count("</a>"))

    @steady
    @given(posts)
    def test_the_pieces_are_the_text(self, text):
        text = tidy(text)
        self.assertEqual("".join(token.source for token in markup.tokens(text)), text)


class ExcerptTests(SimpleTestCase):
    def test_short_text_is_left_alone(self):
        self.assertEqual(markup.excerpt("今天雨大。", 140), "今天雨大。")

    def test_long_text_ends_in_an_ellipsis(self):
        self.assertEqual(markup.excerpt("今天雨大，注意安全。", 5), "今天雨大…")

    def test_nothing_is_cut_through(self):
        for text, limit, expected in [
            ("甲乙#防汛不松劲#丙", 6, "甲乙…"),
            ("甲乙 https://a.cn/x 丙丁", 6, "甲乙…"),
            ("问@平安河源提醒", 5, "问…"),
            ("甲👨‍👩‍👧乙", 3, "甲…"),
            ("写信a@b.cn吧", 5, "写信…"),
        ]:
            with self.subTest(text):
                self.assertEqual(markup.excerpt(text, limit), expected)

    def test_a_long_link_counts_as_it_is_shown(self):
        text = f"https://a.cn/{'x' * 900} 好"
        self.assertEqual(markup.excerpt(text, 40), text)

    @steady
    @given(posts, st.integers(1, 60))
    def test_it_says_nothing_that_the_text_does_not_say(self, text, limit):
        excerpt = markup.excerpt(text, limit)
        said = markup.hashtags(text)
        self.assertEqual(markup.hashtags(excerpt), said[: len(markup.hashtags(excerpt))])
        shown = sum(token.shown_length for token in markup.tokens(excerpt))
        self.assertLessEqual(shown, limit + 1)
