import hashlib
import re
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Revision

from hall.models import PostPage
from hall.review.digests import digest_of
from hall.review.models import ApprovedVersion
from hall.review.publishing import keep_approval, publish_version
from hall.review.services import approve
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MediaFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
    step_of,
)
from units.enums import Role

ROOT = Path(__file__).resolve().parents[3]


def overwrite(file):
    """Put other bytes where a kept file lies, as no screen allows."""
    name = file.name
    file.storage.delete(name)
    assert file.storage.save(name, ContentFile("另一个文件".encode())) == name


class Approvals(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)

    def setUp(self):
        self.now = timezone.now()
        self.picture = ImageFactory(title="龙津桥")

    def approved_for_tomorrow(self, **fields):
        fields = {"pictures": [(self.picture, "桥面")], **fields}
        post = draft_post(
            unit=self.unit, author=self.editor, text="明早通桥", category=category_of(1), **fields
        )
        newest = PostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
        newest.go_live_at = self.now + timedelta(days=1)
        newest.save_revision(user=self.editor)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        return PostPage.objects.get(pk=post.pk).scheduled_revision

    def make_due(self, revision):
        """Let the time of a version come; Wagtail reads it from the version and from its row."""
        revision.content["go_live_at"] = (self.now - timedelta(minutes=1)).isoformat()
        revision.approved_go_live_at = self.now - timedelta(minutes=1)
        revision.save()

    def change(self, revision, **content):
        revision.content.update(content)
        revision.save()

    def assert_refused(self, revision, words):
        with self.assertRaisesMessage(Refused, words):
            publish_version(revision=revision, now=self.now)
        self.assertFalse(PostPage.objects.get(pk=revision.object_id).live)


class KeepApprovalTests(Approvals):
    def test_the_last_step_keeps_the_digest_of_what_it_approved(self):
        HallDeskFactory()
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=2, approvals=1)
        self.assertFalse(ApprovedVersion.objects.exists())
        approve(task_state_id=step_of(post).pk, reviewer=HallDeskFactory())
        kept = ApprovedVersion.objects.get()
        self.assertEqual((kept.page_number, kept.revision_number), (post.pk, post.latest_revision_id))
        self.assertEqual(kept.run_number, post.workflow_states.get().pk)
        self.assertEqual(kept.digest, digest_of(post.latest_revision).whole)

    def test_what_is_approved_for_later_is_kept_too(self):
        revision = self.approved_for_tomorrow()
        self.assertEqual(ApprovedVersion.newest_of(revision.pk).files[0]["title"], "龙津桥")

    def test_a_row_is_written_once_and_stays(self):
        self.approved_for_tomorrow()
        kept = ApprovedVersion.objects.get()
        rows = ApprovedVersion.objects.all()
        for act in [kept.save, kept.delete, rows.delete, partial(rows.update, digest="0" * 64)]:
            with self.subTest(str(act)), self.assertRaises(TypeError):
                act()
        self.assertEqual(ApprovedVersion.objects.get().digest, kept.digest)

    def test_one_run_approves_a_version_once(self):
        revision = self.approved_for_tomorrow()
        run = PostPage.objects.get(pk=revision.object_id).workflow_states.get()
        with self.assertRaises(IntegrityError), transaction.atomic():
            keep_approval(revision=revision, run=run, now=self.now)

    def test_an_approval_says_whose_it_is(self):
        revision = self.approved_for_tomorrow()
        with self.assertRaises(IntegrityError), transaction.atomic():
            keep_approval(revision=revision, now=self.now)

    def test_a_file_that_is_lost_cannot_be_approved(self):
        post = draft_post(
            unit=self.unit,
            author=self.editor,
            text="看桥",
            category=category_of(1),
            pictures=[(self.picture, "")],
        )
        submit_post(post_id=post.pk, user=self.editor)
        self.picture.file.storage.delete(self.picture.file.name)
        with self.assertRaisesMessage(Refused, "龙津桥"):
            approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(step_of(post).status, "in_progress")


