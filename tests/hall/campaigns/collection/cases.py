from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.collection.files import add_clip, add_picture
from hall.campaigns.collection.services import (
    announce_winners,
    approve_submission,
    award_submission,
    keep_draft,
    send_in,
)
from hall.campaigns.models import CollectionPage, Submission
from tests.factories import CitizenFactory, EventFactory, MemberFactory
from units.enums import Role

PLACE = 34853


def photograph(name="万绿湖.jpg"):
    """Return a photograph that tells where it was taken."""
    data, exif = BytesIO(), Image.Exif()
    exif[PLACE] = {1: "N", 2: (23.0, 44.0, 0.0)}
    Image.new("RGB", (64, 48), "green").save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def film(name="晨雾.mp4", place=b"+23.7+114.7/"):
    """Return the frame of an MP4 that tells where it was filmed."""
    notes = box(b"udta", box(b"\xa9xyz", place)) + box(b"meta", place)
    track = box(b"trak", box(b"tkhd", b"kept") + box(b"udta", place))
    data = box(b"ftyp", b"mp42") + box(b"mdat", b"film") + box(b"moov", track + notes) + box(b"uuid", place)
    return SimpleUploadedFile(name, data, "video/mp4")


def box(kind: bytes, held: bytes) -> bytes:
    return (len(held) + 8).to_bytes(4, "big") + kind + held


class CollectionCase(TestCase):
    """A collection that is open now, with one author, a stranger and an organiser."""

    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.page = EventFactory(CollectionPage, terms="作品用于本市宣传。", voting=Voting.TOGETHER)
        cls.organiser = MemberFactory(cls.page.unit, Role.ORGANISER)
        cls.author, cls.voter = CitizenFactory(nickname="湖边拍客"), CitizenFactory(nickname="爱湖人")
        cls.address = reverse("collection_submit", args=[cls.page.pk])
        cls.desk = reverse("collection_desk", args=[cls.page.pk])
        cls.polls = reverse("collection_vote", args=[cls.page.pk])

    def words(self, **changed):
        return {
            "action": "send",
            "token": "a" * 20,
            "title": "湖上晨雾",
            "text": "清晨六点的万绿湖。",
            "credit": "湖边拍客",
            "may_be_used": "on",
            "minors_agreed": "on",
            **changed,
        }

    def submission(
        self, author=None, *, title="湖上晨雾", pictures=1, clip=None, is_public=True
    ) -> Submission:
        author = author or self.author
        row = keep_draft(
            page=self.page,
            user=author,
            token=f"token-{Submission.objects.count():014d}",
            now=self.now,
            title=title,
            text="清晨六点的万绿湖。",
            credit=author.nickname,
            may_be_used=True,
            minors_agreed=True,
        )
        for _number in range(pictures):
            add_picture(submission_id=row.pk, file=photograph())
        if clip:
            add_clip(submission_id=row.pk, file=clip)
        send_in(submission_id=row.pk, user=author, now=self.now)
        if is_public:
            approve_submission(submission_id=row.pk, by=self.organiser, now=self.now)
        return Submission.objects.get(pk=row.pk)

    def close(self):
        self.page.closes_at = timezone.now() - timedelta(seconds=1)
        self.page.save_revision().publish(skip_permission_checks=True)

    def won(self, row):
        award_submission(submission_id=row.pk, by=self.organiser, award="一等奖")
        self.close()
        announce_winners(page_id=self.page.pk, by=self.organiser, now=timezone.now())

    def assert_state(self, row, state: SubmissionState):
        row.refresh_from_db()
        self.assertEqual(row.state, state)
