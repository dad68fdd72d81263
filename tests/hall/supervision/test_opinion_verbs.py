from datetime import UTC, datetime, timedelta
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import TestCase
from PIL import Image
from wagtail.models import Site

from hall.concerns.enums import ConcernState
from hall.supervision.models import OpinionEvent, OpinionItem, OpinionLevel
from hall.supervision.opinion import services
from hall.supervision.opinion.enums import ItemEventKind, ItemState, Origin
from hall.supervision.opinion.gathering import clusters_shown, heat_anew
from hall.supervision.opinion.graph import GRAPH, may_follow
from hall.supervision.opinion.levels import ensure_levels
from hall.supervision.opinion.permissions import why_not_see_item
from hall.supervision.opinion.responses import public_response
from hall.supervision.watches.of_opinion import unanswered_opinions
from hall.supervision.watches.registry import words_of
from portal.core.models import OutgoingMail
from portal.core.refusals import Refused
from portal.core.workdays import Calendar
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory, level_of
from units.enums import Role

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def picture():
    kept = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    return SimpleUploadedFile("截图.jpg", kept.getvalue())


class Case(TestCase):
    def setUp(self):
        ensure_levels()
        self.desk = HallDeskFactory()
        self.unit = UnitFactory(title="源城水务", code="YCSW")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.post = PostFactory(unit=self.unit, text="停水的原因查清了，今晚八点恢复供水")

    def refused(self, verb, words, **arguments):
        with self.assertRaises(Refused) as caught:
            verb(now=NOW, **arguments)
        self.assertIn(words, str(caught.exception))


class EnteringTests(Case):
    def test_keeps_what_the_hotline_told(self):
        item = services.enter_item(
            by=self.desk, title=" 12345：\n停水 ", text="三个电话", said_times=3, now=NOW
        )
        self.assertEqual(
            (item.title, item.origin, item.state, item.heat), ("12345： 停水", Origin.HOTLINE, "new", 3)
        )
        self.assertEqual([line.kind for line in item.events.all()], [ItemEventKind.CAME_IN])

    def test_draws_a_screenshot_anew_and_keeps_it_privately(self):
        item = services.enter_item(
            by=self.desk, title="群里的截图", picture=picture(), picture_words="群聊", now=NOW
        )
        self.assertEqual(item.origin, Origin.SCREENSHOT)
        self.assertNotIn("截图", item.picture.name)
        with self.assertRaises(ValueError):
            item.picture.url  # noqa: B018

    def test_takes_no_file_that_is_no_picture(self):
        file = SimpleUploadedFile("截图.png", b"%PDF-1.4")
        with self.assertRaises(Refused):
            services.enter_item(by=self.desk, title="截图", picture=file, picture_words="群聊", now=NOW)
        self.assertFalse(OpinionItem.objects.exists())

    def test_takes_no_screenshot_without_words(self):
        given = {"by": self.desk, "title": "群里的截图", "picture": picture()}
        self.refused(services.enter_item, "截图内容", **given)
        self.refused(services.enter_item, "200", picture_words="长" * 201, **given)
        self.assertFalse(OpinionItem.objects.exists())

    def test_points_to_a_concern_once_and_keeps_none_of_its_words(self):
        concern = ConcernFactory(subject="不公开的事", text="我家的电话是……")
        item = services.enter_item(
            by=self.desk, title="有人问供水", text="不公开的事", about=concern, now=NOW
        )
        self.assertEqual((item.origin, item.text, item.concern), (Origin.OURS, "", concern))
        self.refused(services.enter_item, "已经有", by=self.desk, title="又一次", about=concern)

    def test_is_for_the_desk_and_needs_a_title(self):
        self.refused(services.enter_item, "舆情台", by=self.liaison, title="停水")
        self.refused(services.enter_item, "写", by=self.desk, title=" \n ")


