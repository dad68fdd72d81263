import zipfile
from datetime import timedelta
from io import BytesIO

from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.collection.services import keep_draft
from hall.campaigns.models import CollectionPage, CollectionResult, CollectionVote, JuryMark, Submission
from portal.accounts.services import choose_nickname
from portal.core.models import PortalImage
from tests.factories import CitizenFactory, EventFactory, MemberFactory, UnitFactory
from tests.hall.campaigns.collection.cases import CollectionCase
from units.enums import Role


class VotingTests(CollectionCase):
    def setUp(self):
        self.row = self.submission(pictures=0)
        self.other = self.submission(CitizenFactory(), title="湖心亭", pictures=0)
        self.client.force_login(self.voter)

    def vote(self, row, action="vote"):
        return self.client.post(self.polls, {"submission": row.pk, "action": action})

    def votes(self):
        return list(Submission.objects.order_by("pk").values_list("votes", flat=True))

    def test_one_person_has_one_vote(self):
        self.vote(self.row)
        self.vote(self.row)
        self.assertEqual(self.vote(self.other).status_code, 422)

        self.assertEqual(self.votes(), [1, 0])
        with self.assertRaises(IntegrityError), transaction.atomic():
            CollectionVote.objects.create(
                page=self.page, submission=self.other, person=self.voter, at=self.now
            )

    def test_it_is_taken_back_and_given_to_another(self):
        self.vote(self.row)
        self.vote(self.row, "take_back")
        self.vote(self.row, "take_back")
        self.vote(self.other)

        self.assertEqual(self.votes(), [0, 1])
        self.assertContains(self.client.get(self.polls, {"submission": self.other.pk}), "收回我的一票")

    def test_nobody_votes_for_themselves(self):
        self.client.force_login(self.author)
        self.assertEqual(self.vote(self.row).status_code, 422)
        self.assertEqual(self.votes(), [0, 0])

    def test_nobody_votes_for_what_is_not_public(self):
        hidden = self.submission(pictures=0, is_public=False)
        self.assertEqual(self.vote(hidden).status_code, 404)

    def test_visitors_are_led_to_the_door(self):
        self.client.logout()
        self.assertEqual(self.vote(self.row).status_code, 302)
        self.assertEqual(self.votes(), [0, 0])

    def test_the_vote_is_open_when_the_organisers_chose(self):
        page = self.page
        cases = [
            (Voting.NONE, 7, None, 422),
            (Voting.TOGETHER, -1, None, 422),
            (Voting.AFTER, 7, 9, 422),
            (Voting.AFTER, -1, 9, 302),
            (Voting.AFTER, -3, -1, 422),
        ]
        for voting, closes, ends, expected in cases:
            page.opens_at = self.now - timedelta(days=9)
            page.voting, page.closes_at = voting, self.now + timedelta(days=closes)
            page.voting_ends_at = self.now + timedelta(days=ends) if ends else None
            page.save_revision().publish(skip_permission_checks=True)
            with self.subTest(voting=voting, closes=closes, ends=ends):
                self.assertEqual(self.vote(self.row).status_code, expected)


