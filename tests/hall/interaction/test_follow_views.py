from datetime import timedelta

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from hall.interaction.following.services import follow_every_unit, follow_hashtag, follow_unit
from hall.interaction.following.timelines import followed_feed
from hall.interaction.models import Follow, FollowAll
from hall.models import Hashtag
from hall.services import withdraw_post
from hall.timelines import PAGE_SIZE
from portal.core.pagination import Cursor
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, HallDeskFactory, ImageFactory, PostFactory, UnitFactory


class FollowingWorld(HouseAssertions, TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.unit = UnitFactory(title="平安河源")
        self.person = CitizenFactory()
        self.client.force_login(self.person)

    def follow(self, unit=None):
        follow_unit(unit=unit or self.unit, user=self.person, now=self.now)


class FollowViewTests(FollowingWorld):
    def setUp(self):
        super().setUp()
        self.post = PostFactory(unit=self.unit, text="#防汛#今晚停水")
        self.hashtag = Hashtag.objects.get()
        self.wanted = {"unit": self.unit.pk, "topic": self.hashtag.pk}

    def test_a_button_on_a_page_begins_and_ends_it(self):
        for kind, key in self.wanted.items():
            with self.subTest(kind):
                address = reverse("follow", args=[kind, key])
                self.assertContains(self.client.get(address), 'value="follow"')
                done = self.client.post(address, {"action": "follow"}, follow=True)
                self.assertContains(done, "已关注")
                self.assertContains(done, 'value="unfollow"')
                self.assertEqual(Follow.objects.count(), 1)
                self.assertContains(
                    self.client.get(reverse("my_follow", args=[kind, key])), 'value="unfollow"'
                )
                self.client.post(address, {"action": "unfollow"})
                self.assertFalse(Follow.objects.exists())

    def test_what_cannot_be_followed_is_not_there(self):
        gone = Hashtag.objects.create(name="没人用", slug="没人用")
        hidden = UnitFactory(live=False)
        for kind, key in [("unit", hidden.pk), ("topic", gone.pk), ("post", self.post.pk), ("unit", 10**30)]:
            for address in [f"/follow/{kind}/{key}/", f"/follow/{kind}/{key}/mine/"]:
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_visitor_is_asked_to_sign_in_and_gets_no_fragment(self):
        for address in [reverse("follow", args=["unit", self.unit.pk]), reverse("follow_all"), reverse("me")]:
            self.assertRedirects(Client().get(address), f"{reverse('sign_in')}?next={address}")
        for address in [reverse("my_follow", args=["unit", self.unit.pk]), reverse("my_follow_all")]:
            self.assertEqual(Client().get(address).status_code, 204)

    def test_pages_stay_the_same_for_everyone(self):
        self.follow()
        for address in [self.unit.url, self.hashtag.get_absolute_url(), "/units/"]:
            self.assertSameForEveryone(address)
            self.assertEqual(self.client.get(address).content, Client().get(address).content)
        self.assertContains(Client().get(self.unit.url), "1 人关注")

    def test_one_click_follows_every_unit(self):
        UnitFactory()
        self.assertRedirects(self.client.post(reverse("follow_all"), {"action": "follow"}), reverse("me"))
        self.assertEqual(Follow.objects.filter(user=self.person).count(), 2)
        self.assertContains(self.client.get(reverse("my_follow_all")), "已关注全部单位")
        self.client.post(reverse("follow_all"), {"action": "stop"})
        self.assertFalse(FollowAll.objects.exists())

    def test_the_list_ends_each_and_stays_on_the_screen(self):
        follow_every_unit(user=self.person, now=self.now)
        follow_hashtag(hashtag=self.hashtag, user=self.person, now=self.now)
        page = self.client.get(reverse("me_follows"))
        self.assertContains(page, "#防汛#")
        address = reverse("follow", args=["unit", self.unit.pk])
        answer = self.client.post(address, {"action": "unfollow", "from": "list"})
        self.assertRedirects(answer, reverse("me_follows"))
        self.assertContains(self.client.get(reverse("me_follows")), "补上未关注的单位")

    def test_the_list_costs_no_more_with_more_of_it(self):
        image = ImageFactory()
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("me_follows")),
            lambda: self.follow(UnitFactory(avatar=image)),
            more=3,
        )


class TimelineTests(FollowingWorld):
    def said(self, before=None):
        return [entry.post.text for entry in followed_feed(self.person, before).entries]

    def test_it_shows_what_followed_units_said_and_what_stands_under_followed_topics(self):
        self.follow()
        PostFactory(text="#防汛#别的单位说的")
        follow_hashtag(hashtag=Hashtag.objects.get(), user=self.person, now=self.now)
        PostFactory(unit=self.unit, text="#防汛#两样都是")
        PostFactory(text="没有关注的")
        self.assertEqual(self.said(), ["#防汛#两样都是", "#防汛#别的单位说的"])

    def test_it_goes_on_where_it_ended(self):
        self.follow()
        for number in range(PAGE_SIZE + 3):
            moment = self.now - timedelta(minutes=number // 2)
            PostFactory(unit=self.unit, text=f"第{number}条", published_at=moment)
        first = followed_feed(self.person)
        older = followed_feed(self.person, Cursor.parse(str(first.older)))
        self.assertEqual((len(first.entries), len(older.entries), older.older), (PAGE_SIZE, 3, None))
        self.assertEqual(len({entry.pk for entry in [*first.entries, *older.entries]}), PAGE_SIZE + 3)

    def test_what_was_withdrawn_is_gone(self):
        self.follow()
        post = PostFactory(unit=self.unit)
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="写错了", now=self.now)
        self.assertEqual(self.said(), [])

    def test_an_empty_one_leads_on(self):
        page = self.client.get(reverse("me"))
        self.assertContains(page, reverse("follow_all"))
        self.assertContains(page, 'href="/units/"')
        self.follow()
        self.assertNotContains(self.client.get(reverse("me")), reverse("follow_all"))

    def test_nobody_else_s_is_shown_and_nobody_keeps_it(self):
        self.follow()
        PostFactory(unit=self.unit, text="今晚停水")
        other = Client()
        other.force_login(CitizenFactory())
        self.assertNotContains(other.get(reverse("me")), "今晚停水")
        self.assertIn("no-store", self.client.get(reverse("me")).headers["Cache-Control"])

    def test_it_costs_no_more_with_more_units_posts_and_topics(self):
        image = ImageFactory()

        def make_one():
            unit = UnitFactory(avatar=image)
            self.follow(unit)
            PostFactory(unit=unit, text=f"#话题{unit.pk}#@平安河源 说", pictures=[image])
            follow_hashtag(hashtag=Hashtag.objects.latest("pk"), user=self.person, now=self.now)

        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("me")), make_one, more=3)