class WayTests(Case):
    def test_goes_from_new_to_concluded_with_a_line_for_each_step(self):
        item = services.enter_item(by=self.desk, title="停水没人管", now=NOW)
        given = {"item_id": item.pk, "now": NOW}
        services.weigh(**given, by=self.desk, level=level_of("重要"), assessment="两个小区在说", boost=5)
        with self.captureOnCommitCallbacks(execute=True):
            services.assign_item(**given, by=self.desk, unit=self.unit)
        services.respond(**given, by=self.liaison, link=self.post.get_url(), words="已发布")
        services.return_response(**given, by=self.desk, reason="没说补水时间")
        services.respond(item_id=item.pk, by=self.liaison, link=self.post.get_url(), now=NOW + HOUR)
        services.close_item(item_id=item.pk, by=self.desk, words="平息", now=NOW + 2 * HOUR)
        item.refresh_from_db()
        self.assertEqual(item.state, ItemState.CLOSED)
        self.assertEqual(item.responded_at, NOW)
        self.assertEqual(item.response_link, self.post.get_url())
        kinds = list(item.events.values_list("kind", flat=True))
        expected = ["came_in", "weighed", "assigned", "responded", "returned", "responded", "closed"]
        self.assertEqual(kinds, expected)

    def test_tells_the_people_of_the_unit_without_the_words(self):
        item = ItemFactory(state=ItemState.WEIGHED, title="秘密的话")
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        editor = MemberFactory(self.unit, Role.EDITOR)
        services.assign_item(item_id=item.pk, by=self.desk, unit=self.unit, now=NOW)
        letters = {letter.to: letter for letter in OutgoingMail.objects.all()}
        self.assertEqual(set(letters), {self.liaison.email, spokesperson.email})
        self.assertNotIn(editor.email, letters)
        for letter in letters.values():
            self.assertNotIn("秘密的话", letter.subject + letter.body)
            self.assertIn(item.get_absolute_url(), letter.body)
        self.assertEqual(mail.outbox, [])

    def test_counts_the_clocks_from_the_first_weighing(self):
        item = ItemFactory(came_in_at=NOW)
        weighed = services.weigh(item_id=item.pk, by=self.desk, level=level_of("紧急"), now=NOW)
        self.assertEqual((weighed.first_due_at, weighed.conclude_due_at), (NOW + 2 * HOUR, NOW + 24 * HOUR))
        again = services.weigh(item_id=item.pk, by=self.desk, level=level_of("重要"), now=NOW + HOUR)
        self.assertEqual(again.first_due_at, NOW + 4 * HOUR)
        # Ten in the morning, eight working hours: two are left before noon, three and a half after it.
        common = services.weigh(item_id=item.pk, by=self.desk, level=level_of("关注"), now=NOW + HOUR)
        self.assertEqual(common.first_due_at, datetime(2026, 11, 26, 3, 0, tzinfo=UTC))

    def test_moves_to_another_unit_and_is_out_of_sight_of_the_first(self):
        item = ItemFactory(state=ItemState.ASSIGNED, unit=self.unit)
        other = UnitFactory()
        self.refused(services.assign_item, "已经", item_id=item.pk, by=self.desk, unit=self.unit)
        moved = services.assign_item(item_id=item.pk, by=self.desk, unit=other, now=NOW)
        self.assertEqual(moved.unit, other)
        self.assertTrue(why_not_see_item(self.liaison, moved))

    def test_set_aside_and_taken_up_it_is_weighed_or_new_as_before(self):
        for state, expected in [(ItemState.NEW, ItemState.NEW), (ItemState.ASSIGNED, ItemState.WEIGHED)]:
            with self.subTest(state):
                item = ItemFactory(state=state)
                self.refused(services.set_aside, "理由", item_id=item.pk, by=self.desk, reason=" ")
                services.set_aside(item_id=item.pk, by=self.desk, reason="与本市无关", now=NOW)
                again = services.take_up(item_id=item.pk, by=self.desk, reason="看错了", now=NOW)
                self.assertEqual((again.state, again.ended_at), (expected, None))