class DeskTests(CollectionCase):
    def setUp(self):
        self.client.force_login(self.organiser)

    def act(self, row, action, **words):
        sent = {f"{action}-{row.pk}-{name}": value for name, value in words.items()}
        return self.client.post(self.desk, {"action": action, "submission": row.pk, **sent})

    def test_what_is_approved_is_public_with_credit_and_pictures(self):
        row = self.submission(is_public=False)
        self.assertContains(self.client.get(self.desk), "湖上晨雾")
        self.act(row, "approve")
        self.act(row, "approve")

        page = self.client.get(self.page.url)
        self.assertContains(page, "湖边拍客")
        self.assertContains(page, 'loading="lazy"')
        self.assertEqual(PortalImage.objects.count(), 1)

    def test_a_picture_that_somebody_deleted_breaks_nothing(self):
        self.submission()
        PortalImage.objects.all().delete()

        self.assertContains(self.client.get(self.page.url), "湖上晨雾")

    def test_what_is_declined_says_why_to_its_author_and_is_not_public(self):
        row = self.submission()
        self.assertEqual(self.act(row, "decline", reason=" ").status_code, 200)
        self.assert_state(row, SubmissionState.APPROVED)
        self.act(row, "decline", reason="照片里有车牌")

        self.assert_state(row, SubmissionState.DECLINED)
        self.assertFalse(PortalImage.objects.exists())
        self.client.force_login(self.author)
        self.assertContains(self.client.get(self.address), "照片里有车牌")
        self.assertNotContains(self.client.get(self.page.url), "照片里有车牌")

    def test_marks_are_1_to_10_and_one_for_each_juror(self):
        row = self.submission(pictures=0, is_public=False)
        self.act(row, "mark", mark=11)
        self.act(row, "mark", mark=6)
        self.act(row, "mark", mark=8)
        self.client.force_login(MemberFactory(self.page.unit, Role.ORGANISER))
        self.act(row, "mark", mark=9)

        self.assertEqual(sorted(JuryMark.objects.values_list("mark", flat=True)), [8, 9])
        self.assertContains(self.client.get(self.desk), "8.5")
        self.assertNotContains(self.client.get(self.page.url), "8.5")

    def test_winners_are_public_once_they_are_announced_and_not_before(self):
        row = self.submission(pictures=0)
        self.act(row, "award", award="一等奖")
        self.client.post(self.desk, {"action": "announce"})
        self.assertFalse(CollectionResult.objects.exists())
        self.close()
        page = self.client.get(self.page.url)
        self.assertNotContains(page, "获奖名单")
        self.assertNotContains(page, "一等奖")
        for _time in range(2):
            self.client.post(self.desk, {"action": "announce"})

        self.assertContains(self.client.get(self.page.url), "一等奖")
        self.act(row, "award", award="特等奖")
        self.assertContains(self.client.get(self.desk), "获奖名单已经公布")
        row.refresh_from_db()
        self.assertEqual(row.award, "一等奖")

    def test_a_winner_stands_among_the_winners_alone(self):
        row, _other = self.submission(), self.submission(author=self.voter, title="湖边晚霞")
        self.won(row)

        page = self.client.get(self.page.url)
        self.assertContains(page, "湖上晨雾</h3>", count=1)
        self.assertContains(page, "湖边晚霞</h3>", count=1)
        self.assertContains(page, "其他投稿")

    def test_nobody_is_asked_for_submissions_before_it_opens(self):
        upcoming = EventFactory(
            CollectionPage, terms="作品用于本市宣传。", opens_at=timezone.now() + timedelta(days=1)
        )
        door = reverse("collection_submit", args=[upcoming.pk])

        self.assertNotContains(self.client.get(upcoming.url), door)
        self.assertContains(self.client.get(self.page.url), self.address)

    def test_nothing_wins_that_is_not_public(self):
        row = self.submission(pictures=0, is_public=False)
        self.act(row, "award", award="一等奖")
        row.refresh_from_db()
        self.assertEqual(row.award, "")

    def test_what_was_withdrawn_meanwhile_is_not_approved(self):
        row = self.submission(pictures=0, is_public=False)
        self.client.force_login(self.author)
        self.client.post(self.address, {"action": "withdraw", "submission": row.pk})
        self.client.force_login(self.organiser)
        self.act(row, "approve")

        self.assert_state(row, SubmissionState.WITHDRAWN)

    def test_organisers_of_other_units_find_the_door_shut(self):
        row = self.submission(pictures=0, is_public=False)
        self.client.force_login(MemberFactory(UnitFactory(), Role.ORGANISER))
        doors = [reverse("collection_archive", args=[self.page.pk]), *self.tables()]
        for address in [self.desk, *doors]:
            with self.subTest(address):
                self.assertRedirects(self.client.get(address), reverse("wagtailadmin_home"))
        self.act(row, "approve")
        self.assert_state(row, SubmissionState.WAITING)

    def test_the_archive_holds_what_is_public_with_credits_that_compute_nothing(self):
        self.submission(title="=1+1")
        self.submission(title="未公开", is_public=False)
        answer = self.client.get(reverse("collection_archive", args=[self.page.pk]))

        with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as packed:
            names, table = packed.namelist(), packed.read("credits.csv").decode("utf-8-sig")
        self.assertEqual(len(names), 3)
        self.assertIn("'=1+1,湖边拍客", table)
        self.assertNotIn("未公开", table)

    def tables(self):
        return [reverse("collection_submissions", args=[self.page.pk, form]) for form in ["csv", "xlsx"]]

    def test_the_list_holds_all_that_was_sent_in_with_what_the_jury_thinks(self):
        row = self.submission(title="=1+1", pictures=2, is_public=False)
        self.act(row, "mark", mark=7)
        self.client.force_login(MemberFactory(self.page.unit, Role.ORGANISER))
        self.act(row, "mark", mark=8)
        keep_draft(page=self.page, user=self.author, token="d" * 20, now=self.now, title="还没写完")
        in_words, in_cells = (self.client.get(address).getvalue() for address in self.tables())

        self.assertIn("'=1+1", in_words.decode())
        self.assertNotIn("还没写完", in_words.decode())
        cells = list(load_workbook(BytesIO(in_cells)).active.iter_rows(min_row=2))
        self.assertEqual(len(cells), 1)
        self.assertLessEqual(
            {("=1+1", "s"), (7.5, "n"), (2, "n")}, {(c.value, c.data_type) for c in cells[0]}
        )
        log = PageLogEntry.objects.filter(action="campaigns.collection.list")
        self.assertEqual(log.count(), 2)

    def test_a_longer_gallery_costs_no_more_queries(self):
        def count():
            self.client.logout()
            with CaptureQueriesContext(connection) as queries:
                page = self.client.get(self.page.url)
            self.assertFalse(page.cookies)
            self.assertNotContains(page, "csrfmiddlewaretoken")
            return len(queries)

        self.submission()
        count()
        before = count()
        for _number in range(3):
            self.submission(CitizenFactory())
        count()

        self.assertEqual(count(), before)

    def test_it_is_not_reviewed_without_terms(self):
        self.assertEqual(self.page.why_incomplete(), "")
        self.page.terms = " "
        self.assertNotEqual(self.page.why_incomplete(), "")


class OwnSubmissionTests(CollectionCase):
    def test_an_organiser_decides_marks_and_awards_nothing_of_their_own(self):
        own = self.submission(self.organiser_with_a_name(), is_public=False)
        self.client.force_login(self.organiser)
        tries = {
            "approve": {},
            "decline": {"reason": "不行"},
            "mark": {"mark": 10},
            "award": {"award": "一等奖"},
        }
        for action, typed in tries.items():
            with self.subTest(action):
                sent = {f"{action}-{own.pk}-{name}": value for name, value in typed.items()}
                answer = self.client.post(
                    self.desk, {"action": action, "submission": own.pk, **sent}, follow=True
                )
                self.assertContains(answer, "由同事来处理")
        self.assert_state(own, SubmissionState.WAITING)
        self.assertFalse(JuryMark.objects.exists())

    def organiser_with_a_name(self):
        return choose_nickname(user=self.organiser, nickname="值班员", now=self.now)
