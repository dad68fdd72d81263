"""Roles of our unit × lists, searches, choosers, reports and exports of the admin: nothing secret of another unit."""

from django.test import TestCase
from django.urls import reverse

from tests.factories import MemberFactory
from tests.isolation.addresses import admin_addresses
from tests.isolation.world import HALF, SECRET, build_unit, tells_secret
from units.enums import UNIT_ROLES, Role

OK = 200
# Signing out ends the walk, and one address exists to fail.
NOT_VISITED = {"wagtailadmin_logout", "wagtailadmin_error_test"}


class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ours = build_unit("我们单位", "我们的事")
        cls.theirs = build_unit("他们单位", SECRET)

    def questions(self):
        """Return the ways to ask a list for something of theirs."""
        theirs = self.theirs
        pages = [page.pk for page in theirs.pages]
        files = {"id": [*pages, theirs.image.pk, theirs.document.pk, theirs.clip.pk]}
        return [
            {},
            {"q": HALF},
            {"q": HALF, "search_all": "1"},
            {"q": SECRET[1:], "p": "1"},
            {"term": HALF},
            files,
            {
                "owner": theirs.member.pk,
                "edited_by": theirs.member.pk,
                "user": theirs.member.pk,
                "search_all": "1",
            },
            {"collection_id": theirs.collection.pk, "unit": theirs.page.pk, "child_of": theirs.page.pk},
            {"child_of": theirs.posts["draft"].pk, "descendant_of": theirs.page.pk, "ancestor_of": pages[1]},
            {"export": "csv"},
            {"html_path": f"/units/{theirs.page.slug}/{theirs.posts['draft'].slug}/", "fields": "*"},
            {"page_type": "hall.PostPage", "q": HALF},
        ]

    def questions_to(self, address, role):
        """Return the questions worth asking: none where one is turned away, and all of them by one role."""
        first, *others = self.questions()
        if self.client.get(address).status_code != OK:
            return [first]
        return [first, *others] if role == Role.EDITOR else [first, *others[:1], others[4]]

    def lists(self):
        """Return every address that names no single thing, and those of our own that hold more than one."""
        plain = [address.name for address in admin_addresses() if not address.gaps]
        own_unit = [self.ours.page.pk]
        return [
            *[reverse(name) for name in plain if name not in NOT_VISITED],
            *[
                reverse(name, args=own_unit)
                for name in ["wagtailadmin_explore", "wagtailadmin_explore_results"]
            ],
            reverse("wagtailadmin_choose_page_child", args=own_unit),
            reverse("wagtailadmin_pages:history", args=own_unit),
            reverse("wagtailadmin_pages:add", args=["hall", "postpage", *own_unit]),
            reverse("wagtailadmin_pages:edit", args=[self.ours.posts["draft"].pk]),
            reverse("wagtailadmin_pages:type_use", args=["hall", "postpage"]),
            reverse("wagtailadmin_pages:type_use_results", args=["hall", "postpage"]),
            reverse("wagtailimages:edit", args=[self.ours.image.pk]),
            reverse("wagtailimages:image_usage", args=[self.ours.image.pk]),
            reverse("wagtailmedia:media_usage", args=[self.ours.clip.pk]),
            reverse("wagtailmedia:chooser_typed", args=["video"]),
        ]

    def test_none_tells_what_another_unit_keeps_to_itself(self):
        for role in UNIT_ROLES:
            self.client.force_login(MemberFactory(self.ours.page, role))
            leaks = [
                f"{address} {question}"
                for address in self.lists()
                for question in self.questions_to(address, role)
                if tells_secret(self.client.get(address, question))
            ]
            with self.subTest(role):
                self.assertFalse(leaks, "\n" + "\n".join(leaks))

    def test_the_walk_would_notice(self):
        """Somebody of their unit does see it: the question is a real one."""
        self.client.force_login(self.theirs.member)
        for address in [reverse("posts:index"), reverse("wagtailadmin_explore", args=[self.theirs.page.pk])]:
            with self.subTest(address):
                self.assertTrue(tells_secret(self.client.get(address)))