class RefusalTests(Case):
    def arguments(self):
        return {
            "weigh": (services.weigh, {"level": level_of("一般")}),
            "assign": (services.assign_item, {"unit": UnitFactory()}),
            "respond": (services.respond, {"link": self.post.get_url()}),
            "return_response": (services.return_response, {"reason": "不够"}),
            "close": (services.close_item, {}),
            "set_aside": (services.set_aside, {"reason": "无关"}),
            "take_up": (services.take_up, {"reason": "看错了"}),
        }

    def test_every_verb_in_every_state(self):
        for verb, (act, given) in self.arguments().items():
            for state in ItemState:
                with self.subTest(verb=verb, state=state):
                    item = ItemFactory(state=state)
                    OpinionItem.objects.exclude(response_link="").update(response_link=self.post.get_url())
                    call = {"item_id": item.pk, "by": self.desk, "now": NOW, **given}
                    if may_follow(verb, state):
                        act(**call)
                        self.assertEqual(item.events.count(), 1)
                    else:
                        with self.assertRaises(Refused):
                            act(**call)
                        item.refresh_from_db()
                        self.assertEqual((item.state, item.events.count()), (state, 0))
        self.assertEqual(set(self.arguments()), set(GRAPH))

    def test_every_verb_for_people_who_may_not(self):
        strangers = [
            MemberFactory(self.unit, Role.EDITOR),
            MemberFactory(UnitFactory(), Role.LIAISON),
            CityOfficeFactory(),
            CitizenFactory(),
        ]
        for verb, (act, given) in self.arguments().items():
            state = GRAPH[verb].since[-1]
            item = ItemFactory(
                state=state, **({"unit": self.unit} if state in {"assigned", "responded", "closed"} else {})
            )
            people = strangers if verb == "respond" else [*strangers, self.liaison]
            for person in people:
                with self.subTest(verb=verb, person=str(person)), self.assertRaises(Refused):
                    act(item_id=item.pk, by=person, now=NOW, **given)
            self.assertFalse(OpinionEvent.objects.filter(item=item).exists())

    def test_a_response_must_be_one_that_everybody_reads(self):
        item = ItemFactory(state=ItemState.ASSIGNED, unit=self.unit)
        hidden = PostFactory(unit=self.unit, text="还没发的")
        hidden.unpublish()
        private = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERED)
        given = {"item_id": item.pk, "by": self.liaison}
        addresses = [
            "",
            "https://evil.example" + self.post.get_url(),
            f"/elsewhere/{self.post.slug}/",
            hidden.get_url(),
            private.get_absolute_url(),
            "/units/",
            "http://[",
            "javascript:alert(1)",
        ]
        for address in addresses:
            with self.subTest(address):
                self.refused(services.respond, "没有", link=address, **given)

    def test_an_address_copied_from_a_browser_is_known_by_every_name_of_the_site(self):
        site = Site.objects.get()
        site.hostname, site.port = "www.heyuan.example", 443
        site.save()
        address = self.post.get_url()
        for host in ["https://www.heyuan.example", settings.WAGTAILADMIN_BASE_URL]:
            path = urlsplit(address).path
            self.assertEqual(urlsplit(public_response(f"{host}{path}?from=chat#top")).path, path)
        self.assertEqual(public_response(f"https://heyuan.example{path}"), "")

    def test_a_public_answer_is_a_response(self):
        concern = ConcernFactory(
            unit=self.unit, state=ConcernState.ANSWERED, is_private=False, is_shown=True, is_answer_shown=True
        )
        self.assertEqual(public_response(concern.get_absolute_url()), concern.get_absolute_url())

    def test_nothing_is_concluded_whose_response_is_gone(self):
        item = ItemFactory(state=ItemState.RESPONDED, response_link=self.post.get_url())
        self.post.unpublish()
        self.refused(services.close_item, "没有", item_id=item.pk, by=self.desk)

    def test_the_database_takes_no_item_that_contradicts_itself(self):
        for wrong in [
            {"state": ItemState.CLOSED},
            {"state": "gone"},
            {"state": ItemState.ASSIGNED, "unit": None},
            {"level": level_of("一般")},
            {"boost": 101},
            {"picture": "opinion/x.png"},
        ]:
            with self.subTest(wrong), self.assertRaises(IntegrityError), transaction.atomic():
                OpinionItem.objects.create(
                    **{"title": "题", "origin": Origin.HOTLINE, "came_in_at": NOW, "said_at": NOW, **wrong}
                )

    def test_a_conclusion_before_the_response_is_no_level(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            OpinionLevel.objects.create(name="错", rank=9, first_hours=5, conclude_hours=4)


class ReadingTests(Case):
    def test_the_list_and_the_rule_say_the_same(self):
        above = MemberFactory(UnitFactory(), Role.REVIEWER)
        items = [
            ItemFactory(),
            ItemFactory(state=ItemState.ASSIGNED, unit=self.unit),
            ItemFactory(state=ItemState.CLOSED),
        ]
        people = [
            self.desk,
            CityOfficeFactory(),
            self.liaison,
            above,
            MemberFactory(self.unit),
            CitizenFactory(),
        ]
        for person in people:
            visible = set(OpinionItem.objects.visible_to(person))
            for item in items:
                with self.subTest(person=str(person), item=item.pk):
                    self.assertEqual(item in visible, not why_not_see_item(person, item))

    def test_only_what_is_hot_late_and_unanswered_is_watched(self):
        late = NOW + timedelta(days=2)
        hot = ItemFactory(state=ItemState.ASSIGNED, level="重要", came_in_at=NOW)
        waiting = ItemFactory(state=ItemState.WEIGHED, level="紧急", came_in_at=NOW)
        ItemFactory(state=ItemState.ASSIGNED, level="一般", came_in_at=NOW)
        for state in [ItemState.NEW, ItemState.RESPONDED, ItemState.CLOSED, ItemState.SET_ASIDE]:
            ItemFactory(state=state, came_in_at=NOW)
        found = list(unanswered_opinions(late, Calendar()))
        self.assertEqual({one.unit_id for one in found}, {hot.unit_id, None})
        self.assertEqual({one.facts["number"] for one in found}, {hot.pk, waiting.pk})
        for one in found:
            self.assertNotIn("红绿灯", words_of("unanswered_opinion", one.facts) + str(one.facts))
        self.assertEqual(list(unanswered_opinions(NOW + HOUR, Calendar())), [])

    def test_others_that_say_the_same_make_it_hotter_and_counting_again_changes_nothing(self):
        words = "源城区又停水了，物业说在抢修，已经第三天"
        items = [ItemFactory(title=words + str(n), came_in_at=NOW, boost=2, said_times=4) for n in range(3)]
        alone = ItemFactory(title="新丰江大桥今晚十点封闭施工请绕行", came_in_at=NOW)
        self.assertEqual(heat_anew(now=NOW + HOUR), 3)
        self.assertEqual(heat_anew(now=NOW + HOUR), 0)
        items[0].refresh_from_db()
        alone.refresh_from_db()
        self.assertEqual((items[0].alike, items[0].heat, alone.heat), (2, 26, 0))
        self.assertEqual(
            [[one.pk for one in group] for group in clusters_shown(NOW + HOUR)], [[i.pk for i in items]]
        )
