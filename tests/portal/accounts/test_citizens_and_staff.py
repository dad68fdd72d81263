from datetime import timedelta

from django.contrib.sessions.models import Session
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from portal.accounts.duties import clear_sessions
from portal.accounts.models import User
from portal.accounts.services import add_totp
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.services import join_team


class StaffListTests(HouseAssertions, TestCase):
    def setUp(self):
        self.client.force_login(UserFactory(superuser=True, email="admin@heyuan.example"))
        self.editor = MemberFactory(UnitFactory())
        self.citizen = CitizenFactory(email="li@mail.example")

    def listed(self, **fields):
        return self.client.get(reverse("wagtailusers_users:index"), fields)

    def test_it_shows_staff_and_citizens_only_when_asked(self):
        page = self.listed()
        self.assertContains(page, self.editor.email)
        self.assertNotContains(page, "li@mail.example")

        others = self.listed(who="others")
        self.assertContains(others, "li@mail.example")
        self.assertNotContains(others, self.editor.email)

    def test_a_search_does_not_bring_citizens_back(self):
        self.assertNotContains(self.listed(q="li@mail"), "li@mail.example</")

    def test_citizens_cost_it_nothing(self):
        self.assertQueriesDoNotGrow(self.listed, CitizenFactory)

    def test_it_offers_help_to_those_with_a_second_factor_without_asking_for_each(self):
        unit = UnitFactory()

        def member_with_factor():
            return add_totp(user=MemberFactory(unit), secret="SECRET", now=timezone.now())

        factor = member_with_factor()
        page = self.listed()
        self.assertContains(page, reverse("reset_second_factor", args=[factor.user_id]))
        self.assertNotContains(page, reverse("reset_second_factor", args=[self.editor.pk]))
        self.assertQueriesDoNotGrow(self.listed, member_with_factor)

    def test_staff_are_members_of_teams_and_administrators(self):
        self.assertEqual(
            set(User.objects.staff().values_list("email", flat=True)),
            {"admin@heyuan.example", self.editor.email},
        )
        self.assertIn(self.citizen, User.objects.not_staff())


class CitizenBecomesStaffTests(TestCase):
    def setUp(self):
        self.citizen = CitizenFactory(email="li@mail.example", last_login=timezone.now())
        self.citizen.set_unusable_password()
        self.citizen.save()
        self.team = UnitFactory(title="平安河源").teams.get(role="editor")

    def join(self):
        with self.captureOnCommitCallbacks(execute=True):
            return join_team(
                team_id=self.team.pk, email="LI@mail.example", by=HallDeskFactory(), now=timezone.now()
            )

    def test_they_stay_one_person_are_invited_and_signed_out(self):
        self.client.force_login(self.citizen)

        person = self.join()

        self.assertEqual(person, self.citizen)
        self.assertIn("/accounts/invitation/", mail.outbox[-1].body)
        self.assertEqual(self.client.get(reverse("me_settings")).status_code, 302)

    def test_the_code_of_a_mailbox_is_no_way_in_any_more(self):
        self.join()

        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("sign_in"), {"address": "li@mail.example"})

        self.assertIn("/cms/login/", mail.outbox[-1].body)

    def test_no_letter_sets_a_password_for_a_citizen(self):
        before = len(mail.outbox)

        self.client.post(reverse("wagtailadmin_password_reset"), {"email": "li@mail.example"})

        self.assertEqual(len(mail.outbox), before)


class ClearSessionsTests(TestCase):
    def test_what_has_ended_is_swept(self):
        now = timezone.now()
        Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
        Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))

        clear_sessions(now)

        self.assertEqual(list(Session.objects.values_list("session_key", flat=True)), ["new"])
