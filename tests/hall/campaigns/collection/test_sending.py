from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import CollectionVote, Submission, SubmissionPicture
from portal.accounts.personal_data import collect_all, files_of
from portal.accounts.services import delete_account
from portal.core.models import PortalImage
from tests.hall.campaigns.collection.cases import PLACE, CollectionCase, photograph


class SendingTests(CollectionCase):
    def setUp(self):
        self.client.force_login(self.author)

    def test_what_is_sent_in_twice_is_there_once_and_not_public(self):
        self.client.post(self.address, self.words(pictures=[photograph()]))
        self.client.post(self.address, self.words())

        row = Submission.objects.get()
        self.assert_state(row, SubmissionState.WAITING)
        self.assertEqual(row.pictures.count(), 1)
        self.assertNotContains(self.client.get(self.page.url), "湖上晨雾")
        self.assertContains(self.client.get(self.address), "待审核")

    def test_pictures_lose_their_place(self):
        self.client.post(self.address, self.words(pictures=[photograph()]))
        with SubmissionPicture.objects.get().file.open() as file, Image.open(file) as kept:
            self.assertNotIn(PLACE, kept.getexif())

    def test_what_is_no_picture_is_refused_and_nothing_typed_or_uploaded_is_lost(self):
        wrong = SimpleUploadedFile("湖.jpg", b"MZ" + b"\0" * 100)
        answer = self.client.post(self.address, self.words(pictures=[photograph(), wrong]))

        self.assertContains(answer, "清晨六点的万绿湖。", status_code=422)
        self.assertContains(answer, "湖.jpg", status_code=422)
        self.assert_state(Submission.objects.get(), SubmissionState.DRAFT)
        self.client.post(self.address, self.words())
        self.assertEqual(Submission.objects.get(state=SubmissionState.WAITING).pictures.count(), 1)

    def test_a_picture_of_twenty_megabytes_is_refused(self):
        large = SimpleUploadedFile("大.jpg", photograph().read() + b"\0" * 20 * 1024 * 1024)
        answer = self.client.post(self.address, self.words(pictures=[large]))

        self.assertEqual(answer.status_code, 422)
        self.assertFalse(SubmissionPicture.objects.exists())

    def test_nine_pictures_are_taken_and_no_tenth(self):
        self.client.post(self.address, self.words(action="keep", pictures=[photograph() for _ in range(9)]))
        answer = self.client.post(self.address, self.words(pictures=[photograph()]))

        self.assertEqual(answer.status_code, 422)
        self.assertEqual(SubmissionPicture.objects.count(), 9)

    def test_a_caption_is_kept_and_a_picture_taken_out(self):
        unfinished = self.words(action="keep", pictures=[photograph(), photograph()], credit="")
        self.assertNotContains(self.client.post(self.address, unfinished), "请填写这一项")
        first, second = SubmissionPicture.objects.all()
        self.client.post(self.address, self.words(**{f"alt-{first.pk}": "晨雾", f"drop-{second.pk}": "1"}))

        self.assertEqual(list(SubmissionPicture.objects.values_list("alt_text", flat=True)), ["晨雾"])

    def test_nothing_is_sent_without_both_consents_or_with_nothing_in_it(self):
        for missing in ["may_be_used", "minors_agreed", "title", "text", "credit"]:
            words = self.words(token=f"{missing:x<20}")
            del words[missing]
            with self.subTest(missing):
                self.assertEqual(self.client.post(self.address, words).status_code, 422)
        self.assertEqual(set(Submission.objects.values_list("state", flat=True)), {SubmissionState.DRAFT})

    def test_the_database_keeps_nothing_sent_without_consent(self):
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.page.submissions.create(token="b", state=SubmissionState.WAITING, begun_at=self.now)

    def test_the_form_of_another_is_not_taken_over(self):
        self.client.post(self.address, self.words(action="keep"))
        self.client.force_login(self.voter)
        answer = self.client.post(self.address, self.words(title="换掉"))

        self.assertEqual(answer.status_code, 422)
        self.assertEqual(Submission.objects.get().title, "湖上晨雾")

    def test_nobody_sends_after_the_end_and_nobody_more_than_five(self):
        for _number in range(5):
            self.submission(pictures=0)
        self.assertEqual(self.client.post(self.address, self.words()).status_code, 422)
        self.close()
        self.client.force_login(self.voter)
        self.assertEqual(self.client.post(self.address, self.words(token="c" * 20)).status_code, 422)
        self.assertEqual(Submission.objects.exclude(state=SubmissionState.DRAFT).count(), 5)

    def test_visitors_are_led_to_the_door(self):
        self.client.logout()
        self.assertEqual(self.client.post(self.address, self.words()).status_code, 302)
        self.assertFalse(Submission.objects.exists())

    def test_pictures_that_wait_are_for_the_author_and_the_organisers(self):
        picture = self.submission(is_public=False).pictures.get()
        address = reverse("collection_picture", args=[self.page.pk, picture.pk])
        for person, expected in [(self.author, 200), (self.organiser, 200), (self.voter, 404)]:
            self.client.force_login(person)
            with self.subTest(person):
                self.assertEqual(self.client.get(address).status_code, expected)

    def test_without_both_ticks_it_says_what_is_missing(self):
        for box in ["may_be_used", "minors_agreed"]:
            words = self.words()
            del words[box]
            with self.subTest(box):
                answer = self.client.post(self.address, words)
                self.assertContains(answer, "要勾选这一项，才能提交。", count=1, status_code=422)


