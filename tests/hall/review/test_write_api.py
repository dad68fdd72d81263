"""Wagtail's write API is not mounted. Whoever mounts it finds the same doors closed."""

from functools import partial

from django.test import TestCase, override_settings
from wagtail.models import APIToken, Page, PageLogEntry

from hall.models import PostPage
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role


class NotMountedTests(TestCase):
    def test_the_site_has_no_write_api(self):
        for address in ["/api/v3/pages/", "/write-api/pages/"]:
            with self.subTest(address):
                self.assertEqual(self.client.post(address, {}).status_code, 404)


@override_settings(ROOT_URLCONF="tests.hall.review.write_api_urls")
class WriteApiTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.people = [
            cls.editor,
            MemberFactory(cls.unit, Role.REVIEWER),
            HallDeskFactory(),
            UserFactory(superuser=True),
        ]

    def calls(self):
        """Yield every person with the way to call the API as them."""
        for person in self.people:
            _token, secret = APIToken.create_token(user=person, name="试")
            yield person, partial(self.call, secret)

    def call(self, secret, method, path, **data):
        return self.client.generic(
            method,
            f"/write-api/pages/{path}",
            self.client._encode_json(data, "application/json"),
            content_type="application/json",
            headers={"authorization": f"Bearer {secret}"},
        )

    def test_a_reader_finds_it(self):
        for person, call in self.calls():
            with self.subTest(str(person)):
                self.assertEqual(call("GET", f"{self.unit.pk}/").status_code, 200)

    def test_nothing_is_created_or_changed_into_the_public(self):
        draft = PostFactory(unit=self.unit, live=False, owner=self.editor)
        meta = {"parent_id": self.unit.pk, "type": "hall.PostPage", "action": "publish"}
        for person, call in self.calls():
            with self.subTest(str(person)):
                answers = [
                    call("POST", "", meta=meta, title="新", slug=f"new-{person.pk}"),
                    call(
                        "PATCH",
                        f"{draft.pk}/",
                        meta={"type": "hall.PostPage", "action": "publish"},
                        title="改",
                    ),
                    call("POST", f"{draft.pk}/actions/publish/"),
                ]
                self.assertTrue(all(answer.status_code >= 400 for answer in answers), answers)
                self.assertFalse(PostPage.objects.live().exists())

    def test_a_running_review_is_not_published_over(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        for person, call in self.calls():
            with self.subTest(str(person)):
                self.assertEqual(call("POST", f"{post.pk}/actions/publish/").status_code, 403)
                self.assertTrue(PostPage.objects.get(pk=post.pk).workflow_in_progress)

    def test_a_live_post_stays_where_and_what_it_is(self):
        post = PostFactory(unit=self.unit, owner=self.editor)
        first = post.latest_revision_id
        for person, call in self.calls():
            with self.subTest(str(person)):
                call("POST", f"{post.pk}/actions/unpublish/", recursive=True)
                call("POST", f"{self.unit.pk}/actions/unpublish/", recursive=True)
                call("POST", f"{post.pk}/actions/move/", destination_id=self.other.pk)
                call("POST", f"{post.pk}/actions/revert/", revision_id=first)
                call("DELETE", f"{post.pk}/")
                call("DELETE", f"{post.pk}/actions/delete/")
                row = PostPage.objects.get(pk=post.pk)
                self.assertEqual((row.live, row.url_path, row.text), (True, post.url_path, post.text))

    def test_copies_and_aliases_are_not_public(self):
        post = PostFactory(unit=self.unit, owner=self.editor)
        for person, call in self.calls():
            with self.subTest(str(person)):
                call("POST", f"{post.pk}/actions/copy/", slug=f"copy-{person.pk}", keep_live=True)
                call("POST", f"{post.pk}/actions/create_alias/", slug=f"alias-{person.pk}")
                self.assertEqual(list(PostPage.objects.live()), [post])
                self.assertFalse(Page.objects.filter(alias_of__isnull=False).exists())

    @override_settings(BREAK_GLASS=True)
    def test_only_broken_glass_opens_it_and_the_log_says_so(self):
        draft = PostFactory(unit=self.unit, live=False, owner=self.editor)
        for person, call in self.calls():
            with self.subTest(str(person)):
                call("POST", f"{draft.pk}/actions/publish/")
                self.assertEqual(PostPage.objects.get(pk=draft.pk).live, person.is_superuser)
        entry = PageLogEntry.objects.get(page=draft.pk, action="wagtail.publish")
        self.assertTrue(entry.user.is_superuser)
