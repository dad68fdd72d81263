from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.files import change_files
from hall.campaigns.collection.permissions import SUBMISSIONS_AT_MOST
from hall.campaigns.collection.services import decline_submission, withdraw_submission
from hall.campaigns.models import Submission, SubmissionPicture
from portal.core.models import PortalImage
from portal.core.private_files import private_storage
from tests.hall.campaigns.collection.cases import CollectionCase, film, photograph


class DeletedTests(CollectionCase):
    """Rows that go with their event, or with somebody's, leave no file behind."""

    def setUp(self):
        # All storages must mean the same folder: Wagtail deletes through one of its own making.
        self.enterContext(self.settings(MEDIA_ROOT=settings.MEDIA_ROOT))

    def files(self, row):
        for picture in row.pictures.all():
            yield private_storage, picture.file.name
            if picture.image:
                yield default_storage, picture.image.file.name
                yield from (
                    (default_storage, rendition.file.name) for rendition in picture.image.renditions.all()
                )

    def test_a_page_that_is_deleted_takes_all_files_with_it(self):
        shown, hidden = self.submission(), self.submission(title="未公开", is_public=False)
        self.client.get(self.page.url)
        files = [*self.files(shown), *self.files(hidden)]
        self.assertGreater(len(files), 3)
        self.assertTrue(all(storage.exists(name) for storage, name in files))

        with self.captureOnCommitCallbacks(execute=True):
            self.page.delete()

        self.assertFalse(PortalImage.objects.exists())
        self.assertEqual([name for storage, name in files if storage.exists(name)], [])


class KeptTests(CollectionCase):
    """Files go when their rows have gone for good, and not before."""

    def setUp(self):
        self.row = self.submission(is_public=False, clip=film())
        picture = self.row.pictures.get()
        self.names = [picture.file.name, self.row.clip.name]

    def kept(self):
        return [private_storage.exists(name) for name in self.names]

    def test_what_was_not_deleted_in_the_end_keeps_its_files(self):
        with self.assertRaises(RuntimeError), transaction.atomic():
            withdraw_submission(submission_id=self.row.pk, user=self.author, now=self.now)
            raise RuntimeError

        self.assertEqual(self.kept(), [True, True])

    def test_what_was_withdrawn_leaves_none(self):
        with self.captureOnCommitCallbacks(execute=True):
            withdraw_submission(submission_id=self.row.pk, user=self.author, now=self.now)

        self.assertEqual(self.kept(), [False, False])

    def test_what_was_sent_in_meanwhile_keeps_its_files_and_captions(self):
        picture = self.row.pictures.get()

        change_files(
            submission_id=self.row.pk, dropped=[picture.pk], captions={picture.pk: "另一个"}, drops_clip=True
        )

        self.row.refresh_from_db()
        self.assertEqual(self.row.pictures.get().alt_text, picture.alt_text)
        self.assertTrue(self.row.clip)
        self.assertEqual(self.kept(), [True, True])


class WordsTests(CollectionCase):
    def test_no_log_keeps_the_words_of_who_sent_something_in(self):
        row = self.submission(title="湖上的密语")
        decline_submission(submission_id=row.pk, by=self.organiser, reason="与湖无关", now=self.now)

        for log in [PageLogEntry, ModelLogEntry]:
            for entry in log.objects.all():
                self.assertNotIn("密语", f"{entry.label} {entry.data}")
        self.assertTrue(PageLogEntry.objects.filter(action="campaigns.collection.approved").exists())


class DraftTests(CollectionCase):
    def test_of_the_drafts_of_one_person_the_newest_are_kept(self):
        self.client.force_login(self.author)
        for number in range(SUBMISSIONS_AT_MOST + 2):
            self.client.post(
                self.address, self.words(action="keep", token=f"{number:020d}", pictures=[photograph()])
            )

        kept = Submission.objects.filter(author=self.author, state=SubmissionState.DRAFT)
        self.assertEqual(
            sorted(kept.values_list("token", flat=True)),
            [f"{number:020d}" for number in range(2, SUBMISSIONS_AT_MOST + 2)],
        )
        self.assertEqual(SubmissionPicture.objects.count(), SUBMISSIONS_AT_MOST)

    def test_what_was_sent_and_what_others_began_stays(self):
        sent = self.submission(is_public=False)
        self.client.force_login(self.voter)
        self.client.post(self.address, self.words(action="keep", token="z" * 20))
        self.client.force_login(self.author)
        for number in range(SUBMISSIONS_AT_MOST + 1):
            self.client.post(self.address, self.words(action="keep", token=f"{number:020d}"))

        self.assert_state(sent, SubmissionState.WAITING)
        self.assertTrue(Submission.objects.filter(author=self.voter).exists())