class PublishVersionTests(Approvals):
    def test_when_the_time_has_come_exactly_what_was_approved_is_public(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        page = publish_version(revision=revision, now=self.now)
        self.assertEqual((page.live, page.text, page.live_revision_id), (True, "明早通桥", revision.pk))

    def test_a_newer_draft_waits_and_comes_through_its_own_review(self):
        revision = self.approved_for_tomorrow()
        newer = PostPage.objects.get(pk=revision.object_id).get_latest_revision_as_object()
        newer.text = "后天通桥"
        newer.save_revision(user=self.editor)
        self.make_due(revision)
        page = publish_version(revision=revision, now=self.now)
        self.assertEqual((page.text, page.has_unpublished_changes), ("明早通桥", True))
        with self.assertRaisesMessage(Refused, "读者看过这条博文"):
            submit_post(post_id=page.pk, user=self.editor)
        content = {"text": "后天通桥", "category": page.category, "correction": "桥面未干"}
        save_draft(post_id=page.pk, author=self.editor, **content)
        submit_post(post_id=page.pk, user=self.editor)
        approve(task_state_id=step_of(page).pk, reviewer=self.spokesperson)
        self.assertContains(self.client.get(page.url), "桥面未干")

    def test_only_it_and_what_makes_units_publish(self):
        """Whoever needs another way adds it to `publish_version`."""
        calls = [
            str(path.relative_to(ROOT))
            for package in ["hall", "home", "units", "portal"]
            for path in sorted((ROOT / package).rglob("*.py"))
            if re.search(r"(?<!super\(\))\.publish\(", path.read_text())
        ]
        # The demonstration city brings campaigns as if they had been approved.
        demo = "portal/demo/builders/campaigns.py"
        self.assertEqual(calls, ["hall/review/publishing.py", "units/services/units.py", demo])

    def test_again_it_changes_nothing(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        first = publish_version(revision=revision, now=self.now)
        again = publish_version(revision=revision, now=self.now)
        self.assertEqual(first.last_published_at, again.last_published_at)

    def test_released_urgently_it_needs_no_run(self):
        post = draft_post(unit=self.unit, author=self.editor, text="险情", category=category_of(1))
        keep_approval(revision=post.latest_revision, release_number=1, now=self.now)
        self.assertTrue(publish_version(revision=post.latest_revision, now=self.now, user=self.editor).live)

    def test_what_nobody_approved_is_refused(self):
        post = draft_post(unit=self.unit, author=self.editor, text="没审过", category=category_of(1))
        self.assert_refused(post.latest_revision, "没有经过审核")

    def test_a_text_that_was_changed_by_hand_is_refused(self):
        for content in [{"text": "明早封桥"}, {"location": "别处"}, {"slug": "otherone"}]:
            with self.subTest(content):
                revision = self.approved_for_tomorrow()
                self.make_due(revision)
                self.change(revision, **content)
                self.assert_refused(revision, "正文")

    def test_words_of_a_picture_that_were_changed_by_hand_are_refused(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        revision.content["pictures"][0]["alt_text"] = "塌桥"
        revision.save()
        self.assert_refused(revision, "正文")

    def test_a_picture_whose_file_became_another_is_refused_by_name(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        overwrite(self.picture.file)
        self.assert_refused(revision, "图片“龙津桥”")

    def test_a_picture_whose_row_names_another_file_is_refused(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        other = self.picture.file.storage.save("original_images/other.jpg", ContentFile(b"other"))
        type(self.picture).objects.filter(pk=self.picture.pk).update(file=other)
        self.assert_refused(revision, "图片“龙津桥”")

    def test_a_picture_whose_crops_moved_is_refused(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        type(self.picture).objects.filter(pk=self.picture.pk).update(
            focal_point_x=5, focal_point_y=5, focal_point_width=4, focal_point_height=4
        )
        self.assert_refused(revision, "图片“龙津桥”")

    def test_a_picture_that_has_another_title_is_the_same(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        type(self.picture).objects.update(title="老桥")
        self.assertTrue(publish_version(revision=revision, now=self.now).live)

    def test_a_lost_file_is_refused_by_name(self):
        revision = self.approved_for_tomorrow()
        self.make_due(revision)
        self.picture.file.storage.delete(self.picture.file.name)
        self.assert_refused(revision, "龙津桥")

    def test_a_clip_or_poster_that_became_another_is_refused_by_name(self):
        for name in ["file", "thumbnail"]:
            with self.subTest(name):
                clip = MediaFactory(title="航拍", thumbnail=ContentFile(b"poster", name="poster.jpg"))
                revision = self.approved_for_tomorrow(pictures=[], media=clip)
                self.make_due(revision)
                overwrite(getattr(clip, name))
                self.assert_refused(revision, "“航拍”")

    def test_a_version_that_was_stopped_by_a_withdrawal_is_refused(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1)
        withdraw_post(post_id=post.pk, by=self.spokesperson, reason="时间有误", now=self.now)
        self.assert_refused(post.latest_revision, "撤回")

    def test_reviewed_again_after_the_withdrawal_it_is_public_again(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1)
        withdraw_post(post_id=post.pk, by=self.spokesperson, reason="时间有误", now=self.now)
        content = {"text": "时间改好了", "category": post.category, "correction": "时间核实了"}
        save_draft(post_id=post.pk, author=self.editor, **content)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertEqual(self.client.get(PostPage.objects.get(pk=post.pk).url).status_code, 200)

    def test_an_older_version_does_not_come_back(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1)
        older = post.live_revision
        save_draft(
            post_id=post.pk, author=self.editor, text="更正", category=post.category, correction="补充"
        )
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        with self.assertRaisesMessage(Refused, "更新的版本"):
            publish_version(revision=older, now=self.now)
        self.assertEqual(PostPage.objects.get(pk=post.pk).text, "更正")


class DigestTests(Approvals):
    def test_it_is_made_of_what_is_written_here(self):
        """A digest that was kept years ago must come out the same."""
        post = draft_post(unit=self.unit, author=self.editor, text="一字不差", category=category_of(1))
        revision = post.latest_revision
        Revision.objects.filter(pk=revision.pk).update(
            content={"text": "一字不差", "pk": 1, "pictures": [], "live": False, "first_published_at": None}
        )
        canonical = '[1,{"first_published_at":null,"pictures":[],"pk":1,"text":"一字不差"},[]]'
        self.assertEqual(digest_of(revision).whole, hashlib.sha256(canonical.encode()).hexdigest())

    def test_what_publishing_writes_is_no_part_of_it(self):
        revision = self.approved_for_tomorrow()
        before = digest_of(revision).whole
        self.change(revision, live=True, live_revision=revision.pk, last_published_at=self.now.isoformat())
        self.make_due(revision)
        self.assertEqual(digest_of(revision).whole, before)
