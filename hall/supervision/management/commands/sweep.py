from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.supervision.sweep import Swept, sweep
from hall.supervision.watches.registry import WATCHES


class Command(BaseCommand):
    help = (
        "Look at all that is watched: note what stands, issue the supervision orders that are due, tell people. "
        "May run at any time and again; what the clock does anyway (`keep_time`) is only done sooner."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        if dry_run:
            with transaction.atomic():
                done = sweep(now)
                transaction.set_rollback(True)
            self.stdout.write(_("Nothing was kept. A sweep would do this:"))
        else:
            done = sweep(now)
        self.tell(done)

    def tell(self, done: Swept):
        for name, watch in WATCHES.items():
            words = {"watch": watch.label, "begun": done.begun[name], "ended": done.ended[name]}
            self.stdout.write(_("%(watch)s: %(begun)d new, %(ended)d ended") % words)
        words = {"orders": done.ordered, "late": done.escalated, "letters": done.letters}
        self.stdout.write(
            _("Orders issued: %(orders)d. Overdue orders told above: %(late)d. Letters: %(letters)d.") % words
        )
