from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hall.supervision.models import OpinionItem, OpinionLevel, OpinionSource
from hall.supervision.opinion.enums import ItemState, Trouble
from hall.supervision.opinion.levels import ensure_levels
from home.services import ensure_portal
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    CommentFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory, SourceFactory
from units.enums import Role


def picture():
    kept = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "PNG")
    return SimpleUploadedFile("群聊.png", kept.getvalue())


class ItemScreenTests(HouseAssertions, TestCase):
    """The desk enters, weighs, gives and concludes; the unit reads and responds."""

    def setUp(self):
        ensure_portal()
        ensure_levels()
        self.desk = HallDeskFactory()
        self.unit = UnitFactory(title="源城水务", code="YCSW")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)

    def visit(self, person, name, *args, **query):
        self.client.force_login(person)
        return self.client.get(reverse(name, args=args), query)

    def act(self, person, item, action, **typed):
        self.client.force_login(person)
        data = {"action": action, **{f"{action}-{name}": value for name, value in typed.items()}}
        return self.client.post(item.get_absolute_url(), data)

    def test_the_whole_way(self):
        self.client.force_login(self.desk)
        typed = {"title": "群里说停水", "text": "两天了", "said_times": "4", "picture": picture()}
        typed["picture_words"] = "群聊：两天没水了"
        self.client.post(reverse("opinion_enter"), typed)
        item = OpinionItem.objects.get()
        level = OpinionLevel.objects.get(name="重要")
        self.act(self.desk, item, "weigh", level=level.pk, assessment="属实", boost="3")
        self.act(self.desk, item, "assign", unit="源城水务")
        page = self.visit(self.liaison, "opinion_item", item.pk)
        self.assertContains(page, "群里说停水")
        self.assertNotContains(page, 'value="weigh"')
        self.assertContains(self.visit(self.liaison, "opinion_ours"), "群里说停水")
        self.assertContains(self.act(self.liaison, item, "respond", link="/nowhere/"), "没有公开")
        post = PostFactory(unit=self.unit, text="今晚恢复供水")
        self.act(self.liaison, item, "respond", link=f"http://127.0.0.1:8000{post.get_url()}", words="发了")
        self.act(self.desk, item, "close", words="平息")
        item.refresh_from_db()
        self.assertEqual((item.state, item.heat, item.response_link), (ItemState.CLOSED, 7, post.get_url()))
        self.assertContains(self.visit(self.liaison, "opinion_ours"), "群里说停水")

    def test_what_was_typed_stays_when_it_is_refused(self):
        self.client.force_login(self.desk)
        answer = self.client.post(reverse("opinion_enter"), {"title": "", "text": "写了很多"})
        self.assertContains(answer, "写了很多")
        bad = SimpleUploadedFile("x.png", b"no picture")
        answer = self.client.post(
            reverse("opinion_enter"), {"title": "停水", "picture": bad, "picture_words": "群聊"}
        )
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(OpinionItem.objects.exists())

    def test_a_screenshot_needs_words_for_who_does_not_see_it(self):
        self.client.force_login(self.desk)
        for words in ["", "  \n ", "长" * 201]:
            typed = {"title": "群里说停水", "picture": picture(), "picture_words": words}
            answer = self.client.post(reverse("opinion_enter"), typed)
            self.assertContains(answer, "群里说停水")
            self.assertFalse(OpinionItem.objects.exists())
        typed["picture_words"] = "群聊：两天没水了"
        page = self.client.post(reverse("opinion_enter"), {**typed, "picture": picture()}, follow=True)
        self.assertContains(page, 'alt="群聊：两天没水了"')

    def test_what_was_typed_comes_back_when_somebody_else_was_quicker(self):
        item = ItemFactory(state=ItemState.CLOSED, unit=self.unit)
        answer = self.act(self.desk, item, "set_aside", reason="与本市无关，写了很久")
        self.assertContains(answer, "与本市无关，写了很久")
        self.assertContains(answer, "这条舆情已经办结")

    def test_an_address_that_runs_something_is_refused(self):
        self.client.force_login(self.desk)
        self.client.post(reverse("opinion_enter"), {"title": "停水", "link": "javascript:alert(1)"})
        self.assertFalse(OpinionItem.objects.exists())

    def test_points_to_what_was_said_in_the_hall(self):
        concern = ConcernFactory(subject="不公开的事")
        comment = CommentFactory(page=PostFactory(unit=self.unit), text="评论的原话")
        for asked, field in [(f"concern-{concern.pk}", "concern"), (f"comment-{comment.pk}", "comment")]:
            with self.subTest(asked):
                self.client.force_login(self.desk)
                address = f"{reverse('opinion_enter')}?about={asked}"
                self.assertNotContains(self.client.get(address), "不公开的事")
                self.client.post(address, {"title": "有人在问"})
                item = OpinionItem.objects.get(**{f"{field}__isnull": False})
                page = self.visit(self.desk, "opinion_item", item.pk)
                self.assertNotContains(page, "不公开的事")
                self.assertNotContains(page, "评论的原话")
                self.assertContains(self.client.post(address, {"title": "又来"}), "已经有一条舆情")
        for asked in ["post-1", "concern-x", f"comment-{'9' * 40}"]:
            self.assertEqual(self.visit(self.desk, "opinion_enter", about=asked).status_code, 404)

    def test_every_address_for_everybody(self):
        item = ItemFactory(state=ItemState.ASSIGNED, unit=self.unit)
        self.client.force_login(self.desk)
        self.client.post(
            reverse("opinion_enter"), {"title": "截图", "picture": picture(), "picture_words": "群聊"}
        )
        shown = OpinionItem.objects.exclude(picture="").get()
        people = {
            "desk": self.desk,
            "office": CityOfficeFactory(),
            "liaison": self.liaison,
            "spokesperson": MemberFactory(self.unit, Role.REVIEWER),
            "editor": MemberFactory(self.unit, Role.EDITOR),
            "stranger": MemberFactory(UnitFactory(), Role.LIAISON),
            "citizen": CitizenFactory(),
        }
        may = {
            ("opinion",): {"desk"},
            ("opinion_enter",): {"desk"},
            ("opinion_ours",): {"liaison", "spokesperson", "stranger"},
            ("opinion_item", item.pk): {"desk", "office", "liaison", "spokesperson"},
            ("opinion_item", shown.pk): {"desk", "office"},
            ("opinion_picture", shown.pk): {"desk", "office"},
        }
        for (name, *args), those in may.items():
            for who, person in people.items():
                with self.subTest(address=name, who=who):
                    status = self.visit(person, name, *args).status_code
                    self.assertEqual(status == 200, who in those, status)
            self.client.logout()
            self.assertEqual(self.client.get(reverse(name, args=args)).status_code, 302)

    def test_the_picture_is_private(self):
        item = ItemFactory()
        self.assertEqual(self.visit(self.desk, "opinion_picture", item.pk).status_code, 404)
        self.assertEqual(self.visit(self.desk, "opinion_picture", 10**9).status_code, 404)

    def test_items_stand_in_the_list_and_are_given_from_it(self):
        item = ItemFactory(state=ItemState.WEIGHED, title="路口的灯不亮", came_in_at=timezone.now())
        ItemFactory(state=ItemState.CLOSED, title="已经了结的")
        page = self.visit(self.desk, "opinion", source="item")
        self.assertContains(page, "路口的灯不亮")
        self.assertNotContains(page, "已经了结的")
        self.client.post(reverse("opinion"), {"item": f"item-{item.pk}", "unit": "源城水务"})
        item.refresh_from_db()
        self.assertEqual(item.unit, self.unit)

    def test_shows_clusters_and_sources_that_fail(self):
        SourceFactory(name="槎城论坛", failures=3, trouble=Trouble.HTML)
        for number in range(2):
            ItemFactory(title=f"万绿湖景区门票涨价了本地人也要买{number}", came_in_at=timezone.now())
        page = self.visit(self.desk, "opinion")
        self.assertContains(page, "2 条")
        self.assertContains(page, "槎城论坛")
        self.assertContains(page, "这个地址打开的是网页")

    def test_lists_cost_the_same_however_long_they_are(self):
        def make_one():
            ItemFactory(
                state=ItemState.ASSIGNED, unit=self.unit, feed=SourceFactory(), came_in_at=timezone.now()
            )
            ItemFactory(state=ItemState.CLOSED, unit=self.unit)

        self.assertQueriesDoNotGrow(lambda: self.visit(self.liaison, "opinion_ours"), make_one)
        self.assertQueriesDoNotGrow(lambda: self.visit(self.desk, "opinion"), make_one)

    def test_the_desk_keeps_sources_and_others_do_not(self):
        address = reverse(OpinionSource.snippet_viewset.get_url_name("add"))
        typed = {
            "name": "槎城论坛",
            "address": "https://bbs.example/rss",
            "kind": "forum",
            "every": "30",
            "is_on": "on",
        }
        for person in [self.liaison, CityOfficeFactory(), MemberFactory(self.unit, Role.REVIEWER)]:
            self.client.force_login(person)
            self.client.post(address, typed)
            self.assertFalse(OpinionSource.objects.exists())
        self.client.force_login(self.desk)
        self.client.post(address, {**typed, "address": "file:///etc/passwd"})
        self.assertFalse(OpinionSource.objects.exists())
        self.client.post(address, typed)
        source = OpinionSource.objects.get()
        self.assertContains(self.client.get(source.edit_address), "还没有读过")
        self.assertEqual(
            self.client.get(reverse(OpinionLevel.snippet_viewset.get_url_name("list"))).status_code, 200
        )
