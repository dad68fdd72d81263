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
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from hall.concerns.services import add_message, begin_answer, extend, receive, transfer, withdraw
from hall.interaction.following.services import follow_unit
from hall.interaction.models import Mention
from hall.interaction.services import hide_comment, write_comment
from portal.core.models import OutgoingMail, PortalSettings
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory, PostFactory, UnitFactory
from tests.isolation.addresses import admin_addresses, knocks, public_addresses
from tests.isolation.private_words import CODE
from tests.isolation.world import HALF, SECRET, build_unit
from units.enums import Role

OK = 200
NOW = timezone.now()
# Signing out ends the walk, one address exists to fail, and one is made of a path.
NOT_VISITED = {
    "wagtailadmin_logout",
    "sign_out",
    "sign_out_everywhere",
    "delete_account",
    "wagtailadmin_error_test",
    "wagtail_serve",
}
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

    def secret_link(self):
        """The address that opens the private question to whoever has it."""
        return reverse("open_concern", args=[self.theirs.said.concerns["private"].number, CODE])

    def public(self):
        yield from self.pages()
        yield from self.targets(public_addresses())

    def leaks(self, targets, questions=QUESTIONS):
        """Return each address and question that tells the words. Where one is turned away, one question will do."""
        found = []
        for target in targets:
            for question in questions:
                answer = self.client.get(target, question)
                if places := told(answer):
                    found.append(f"{target} {question} {places}")
                if answer.status_code != OK:
                    break
        return found

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
                self.assertTellsNothing(self.public(), questions=QUESTIONS if not person else QUESTIONS[:2])

    def test_no_form_that_is_sent_tells(self):
        sent = {
            "number": self.theirs.said.concerns["private"].number,
            "code": "7" * 26,
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
                self.assertTellsNothing(self.targets(admin_addresses()), questions=[{}])


class KeptTests(Walk):
    """What those who are meant have read is kept nowhere for others."""

    def insiders(self):
        theirs = self.theirs
        yield theirs.said.citizen
        yield MemberFactory(theirs.page, Role.LIAISON)
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
                for target in [*self.public(), self.secret_link(), f"{self.secret_link()}more/"]:
                    self.client.get(target)
                    self.client.post(target, {"text": f"{SECRET}又一句", "subject": SECRET, "code": CODE})
        self.assertFalse([line for line in log.output if is_in(line.encode())])


class MeantTests(Walk):
    """Those who are meant do read it: the walk asks real questions."""

    def assertReads(self, person, address, **options):
        self.become(person)
        self.assertTrue(told(self.client.get(address, **options)), address)

    def test_editors_read_the_drafts_of_their_unit(self):
        self.assertReads(self.theirs.member, reverse("posts:index"))

    def test_citizens_read_what_they_said(self):
        said = self.theirs.said
        self.assertReads(said.citizen, reverse("me_comments"))
        for concern in said.concerns.values():
            self.assertReads(said.citizen, reverse("own_concern", args=[concern.number]))

    def test_whoever_holds_the_code_reads_the_question(self):
        self.assertReads(None, self.secret_link(), follow=True)

    def test_a_liaison_reads_what_was_asked(self):
        concern = self.theirs.said.concerns["private"]
        liaison = MemberFactory(self.theirs.page, Role.LIAISON)
        self.assertReads(liaison, reverse("concerns_concern", args=[concern.number]))


class LetterTests(TestCase):
    """What happens to words that are not public is told by mail to those who may read them, and to nobody else."""

    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.post_page = PostFactory(unit=cls.unit, text="路灯")
        cls.citizen = CitizenFactory()
        cls.inside = [MemberFactory(cls.unit, role) for role in [Role.LIAISON, Role.REVIEWER, Role.EDITOR]]
        cls.desk = HallDeskFactory()
        cls.outside = [CitizenFactory(), MemberFactory(UnitFactory(), Role.EDITOR)]
        for person in cls.outside:
            follow_unit(user=person, unit=cls.unit, now=NOW)

    def assertToldOnlyTo(self, *people):
        meant = {person.email for person in people}
        letters = OutgoingMail.objects.all()
        self.assertTrue(letters, "nobody was told anything")
        for letter in letters:
            self.assertFalse(is_in(letter.subject.encode()), "subjects are read on lock screens")
            if is_in(letter.body.encode()):
                self.assertIn(letter.to, meant)
        self.assertFalse(letters.filter(to__in=[person.email for person in self.outside]))

    def test_of_a_private_question(self):
        concern = receive(
            subject=SECRET,
            text=f"{SECRET} @{self.unit.title}",
            is_private=True,
            code=CODE,
            now=NOW,
            unit=self.unit,
            asker=self.citizen,
            asker_name=SECRET,
        )
        add_message(concern_id=concern.pk, user=self.citizen, text=SECRET, now=NOW)
        begin_answer(concern_id=concern.pk, user=self.inside[0], now=NOW)
        extend(concern_id=concern.pk, working_days=2, reason=SECRET, user=self.inside[1], now=NOW)
        transfer(concern_id=concern.pk, unit=None, reason=SECRET, user=self.inside[0], now=NOW)
        withdraw(concern_id=concern.pk, user=self.citizen, now=NOW, reason=SECRET)
        self.assertToldOnlyTo(self.citizen, *self.inside, self.desk)
        self.assertFalse(Mention.objects.exists())

    def test_of_a_comment_that_is_hidden(self):
        held = write_comment(
            page_id=self.post_page.pk,
            author=self.citizen,
            text=f"{SECRET} @{self.unit.title}",
            token="a",
            wants_mail=True,
            now=NOW,
        )
        with self.captureOnCommitCallbacks(execute=True):
            hide_comment(comment_id=held.pk, by=self.inside[2], reason="与路灯无关", now=NOW)
        self.assertToldOnlyTo(self.citizen, *self.inside, self.desk)
        self.assertFalse(Mention.objects.exists())

    def test_no_line_of_the_admin_log_keeps_the_words(self):
        self.test_of_a_private_question()
        self.test_of_a_comment_that_is_hidden()
        for log in [ModelLogEntry, PageLogEntry]:
            for entry in log.objects.all():
                self.assertFalse(is_in(f"{entry.label} {entry.data}".encode()), entry)
