from datetime import timedelta
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from portal.core import duties
from portal.core.models import DutyRun

MINUTE = timedelta(minutes=1)


class DutyTests(TestCase):
    def setUp(self):
        table = patch.dict(duties.DUTIES, clear=True)
        table.start()
        self.addCleanup(table.stop)
        self.kept = []
        self.now = timezone.now()

    def register(self, name="提醒", keep=None):
        duties.register_duty(name, every=MINUTE)(keep or self.kept.append)

    def test_a_duty_is_kept_when_its_time_has_come(self):
        self.register()

        duties.keep_duties(self.now)
        duties.keep_duties(self.now + MINUTE / 2)
        duties.keep_duties(self.now + MINUTE)

        self.assertEqual(self.kept, [self.now, self.now + MINUTE])

    def test_after_an_outage_it_is_kept_once(self):
        self.register()
        duties.keep_duties(self.now)

        duties.keep_duties(self.now + 100 * MINUTE)
        duties.keep_duties(self.now + 100 * MINUTE)

        self.assertEqual(len(self.kept), 2)

    def test_a_clock_set_back_stops_nothing(self):
        self.register()
        duties.keep_duties(self.now)

        duties.keep_duties(self.now - timedelta(hours=1))

        self.assertEqual(len(self.kept), 2)

    def test_one_of_two_processes_keeps_it(self):
        DutyRun.objects.create(name="提醒")
        mine, theirs = DutyRun.objects.get(), DutyRun.objects.get()

        self.assertTrue(duties.begin(theirs, self.now))
        self.assertFalse(duties.begin(mine, self.now))

    def test_one_that_fails_keeps_no_other_from_being_kept(self):
        def fail(now):
            raise ValueError("断电")

        self.register("先", fail)
        self.register("后")

        with self.assertLogs("portal.core.duties", "ERROR"):
            failed = duties.keep_duties(self.now)

        self.assertEqual(failed, ["先"])
        self.assertEqual(self.kept, [self.now])
        self.assertIn("断电", DutyRun.objects.get(name="先").error)
        self.assertEqual(DutyRun.objects.get(name="后").error, "")

    def test_the_command_says_what_failed(self):
        def fail(now):
            raise ValueError

        self.register("releases", fail)

        with (
            self.assertLogs("portal.core.duties", "ERROR"),
            self.assertRaisesMessage(CommandError, "releases"),
        ):
            call_command("keep_time", once=True)
