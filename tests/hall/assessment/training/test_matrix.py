"""Everybody at every screen and every button of the training: who is not in these tables is refused."""

from unittest import mock

from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.assessment.models import QuizAttempt, TrainingMaterial, TrainingSeat, TrainingSession
from hall.assessment.training.links import door_url, ticket_url
from tests.factories import (
    CitizenFactory,
    CityOfficeFactory,
    HallDeskFactory,
    InspectorFactory,
    MemberFactory,
    UserFactory,
)
from tests.hall.assessment.months import OldUnitFactory
from tests.hall.assessment.training.world import (
    BEFORE,
    DURING,
    MULTIPLE,
    SINGLE,
    SessionFactory,
    certified_seat,
    take_place,
)
from units.enums import UNIT_ROLES, Role

DESK = {"desk", "superuser"}
OWN = {f"own {role}" for role in UNIT_ROLES}
OTHER = {f"other {role}" for role in UNIT_ROLES}
SPEAKERS = {"own reviewer", "other reviewer"}
TEAMS = OWN | OTHER | {"holder"}
EVERYBODY = TEAMS | DESK | {"office", "inspector", "citizen", "visitor"}
SNIPPET = "wagtailsnippets_assessment_trainingsession"


class MatrixTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        cls.colleague = MemberFactory(cls.unit)
        cls.people = {
            "visitor": None,
            "citizen": CitizenFactory(),
            "holder": MemberFactory(cls.unit),
            "desk": HallDeskFactory(),
            "superuser": UserFactory(superuser=True),
            "office": CityOfficeFactory(),
            "inspector": InspectorFactory(),
            **{f"own {role}": MemberFactory(cls.unit, role) for role in UNIT_ROLES},
            **{f"other {role}": MemberFactory(cls.other, role) for role in UNIT_ROLES},
        }
        cls.session, cls.planned = SessionFactory(), SessionFactory(title="明年的班", opened_at=None)
        cls.seat = take_place(cls.session, cls.unit, cls.people["holder"])
        cls.certified = certified_seat(SessionFactory(title="上一期"), cls.unit, cls.people["holder"])
        cls.material = TrainingMaterial.objects.create(session=cls.session, words="讲义", file="none.pdf")

    def setUp(self):
        self.enterContext(mock.patch("time.time", return_value=DURING.timestamp()))

    def act_as(self, name, now):
        self.client.logout()
        if person := self.people[name]:
            self.client.force_login(person)
        return mock.patch.object(timezone, "now", return_value=now)

    def who_sees(self, address):
        found = set()
        for name in self.people:
            with self.act_as(name, DURING):
                found |= {name} if self.client.get(address).status_code == 200 else set()
        return found

    def test_screens(self):
        one, planned = [self.session.pk], [self.planned.pk]
        for address, expected in {
            reverse("training"): TEAMS | DESK,
            reverse("training_session", args=one): TEAMS | DESK,
            reverse("training_session", args=planned): DESK,
            reverse("training_door", args=one): DESK,
            reverse("training_report"): SPEAKERS | DESK,
            reverse("training_team", args=[self.unit.code]): {"own reviewer"} | DESK,
            reverse("training_team", args=[self.other.code]): {"other reviewer"} | DESK,
            reverse("training_quiz", args=one): {"holder"},
            reverse("training_certificate", args=[self.certified.pk]): {"holder"} | DESK,
            reverse("training_certificate", args=[self.seat.pk]): set(),
            reverse("training_certified", args=[self.certified.certificate_code]): EVERYBODY,
            ticket_url(self.seat.pk): DESK,
            door_url(self.session.pk): TEAMS | DESK,
            reverse(f"{SNIPPET}:list"): DESK,
            reverse(f"{SNIPPET}:add"): DESK,
            reverse(f"{SNIPPET}:edit", args=one): DESK,
            reverse(f"{SNIPPET}:copy", args=one): DESK,
            reverse(f"{SNIPPET}:delete", args=planned): {"superuser"},
        }.items():
            with self.subTest(address):
                self.assertEqual(self.who_sees(address), expected)

    def test_material_is_for_the_teams_and_the_desk(self):
        address = reverse("training_material", args=[self.session.pk, self.material.pk])
        for name in self.people:
            with self.subTest(name), self.act_as(name, DURING):
                opened = mock.patch(
                    "django.db.models.fields.files.FieldFile.open", side_effect=FileNotFoundError
                )
                with opened as asked:
                    self.client.get(address)
                self.assertEqual(asked.called, name in TEAMS | DESK)

    def who_does(self, address, sent, fact, now=DURING):
        """Return for whose form `fact` says something else afterwards. Each begins with the same world."""
        found = set()
        for name in self.people:
            with transaction.atomic():
                before = fact()
                with self.act_as(name, now):
                    self.client.post(address, sent)
                found |= {name} if fact() != before else set()
                transaction.set_rollback(True)
        return found

    def test_buttons_of_the_desk(self):
        session = reverse("training_session", args=[self.session.pk])
        planned = reverse("training_session", args=[self.planned.pk])
        held = reverse("training_session", args=[self.certified.session_id])
        kept = TrainingSession.objects.order_by("pk")
        came = TrainingSeat.objects.order_by("pk")
        for name, address, sent, fact in [
            ("open", planned, {"action": "open"}, lambda: list(kept.values_list("opened_at"))),
            (
                "cancel",
                session,
                {"action": "cancel", "reason": "停电"},
                lambda: list(kept.values_list("cancelled_at")),
            ),
            (
                "came",
                session,
                {"action": "has_come", "seat": self.seat.pk},
                lambda: list(came.values_list("attended_at")),
            ),
            (
                "did not come",
                held,
                {"action": "has_not_come", "seat": self.certified.pk},
                lambda: list(came.values_list("attended_at")),
            ),
            (
                "ticket",
                ticket_url(self.seat.pk),
                {"action": "check_in"},
                lambda: list(came.values_list("attended_at")),
            ),
        ]:
            with self.subTest(name):
                now = BEFORE if name in ("open", "cancel") else DURING
                self.assertEqual(self.who_does(address, sent, fact, now), DESK)

    def test_places_are_taken_and_given_up_by_the_person_and_the_own_spokespersons(self):
        address = reverse("training_session", args=[self.session.pk])
        person = f"{self.unit.pk}.{self.colleague.pk}"
        taken = {"action": "enrol", "person": person}
        self.assertEqual(
            self.who_does(address, taken, TrainingSeat.objects.count, BEFORE), {f"own {Role.REVIEWER}"}
        )
        given_up = {"action": "give_up", "seat": self.seat.pk}
        self.assertEqual(
            self.who_does(address, given_up, TrainingSeat.objects.count, BEFORE),
            {f"own {Role.REVIEWER}", "holder"},
        )

    def test_everybody_in_a_team_takes_a_place_for_themselves(self):
        address = reverse("training_session", args=[self.session.pk])
        for name, person in self.people.items():
            unit = self.other if name.startswith("other") else self.unit
            sent = {"action": "enrol", "person": f"{unit.pk}.{person.pk if person else 0}"}
            with self.subTest(name), self.act_as(name, BEFORE):
                self.client.post(address, sent)
                has_place = bool(person) and self.session.seats.filter(person=person).exists()
                self.assertEqual(has_place, name in TEAMS)

    def test_only_who_has_the_place_checks_in_at_the_wall_and_answers(self):
        came = TrainingSeat.objects.order_by("pk")
        wall = {"action": "check_in"}
        self.assertEqual(
            self.who_does(door_url(self.session.pk), wall, lambda: list(came.values_list("attended_at"))),
            {"holder"},
        )
        TrainingSeat.objects.filter(pk=self.seat.pk).update(attended_at=DURING)
        answers = {"action": "send", "number": 1, SINGLE: "a", MULTIPLE: ["c", "d"]}
        quiz = reverse("training_quiz", args=[self.session.pk])
        self.assertEqual(self.who_does(quiz, answers, QuizAttempt.objects.count), {"holder"})
