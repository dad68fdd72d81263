"""Everybody at every screen and at every POST of the opinion desk: who is not in these tables is refused."""

from unittest import mock

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.supervision.models import OpinionItem, OpinionLevel, OpinionSource
from hall.supervision.opinion.enums import ItemState, Trouble
from hall.supervision.opinion.fetching import NotRead
from hall.supervision.opinion.forms import ACTIONS
from hall.supervision.opinion.graph import GRAPH
from home.services import ensure_portal
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from tests.factories.opinion import ItemFactory, SourceFactory, level_of
from units.enums import UNIT_ROLES, Role

HALL = {"desk", "office"}
OF_UNIT = {"liaison", "reviewer", "reviewer above"}
SOURCE = {
    "name": "槎城论坛",
    "address": "https://bbs.example/rss",
    "kind": "forum",
    "every": "30",
    "is_on": "on",
}
LEVEL = {"name": "特急", "rank": "9", "first_hours": "1", "conclude_hours": "12", "is_hot": "on"}


class Case(TestCase):
    @classmethod
    def setUpTestData(cls):
        ensure_portal()
        cls.level = level_of("重要")
        above, elsewhere = UnitFactory(), UnitFactory(title="源城交通")
        cls.unit = UnitFactory(parent=above, title="源城水务")
        cls.post = PostFactory(unit=cls.unit, text="今晚恢复供水")
        cls.people = {
            "anonymous": None,
            "citizen": CitizenFactory(),
            "desk": HallDeskFactory(),
            "office": CityOfficeFactory(),
            "inspector": InspectorFactory(),
            **{role.value: MemberFactory(cls.unit, role) for role in UNIT_ROLES},
            "reviewer above": MemberFactory(above, Role.REVIEWER),
            "liaison elsewhere": MemberFactory(elsewhere, Role.LIAISON),
            "reviewer elsewhere": MemberFactory(elsewhere, Role.REVIEWER),
        }

    def enter(self, person):
        self.client.logout()
        if person:
            self.client.force_login(person)

    def assertOnly(self, expected, try_it, about):
        """Let everybody try; `try_it` tells whether something came of it."""
        found = set()
        for name, person in self.people.items():
            self.enter(person)
            found |= {name} if try_it(person) else set()
        self.assertEqual(found, expected, about)


class ScreenTests(Case):
    def snippets(self):
        """Sources are the desk's to make and to delete; of the levels it changes what is there."""
        for model, row in [(OpinionSource, SourceFactory()), (OpinionLevel, self.level)]:
            for screen in ["list", "add", "edit", "delete", "history", "usage"]:
                args = [] if screen in {"list", "add"} else [row.pk]
                is_open = model is OpinionSource or screen not in {"add", "delete"}
                yield (
                    reverse(model.snippet_viewset.get_url_name(screen), args=args),
                    {"desk"} if is_open else set(),
                )

    def test_each_screen_is_open_to_those_whom_it_concerns(self):
        theirs = ItemFactory(
            state=ItemState.ASSIGNED, unit=self.unit, picture="opinion/x.jpg", picture_words="群聊"
        )
        desks = ItemFactory(picture="opinion/x.jpg", picture_words="群聊")
        concern = ConcernFactory(unit=self.unit)
        expected = {
            reverse("opinion"): {"desk"},
            f"{reverse('opinion')}?word=停水": {"desk"},
            reverse("opinion_enter"): {"desk"},
            f"{reverse('opinion_enter')}?about=concern-{concern.pk}": {"desk"},
            reverse("opinion_brief"): HALL,
            reverse("opinion_ours"): OF_UNIT | {"liaison elsewhere", "reviewer elsewhere"},
            theirs.get_absolute_url(): HALL | OF_UNIT,
            desks.get_absolute_url(): HALL,
            **dict(self.snippets()),
        }
        for address, those in expected.items():
            with self.subTest(address):
                self.assertOnly(
                    those, lambda _person, at=address: self.client.get(at).status_code == 200, address
                )

    def test_so_is_each_screenshot(self):
        theirs = ItemFactory(
            state=ItemState.ASSIGNED, unit=self.unit, picture="opinion/x.jpg", picture_words="群聊"
        )
        desks = ItemFactory(picture="opinion/x.jpg", picture_words="群聊")
        for item, those in [(theirs, HALL | OF_UNIT), (desks, HALL)]:
            address = reverse("opinion_picture", args=[item.pk])
            # The file itself is not there; who may not see it does not learn even that.
            self.assertOnly(
                those, lambda _person, at=address: self.client.get(at).status_code == 404, address
            )

    def test_a_unit_finds_only_its_own_in_its_list(self):
        ItemFactory(state=ItemState.ASSIGNED, unit=self.unit, title="源城的水黄了")
        ItemFactory(state=ItemState.CLOSED, unit=self.unit, title="源城的水清了")
        ItemFactory(title="还没有交办的事")
        for title in ["源城的水黄了", "源城的水清了", "还没有交办的事"]:
            those = OF_UNIT if title.startswith("源城") else set()
            self.assertOnly(
                those,
                lambda _person, title=title: (
                    title in self.client.get(reverse("opinion_ours")).content.decode()
                ),
                title,
            )


