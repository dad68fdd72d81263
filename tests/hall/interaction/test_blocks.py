from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.test import TestCase
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hall.interaction.models import SpeakerBlock, TrustedSpeaker
from hall.interaction.services import block_speaker, distrust, take_back_block, trust, unblock
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from units.enums import Role


class BlockSpeakerTests(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.unit, self.citizen = UnitFactory(), UserFactory()
        self.editor = MemberFactory(self.unit)

    def block(self, *, unit, by, days=3, reason="反复辱骂他人。"):
        until = self.now + timedelta(days=days)
        return block_speaker(user=self.citizen, unit=unit, by=by, reason=reason, until=until, now=self.now)

    def in_force(self, unit, now=None):
        return SpeakerBlock.objects.against(self.citizen, unit).in_force(now or self.now).exists()

    def test_a_unit_blocks_on_its_own_pages_for_a_time(self):
        self.block(unit=self.unit, by=self.editor)
        self.assertTrue(self.in_force(self.unit))
        self.assertFalse(self.in_force(UnitFactory()))
        self.assertFalse(self.in_force(None))
        self.assertFalse(self.in_force(self.unit, self.now + timedelta(days=4)))

    def test_the_desk_blocks_everywhere(self):
        self.block(unit=None, by=HallDeskFactory())
        for unit in [None, self.unit]:
            self.assertTrue(self.in_force(unit))

    def test_others_are_refused(self):
        stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        for unit, by in [(None, self.editor), (self.unit, stranger), (self.unit, self.citizen)]:
            with self.subTest(by=by), self.assertRaises(Refused):
                self.block(unit=unit, by=by)

    def test_a_time_and_a_reason_are_asked_for(self):
        for wrong in [{"days": 0}, {"days": 400}, {"reason": "  "}, {"reason": "长" * 301}]:
            with self.subTest(wrong), self.assertRaises(Refused):
                self.block(unit=self.unit, by=self.editor, **wrong)

    def test_a_new_block_takes_the_place_of_the_one_before(self):
        first = self.block(unit=self.unit, by=self.editor)
        self.block(unit=self.unit, by=self.editor, days=7)
        first.refresh_from_db()
        self.assertTrue(first.lifted_at)
        self.assertTrue(self.in_force(self.unit, self.now + timedelta(days=5)))

    def test_undoing_it_puts_the_one_before_in_force_again(self):
        self.block(unit=self.unit, by=self.editor, days=7)
        later = self.now + timedelta(hours=1)
        second = block_speaker(
            user=self.citizen, unit=self.unit, by=self.editor, reason="刷屏", until=None, now=later
        )

        take_back_block(block_id=second.pk, by=self.editor, now=later)

        self.assertTrue(self.in_force(self.unit, self.now + timedelta(days=5)))
        self.assertFalse(self.in_force(self.unit, self.now + timedelta(days=8)))

    def test_the_history_says_where_and_until_when_the_one_before_is_in_force_again(self):
        first = self.block(unit=self.unit, by=self.editor, days=7)
        second = self.block(unit=self.unit, by=self.editor)
        take_back_block(block_id=second.pk, by=self.editor, now=self.now)
        facts = {"person": self.citizen.pk, "unit": self.unit.code}
        begun = {**facts, "reason": first.reason, "until": first.until.isoformat()}
        lines = ModelLogEntry.objects.for_instance(first).order_by("pk")
        self.assertEqual([line.data for line in lines], [begun, facts, begun])

    def test_it_is_lifted_once(self):
        block = self.block(unit=self.unit, by=self.editor)
        unblock(block_id=block.pk, by=self.editor, now=self.now)
        self.assertFalse(self.in_force(self.unit))
        with self.assertRaises(Refused):
            unblock(block_id=block.pk, by=self.editor, now=self.now)


class TrustTests(TestCase):
    def test_lines_from_before_name_nobody_any_more(self):
        unit, citizen = UnitFactory(), CitizenFactory(nickname="东江渔父")
        trust(user=citizen, unit=unit, by=MemberFactory(unit, Role.REVIEWER), now=timezone.now())
        line = ModelLogEntry.objects.get(action="interaction.trustedspeaker.trust")
        self.assertEqual(line.label, str(citizen.pk))
        ModelLogEntry.objects.filter(pk=line.pk).update(label="东江渔父")
        import_module("hall.interaction.migrations.0008_no_names_in_the_history").take_names_out(apps, None)
        line.refresh_from_db()
        self.assertEqual(line.label, str(citizen.pk))

    def test_a_spokesperson_trusts_for_the_unit_and_takes_it_back(self):
        unit, citizen, now = UnitFactory(), UserFactory(), timezone.now()
        spokesperson = MemberFactory(unit, Role.REVIEWER)
        trust(user=citizen, unit=unit, by=spokesperson, now=now)
        trust(user=citizen, unit=unit, by=spokesperson, now=now)
        self.assertTrue(TrustedSpeaker.objects.trusts(citizen, unit))
        self.assertFalse(TrustedSpeaker.objects.trusts(citizen, None))
        distrust(user=citizen, unit=unit, by=spokesperson, now=now)
        self.assertFalse(TrustedSpeaker.objects.trusts(citizen, unit))
        with self.assertRaises(Refused):
            trust(user=citizen, unit=None, by=spokesperson, now=now)
