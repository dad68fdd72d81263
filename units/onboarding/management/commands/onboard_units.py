from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.refusals import Refused
from units.enums import Role
from units.onboarding.models import Batch
from units.onboarding.plan import Plan, UnitPlan, Wish
from units.onboarding.preview import preview_units
from units.onboarding.services import Onboarded, onboard_units, sentence

BATCH_LIMIT = Batch._meta.get_field("name").max_length


class Command(BaseCommand):
    help = "Bring the units of a CSV or XLSX file online, all or none. A second run changes only what has changed."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--batch", default="", help="The batch of the units that have none yet.")
        parser.add_argument(
            "--due", default="", help="The day by which the batch is to be live, as 2026-08-31."
        )
        parser.add_argument("--dry-run", action="store_true", help="Show what would be done and do nothing.")
        parser.add_argument(
            "--remove-people",
            action="store_true",
            help="Take people out of a team when its cell names others but not them.",
        )

    def handle(self, *args, file, batch, due, dry_run, remove_people, **options):
        try:
            data = file.read_bytes()
        except OSError as failure:
            raise CommandError(
                _("Cannot read %(file)s: %(reason)s") % {"file": file, "reason": failure.strerror}
            ) from failure
        wish = Wish(batch=batch.strip(), due_on=self.day(due), removes_people=remove_people)
        if wish.due_on and not wish.batch:
            raise CommandError(_("A due date belongs to a batch: give --batch as well."))
        if len(wish.batch) > BATCH_LIMIT:
            raise CommandError(
                _("The name of a batch has at most %(limit)d characters.") % {"limit": BATCH_LIMIT}
            )
        preview = preview_units(data=data, wish=wish)
        self.say_notes(preview.problems, self.style.ERROR)
        if preview.problems:
            raise CommandError(_("Nothing was changed. Mend the file and try again."))
        self.say_notes(preview.notices, self.style.WARNING)
        self.say_plan(preview.plan)
        if dry_run:
            self.stdout.write(_("Nothing was changed: this was a dry run."))
            return
        try:
            self.say_done(onboard_units(data=data, wish=wish, now=timezone.now()))
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused

    def day(self, text: str):
        try:
            day = parse_date(text) if text else None
        except ValueError:
            day = None
        if text and day is None:
            raise CommandError(_("“%(text)s” is no day. Write it as 2026-08-31.") % {"text": text})
        return day

    def say_notes(self, notes, style):
        for note in notes:
            self.stdout.write(style(sentence(note)))

    def say_plan(self, plan: Plan):
        counts = {name: len(getattr(plan, name)) for name in ["new", "changed", "unchanged", "missing"]}
        self.stdout.write(
            _("New: %(new)d. Changed: %(changed)d. Unchanged: %(unchanged)d. Not in the file: %(missing)d.")
            % counts
        )
        for row in plan.new:
            self.stdout.write(f"+ {row.code} {row.record.title} · {row.record.official_name}")
        for row in plan.changed:
            self.say_change(row)
        for row in plan.absent:
            self.say_absent(row, plan.wish.removes_people)

    def say_change(self, row: UnitPlan):
        self.stdout.write(f"~ {row.code} {row.record.title}")
        for change in row.fields:
            self.stdout.write(f"    {change.label}: {change.old or '—'} → {change.new or '—'}")
        for team in row.teams:
            if team.joining:
                self.stdout.write(f"    + {Role(team.role).label}: {', '.join(team.joining)}")

    def say_absent(self, row: UnitPlan, removes_people: bool):
        words = _("taken out: %(people)s") if removes_people else _("not in the file, stay: %(people)s")
        for team in row.absent_people():
            self.stdout.write(
                f"- {row.code} {Role(team.role).label}: {words % {'people': ', '.join(team.absent)}}"
            )

    def say_done(self, done: Onboarded):
        if done.plan.is_empty:
            self.stdout.write(self.style.SUCCESS(_("Nothing to do: the hall is as the file says.")))
            return
        self.stdout.write(
            self.style.SUCCESS(
                ngettext(
                    "Done. %(count)d person was invited.",
                    "Done. %(count)d people were invited.",
                    len(done.invited),
                )
                % {"count": len(done.invited)}
            )
        )