class TakingBackTests(CollectionCase):
    def setUp(self):
        self.client.force_login(self.author)

    def withdraw(self, row):
        return self.client.post(self.address, {"action": "withdraw", "submission": row.pk})

    def test_before_anything_is_deleted_it_says_what(self):
        self.submission()

        self.assertContains(
            self.client.get(self.address), "文字和文件会从这里删掉，得到的票也一起取消，不能恢复。"
        )

    def test_it_vanishes_with_its_pictures_and_frees_the_votes(self):
        row = self.submission()
        self.client.force_login(self.voter)
        self.client.post(self.polls, {"submission": row.pk, "action": "vote"})
        self.client.force_login(self.author)
        self.withdraw(row)

        self.assert_state(row, SubmissionState.WITHDRAWN)
        self.assertNotContains(self.client.get(self.page.url), "湖上晨雾")
        for model in [SubmissionPicture, PortalImage, CollectionVote]:
            self.assertFalse(model.objects.exists(), model)

    def test_a_winner_that_withdraws_leaves_the_place_and_nothing_else(self):
        row = self.submission()
        self.won(row)
        self.assertContains(self.client.get(self.page.url), "一等奖")
        self.withdraw(row)

        page = self.client.get(self.page.url)
        self.assertContains(page, "一等奖")
        self.assertContains(page, "作者已撤回")
        self.assertNotContains(page, "湖上晨雾")
        self.assertNotContains(page, "湖边拍客")

    def test_it_can_be_withdrawn_after_the_page_was_taken_off(self):
        row = self.submission()
        self.page.unpublish()
        self.assertContains(self.client.get(self.address), "湖上晨雾")
        self.withdraw(row)

        self.assert_state(row, SubmissionState.WITHDRAWN)
        self.client.force_login(self.voter)
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_nothing_more_is_sent_in_to_a_page_that_was_taken_off(self):
        self.submission()
        self.page.unpublish()

        self.assertEqual(self.client.post(self.address, self.words()).status_code, 422)
        self.assertEqual(Submission.objects.count(), 1)

    def test_nobody_withdraws_for_another(self):
        row = self.submission()
        self.client.force_login(self.voter)

        self.assertEqual(self.withdraw(row).status_code, 404)
        self.assert_state(row, SubmissionState.APPROVED)


class LeavingTests(CollectionCase):
    def test_who_leaves_takes_everything_along(self):
        row = self.submission()
        self.assertEqual(collect_all(self.author)["submissions"][0]["title"], "湖上晨雾")
        self.assertEqual(len(list(files_of(self.author))), 1)

        delete_account(user=self.author, now=self.now)

        self.assert_state(row, SubmissionState.WITHDRAWN)
        self.assertEqual((row.author, row.title, row.credit), (None, "", ""))
        self.assertFalse(SubmissionPicture.objects.exists())

    def test_a_vote_stays_counted_when_its_person_leaves(self):
        row = self.submission()
        self.client.force_login(self.voter)
        self.client.post(self.polls, {"submission": row.pk, "action": "vote"})

        delete_account(user=self.voter, now=self.now)

        row.refresh_from_db()
        self.assertEqual((row.votes, CollectionVote.objects.get().person), (1, None))

    def test_some_days_after_the_end_what_never_was_public_is_deleted(self):
        shown, hidden = self.submission(), self.submission(title="未公开", is_public=False)
        self.close()

        remove_participants_data(self.now + timedelta(days=self.page.keep_days + 1))

        self.assertFalse(Submission.objects.filter(pk=hidden.pk).exists())
        shown.refresh_from_db()
        self.assertEqual((shown.author, shown.credit), (None, "湖边拍客"))
