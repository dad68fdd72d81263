from datetime import timedelta

from django.core import mail
from django.test import TestCase
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from hall.models import PostPage
from hall.review.models import ReviewRecord, UrgentRelease
from hall.review.models.urgent import AFTER_REVIEW_WITHIN
from hall.review.permissions import why_not_review
from hall.review.services import approve
from hall.review.urgent.permissions import why_not_release_urgently, why_not_use_lane
from hall.review.urgent.services import release_urgently
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    ImageFactory,
    LanePersonFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from units.enums import Role
from units.models import Team
from units.services import add_member

REASON = "水位一小时涨了半米"
TEXT = "东江水位快速上涨,请低处的街坊立即上楼。"


class Lane(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源水务")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()
        cls.person = LanePersonFactory(last_name="赖", first_name="海燕")

    def setUp(self):
        self.now = timezone.now()

    def draft(self, levels=3, author=None, **fields):
        fields = {"category": category_of(levels) if levels else None, **fields}
        return draft_post(unit=self.unit, author=author or self.editor, text=TEXT, **fields)

    def release(self, post, *, by=None, reason=REASON, seen=None, now=None):
        return release_urgently(
            page_id=post.pk,
            user=by or self.person,
            reason=reason,
            seen_revision_id=PostPage.objects.get(pk=post.pk).latest_revision_id if seen is None else seen,
            now=now or self.now,
        )

    def in_lane(self, person):
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=person)
        return type(person).objects.get(pk=person.pk)

    def assertRefused(self, words, post, **how):
        with self.assertRaisesMessage(Refused, words):
            self.release(post, **how)
        self.assertFalse(UrgentRelease.objects.exists())
        self.assertFalse(ReviewRecord.objects.filter(event="released_urgently").exists())


class WhoTests(Lane):
    def assertShutOut(self, person, words):
        self.assertEqual(why_not_use_lane(person), words)
        post = self.draft()
        self.assertRefused(words, post, by=person)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_whoever_is_not_named_is_shut_out_and_a_superuser_is_nobody_special(self):
        named = _("Only the people whom the hall desk has named use the urgent lane.")
        for person in [
            self.editor,
            self.spokesperson,
            MemberFactory(self.unit, Role.LIAISON),
            self.desk,
            self.office,
            UserFactory(superuser=True),
        ]:
            with self.subTest(person):
                self.assertShutOut(person, named)

    def test_an_editor_of_any_unit_is_shut_out_even_when_somebody_named_them(self):
        editors = _("You are an editor of a unit, and editors cannot use the urgent lane.")
        everything = MemberFactory(UnitFactory(), superuser=True)
        add_member(team=Team.objects.get(unit=None, role=Role.HALL_DESK), user=everything)
        for person in [self.editor, MemberFactory(UnitFactory()), everything]:
            with self.subTest(person):
                self.assertShutOut(self.in_lane(person), editors)

    def test_whoever_was_switched_off_or_has_left_is_shut_out(self):
        known_before = type(self.person).objects.get(pk=self.person.pk)
        self.assertEqual(why_not_use_lane(known_before), "")
        type(self.person).objects.filter(pk=self.person.pk).update(is_active=False)
        self.assertRefused(
            _("Only the people whom the hall desk has named use the urgent lane."),
            self.draft(),
            by=known_before,
        )
        left = LanePersonFactory()
        self.assertEqual(why_not_use_lane(left), "")
        left.groups.clear()
        self.assertRefused("", self.draft(), by=left)

    def test_named_people_of_the_desk_the_office_and_spokespersons_release_what_they_wrote_too(self):
        for person in [self.desk, self.office, self.spokesperson]:
            with self.subTest(person):
                person = self.in_lane(person)
                author = person if person == self.spokesperson else self.editor
                self.assertEqual(self.release(self.draft(author=author), by=person).released_by, person)


class WhatTests(Lane):
    def test_a_post_without_a_category_is_refused(self):
        post = self.draft(levels=None)
        self.assertRefused(_("Choose a category first: it says who reviews the post afterwards."), post)

    def test_what_is_public_as_it_is_is_refused(self):
        post = PostFactory(unit=self.unit)
        self.assertRefused(_("This post is public as it is; there is nothing to release."), post)

    def test_the_second_press_is_told_who_was_first(self):
        post = self.draft()
        self.release(post)
        second = LanePersonFactory()
        with self.assertRaisesMessage(Refused, str(self.person)):
            self.release(post, by=second)
        self.assertEqual(UrgentRelease.objects.count(), 1)

    def test_a_version_that_nobody_has_read_is_refused(self):
        post = self.draft()
        save_draft(post_id=post.pk, author=self.editor, text="改过了", category=post.category)
        words = _("The text has changed since you opened it. Look at the new version before you decide.")
        for seen in [post.latest_revision_id, 0, 10**17]:
            with self.subTest(seen):
                self.assertRefused(words, post, seen=seen)

    def test_a_draft_that_saved_itself_over_what_was_read_is_refused(self):
        post = PostPage.objects.get(pk=self.draft().pk)
        seen = {"seen_revision_id": post.latest_revision_id, "seen_version": post.version}
        newer = post.get_latest_revision_as_object()
        newer.text = "自动保存的新内容"
        newer.save_revision(user=self.editor, overwrite_revision=post.latest_revision)
        with self.assertRaises(Refused):
            release_urgently(page_id=post.pk, user=self.person, reason=REASON, now=self.now, **seen)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_a_version_that_was_withdrawn_comes_back_only_changed(self):
        post = PostFactory(unit=self.unit)
        withdraw_post(post_id=post.pk, by=self.desk, reason="数字错了。", now=timezone.now())
        self.assertRefused(
            _("This very version was withdrawn. It comes back through review, or changed."), post
        )
        save_draft(post_id=post.pk, author=self.editor, text="数字改正了", category=post.category)
        self.release(post, now=timezone.now())
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_what_cannot_be_kept_as_a_post_is_refused(self):
        post = self.draft()
        revision = Revision.objects.get(pk=post.latest_revision_id)
        revision.content["text"] = "长" * 5001
        revision.save()
        self.assertTrue(why_not_release_urgently(self.person, PostPage.objects.get(pk=post.pk)))
        self.assertRefused("5000", post)

    def test_other_pages_do_not_go_through_it(self):
        self.assertEqual(
            why_not_release_urgently(self.person, self.unit), _("Only posts go through the urgent lane.")
        )

    def test_a_reason_is_some_words_and_not_too_many(self):
        post = self.draft()
        for reason in ["", " \n\u200b", "防汛", "。。。。。。。。", "水" * 301]:
            with self.subTest(reason), self.assertRaises(Refused):
                self.release(post, reason=reason)
        self.assertEqual(self.release(post, reason="水" * 300).reason, "水" * 300)


