from unittest import mock

from django.test import Client, TestCase
from django.urls import reverse

from hall.interaction.liking import views
from hall.interaction.models import Like, LikeCount
from portal.core.throttling import Throttle
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, PostFactory, UnitFactory

IN_PLACE = {"x-requested-with": "XMLHttpRequest"}


class LikeViewTests(HouseAssertions, TestCase):
    def setUp(self):
        self.post = PostFactory()
        self.address = reverse("like", args=[self.post.pk])
        self.client.force_login(CitizenFactory())

    def press(self, action="like", **options):
        return self.client.post(self.address, {"action": action}, **options)

    def mine(self, *pages):
        return self.client.get(reverse("my_likes"), {"pages": ",".join(map(str, pages))})

    def test_a_button_on_a_page_likes_and_takes_back(self):
        self.assertContains(self.client.get(self.address), 'value="like"')
        self.assertRedirects(self.press(), self.post.url)
        self.assertContains(self.client.get(self.address), 'value="take_back"')
        self.press("take_back")
        self.assertFalse(Like.objects.exists())

    def test_a_visitor_is_asked_to_sign_in_and_comes_back(self):
        answer = Client().get(self.address)
        self.assertRedirects(answer, f"{reverse('sign_in')}?next={self.address}")
        self.assertRedirects(Client().post(self.address), f"{reverse('sign_in')}?next={self.address}")

    def test_what_is_not_public_is_not_there(self):
        draft = PostFactory(live=False)
        for key in [draft.pk, self.post.unit.pk, 10**30]:
            self.assertEqual(self.client.post(f"/like/{key}/", {"action": "like"}).status_code, 404)

    def test_a_screen_is_told_what_its_reader_likes(self):
        other = PostFactory()
        self.press(headers=IN_PLACE)
        told = self.mine(self.post.pk, other.pk, "x", "٣", 10**25).json()
        self.assertEqual(
            [(post["page"], post["liked"], post["total"]) for post in told["posts"]],
            [(self.post.pk, True, 1), (other.pk, False, "")],
        )
        self.assertIn("no-store", self.mine().headers["Cache-Control"])

    def test_a_visitor_is_told_nothing(self):
        self.assertEqual(Client().get(reverse("my_likes"), {"pages": "1"}).status_code, 204)

    def test_too_many_at_once_are_refused_in_words(self):
        rates = Throttle("like", person="1/minute", address="9/minute", human_after=9)
        with mock.patch.object(views, "THROTTLE", rates):
            self.assertEqual(self.press(headers=IN_PLACE).status_code, 204)
            answer = self.press("take_back", headers=IN_PLACE)
            self.assertEqual((answer.status_code, answer["Content-Type"][:10]), (403, "text/plain"))
            self.assertIn("分钟", answer.content.decode())
            self.assertContains(self.press("take_back", follow=True), "分钟")
        self.assertEqual(LikeCount.objects.get().total, 1)

    def test_every_reader_sees_the_same_count(self):
        self.press()
        LikeCount.objects.update(total=1204)
        for address in ["/hall/", self.post.url]:
            self.assertContains(self.client.get(address), "<span data-like-total>1204</span>")
            self.assertSameForEveryone(address)
            signed_in = self.client.get(address).content
            self.assertEqual(signed_in, Client().get(address).content)

    def test_a_feed_reads_all_counts_at_once(self):
        unit = UnitFactory()

        def make_one():
            post = PostFactory(unit=unit)
            LikeCount.objects.create(page=post.page_ptr, total=3)

        self.assertQueriesDoNotGrow(lambda: self.client.get("/hall/"), make_one)
        pages = list(LikeCount.objects.values_list("pk", flat=True))
        self.assertQueriesDoNotGrow(lambda: self.mine(*pages), make_one)
