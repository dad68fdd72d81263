"""Two people press their buttons at the same moment: one is first, the other is told."""

from django.test import TransactionTestCase
from django.urls import reverse

from hall.models import PostPage
from hall.review.models import ReviewRecord, UrgentRelease
from hall.services import draft_post
from tests.at_once import at_once, posting
from tests.factories import (
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    UrgentReleaseFactory,
    category_of,
    step_of,
)
from tests.fresh_start import FreshStart
from units.enums import Role

REASON = "水位一小时涨了半米"


class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.unit = UnitFactory()
        self.person = LanePersonFactory()

    def at_once(self, *requests):
        """Send what each person sends, all at the same moment; return the answers, in their order."""
        answers = at_once(*(posting(*request) for request in requests))
        self.assertTrue(all(answer.status_code < 400 for answer in answers))
        return answers

    def release(self, post):
        return reverse("urgent_release", args=[post.pk]), {"reason": REASON, "seen": post.version}

    def test_of_two_people_of_the_lane_one_releases(self):
        post = draft_post(
            unit=self.unit, author=MemberFactory(self.unit), text="涨水了", category=category_of(1)
        )
        post = PostPage.objects.get(pk=post.pk)
        answers = self.at_once((self.person, *self.release(post)), (LanePersonFactory(), *self.release(post)))
        self.assertEqual(sorted(answer.status_code for answer in answers), [200, 302])
        self.assertEqual(UrgentRelease.objects.count(), 1)
        self.assertEqual(ReviewRecord.objects.filter(event="released_urgently").count(), 1)

    def test_of_a_release_and_the_last_approval_one_publishes(self):
        reviewer = MemberFactory(self.unit, Role.REVIEWER)
        post = SubmittedPostFactory(unit=self.unit)
        decision = {"task_state": step_of(post).pk, "seen": post.latest_revision_id, "action": "approve"}
        self.at_once(
            (self.person, *self.release(post)), (reviewer, reverse("review_post", args=[post.pk]), decision)
        )
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)
        ways = ReviewRecord.objects.filter(event__in=["released_urgently", "published"])
        self.assertEqual(ways.count(), 1)
        self.assertEqual(UrgentRelease.objects.exists(), ways.get().event == "released_urgently")

    def test_of_two_ordinary_withdrawals_one_counts(self):
        release = UrgentReleaseFactory(unit=self.unit, levels=2, by=self.person)
        address = reverse("hall_withdraw", args=[release.page_id])
        desks = [HallDeskFactory(), HallDeskFactory()]
        self.at_once(*[(desk, address, {"reason": "数字写错了"}) for desk in desks])
        release.refresh_from_db()
        self.assertEqual(release.outcome, "withdrawn")
        self.assertEqual(ReviewRecord.objects.filter(event="after_reviewed").count(), 1)

    def test_of_two_after_reviews_one_counts(self):
        release = UrgentReleaseFactory(unit=self.unit, levels=2, by=self.person)
        address = reverse("after_review", args=[release.pk])
        self.at_once(
            (HallDeskFactory(), address, {"action": "close"}),
            (HallDeskFactory(), address, {"action": "withdraw", "reason": "数字写错了"}),
        )
        release.refresh_from_db()
        self.assertEqual(ReviewRecord.objects.filter(event="after_reviewed").count(), 1)
        self.assertEqual(PostPage.objects.get(pk=release.page_id).live, release.outcome == "right")
