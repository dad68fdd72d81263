from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from hall.campaigns.enums import HostState
from hall.campaigns.models import CampaignHost, EventEntry
from hall.campaigns.services import answer_invitation, drop_host, invite_host
from portal.core.refusals import Refused
from tests.factories import CampaignFactory, HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role


class HostingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.lead, cls.guest = UnitFactory(title="平安河源"), UnitFactory(title="河源水务")
        cls.campaign = CampaignFactory(unit=cls.lead)
        cls.organiser = MemberFactory(cls.lead, Role.ORGANISER)
        cls.spokesperson = MemberFactory(cls.guest, Role.REVIEWER)

    def invite(self):
        return invite_host(campaign=self.campaign, unit=self.guest, by=self.organiser, now=timezone.now())

    def answer(self, row, by, agrees=True):
        return answer_invitation(host_id=row.pk, by=by, agrees=agrees, now=timezone.now())

    def test_a_unit_hosts_when_its_spokesperson_agrees(self):
        with self.captureOnCommitCallbacks(execute=True):
            row = self.invite()
        self.assertEqual([letter.to for letter in mail.outbox], [[self.spokesperson.email]])
        self.assertIn("平安河源", mail.outbox[0].subject)
        self.assertEqual(self.campaign.hosts(), [self.lead])

        self.answer(row, self.spokesperson)

        self.assertEqual(self.campaign.hosts(), [self.lead, self.guest])
        self.assertIn(self.campaign.entry, EventEntry.objects.hosted_by(self.guest))

    def test_its_organisers_work_on_it_as_long_as_it_hosts(self):
        helper = MemberFactory(self.guest, Role.ORGANISER)
        row = self.invite()
        self.assertFalse(self.may_edit(helper))
        self.answer(row, self.spokesperson)
        self.assertTrue(self.may_edit(helper))

        drop_host(host_id=row.pk, by=self.organiser)

        self.assertFalse(self.may_edit(helper))

    def may_edit(self, person):
        fresh = type(person).objects.get(pk=person.pk)
        return self.campaign.permissions_for_user(fresh).can_edit()

    def test_nobody_else_answers(self):
        row = self.invite()
        for person in [self.organiser, MemberFactory(self.guest, Role.ORGANISER), MemberFactory(self.guest)]:
            with self.subTest(person=person), self.assertRaises(Refused):
                self.answer(row, person)
        self.assertEqual(CampaignHost.objects.get().state, HostState.INVITED)

    def test_nobody_else_invites_or_drops(self):
        stranger = MemberFactory(self.guest, Role.ORGANISER)
        with self.assertRaises(Refused):
            invite_host(campaign=self.campaign, unit=self.guest, by=stranger, now=timezone.now())
        row = self.invite()
        with self.assertRaises(Refused):
            drop_host(host_id=row.pk, by=stranger)

    def test_neither_the_lead_nor_anyone_twice_nor_a_unit_that_is_not_public_is_asked(self):
        self.invite()
        for unit in [self.lead, self.guest, UnitFactory(live=False)]:
            with self.subTest(unit=unit), self.assertRaises(Refused):
                invite_host(campaign=self.campaign, unit=unit, by=HallDeskFactory(), now=timezone.now())

    def test_one_that_declined_may_be_asked_again(self):
        self.answer(self.invite(), self.spokesperson, agrees=False)

        self.assertEqual(self.invite().state, HostState.INVITED)

    def test_the_database_keeps_one_row_a_unit(self):
        self.invite()
        with self.assertRaises(IntegrityError), transaction.atomic():
            CampaignHost.objects.create(campaign=self.campaign, unit=self.guest, invited_at=timezone.now())
