from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.services import withdraw_post
from hall.timelines import REPOSTS_SHOWN, reposts_of
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, ImageFactory, PostFactory, UnitFactory


class RepostsUnderAnOriginalTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.post = PostFactory(text="协助寻人")
        cls.unit = UnitFactory(title="龙川发布")
        cls.repost = PostFactory(unit=cls.unit, repost_of=cls.post, text="@龙川发布 帮转")

    def test_they_say_who_passed_it_on_when_and_with_which_words(self):
        page = self.client.get(self.post.url)
        self.assertContains(
            page, f'<a class="repost-list__name" href="{self.unit.url}" lang="zh-hans">龙川发布</a>'
        )
        self.assertContains(page, f'<a class="repost-list__when" href="{self.repost.url}">')
        self.assertContains(page, "帮转")
        self.assertContains(page, '<small class="panel__note">1</small>')

    def test_one_without_words_says_so(self):
        PostFactory(repost_of=self.post, text="")
        self.assertContains(self.client.get(self.post.url), "转发了这条博文。")

    def test_a_withdrawn_one_is_gone_and_is_not_counted(self):
        now = timezone.now()
        withdraw_post(post_id=self.repost.pk, by=HallDeskFactory(), reason="老人已经找到", now=now)
        for address in [self.post.url, reverse("reposts", args=[self.post.pk])]:
            self.assertNotContains(self.client.get(address), "帮转")
        self.assertNotContains(self.client.get(self.post.url), 'id="reposts"')

    def test_more_of_them_are_a_page_away(self):
        for _number in range(REPOSTS_SHOWN):
            PostFactory(repost_of=self.post, text="我也转")
        page = self.client.get(self.post.url)
        self.assertNotContains(page, f'repost-list__name" href="{self.unit.url}')
        older = reposts_of(self.post).older
        more = self.client.get(reverse("reposts", args=[self.post.pk]), {"before": str(older)})
        self.assertContains(more, self.unit.url)
        self.assertNotContains(more, "我也转")

    def test_nobody_sees_them_under_what_is_not_public(self):
        draft = PostFactory(live=False)
        for number in [draft.pk, self.unit.pk, 10**30]:
            self.assertEqual(self.client.get(f"/reposts/{number}/").status_code, 404)

    def test_the_page_is_the_same_for_everyone_and_costs_no_more_with_more(self):
        self.assertSameForEveryone(reverse("reposts", args=[self.post.pk]))
        image = ImageFactory()
        for address in [reverse("reposts", args=[self.post.pk]), self.post.url]:
            self.assertQueriesDoNotGrow(
                lambda address=address: self.client.get(address),
                lambda: PostFactory(unit=UnitFactory(avatar=image), repost_of=self.post, text="@龙川发布 转"),
                more=3,
            )
