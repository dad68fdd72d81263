from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.services import ensure_portal


class Command(BaseCommand):
    help = "Make what is missing of the portal's fixed pages and portal-wide teams. Runs after migrate by itself."

    def handle(self, *args, **options):
        home = ensure_portal()
        self.stdout.write(_("The front page is %(title)s.") % {"title": home.title})
