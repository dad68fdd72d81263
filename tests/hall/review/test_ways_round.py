"""Every known way past the review, tried through the real views by everybody who could."""

from datetime import timedelta
from functools import wraps

from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from hall.models import PostPage
from hall.review.services import approve
from hall.services import draft_post
from home.models import HomePage
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from tests.hall.review.editor_form import editor_form
from units.enums import Role
from units.models import UnitPage


def by_everybody(test):
    """Run a test once for each person who could try, signed in."""

    @wraps(test)
    def run(self):
        for person in self.people:
            with self.subTest(str(person)):
                self.client.force_login(person)
                test(self, person)

    return run


class WaysRoundTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory()
        cls.category = category_of(1)
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.people = [cls.editor, cls.spokesperson, HallDeskFactory(), UserFactory(superuser=True)]
        # The strongest in every unit: a member of both, so that no border of a unit hides a hole in the review.
        for person in cls.people[:2]:
            person.groups.add(cls.other.teams.get(role=Role.EDITOR).group)

    def send(self, name, *args, data=None):
        return self.client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data or {})

    def bulk(self, action, *pages, **data):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        ids = "&".join(f"id={page.pk}" for page in pages)
        return self.client.post(f"{address}?{ids}&next=/cms/", data)

    def draft(self, **fields):
        return PostFactory(unit=self.unit, live=False, owner=self.editor, **fields)

    def assertNothingIsPublic(self):
        self.assertEqual(list(PostPage.objects.live()), [])
        self.assertFalse(
            PageLogEntry.objects.filter(action="wagtail.publish", page__in=PostPage.objects.all())
        )

    def assertStillPublic(self, post):
        row = PostPage.objects.get(pk=post.pk)
        self.assertEqual((row.live, row.text, row.url_path), (True, post.text, post.url_path))


class PublishingTests(WaysRoundTestCase):
    @by_everybody
    def test_creating_does_not_publish(self, person):
        data = editor_form(self.category, **{"action-publish": "1"})
        self.send("add", "hall", "postpage", self.unit.pk, data=data)
        self.assertNothingIsPublic()

    @by_everybody
    def test_editing_does_not_publish(self, person):
        post = self.draft()
        data = editor_form(self.category, text="改一改", **{"action-publish": "1"})
        self.send("edit", post.pk, data=data)
        self.assertNothingIsPublic()

    @by_everybody
    def test_bulk_publishing_is_refused(self, person):
        post = self.draft()
        self.bulk("publish", post, self.unit, include_descendants="on")
        self.assertNothingIsPublic()

    @by_everybody
    def test_a_copy_is_a_draft(self, person):
        post = PostFactory(unit=self.unit)
        data = {
            "new_title": "抄",
            "new_slug": f"copy-{person.pk}",
            "new_parent_page": self.other.pk,
            "copy_subpages": "",
            "publish_copies": "on",
        }
        self.send("copy", post.pk, data=data)
        self.assertFalse(PostPage.objects.live().child_of(self.other))

    @by_everybody
    def test_an_alias_is_not_made(self, person):
        post = PostFactory(unit=self.unit)
        data = {
            "new_title": "替身",
            "new_slug": f"alias-{person.pk}",
            "new_parent_page": self.other.pk,
            "alias": "on",
        }
        self.send("copy", post.pk, data=data)
        self.assertFalse(PostPage.objects.live().child_of(self.other))
        self.assertFalse(Page.objects.filter(alias_of__isnull=False))

    @by_everybody
    def test_a_time_does_not_publish(self, person):
        post = self.draft()
        moment = (timezone.localtime() + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
        data = editor_form(self.category, go_live_at=moment, **{"action-publish": "1"})
        self.send("edit", post.pk, data=data)
        self.assertNothingIsPublic()
        self.assertFalse(post.revisions.filter(approved_go_live_at__isnull=False))

    @by_everybody
    def test_going_back_to_an_old_version_does_not_publish(self, person):
        post = PostFactory(unit=self.unit, text="第一版")
        first = post.latest_revision
        newer = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        newer.text = "第二版"
        newer.save_revision(user=self.editor).publish(skip_permission_checks=True)
        data = editor_form(self.category, text="第一版", **{"action-publish": "1"})
        self.send("edit", post.pk, data={**data, "revision": first.pk})
        self.send("revisions_revert", post.pk, first.pk, data=data)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "第二版")

    @by_everybody
    def test_publishing_over_a_running_review_neither_publishes_nor_ends_it(self, person):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        data = editor_form(self.category, text="先发了再说", **{"action-publish": "1"})
        self.send("edit", post.pk, data=data)
        self.bulk("publish", post)
        self.assertNothingIsPublic()
        self.assertTrue(PostPage.objects.get(pk=post.pk).workflow_in_progress)

    @by_everybody
    def test_a_unit_and_the_front_page_are_not_published_directly_either(self, person):
        unit, home = UnitFactory(live=False), HomePage.objects.get()
        data = editor_form(self.category, title="改名", official_name="局", mark="警", kind="institution")
        self.send("edit", unit.pk, data={**data, "action-publish": "1"})
        self.send("edit", home.pk, data={**data, "slug": "heyuan", "action-publish": "1"})
        self.bulk("publish", unit)
        self.assertFalse(UnitPage.objects.get(pk=unit.pk).live)
        self.assertNotEqual(HomePage.objects.get().title, "改名")

    def test_a_visitor_gets_to_no_view(self):
        post = SubmittedPostFactory(unit=self.unit)
        step = step_of(post)
        self.send("edit", post.pk, data=editor_form(self.category, **{"action-publish": "1"}))
        self.send("workflow_action", post.pk, "approve", step.pk)
        address = reverse("review_post", args=[post.pk])
        self.client.post(
            address, {"action": "approve", "task_state": step.pk, "seen": post.latest_revision_id}
        )
        self.assertNothingIsPublic()


