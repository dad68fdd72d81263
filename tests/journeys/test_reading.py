import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import CityTestCase

MOVE_TO_THE_END = """async (film) => {
  const once = (name) => new Promise((done) => film.addEventListener(name, done, { once: true }));
  if (film.readyState < film.HAVE_METADATA) await once("loadedmetadata");
  const seeked = once("seeked");
  film.currentTime = film.duration * 0.75;
  await seeked;
  return { asked: film.duration * 0.75, now: film.currentTime };
}"""
# The search field is outlined together with its button, and a player outlines its own buttons inside.
OUTLINED = """() => [document.activeElement, document.activeElement.closest("form")].some((part) => {
  const style = part && getComputedStyle(part);
  if (part?.matches("video, audio")) return true;
  return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
})"""


@pytest.mark.browser
class KeyboardTests(CityTestCase):
    def focused(self, page, what):
        return page.evaluate(f"document.activeElement.{what}")

    def test_the_first_key_leads_past_the_masthead(self):
        page = self.visit("/hall/")
        page.keyboard.press("Tab")
        self.assertEqual(self.focused(page, "className"), "skip-link")
        page.keyboard.press("Enter")

        expect(page.locator("#main")).to_be_focused()

    def test_tabs_are_links_that_say_where_one_is(self):
        page = self.visit("/hall/")
        page.locator(".tabs a").last.focus()
        with page.expect_navigation(url="**/hall/?view=media"):
            page.keyboard.press("Enter")

        self.assertEqual(page.locator('.tabs [aria-current="page"]').count(), 1)
        self.assertIn("view=media", page.locator('.tabs [aria-current="page"]').get_attribute("href"))

    def test_pictures_open_turn_and_close_and_the_focus_comes_back(self):
        page = self.visit(self.city.pictures.url)
        eighth = page.locator("[data-pictures] a").nth(7)
        eighth.focus()
        page.keyboard.press("Enter")
        place = page.locator("[data-viewer-place]")
        self.assertEqual(place.inner_text(), "8 / 9")
        words = page.locator("[data-pictures] img").nth(7).get_attribute("alt")
        self.assertEqual(page.locator("[data-viewer-caption]").inner_text(), words)

        page.keyboard.press("ArrowRight")
        self.assertEqual(place.inner_text(), "9 / 9")
        page.keyboard.press("ArrowRight")
        self.assertEqual(place.inner_text(), "9 / 9")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Escape")

        expect(page.locator("[data-viewer]")).to_be_hidden()
        expect(eighth).to_be_focused()

    def test_the_focus_can_always_be_seen(self):
        page = self.visit("/")
        for _ in range(40):
            page.keyboard.press("Tab")
            seen = page.evaluate(OUTLINED)
            self.assertTrue(seen, self.focused(page, "outerHTML")[:200])


@pytest.mark.browser
class FeedTests(CityTestCase):
    def test_earlier_posts_come_below_with_the_focus_and_a_word(self):
        page = self.visit("/hall/")
        cards = page.locator("#feed > .post-card")
        before = cards.count()
        page.locator("[data-earlier] a").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-feed-status]")).to_have_text(re.compile("."))

        self.assertGreater(cards.count(), before)
        self.assertTrue(
            page.evaluate(
                f"document.querySelectorAll('#feed > .post-card')[{before}].contains(document.activeElement)"
            )
        )
        self.assertFalse(page.evaluate("document.activeElement.closest('[aria-hidden]')"))
        expect(page).to_have_url(re.compile("before="))

    def test_a_film_can_be_moved_to_any_moment(self):
        page = self.visit(self.city.clip.url)
        moments = page.locator("video").evaluate(MOVE_TO_THE_END)

        self.assertAlmostEqual(moments["now"], moments["asked"], places=1)

    def test_times_say_how_long_ago(self):
        page = self.visit("/hall/")

        self.assertRegex(page.locator("time[data-moment]").first.inner_text(), "此刻|现在|分钟|今天")


@pytest.mark.browser
class WithoutScriptsTests(CityTestCase):
    def read(self, address, **options):
        return self.visit(address, java_script_enabled=False, **options)

    def test_earlier_posts_are_a_page_of_their_own(self):
        page = self.read("/hall/")
        first = page.locator(".post-card").first.get_attribute("aria-labelledby")
        self.press(page, page.locator("[data-earlier] a"))

        self.assertNotEqual(page.locator(".post-card").first.get_attribute("aria-labelledby"), first)
        self.press(page, page.locator(".earlier__newest"))
        self.assertEqual(page.locator(".post-card").first.get_attribute("aria-labelledby"), first)

    def test_search_answers(self):
        page = self.read("/")
        page.locator("#masthead-words").fill("阿婆")
        with page.expect_navigation(url="**/search/?q=*"):
            page.keyboard.press("Enter")

        self.assertGreater(page.locator(".post-card").count(), 0)

    def test_tabs_language_and_letter_size_work(self):
        page = self.read("/hall/")
        self.press(page, page.locator(".tabs a").nth(2))
        self.press(page, page.locator('.display-form [name="size"]'))
        self.assertEqual(page.locator("html").get_attribute("data-size"), "large")
        self.assertIn("view=hot", page.url)
        self.press(page, page.locator('.display-form [name="language"]'))

        self.assertEqual(page.locator("html").get_attribute("lang"), "en")
        self.assertEqual(page.locator("html").get_attribute("data-size"), "large")

    def test_a_picture_opens_as_a_file(self):
        page = self.read(self.city.pictures.url)
        self.press(page, page.locator("[data-pictures] a").first)

        self.assertIn("/media/", page.url)

    def test_what_needs_a_script_is_not_shown(self):
        self.assertFalse(self.read("/units/").locator(".needs-script").first.is_visible())
        self.assertTrue(self.visit("/units/").locator(".needs-script").first.is_visible())


@pytest.mark.browser
class DeviceTests(CityTestCase):
    def test_an_old_phone_is_offered_formats_it_knows(self):
        picture = self.visit(self.city.pictures.url).locator("[data-pictures] picture").first
        types = picture.locator("source").evaluate_all("(all) => all.map((one) => one.type)")

        self.assertEqual(types, ["image/avif", "image/webp"])
        self.assertRegex(picture.locator("img").get_attribute("src"), r"\.jpe?g$")

    def test_paper_gets_the_post_and_nothing_to_press(self):
        page = self.visit(self.city.pictures.url)
        page.emulate_media(media="print")

        self.assertTrue(page.locator(".post-card__body").first.is_visible())
        for part in [
            ".masthead__nav",
            ".masthead__search",
            ".display-form",
            ".tabbar",
            ".side",
            ".post-card__actions",
        ]:
            with self.subTest(part):
                self.assertFalse(page.locator(part).first.is_visible())

    def test_nothing_moves_for_those_who_ask_for_rest(self):
        for wish, behaviour in {"reduce": "auto", "no-preference": "smooth"}.items():
            with self.subTest(wish):
                page = self.visit("/", reduced_motion=wish)
                self.assertEqual(
                    page.evaluate("getComputedStyle(document.documentElement).scrollBehavior"), behaviour
                )

    def test_fingers_find_every_button(self):
        page = self.visit("/", width=390, has_touch=True)
        small = page.evaluate(
            """[...document.querySelectorAll(".tabbar a, .tabs a, .masthead button, .display-form button, .earlier a")]
              .filter((part) => part.offsetParent && part.getBoundingClientRect().height < 44)
              .map((part) => part.outerHTML.slice(0, 120))"""
        )

        self.assertEqual(small, [])
