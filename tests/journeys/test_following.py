import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hall.categories import ensure_categories
from hall.interaction.digest.services import choose_rhythm
from hall.interaction.enums import DigestRhythm
from hall.interaction.models import DigestChoice, Follow, LikeCount
from hall.interaction.one_click import DIGEST
from home.services import ensure_portal
from tests.factories import CitizenFactory, PostFactory, UnitFactory
from tests.journeys.accessibility import STICKING_OUT, violations
from tests.journeys.browsing import BrowserTestCase

PHONE = 390
NO_CLIPBOARD = (
    "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
)
SHEET = "navigator.share = (what) => { window.shared = what; return Promise.resolve(); }"


@pytest.mark.browser
class FollowingTests(BrowserTestCase):
    """A resident likes, shares and follows, on a phone, with and without scripts."""

    def setUp(self):
        super().setUp()
        ensure_portal()
        ensure_categories()
        self.unit = UnitFactory(title="平安河源", code="GA")
        self.other = UnitFactory(title="龙川发布", code="LC")
        self.post = PostFactory(unit=self.unit, text="#防汛# 今晚停水，明早八点恢复。")
        PostFactory(unit=self.other, repost_of=self.post, text="请街坊留意")
        self.person = CitizenFactory()

    def total(self):
        return LikeCount.objects.get(page=self.post.pk).total

    def test_a_like_counts_where_one_reads_and_can_be_taken_back(self):
        page = self.visit_as(self.person, "/hall/", width=PHONE)
        like = page.locator(f"[data-like-form='{self.post.pk}'] button")
        like.press("Enter")
        expect(like).to_have_attribute("aria-pressed", "true")
        expect(like.locator("[data-like-total]")).to_have_text("1")
        expect(like).to_be_focused()
        self.assertEqual(self.total(), 1)
        page.reload()
        expect(like).to_have_attribute("aria-pressed", "true")
        like.click()
        expect(like).to_have_attribute("aria-pressed", "false")
        self.assertEqual(self.total(), 0)

    def test_a_visitor_sees_counts_and_is_led_to_the_door(self):
        page = self.visit("/hall/", width=PHONE)
        self.press(page, page.locator(f"a[data-like='{self.post.pk}']"))
        self.assertIn(f"next=/like/{self.post.pk}/", page.url)

    def test_who_has_read_a_post_is_still_known_on_the_next_page(self):
        page = self.visit_as(self.person, self.post.url, width=PHONE)
        expect(page.locator("form.comment-form[data-in-place]")).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.goto(self.unit.url)
        expect(page.locator(".follow-place button[value=follow]")).to_be_visible()

    def test_a_like_needs_no_script(self):
        page = self.visit_as(self.person, self.post.url, width=PHONE, java_script_enabled=False)
        self.press(page, page.locator(f"a[data-like='{self.post.pk}']"))
        self.press(page, page.locator("button[value=like]"))
        self.assertEqual(self.total(), 1)
        self.assertIn("1", page.locator("[data-like-total]").first.inner_text())

    def test_one_follows_a_unit_on_its_page_and_every_unit_with_one_click(self):
        page = self.visit_as(self.person, self.unit.url, width=PHONE)
        page.locator(".follow-place button[value=follow]").click()
        expect(page.locator(".follow-place")).to_contain_text("已关注")
        page.goto("/me/")
        expect(page.locator(".post-card__body")).to_contain_text("今晚停水")
        page.goto("/units/")
        page.locator(".follow-place button[value=follow]").click()
        expect(page.locator(".follow-place")).to_contain_text("已关注全部单位")
        page.goto("/me/")
        expect(page.locator(".post-card")).to_have_count(2)
        self.press(page, page.get_by_role("link", name="我的关注"))
        self.press(page, page.get_by_role("button", name="取消关注 龙川发布"))
        self.assertEqual(Follow.objects.get(user=self.person).unit, self.unit)
        self.assertEqual(page.evaluate(STICKING_OUT), [])

    def test_following_needs_no_script(self):
        page = self.visit_as(self.person, "/topics/防汛/", width=PHONE, java_script_enabled=False)
        self.press(page, page.locator(".follow-place a"))
        self.press(page, page.locator("button[value=follow]"))
        page.goto("/me/")
        expect(page.locator(".post-card__body")).to_contain_text("今晚停水")
        page.goto("/units/")
        self.press(page, page.locator(".follow-place a"))
        self.press(page, page.locator("button[value=follow]"))
        expect(page.locator(".post-card")).to_have_count(2)

    def test_an_empty_timeline_leads_on(self):
        page = self.visit_as(self.person, "/me/", width=PHONE)
        self.press(page, page.get_by_role("button", name="一键关注全部单位"))
        expect(page.locator(".post-card")).to_have_count(2)

    def test_a_post_is_shared_by_the_sheet_of_the_device_or_from_its_page(self):
        page = self.visit(width=PHONE)
        page.add_init_script(SHEET)
        page.goto(self.post.url)
        page.locator(".post-card--full [data-share]").click()
        self.assertEqual(page.evaluate("shared.url"), f"{self.live_server_url}{self.post.url}")

        page = self.visit(width=PHONE)
        page.add_init_script(NO_CLIPBOARD)
        page.goto(self.post.url)
        self.press(page, page.locator(".post-card--full [data-share]"))
        page.get_by_role("button", name="复制链接").click()
        expect(page.locator("[data-copy-status]")).to_contain_text("链接已选中")
        self.assertEqual(page.evaluate("getSelection().toString()"), f"{self.live_server_url}{self.post.url}")
        self.assertGreater(
            page.locator(".share-ways__picture").evaluate("picture => picture.naturalWidth"), 100
        )

    def test_sharing_needs_no_script(self):
        page = self.visit(self.post.url, width=PHONE, java_script_enabled=False)
        self.press(page, page.locator(".post-card--full [data-share]"))
        expect(page.locator("#share-address")).to_have_value(f"{self.live_server_url}{self.post.url}")
        expect(page.get_by_role("button", name="复制链接")).to_be_hidden()
        expect(page.get_by_role("link", name="分享到微博")).to_be_visible()

    def test_letters_are_chosen_and_stopped_without_a_sign_in(self):
        page = self.visit_as(self.person, "/me/settings/", width=PHONE)
        page.get_by_label("每天").check()
        self.press(page, page.locator(".digest-form").get_by_role("button", name="保存"))
        self.assertEqual(DigestChoice.objects.get().rhythm, DigestRhythm.DAILY)
        stranger = self.visit(DIGEST.address(self.person), width=PHONE, java_script_enabled=False)
        self.press(stranger, stranger.get_by_role("button", name="退订"))
        self.assertEqual(DigestChoice.objects.get().rhythm, DigestRhythm.OFF)
        self.press(stranger, stranger.get_by_role("button", name="恢复接收"))
        self.assertEqual(DigestChoice.objects.get().rhythm, DigestRhythm.DAILY)

    def test_every_screen_of_it_keeps_the_rules_of_accessibility(self):
        Follow.objects.create(user=self.person, unit=self.unit)
        choose_rhythm(user=self.person, rhythm=DigestRhythm.DAILY, now=timezone.now())
        addresses = [
            *("/me/", "/me/follows/", "/me/settings/", "/units/", "/follow/all/", "/topics/防汛/"),
            *(self.unit.url, self.post.url, DIGEST.address(self.person)),
            *(f"/{part}/{self.post.pk}/" for part in ["share", "like", "reposts"]),
            f"/follow/unit/{self.unit.pk}/",
        ]
        for scheme in ["light", "dark"]:
            page = self.visit_as(self.person, width=PHONE, color_scheme=scheme, reduced_motion="reduce")
            for address in addresses:
                with self.subTest(address, scheme=scheme):
                    page.goto(address, wait_until="networkidle")
                    self.assertEqual(violations(page), [])
                    self.assertEqual(page.evaluate(STICKING_OUT), [])