class LivePostTests(WaysRoundTestCase):
    def setUp(self):
        self.post = PostFactory(unit=self.unit, owner=self.editor)

    @by_everybody
    def test_it_is_not_moved(self, person):
        self.send("move_confirm", self.post.pk, self.other.pk)
        self.bulk("move", self.post, chooser=self.other.pk)
        self.assertStillPublic(self.post)

    @by_everybody
    def test_it_is_not_deleted(self, person):
        self.send("delete", self.post.pk)
        self.bulk("delete", self.post)
        self.bulk("delete", self.unit)
        self.assertStillPublic(self.post)

    @by_everybody
    def test_it_is_not_unpublished_without_a_reason(self, person):
        self.send("unpublish", self.post.pk)
        self.bulk("unpublish", self.post, self.unit, include_descendants="on")
        self.assertStillPublic(self.post)

    @by_everybody
    def test_its_readers_are_not_restricted(self, person):
        self.send("set_privacy", self.post.pk, data={"restriction_type": "login"})
        self.assertFalse(self.post.get_view_restrictions())

    @by_everybody
    def test_a_draft_is_not_moved_below_another_unit(self, person):
        draft = self.draft()
        self.send("move_confirm", draft.pk, self.other.pk)
        self.bulk("move", draft, chooser=self.other.pk)
        self.assertEqual(PostPage.objects.get(pk=draft.pk).get_parent().pk, self.unit.pk)


class RunningReviewTests(WaysRoundTestCase):
    def setUp(self):
        self.post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2)
        self.stranger = MemberFactory(self.unit)

    def test_a_stranger_does_not_end_it(self):
        self.client.force_login(self.stranger)
        for action in ["action-cancel-workflow", "action-restart-workflow", "action-submit"]:
            with self.subTest(action):
                self.send("edit", self.post.pk, data=editor_form(self.category, text="改", **{action: "1"}))
                row = PostPage.objects.get(pk=self.post.pk)
                self.assertEqual(row.current_workflow_state, self.post.current_workflow_state)
                self.assertEqual(row.latest_revision_id, self.post.latest_revision_id)

    def test_a_reviewer_returns_it_and_does_not_end_it_without_a_word(self):
        self.client.force_login(self.spokesperson)
        self.send("edit", self.post.pk, data=editor_form(self.category, **{"action-cancel-workflow": "1"}))
        self.assertTrue(PostPage.objects.get(pk=self.post.pk).workflow_in_progress)

    def test_the_submitter_takes_it_back(self):
        self.client.force_login(self.editor)
        self.send("edit", self.post.pk, data=editor_form(self.category, **{"action-cancel-workflow": "1"}))
        self.assertFalse(PostPage.objects.get(pk=self.post.pk).workflow_in_progress)
        last = self.post.review_records.last()
        self.assertEqual((last.event, last.person), ("taken_back", self.editor))

    def test_it_is_not_deleted(self):
        for person in [*self.people, self.stranger]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.send("delete", self.post.pk)
                self.bulk("delete", self.post)
                self.assertTrue(PostPage.objects.filter(pk=self.post.pk))

    def test_the_text_is_held_for_all_but_its_reviewers(self):
        for person in [self.editor, self.stranger, self.people[2], self.people[3]]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.send("edit", self.post.pk, data=editor_form(self.category, text="偷偷改"))
                self.assertEqual(
                    PostPage.objects.get(pk=self.post.pk).latest_revision_id, self.post.latest_revision_id
                )

    def test_nobody_locks_it_for_themselves(self):
        for person in self.people:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.send("lock", self.post.pk)
                self.assertFalse(Page.objects.get(pk=self.post.pk).locked)

    def test_a_lock_of_ones_own_does_not_keep_the_text_open(self):
        post = self.draft()
        Page.objects.filter(pk=post.pk).update(locked=True, locked_by=self.editor, locked_at=timezone.now())
        self.client.force_login(self.editor)
        self.send("edit", post.pk, data=editor_form(self.category, **{"action-submit": "1"}))
        submitted = PostPage.objects.get(pk=post.pk)
        self.assertTrue(submitted.workflow_in_progress)
        self.send("edit", post.pk, data=editor_form(self.category, text="偷偷改"))
        self.assertEqual(PostPage.objects.get(pk=post.pk).latest_revision_id, submitted.latest_revision_id)

    def test_submitted_twice_it_is_one_review(self):
        post = draft_post(unit=self.unit, author=self.editor, text="两个人一起送审", category=self.category)
        for person in [self.editor, self.stranger]:
            self.client.force_login(person)
            self.send("edit", post.pk, data=editor_form(self.category, text="改", **{"action-submit": "1"}))
        self.assertEqual(PostPage.objects.get(pk=post.pk).workflow_states.count(), 1)
        self.assertEqual(PostPage.objects.get(pk=post.pk).current_workflow_state.requested_by, self.editor)


@override_settings(BREAK_GLASS=True)
class BreakGlassTests(WaysRoundTestCase):
    @by_everybody
    def test_it_opens_publishing_to_superusers_and_leaves_a_trace(self, person):
        post = self.draft()
        self.send("edit", post.pk, data=editor_form(self.category, **{"action-publish": "1"}))
        self.assertEqual(PostPage.objects.get(pk=post.pk).live, person.is_superuser)
        traces = PageLogEntry.objects.filter(page=post.pk, action="review.break_glass")
        self.assertEqual([trace.user for trace in traces], [person] if person.is_superuser else [])

    def test_what_a_review_published_leaves_none(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)
        self.assertFalse(PageLogEntry.objects.filter(action="review.break_glass"))
