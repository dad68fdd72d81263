from itertools import product

from django.test import TestCase
from django.utils import timezone

from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.enums import EventKind, Phase
from hall.campaigns.models import (
    ActivityPage,
    ActivitySeats,
    CharityUpdate,
    CollectionResult,
    EventEntry,
    EventPage,
    Pledge,
    SignUp,
    Submission,
)
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from portal.demo.builders import activities, charities, collections, people, surveys, talks
from portal.demo.builders.campaigns import bring_campaigns
from portal.demo.reading import read_toml
from tests.factories import MemberFactory, UnitFactory
from units.enums import Role


def bring_events(units, now):
    bring_campaigns(units, now)
    talks.bring_talks(now)
    surveys.bring_surveys(now)
    activities.bring_activities(now)
    charities.bring_charities(now)
    collections.bring_collections(now)


class EventTests(TestCase):
    """Whoever looks at the demo city finds each format before, while and after it is open."""

    @classmethod
    def setUpTestData(cls):
        people.bring_desks()
        rows = read_toml("campaigns.toml")["campaigns"]
        codes = {code for row in rows for code in [row["unit"], *row.get("hosts", []), *row.get("asked", [])]}
        cls.units = {code: UnitFactory(code=code, title=f"河源{code}") for code in sorted(codes)}
        for unit in cls.units.values():
            MemberFactory(unit, Role.REVIEWER)
        cls.now = timezone.localtime()
        bring_events(cls.units, cls.now)

    def test_each_kind_is_there_in_each_phase(self):
        there = {(entry.kind, entry.phase(self.now)) for entry in EventEntry.objects.filter(called_off="")}

        self.assertEqual(set(product(EventKind, Phase)) - there, set())

    def test_one_is_called_off_and_those_who_signed_up_were_told(self):
        entry = EventEntry.objects.exclude(called_off="").get()

        told = OutgoingMail.objects.filter(body__contains=entry.called_off).values_list("to", flat=True)
        self.assertEqual(
            set(told), set(SignUp.objects.filter(activity=entry.page).values_list("email", flat=True))
        )

    def test_an_open_activity_is_full_and_people_wait_for_a_place(self):
        full = ActivitySeats.objects.filter(waiting__gt=0).get()

        self.assertEqual(full.free, 0)
        self.assertEqual(full.activity.phase(self.now), Phase.OPEN)

    def test_people_came_to_the_activity_that_is_over(self):
        over = [page for page in ActivityPage.objects.live() if page.ends_at < self.now]

        self.assertTrue(over)
        for page in over:
            self.assertGreater(page.seats.arrived, 0)
            self.assertLess(page.seats.arrived, page.seats.taken)

    def test_most_closed_formats_say_what_came_of_them(self):
        closed = [entry for entry in EventEntry.objects.all() if entry.phase(self.now) == Phase.CLOSED]
        told = {entry.kind for entry in closed if entry.page.specific.results}

        self.assertEqual(told, set(EventKind))

    def test_submissions_and_pledges_stand_in_each_state_that_others_see(self):
        states = set(Submission.objects.values_list("state", flat=True))

        self.assertEqual(
            states, {SubmissionState.WAITING, SubmissionState.APPROVED, SubmissionState.DECLINED}
        )
        self.assertEqual(
            set(Pledge.objects.values_list("state", flat=True)), {PledgeState.PLEDGED, PledgeState.RECEIVED}
        )
        self.assertTrue(CollectionResult.objects.exists())
        self.assertTrue(CharityUpdate.objects.filter(image__isnull=False).exists())

    def test_nothing_was_given_in_the_future(self):
        self.assertFalse(SignUp.objects.filter(signed_up_at__gt=self.now).exists())
        self.assertFalse(Pledge.objects.filter(settled_at__gt=self.now).exists())
        self.assertFalse(Submission.objects.filter(sent_at__gt=self.now).exists())
        self.assertFalse(CharityUpdate.objects.filter(written_at__gt=self.now).exists())

    def test_brought_twice_it_is_there_once(self):
        models = [EventEntry, SignUp, Pledge, CharityUpdate, Submission, User, OutgoingMail]
        before = [model.objects.count() for model in models]

        bring_events(self.units, self.now)

        self.assertEqual([model.objects.count() for model in models], before)

    def test_every_event_has_words_to_introduce_it(self):
        for entry in EventEntry.objects.all():
            page: EventPage = entry.page.specific
            with self.subTest(page.title):
                self.assertTrue(page.introduction)
