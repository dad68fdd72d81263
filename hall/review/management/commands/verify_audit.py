import json
import re
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from hall.review.models import Seal
from hall.review.verification import Walk, verify


class Command(BaseCommand):
    help = (
        "Check the chain of seals over all lines of the audit. Prints the number and digest of the last seal, to be "
        "noted elsewhere, and every fault. Exits with 1 when there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect", metavar="NUMBER:DIGEST", help="a seal that was noted earlier must still be there"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, expect, **options):
        expected = self.noted(expect) if expect else None
        with tqdm(total=Seal.objects.count(), unit="", leave=False, disable=None) as bar:
            walk = verify(now=timezone.now(), expected=expected, advance=bar.update)
        if options["json"]:
            self.stdout.write(json.dumps(walk.as_object(), ensure_ascii=False))
        else:
            self.say(walk)
        if walk.faults:
            sys.exit(1)

    def noted(self, text: str) -> tuple[int, str]:
        match = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text.strip())
        if match is None:
            raise CommandError(
                _("--expect takes what an earlier check printed, a number, a colon and 64 digits.")
            )
        return int(match[1]), match[2]

    def say(self, walk: Walk):
        self.stdout.write(_("%(lines)s lines, %(seals)s seals.") % {"lines": walk.lines, "seals": walk.seals})
        if walk.seals:
            self.stdout.write(_("Last seal, to be noted elsewhere:"))
            self.stdout.write(f"{walk.number}:{walk.digest}")
        for fault in walk.faults:
            self.stdout.write(self.style.ERROR(fault.words))
        if walk.faults:
            self.stdout.write(_("%(count)s faults.") % {"count": len(walk.faults)})
        else:
            self.stdout.write(self.style.SUCCESS(_("Everything is as it was written.")))
