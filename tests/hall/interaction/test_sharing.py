from urllib.parse import parse_qs, urlsplit

from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from hall.interaction.sharing.codes import draw_code
from hall.models import HallPage
from tests.assertions import HouseAssertions
from tests.factories import PostFactory, UnitFactory


class CodeTests(SimpleTestCase):
    def test_the_same_address_gives_the_same_picture(self):
        for kind, begins in [("svg", b"<?xml"), ("png", b"\x89PNG")]:
            with self.subTest(kind):
                picture = draw_code("https://hall.example/units/ga/abc/", kind)
                self.assertTrue(picture.startswith(begins))
                self.assertEqual(picture, draw_code("https://hall.example/units/ga/abc/", kind))
                self.assertNotEqual(picture, draw_code("https://hall.example/units/ga/abd/", kind))


class SharePageTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.post = PostFactory(unit=cls.unit, text="今晚停水 & 明早恢复")

    def test_it_carries_every_way(self):
        page = self.client.get(reverse("share", args=[self.post.pk]))
        address = f"http://testserver{self.post.url}"
        self.assertContains(page, f'value="{address}"')
        self.assertContains(page, reverse("share_code", args=[self.post.pk, "svg"]))
        self.assertContains(page, "微信")
        weibo = urlsplit(page.context["shared"].weibo)
        self.assertEqual((weibo.netloc, weibo.path), ("service.weibo.com", "/share/share.php"))
        self.assertEqual(
            parse_qs(weibo.query), {"url": [address], "title": ["平安河源：今晚停水 & 明早恢复"]}
        )

    def test_it_asks_nobody_else_for_anything(self):
        page = self.client.get(reverse("share", args=[self.post.pk])).content.decode()
        self.assertNotRegex(page, r'<(script|img|iframe|link)[^>]+(src|href)="https?://(?!testserver)')

    def test_it_is_the_same_for_everyone(self):
        for page in [self.post, self.unit]:
            self.assertSameForEveryone(reverse("share", args=[page.pk]))
            for kind in ["svg", "png"]:
                self.assertSameForEveryone(reverse("share_code", args=[page.pk, kind]))

    def test_there_is_none_for_what_is_not_public_or_cannot_be_shared(self):
        draft = PostFactory(unit=self.unit, live=False)
        hidden = UnitFactory(live=False)
        for page in [draft, hidden, HallPage.objects.get()]:
            for address in [reverse("share", args=[page.pk]), reverse("share_code", args=[page.pk, "svg"])]:
                with self.subTest(address):
                    self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.get(reverse("share_code", args=[self.post.pk, "gif"])).status_code, 404)
        self.assertEqual(self.client.get(f"/share/{10**30}/").status_code, 404)

    def test_every_card_leads_to_it(self):
        self.assertContains(self.client.get("/hall/"), f'href="{reverse("share", args=[self.post.pk])}"')