class PostTests(Case):
    """What a button does not offer, a POST does not do."""

    def typed(self, action):
        given = {
            "weigh": {"level": self.level.pk},
            "assign": {"unit": "源城交通"},
            "respond": {"link": self.post.get_url()},
            "close": {},
        }.get(action, {"reason": "看错了"})
        return {"action": action, **{f"{action}-{name}": value for name, value in given.items()}}

    def item(self, state):
        item = ItemFactory(
            state=state, **({} if state in {ItemState.NEW, ItemState.WEIGHED} else {"unit": self.unit})
        )
        OpinionItem.objects.filter(pk=item.pk).exclude(response_link="").update(
            response_link=self.post.get_url()
        )
        return item

    def test_each_action_is_done_for_those_who_may(self):
        for kind in ACTIONS:
            for state in GRAPH[kind.name].since:

                def act(_person, kind=kind, state=state):
                    item = self.item(state)
                    self.client.post(item.get_absolute_url(), self.typed(kind.name))
                    return item.events.exists()

                with self.subTest(kind.name, state=state):
                    those = OF_UNIT | {"desk"} if kind.name == "respond" else {"desk"}
                    self.assertOnly(those, act, kind.name)

    def test_only_the_desk_enters_and_gives(self):
        def enter(_person, **query):
            before = OpinionItem.objects.count()
            self.client.post(reverse("opinion_enter", query=query), {"title": "群里说停水"})
            return OpinionItem.objects.count() > before

        def follow(person):
            return enter(person, about=f"concern-{ConcernFactory(unit=self.unit).pk}")

        def give(_person):
            item = ItemFactory(state=ItemState.WEIGHED)
            self.client.post(reverse("opinion"), {"item": f"item-{item.pk}", "unit": "源城水务"})
            item.refresh_from_db()
            return item.unit == self.unit

        for act in [enter, follow, give]:
            self.assertOnly({"desk"}, act, act.__name__)

    def test_only_the_desk_keeps_sources_and_levels_and_has_them_read(self):
        add_source = reverse(OpinionSource.snippet_viewset.get_url_name("add"))
        change_level = reverse(OpinionLevel.snippet_viewset.get_url_name("edit"), args=[self.level.pk])

        def add(_person):
            self.client.post(add_source, SOURCE)
            return OpinionSource.objects.filter(name=SOURCE["name"]).delete()[0]

        def set_clocks(_person):
            self.client.post(change_level, LEVEL)
            return OpinionLevel.objects.filter(pk=self.level.pk, name=LEVEL["name"]).update(name="重要")

        def change(_person):
            source = SourceFactory()
            self.client.post(source.edit_address, {**SOURCE, "name": "改了名"})
            return OpinionSource.objects.filter(name="改了名").delete()[0]

        def delete(_person):
            source = SourceFactory()
            self.client.post(reverse(OpinionSource.snippet_viewset.get_url_name("delete"), args=[source.pk]))
            return not OpinionSource.objects.filter(pk=source.pk).exists()

        def read(_person):
            source = SourceFactory()
            self.client.post(reverse("opinion_read_now", args=[source.pk]))
            return OpinionSource.objects.filter(pk=source.pk, tried_at__lte=timezone.now()).exists()

        for act in [add, change, delete, set_clocks]:
            self.assertOnly({"desk"}, act, act.__name__)
        failing = NotRead(Trouble.REFUSED)
        with mock.patch("hall.supervision.opinion.sources.fetch", side_effect=failing):
            self.assertOnly({"desk"}, read, "read a source")

    def test_what_is_forged_changes_nothing_and_breaks_nothing(self):
        item = ItemFactory(state=ItemState.ASSIGNED, unit=self.unit)
        self.enter(self.people["desk"])
        for sent in [
            {},
            {"action": "hack"},
            {"action": "assign", "assign-unit": "\0"},
            {"action": "weigh", "weigh-level": "9" * 40, "weigh-boost": "-1"},
            {"action": "respond", "respond-link": "\0" * 3},
            {"action": "set_aside", "set_aside-reason": "\0"},
        ]:
            with self.subTest(sent):
                self.assertEqual(self.client.post(item.get_absolute_url(), sent).status_code, 200)
                self.assertFalse(item.events.exists())
        for name in ["item-", f"item-{'9' * 40}", "item-\0", "post-1", ""]:
            with self.subTest(name):
                sent = {"item": name, "unit": "源城水务"}
                self.assertEqual(self.client.post(reverse("opinion"), sent).status_code, 404)
        self.assertEqual(self.client.post(reverse("opinion_read_now", args=[10**9])).status_code, 404)
        self.assertEqual(self.client.get(reverse("opinion_read_now", args=[1])).status_code, 405)
