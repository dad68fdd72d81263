import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from portal.core.duties import keep_duties

TICK = 1  # second


class Command(BaseCommand):
    help = (
        "Do what the hall does by the clock: releases, reminders, and whatever else is registered. "
        "Runs until it is stopped; several may run at once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *args, once, **options):
        if once:
            if failed := keep_duties(timezone.now()):
                raise CommandError(f"Failed: {', '.join(failed)}")
            return
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        while not stopped.wait(TICK):
            self.keep()

    def keep(self):
        """Keep what is due. A database that is away for a while ends nothing."""
        close_old_connections()
        try:
            keep_duties(timezone.now())
        except (InterfaceError, OperationalError) as failure:
            self.stderr.write(f"The database does not answer: {failure}")
