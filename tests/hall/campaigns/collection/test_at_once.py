"""One person does many things at the same moment."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.collection.permissions import SUBMISSIONS_AT_MOST
from hall.campaigns.collection.services import keep_draft, send_in, take_vote_back, vote
from hall.campaigns.models import CollectionPage, CollectionVote, Submission
from portal.core.refusals import Refused
from tests.at_once import at_once, on_postgresql
from tests.factories import CitizenFactory, EventFactory
from tests.fresh_start import FreshStart


@on_postgresql
class AtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.now = timezone.now()
        self.page = EventFactory(CollectionPage, terms="作品用于本市宣传。", voting=Voting.TOGETHER)
        self.person = CitizenFactory()

    def draft(self, author, number):
        return keep_draft(
            page=self.page,
            user=author,
            token=f"{number:020d}",
            now=self.now,
            title="晨雾",
            text="湖上",
            credit="拍客",
            may_be_used=True,
            minors_agreed=True,
        )

    def shown(self):
        rows = [self.draft(CitizenFactory(), number) for number in range(4)]
        Submission.objects.update(state=SubmissionState.APPROVED, decided_at=self.now)
        return rows

    def test_one_person_who_votes_for_four_at_once_has_one_vote(self):
        rows = self.shown()
        answers = at_once(
            *[
                lambda row=row: vote(submission_id=row.pk, user=self.person, now=self.now)
                for row in rows
                for _click in range(3)
            ]
        )

        self.assertEqual(CollectionVote.objects.count(), 1)
        self.assertEqual(sum(Submission.objects.values_list("votes", flat=True)), 1)
        self.assertTrue(any(isinstance(answer, Refused) for answer in answers))

    def test_votes_given_and_taken_back_at_once_are_counted_as_they_stand(self):
        row, *_others = self.shown()
        asked = {"submission_id": row.pk, "user": self.person, "now": self.now}
        at_once(*[lambda act=act: act(**asked) for act in [vote, take_vote_back] * 6])

        row.refresh_from_db()
        self.assertEqual(row.votes, CollectionVote.objects.count())

    def test_nobody_sends_in_more_than_allowed_at_once(self):
        sent = SUBMISSIONS_AT_MOST - 2
        for number in range(sent):
            send_in(submission_id=self.draft(self.person, number).pk, user=self.person, now=self.now)
        drafts = [self.draft(self.person, number) for number in range(sent, sent + 5)]
        at_once(
            *[lambda row=row: send_in(submission_id=row.pk, user=self.person, now=self.now) for row in drafts]
        )

        self.assertEqual(
            Submission.objects.filter(state=SubmissionState.WAITING).count(), SUBMISSIONS_AT_MOST
        )