class ReleaseTests(Lane):
    def test_it_is_public_at_once_and_waits_to_be_looked_at(self):
        post = self.draft(pictures=[(ImageFactory(), "水位尺")])
        with self.captureOnCommitCallbacks(execute=True):
            release = self.release(post)
        self.assertContains(self.client.get("/hall/"), TEXT)
        post = PostPage.objects.get(pk=post.pk)
        self.assertEqual((post.live, post.has_unpublished_changes), (True, False))
        self.assertEqual(release.revision_number, post.live_revision_id)
        self.assertEqual(release.due_at, self.now + AFTER_REVIEW_WITHIN)
        self.assertEqual((release.level, release.unit, release.is_open()), (3, self.unit, True))
        self.assertEqual(list(release.writers.all()), [self.editor])

    def test_the_audit_has_one_line_with_the_reason(self):
        self.release(self.draft())
        line = ReviewRecord.objects.get()
        self.assertEqual(
            (line.event, line.person, line.comment, line.level),
            ("released_urgently", self.person, REASON, 3),
        )

    def test_a_review_that_runs_ends_without_a_line_of_its_own(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2, approvals=1)
        step = step_of(post)
        release = self.release(post)
        self.assertEqual(TaskState.objects.get(pk=step.pk).status, TaskState.STATUS_CANCELLED)
        self.assertEqual(release.run.status, "cancelled")
        self.assertIsNone(PostPage.objects.get(pk=post.pk).current_workflow_state)
        events = list(ReviewRecord.objects.values_list("event", flat=True))
        self.assertEqual(events, ["submitted", "routed", "approved", "released_urgently"])

    def test_a_reviewer_who_comes_too_late_is_told_what_happened(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        step = step_of(post)
        self.release(post)
        words = _("%(person)s released it through the urgent lane, so there is nothing to decide now.") % {
            "person": self.person
        }
        self.assertEqual(why_not_review(self.spokesperson, TaskState.objects.get(pk=step.pk).specific), words)
        with self.assertRaisesMessage(Refused, words):
            approve(task_state_id=step.pk, reviewer=self.spokesperson)

    def test_a_returned_post_can_be_released_with_the_steps_that_its_review_had(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=3, is_returned=True)
        save_draft(post_id=post.pk, author=self.editor, text=TEXT, category=category_of(1))
        self.assertEqual(self.release(post).level, 3)

    def test_whoever_submitted_counts_among_those_who_wrote(self):
        post = self.draft()
        submit_post(post_id=post.pk, user=self.spokesperson)
        self.assertCountEqual(self.release(post).writers.all(), [self.editor, self.spokesperson])

    def test_a_change_of_a_public_post_can_be_released(self):
        post = PostFactory(unit=self.unit, owner=self.editor)
        save_draft(post_id=post.pk, author=self.editor, text="水位又涨了", category=category_of(2))
        self.release(post)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "水位又涨了")

    def test_a_post_meant_for_later_is_public_now(self):
        post = self.draft().get_latest_revision_as_object()
        post.go_live_at = self.now + timedelta(days=1)
        post.save_revision(user=self.editor)
        self.release(post)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_released_again_before_anybody_looked_it_neither_gains_time_nor_sheds_its_people(self):
        post = self.draft(levels=3)
        first = self.release(post)
        save_draft(post_id=post.pk, author=self.spokesperson, text="水退了", category=category_of(1))
        other = LanePersonFactory()
        second = self.release(post, by=other, now=self.now + timedelta(hours=20))
        first.refresh_from_db()
        self.assertEqual((first.outcome, first.closed_by), ("superseded", None))
        self.assertEqual((second.due_at, second.level), (first.due_at, 3))
        self.assertCountEqual(second.writers.all(), [self.editor, self.spokesperson, self.person])

    def test_spokespersons_desk_office_and_writers_get_a_mail_with_reason_and_deadline(self):
        stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        with self.captureOnCommitCallbacks(execute=True):
            release = self.release(self.draft())
        receivers = [address for letter in mail.outbox for address in letter.to]
        self.assertCountEqual(
            receivers, [one.email for one in [self.editor, self.spokesperson, self.desk, self.office]]
        )
        self.assertNotIn(stranger.email, receivers)
        letter = mail.outbox[0]
        self.assertIn("河源水务", letter.body)
        self.assertIn(REASON, letter.body)
        self.assertIn("赖海燕", letter.body)
        self.assertIn(f"/cms/urgent/after-review/{release.pk}/", letter.body)
