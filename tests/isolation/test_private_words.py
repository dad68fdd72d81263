"""Private means private: whoever is not meant walks every address there is, and nothing tells.

The words of a private question, of a hidden comment and of a post that is not published stand in everything that only
some people may read (`tests/isolation/private_words.py`). A new address is walked by itself.
"""

import logging
from io import BytesIO
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse

from portal.core.models import PortalSettings
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory
from tests.isolation.addresses import admin_addresses, knocks, public_addresses
from tests.isolation.private_words import CODE
from tests.isolation.world import HALF, SECRET, build_unit
from units.enums import Role

# Signing out ends the walk, one address exists to fail, and one is made of a path.
NOT_VISITED = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtail_serve"}
# A drawn picture is kept with the title of its picture, and found by nobody without that picture.
RENDITION = "wagtail-rendition"
QUESTIONS = [
    {},
    {"q": HALF},
    {"q": SECRET[1:], "state": "hidden", "view": "all"},
    {"term": HALF, "private": "1", "show": "all"},
    {"export": "csv", "is_private": "True"},
    {"export": "xlsx"},
]


def told(response) -> list[str]:
    """Return where an answer tells the words: in what is read, saved, unpacked or followed."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    places = {"body": body, "headers": "\n".join(map(": ".join, response.items())).encode()}
    try:
        with ZipFile(BytesIO(body)) as folder:
            places |= {name: folder.read(name) for name in folder.namelist()}
    except BadZipFile:
        pass
    return [place for place, words in places.items() if is_in(words)]


def is_in(words: bytes) -> bool:
    """Tell whether the words or the code stand in something, as a page, as JSON or as an address writes them."""
    text = words.decode(errors="replace")
    as_json = SECRET.encode("ascii", "backslashreplace").decode()
    return any(form in text for form in [SECRET, as_json, quote(SECRET), CODE])


class Walk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ours = build_unit("我们单位", "我们的事")
        cls.theirs = build_unit("他们单位", SECRET)
        PortalSettings.load()

    def setUp(self):
        self.client.raise_request_exception = False

    def targets(self, addresses):
        """Yield every address filled with things of theirs."""
        for address in addresses:
            if address.name in NOT_VISITED:
                continue
            if address.gaps:
                yield from knocks(address, self.ours, self.theirs)
            else:
                yield reverse(address.name)

    def pages(self):
        theirs = self.theirs
        yield from ["/", "/hall/", "/units/", theirs.page.url, *(post.url for post in theirs.posts.values())]
        yield f"/topics/{HALF}/"

    def public(self):
        yield from self.pages()
        yield from self.targets(public_addresses())

    def leaks(self, targets, questions=QUESTIONS):
        """Return each address and question that tells the words."""
        return [
            f"{target} {question} {places}"
            for target in targets
            for question in questions
            if (places := told(self.client.get(target, question)))
        ]

    def assertTellsNothing(self, targets, **options):
        self.assertFalse(leaks := self.leaks(targets, **options), "\n" + "\n".join(leaks))

    def people(self):
        """Return those who are not meant."""
        return {
            "anonymous": None,
            "another citizen": CitizenFactory(),
            "an editor of another unit": MemberFactory(self.ours.page, Role.EDITOR),
            "a spokesperson of another unit": MemberFactory(self.ours.page, Role.REVIEWER),
            "a liaison of another unit": MemberFactory(self.ours.page, Role.LIAISON),
        }

    def become(self, person):
        self.client.logout()
        if person:
            self.client.force_login(person)


class PublicAddressTests(Walk):
    def test_no_page_list_search_feed_or_fragment_tells(self):
        for name, person in self.people().items():
            with self.subTest(name):
                self.become(person)
                self.assertTellsNothing(self.public())

    def test_no_form_that_is_sent_tells(self):
        sent = {
            "number": self.theirs.said.concerns["private"].number,
            "code": "f" * 32,
            "text": "请问呢",
            "q": HALF,
            "parent": self.theirs.said.comments["hidden"].pk,
            "answers": self.theirs.said.comments["held"].pk,
            "page": self.theirs.posts["draft"].pk,
            "post": self.theirs.posts["draft"].pk,
            "unit": self.theirs.page.code,
        }
        for name, person in self.people().items():
            self.become(person)
            leaks = [
                f"{target} {places}"
                for target in self.public()
                if (places := told(self.client.post(target, sent, follow=True)))
            ]
            with self.subTest(name):
                self.assertFalse(leaks, "\n" + "\n".join(leaks))


class AdminAddressTests(Walk):
    def test_nobody_without_a_desk_comes_in(self):
        for person in [None, CitizenFactory()]:
            with self.subTest(person):
                self.become(person)
                self.assertTellsNothing(self.targets(admin_addresses()), questions=QUESTIONS[:2])


class KeptTests(Walk):
    """What those who are meant have read is kept nowhere for others."""

    def insiders(self):
        theirs = self.theirs
        yield theirs.said.citizen
        for role in [Role.EDITOR, Role.REVIEWER, Role.LIAISON]:
            yield MemberFactory(theirs.page, role)
        yield HallDeskFactory()

    def test_no_cache_keeps_the_words(self):
        kept_by_others = []
        for person in self.insiders():
            self.become(person)
            for target in [*self.public(), *self.targets(admin_addresses())]:
                answer = self.client.get(target)
                if told(answer) and "no-store" not in answer.headers.get("Cache-Control", ""):
                    kept_by_others.append(target)
        self.assertFalse(kept_by_others, "\n".join(sorted(set(kept_by_others))))
        self.assertFalse(
            [key for key, value in cache._cache.items() if is_in(value) and RENDITION not in key]
        )
        self.become(None)
        self.assertTellsNothing(self.pages(), questions=[{}])

    def test_no_log_has_the_words(self):
        with self.assertLogs(level=logging.DEBUG) as log:
            logging.getLogger("walk").info("begins")
            for person in self.insiders():
                self.become(person)
                for target in self.public():
                    self.client.get(target)
                    self.client.post(target, {"text": f"{SECRET}又一句", "subject": SECRET, "code": CODE})
        self.assertFalse([line for line in log.output if is_in(line.encode())])


class MeantTests(Walk):
    """Those who are meant do read it: the walk asks real questions."""

    def assertTold(self, person, targets):
        self.become(person)
        self.assertTrue(self.leaks(targets, questions=[{}]))

    def test_editors_read_the_drafts_of_their_unit(self):
        self.assertTold(self.theirs.member, [reverse("posts:index")])
