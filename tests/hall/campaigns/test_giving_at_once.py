"""Two give at the same moment: the sums stay those of the rows, and nobody has two votes."""

from django.test import TransactionTestCase
from django.utils import timezone

from hall.campaigns.charity.services import pledge
from hall.campaigns.collection.enums import SubmissionState, Voting
from hall.campaigns.collection.services import vote
from hall.campaigns.models import CharityTally, CollectionPage, CollectionVote, Pledge, Submission
from tests.at_once import on_postgresql, refusals
from tests.factories import CharityFactory, CitizenFactory, EventFactory
from tests.fresh_start import FreshStart


@on_postgresql
class TwoAtOnceTests(FreshStart, TransactionTestCase):
    def setUp(self):
        self.now = timezone.now()

    def test_two_do_not_promise_the_same_last_blankets(self):
        page = CharityFactory()
        key = page.goals.get().key

        def promise(person):
            words = {"amount": 150, "note": "", "is_thanked": False, "now": self.now}
            return lambda: pledge(page_id=page.pk, key=key, user=person, **words)

        told = refusals(promise(CitizenFactory()), promise(CitizenFactory()))

        self.assertEqual((len(told), Pledge.objects.count()), (1, 1))
        self.assertEqual(CharityTally.objects.get().pledged, 150)

    def test_one_person_does_not_vote_for_two(self):
        page = EventFactory(CollectionPage, terms="作品用于本市宣传。", voting=Voting.TOGETHER)
        consents = {"may_be_used": True, "minors_agreed": True, "state": SubmissionState.APPROVED}
        rows = [
            page.submissions.create(token=f"{number}", title="湖", begun_at=self.now, **consents)
            for number in range(2)
        ]
        person = CitizenFactory()
        told = refusals(
            *(lambda pk=row.pk: vote(submission_id=pk, user=person, now=self.now) for row in rows)
        )

        self.assertEqual((len(told), CollectionVote.objects.count()), (1, 1))
        self.assertEqual(sorted(Submission.objects.values_list("votes", flat=True)), [0, 1])
