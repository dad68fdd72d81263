"""Characters that no database keeps, in every address, question, field and cookie: nothing breaks (on PostgreSQL)."""

from contextlib import suppress

from django.test import TestCase
from django.urls import NoReverseMatch, reverse

from hall.interaction.models import CommentSettings
from portal.core.models import PortalSettings
from tests.factories import HallDeskFactory, UserFactory
from tests.isolation.addresses import admin_addresses, fillings, public_addresses
from tests.isolation.test_long_numbers import FIELDS, NOT_VISITED, QUESTIONS
from tests.isolation.world import build_unit

# Wagtail's own views break on words where a number should stand, and on ways back that are none.
ASKED = {
    **dict.fromkeys(
        [*QUESTIONS, *FIELDS, "block", "item", "keys", "line", "object_id", "person", "seen"], "1\0"
    ),
    **dict.fromkeys(
        ["action", "at_once", "by", "code", "due", "email", "from", "kind", "language", "login"], "水\0"
    ),
    **dict.fromkeys(
        ["name", "other", "parent", "part", "password", "q", "reason", "relation", "size"], "水\0"
    ),
    **dict.fromkeys(["source", "state", "status", "subject", "text", "title", "token", "username"], "水\0"),
    **dict.fromkeys(["view", "who", "word", "words"], "水\0"),
    **dict.fromkeys(["since", "until"], "2026-08-31\0"),
    "next": "/\0",
    "url": "/\0",
}
# Of Wagtail's: they break whenever they are asked for nothing.
BROKEN = {"wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_choose_page_external_link"}


class UnkeptCharactersTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = build_unit("平安河源", "没公开的话")
        PortalSettings.load()

    def setUp(self):
        self.client.raise_request_exception = False

    def assertNothingBreaks(self, addresses, person=None):
        """Odd questions and fields of every address, and an odd character in each of its gaps in turn."""
        targets = [target for address in addresses for target in self.targets(address)]
        breaches = []
        for act in [self.client.get, self.client.post]:
            for target, is_known in targets:
                if person:  # Some of them sign out.
                    self.client.force_login(person)
                answer = act(target, ASKED)
                if answer.status_code >= 500 or not (is_known or answer.status_code == 404):
                    breaches.append(f"{act.__name__} {target!r} {answer.status_code}")
        self.assertFalse(breaches, "\n" + "\n".join(breaches))

    def targets(self, address):
        """Yield the address with real things in its gaps, then with the odd character in one, and whether it is one."""
        if address.name in NOT_VISITED | BROKEN or is_chooser_without_form(address):
            return
        real = {gap: fillings(address, gap, self.unit, self.unit)[0] for gap in address.gaps}
        yield reverse(address.name, kwargs=real), True
        for gap in address.gaps:
            with suppress(NoReverseMatch):
                yield reverse(address.name, kwargs={**real, gap: f"{real[gap]}\0"}), False

    def test_the_desk(self):
        self.assertNothingBreaks(admin_addresses(), HallDeskFactory())

    def test_an_administrator(self):
        self.assertNothingBreaks(admin_addresses(), UserFactory(superuser=True))

    def test_a_visitor(self):
        self.assertNothingBreaks(public_addresses())

    def test_a_person(self):
        self.assertNothingBreaks(public_addresses(), UserFactory())

    def test_pages(self):
        for address in ["/", "/hall/", "/units/", self.unit.page.url, self.unit.posts["public"].url]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address, ASKED).status_code, 200)
                self.assertEqual(self.client.get(f"{address}%00/").status_code, 404)

    def test_a_question_is_read_without_them(self):
        for asked, charset in [("q=停%00水", "utf-8"), ("q=停水%2B2AA-", "utf-7")]:
            with self.subTest(asked):
                answer = self.client.get(
                    f"/search/?{asked}", headers={"Content-Type": f"text/plain; charset={charset}"}
                )
                self.assertEqual(answer.status_code, 200)
                self.assertNotContains(answer, "\0")

    def test_a_form_is_read_without_them(self):
        self.client.force_login(HallDeskFactory())
        sent = {"unit": f"{self.unit.page.code}\0", "at_once": "1"}
        self.client.post(reverse("comments_settings"), sent)
        self.assertTrue(CommentSettings.objects.filter(unit=self.unit.page).exists())

    def test_a_form_that_breaks_off_on_its_way_breaks_nothing(self):
        self.client.raise_request_exception = True
        for sent in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]:
            with self.subTest(sent):
                answer = self.client.post(
                    "/ask/new/", b"text=1", content_type=sent, **{"wsgi.input": BrokenOff()}
                )
                self.assertLess(answer.status_code, 500)

    def test_a_cookie_of_them_opens_nothing(self):
        self.client.cookies["sessionid"] = '"abcdefgh\\000"'
        self.assertEqual(self.client.get("/me/").status_code, 302)


class BrokenOff:
    """What a telephone sends that has lost its network."""

    def read(self, *args):
        raise ConnectionResetError

    readline = read


def is_chooser_without_form(address) -> bool:
    """Tell whether the address makes things nobody makes while choosing; Wagtail's view expects a form there."""
    return address.name.startswith("wagtailsnippetchoosers_") and address.name.endswith(":create")
