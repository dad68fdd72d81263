import re

from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from hall.models import PostPage
from hall.permissions import why_not_withdraw
from hall.review.models import ReviewRecord
from hall.services import save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role


class WithdrawTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.post_page = PostFactory(unit=cls.unit, text="写错了时间的通知 #停水#")
        cls.address = reverse("hall_withdraw", args=[cls.post_page.pk])

    def withdraw(self, person, **fields):
        self.client.force_login(person)
        return self.client.post(self.address, {"reason": "时间有误，已重新发布。", **fields})

    def change(self, text, correction="时间写错了"):
        save_draft(
            post_id=self.post_page.pk,
            author=self.editor,
            text=text,
            category=self.post_page.category,
            correction=correction,
        )

    def assertStaysPublic(self):
        self.assertEqual(self.client_class().get(self.post_page.url).status_code, 200)

    def test_a_spokesperson_sees_what_readers_will_see_and_withdraws(self):
        PostFactory(text="转发", repost_of=self.post_page)
        self.client.force_login(self.spokesperson)
        page = self.client.get(self.address).text
        self.assertIn("写错了时间的通知", page)

        self.assertRedirects(self.withdraw(self.spokesperson), reverse("posts:index"))

        answer = self.client_class().get(self.post_page.url)
        self.assertContains(answer, "时间有误，已重新发布。", status_code=410)
        self.assertNotContains(self.client_class().get("/hall/"), "写错了时间的通知")

    def test_it_returns_to_where_one_came_from_and_nowhere_else(self):
        self.assertRedirects(self.withdraw(self.spokesperson, next="/cms/"), "/cms/")
        other = PostFactory(unit=self.unit)
        self.address = reverse("hall_withdraw", args=[other.pk])
        response = self.withdraw(self.spokesperson, next="https://example.org/")
        self.assertRedirects(response, reverse("posts:index"))
        self.assertEqual(self.withdraw(self.spokesperson, next="没有这样的地址").status_code, 302)

    def test_a_new_draft_of_it_changes_neither_what_readers_find_nor_its_name(self):
        self.withdraw(self.spokesperson)
        before = self.client_class().get(self.post_page.url).text

        save_draft(post_id=self.post_page.pk, author=self.editor, text="改好时间的通知")

        self.assertEqual(self.client_class().get(self.post_page.url).text, before)
        kept = PostPage.objects.get(pk=self.post_page.pk)
        self.assertEqual(kept.text, "写错了时间的通知 #停水#")
        self.assertEqual(kept.get_latest_revision_as_object().text, "改好时间的通知")
        page = self.client.get(reverse("posts:index"), {"state": "withdrawn"})
        self.assertContains(page, "写错了时间的通知")
        self.assertNotContains(page, "改好时间的通知")
        composer = self.client.get(reverse("hall_compose_post", args=[kept.pk]))
        self.assertContains(composer, "改好时间的通知")

    def test_the_hall_desk_withdraws_any_post(self):
        self.withdraw(HallDeskFactory())
        self.assertFalse(PostPage.objects.get(pk=self.post_page.pk).live)

    def test_an_editor_is_told_who_can(self):
        for act in [self.client.get, self.client.post]:
            with self.subTest(act.__name__):
                self.client.force_login(self.editor)
                response = act(self.address, {"reason": "我觉得不好"}, follow=True)
                self.assertRedirects(response, reverse("posts:index"))
                self.assertEqual(
                    [str(message).strip() for message in response.context["messages"]],
                    [escape(why_not_withdraw(self.editor, self.post_page))],
                )
        self.assertStaysPublic()

    def test_strangers_are_turned_away(self):
        for person in [MemberFactory(UnitFactory(), Role.REVIEWER), MemberFactory(self.unit, Role.LIAISON)]:
            with self.subTest(person):
                self.assertRedirects(self.withdraw(person), "/cms/", fetch_redirect_response=False)
        self.assertStaysPublic()

    def test_without_a_reason_the_screen_comes_back(self):
        for reason in ["", "  \u200b ", "长" * 301]:
            with self.subTest(reason):
                response = self.withdraw(self.spokesperson, reason=reason)
                self.assertEqual(response.status_code, 200)
                self.assertTrue(response.context["form"].errors)
        self.assertStaysPublic()

    def test_a_withdrawn_post_is_not_withdrawn_again(self):
        self.withdraw(self.spokesperson)
        self.assertRedirects(self.withdraw(self.spokesperson), reverse("posts:index"))
        self.assertEqual(
            PostPage.objects.get(pk=self.post_page.pk).withdrawal.reason, "时间有误，已重新发布。"
        )

    def test_a_change_that_waits_for_review_does_not_bring_it_back(self):
        self.change("改过")
        submit_post(post_id=self.post_page.pk, user=self.editor)

        self.withdraw(self.spokesperson)

        post = PostPage.objects.get(pk=self.post_page.pk)
        self.assertFalse(post.workflow_in_progress)
        self.assertEqual(post.get_latest_revision_as_object().text, "改过")

    def test_it_comes_back_through_review_only(self):
        self.withdraw(self.spokesperson)
        post = PostPage.objects.get(pk=self.post_page.pk)
        self.assertFalse(post.permissions_for_user(self.spokesperson).can_publish())

        with self.assertRaisesMessage(Refused, "读者看过"):
            submit_post(post_id=post.pk, user=self.editor)
        self.change("写错了时间的通知 #停水#", correction="时间核实了")
        submit_post(post_id=post.pk, user=self.editor)

        post = PostPage.objects.get(pk=post.pk)
        self.assertTrue(post.workflow_in_progress)
        self.assertFalse(post.live)
        self.assertEqual(self.client_class().get(post.url).status_code, 410)

    def test_a_repost_says_that_its_original_is_gone(self):
        repost = PostFactory(text="转给大家看", repost_of=self.post_page)
        self.assertContains(self.client_class().get(repost.url), "写错了时间的通知")

        self.withdraw(self.spokesperson)

        page = self.client_class(headers={"accept-language": "en"}).get(repost.url)
        self.assertContains(page, "quote--withdrawn")
        self.assertNotContains(page, "写错了时间的通知")

    def test_nothing_of_it_is_left_where_readers_look(self):
        picture = ImageFactory(title="水表照片")
        post = PostFactory(unit=self.unit, text="写错的大事 #错事#", location="错的地点", pictures=[picture])
        repost = PostFactory(text="转给大家看", repost_of=post)
        self.address = reverse("hall_withdraw", args=[post.pk])
        self.withdraw(self.spokesperson, reason="时间有误")
        addresses = [post.url, repost.url, self.unit.url, "/", "/hall/", "/search/?q=大事", "/topics/错事/"]
        for address in [*addresses, *self.sitemaps()]:
            with self.subTest(address):
                page = self.client_class().get(address).text.replace("/search/?q=大事", "")
                for words in ["写错的大事", "错的地点", "示意图", picture.file.name.rsplit(".")[0]]:
                    self.assertNotIn(words, page)
        notice = self.client_class().get(post.url)
        self.assertContains(notice, '<meta name="robots" content="noindex">', status_code=410)
        self.assertContains(notice, "时间有误", status_code=410)
        self.assertContains(notice, "平安河源", status_code=410)
        self.assertContains(notice, "<time datetime=", status_code=410)

    def sitemaps(self):
        index = self.client_class().get("/sitemap.xml")
        self.assertEqual(index.status_code, 200)
        return ["/sitemap.xml", *re.findall(r"<loc>http://[^/]+([^<]*)</loc>", index.text)]

    def test_the_history_says_who_and_why_and_which_version(self):
        seen = self.post_page.live_revision
        self.change("还没公开的改动")
        self.withdraw(self.spokesperson)
        line = ReviewRecord.objects.get(event="withdrawn")
        self.assertEqual((line.person, line.revision_number), (self.spokesperson, seen.pk))
        self.assertEqual(line.facts, {"reason": "时间有误，已重新发布。"})
        self.assertNotIn("还没公开", line.title)

    @override_settings(BREAK_GLASS=True)
    def test_wagtails_own_button_leaves_a_line_too(self):
        superuser = UserFactory(superuser=True)
        self.client.force_login(superuser)
        self.client.post(reverse("wagtailadmin_pages:unpublish", args=[self.post_page.pk]))
        self.assertFalse(PostPage.objects.get(pk=self.post_page.pk).live)
        line = ReviewRecord.objects.get(event="withdrawn")
        self.assertEqual((line.person, line.facts), (superuser, {"broke_glass": True}))


class WaysToWithdrawTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.post_page = PostFactory(unit=cls.unit)
        cls.address = reverse("hall_withdraw", args=[cls.post_page.pk])

    def test_spokespersons_find_it_wherever_they_see_the_post_and_editors_do_not(self):
        places = [
            reverse("posts:index"),
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_pages:edit", args=[self.post_page.pk]),
            reverse("hall_post_tools", args=[self.post_page.pk]),
        ]
        for role, finds_it in [(Role.REVIEWER, True), (Role.EDITOR, False)]:
            self.client.force_login(MemberFactory(self.unit, role))
            for place in places:
                with self.subTest(role=role, place=place):
                    self.assertEqual(self.address in self.client.get(place).text, finds_it)

    def test_nobody_finds_it_on_a_withdrawn_post(self):
        desk = HallDeskFactory()
        withdraw_post(post_id=self.post_page.pk, by=desk, reason="有误", now=timezone.now())
        self.client.force_login(desk)
        self.assertNotIn(self.address, self.client.get(reverse("posts:index")).text)
