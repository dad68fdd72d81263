"""Numbers longer than any database keeps, in every gap, question and field: nothing is found, and nothing breaks."""

from django.test import TestCase
from django.urls import NoReverseMatch, reverse

from hall.models import PostPage
from portal.core.models import PortalSettings
from tests.factories import HallDeskFactory, UserFactory
from tests.isolation.addresses import Address, admin_addresses, fillings, public_addresses
from tests.isolation.world import build_unit

LONG = "9" * 30
# One has more digits than Python reads, the other more than it writes.
ENDLESS = ["9" * 5_000, "-1e6000"]
# What lists ask for by number, here and in Wagtail.
QUESTIONS = [
    *["answers", "batch", "before", "category", "child_of", "collection_id", "done", "edited_by", "id"],
    *["number", "owner", "p", "page", "pages", "parent_page", "post", "silent", "trusted", "unit", "user"],
    "year",
]
# Where Wagtail's own views take whatever is no number for a fault of the server.
WAGTAILS = {"collection_id", "id"}
FIELDS = ["category", "clip_number", "collection", "picture", "remove", "unit"]
QUESTIONED = [
    dict.fromkeys(QUESTIONS, LONG),
    *(dict.fromkeys(set(QUESTIONS) - WAGTAILS, number) for number in ENDLESS),
]
# Signing out ends the walk, one address exists to fail, and one is made of a path.
NOT_VISITED = {"wagtailadmin_logout", "wagtailadmin_error_test", "wagtail_serve"}


class LongNumberTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = build_unit("平安河源", "没公开的话")
        PortalSettings.load()

    def setUp(self):
        self.client.raise_request_exception = False

    def breaches(self, act, target, sent=None):
        response = act(target, sent)
        if response.status_code >= 500:
            yield f"{act.__name__} {target} {response.exc_info[1]!r}"

    def assertFindsNothing(self, addresses):
        """The long number in each gap in turn with real things in the others, and in each question of a list."""
        breaches = []
        for address in addresses:
            if address.name in NOT_VISITED:
                continue
            for target in self.targets(address):
                breaches += self.breaches(self.client.get, target)
                breaches += self.breaches(self.client.post, target)
            if not address.gaps:
                for questions in QUESTIONED:
                    breaches += self.breaches(self.client.get, reverse(address.name), questions)
        self.assertFalse(breaches, "\n" + "\n".join(breaches))

    def targets(self, address):
        real = {gap: fillings(address, gap, self.unit, self.unit)[0] for gap in address.gaps}
        return filter(None, [with_number(address, real, gap) for gap in address.gaps])

    def test_the_desk(self):
        self.client.force_login(HallDeskFactory())
        self.assertFindsNothing(admin_addresses())

    def test_an_administrator(self):
        self.client.force_login(UserFactory(superuser=True))
        self.assertFindsNothing(admin_addresses())

    def test_a_visitor(self):
        self.assertFindsNothing(public_addresses())
        questions = {**dict.fromkeys(QUESTIONS, LONG), "before": f"{LONG}-{LONG}"}
        for address in ["/", "/hall/", "/units/", self.unit.page.url, self.unit.posts["public"].url]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address, questions).status_code, 200)

    def test_forms_say_what_is_wrong_and_keep_what_was_typed(self):
        self.client.force_login(self.unit.member)
        written = PostPage.objects.count()
        typed = {**dict.fromkeys(FIELDS, LONG), "text": "今晚停水，请街坊存水。", "action": "draft"}
        for address in [
            reverse("hall_compose"),
            reverse("hall_compose_post", args=[self.unit.posts["draft"].pk]),
        ]:
            with self.subTest(address):
                self.assertContains(self.client.post(address, typed), "今晚停水，请街坊存水。")
        self.assertEqual(PostPage.objects.count(), written)

    def test_filters_narrow_nothing_or_find_nothing(self):
        self.client.force_login(self.unit.member)
        for address in [reverse("posts:index"), reverse("hall_posts_to_repost")]:
            for question in ["category", "unit", "owner", "before", "p"]:
                with self.subTest(address=address, question=question):
                    self.assertEqual(self.client.get(address, {question: LONG}).status_code, 200)


def with_number(address: Address, real: dict, gap: str) -> str:
    """Return the address with the long number in one gap, or nothing where no number fits."""
    for number in [LONG, int(LONG)]:
        try:
            return reverse(address.name, kwargs={**real, gap: number})
        except NoReverseMatch:
            continue
    return ""
