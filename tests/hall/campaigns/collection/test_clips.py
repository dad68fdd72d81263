import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import Submission
from portal.accounts.personal_data import collect_all, files_of
from portal.accounts.services import delete_account
from portal.core.models import PortalMedia
from tests.factories import MemberFactory, UnitFactory
from tests.hall.campaigns.collection.cases import CollectionCase, film
from units.enums import Role


class ClipTests(CollectionCase):
    def setUp(self):
        self.client.force_login(self.author)

    def door(self, row):
        return reverse("collection_clip", args=[self.page.pk, row.pk])

    def test_a_clip_alone_is_enough_and_waits_in_private(self):
        self.client.post(self.address, self.words(text="", clip=film()))

        row = Submission.objects.get()
        self.assert_state(row, SubmissionState.WAITING)
        self.assertFalse(PortalMedia.objects.exists())
        self.assertNotIn("晨雾", row.clip.name)
        self.assertContains(self.client.get(self.address), self.door(row))

    def test_what_is_no_clip_is_refused_and_nothing_typed_or_uploaded_is_lost(self):
        self.client.post(self.address, self.words(action="keep", clip=film()))
        for wrong in [SimpleUploadedFile("湖.mp4", b"MZ" + b"\0" * 100), film(name="湖.exe")]:
            with self.subTest(wrong.name):
                answer = self.client.post(self.address, self.words(clip=wrong))
                self.assertContains(answer, "清晨六点的万绿湖。", status_code=422)
                self.assertContains(answer, wrong.name, status_code=422)
        row = Submission.objects.get()
        self.assert_state(row, SubmissionState.DRAFT)
        self.assertTrue(row.clip)

    def test_a_clip_that_is_too_large_is_refused_in_words(self):
        large = SimpleUploadedFile("大.mp4", film().read() + b"\0" * 50 * 1024 * 1024)
        answer = self.client.post(self.address, self.words(clip=large))

        self.assertContains(answer, "50.0", status_code=422)
        self.assertFalse(Submission.objects.get().clip)

    def test_another_one_takes_its_place_and_it_can_be_taken_out(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(self.address, self.words(action="keep", clip=film()))
            first = Submission.objects.get().clip
            self.client.post(self.address, self.words(action="keep", clip=film()))
            second = Submission.objects.get().clip
            self.client.post(self.address, self.words(action="keep", **{"drop-clip": "1"}))

        self.assertFalse(Submission.objects.get().clip)
        self.assertFalse(any(clip.storage.exists(clip.name) for clip in [first, second]))

    def test_it_is_for_the_author_and_once_sent_for_the_organisers_of_its_unit(self):
        other = MemberFactory(UnitFactory(), Role.ORGANISER)
        self.client.post(self.address, self.words(action="keep", clip=film()))
        row = Submission.objects.get()
        for state, expected in [("draft", 404), ("waiting", 200)]:
            for person, status in [
                (self.author, 200),
                (self.organiser, expected),
                (self.voter, 404),
                (other, 404),
            ]:
                with self.subTest(state=state, person=person):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(self.door(row)).status_code, status)
            self.client.force_login(self.author)
            self.client.post(self.address, self.words())

    def test_its_player_can_seek_and_no_cache_keeps_it(self):
        row = self.submission(clip=film(), is_public=False)
        answer = self.client.get(self.door(row), headers={"range": "bytes=4-7"})

        self.assertEqual((answer.status_code, b"".join(answer.streaming_content)), (206, b"ftyp"))
        self.assertIn("private, no-store", answer["Cache-Control"])
        self.assertEqual(self.client.get(self.door(row), headers={"range": "bytes=9999-"}).status_code, 416)

    def test_it_is_public_once_approved_and_no_more_when_declined(self):
        row = self.submission(clip=film(), pictures=0)
        public = PortalMedia.objects.get()
        self.assertEqual(public.type, "video")
        self.assertContains(self.client.get(self.page.url), public.file.url)
        self.client.force_login(self.organiser)
        sent = {"action": "decline", "submission": row.pk, f"decline-{row.pk}-reason": "有车牌"}
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(self.desk, sent)

        self.assertFalse(PortalMedia.objects.exists())
        self.assertFalse(public.file.storage.exists(public.file.name))
        row.refresh_from_db()
        self.assertTrue(row.clip.storage.exists(row.clip.name))

    def test_who_withdraws_or_leaves_takes_it_along(self):
        for leave in [self.withdraw, lambda row: delete_account(user=self.author, now=self.now)]:
            row = self.submission(clip=film(), pictures=0)
            kept = row.clip
            with self.subTest(leave):
                with self.captureOnCommitCallbacks(execute=True):
                    leave(row)
                self.assertFalse(PortalMedia.objects.exists())
                self.assertFalse(kept.storage.exists(kept.name))
                row.refresh_from_db()
                self.assertFalse(row.clip)

    def withdraw(self, row):
        self.client.post(self.address, {"action": "withdraw", "submission": row.pk})

    def test_it_is_in_the_download_of_the_person_and_of_all(self):
        row = self.submission(clip=film(), pictures=0)
        name = f"submissions/clip-{row.pk}.mp4"
        self.assertEqual(collect_all(self.author)["submissions"][0]["clip"], name)
        self.assertEqual([name], [found for found, _file in files_of(self.author)])
        self.client.force_login(self.organiser)
        answer = self.client.get(reverse("collection_archive", args=[self.page.pk]))
        with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:
            self.assertIn(f"{row.pk}.mp4", packed.namelist())
            self.assertIn(f"{row.pk}.mp4", packed.read("credits.csv").decode("utf-8-sig"))
