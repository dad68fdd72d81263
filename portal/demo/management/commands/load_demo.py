from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.demo.builders import furniture, history, people, units
from portal.demo.reading import read_posts


class Command(BaseCommand):
    help = "Bring the demonstration city into the database. May run again: it adds what is missing and keeps the rest."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="run with production settings too")

    def handle(self, *, force=False, **options):
        if not (settings.DEBUG or force):
            raise CommandError(
                _("This is no development site. The demo would mix with real posts; --force loads it anyway.")
            )
        now = timezone.localtime()
        desk = people.bring_desks()
        by_code = units.bring_units(desk=desk, today=now.date())
        people.name_people()
        furniture.furnish()
        new = history.bring_history(read_posts(), units=by_code, pictures={}, clips={}, now=now)
        self.stdout.write(_("%(count)d posts are new.") % {"count": new})
        if settings.DEBUG:
            people.open_doors(now=now)
            self.print_sign_ins()

    def print_sign_ins(self):
        address = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write("")
        self.stdout.write(_("The portal:   %(address)s/") % {"address": address})
        self.stdout.write(_("To sign in:   %(address)s/cms/") % {"address": address})
        self.stdout.write(_("Password:     %(password)s") % {"password": people.PASSWORD})
        self.stdout.write("")
        for one in people.sign_ins():
            self.stdout.write(f"  {one.email:<30}{one.role} · {one.task}")
        self.stdout.write("")
