from functools import partial
from os.path import relpath

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.demo.builders import (
    activities,
    campaigns,
    charities,
    clips,
    collections,
    comments,
    concerns,
    crowd,
    furniture,
    history,
    in_review,
    opinions,
    people,
    pictures,
    questions,
    releases,
    residents,
    scores,
    supervision,
    surveys,
    talks,
    together,
    training,
    units,
)
from portal.demo.reading import read_posts

POST_LIMIT = 1_000_000


class Command(BaseCommand):
    help = "Bring the demonstration city into the database. May run again: it adds what is missing and keeps the rest."

    def add_arguments(self, parser):
        parser.add_argument(
            "--posts",
            type=int,
            default=0,
            metavar="N",
            help="compose more posts until N are public, at most 1,000,000",
        )
        parser.add_argument("--force", action="store_true", help="run with production settings too")

    def handle(self, *, posts=0, force=False, **options):
        if not (settings.DEBUG or force):
            raise CommandError(
                _("This is no development site. The demo would mix with real posts; --force loads it anyway.")
            )
        if not 0 <= posts <= POST_LIMIT:
            raise CommandError(_("--posts takes a number up to %(limit)d.") % {"limit": POST_LIMIT})
        now = timezone.localtime()
        self.build(now)
        if posts:
            added = crowd.grow_crowd(posts, units.units_by_code(), now, self.progress(_("Composing posts")))
            self.stdout.write(_("%(count)d posts were composed.") % {"count": added})
        if settings.DEBUG:
            self.print_sign_ins()

    def build(self, now):
        posts = read_posts()
        with transaction.atomic():
            desk = people.bring_desks()
            if units.bring_units(desk=desk, now=now):
                furniture.furnish()
        by_code = units.units_by_code()
        together.bring_follows(by_code, desk=desk, now=now)
        drawn = pictures.bring_pictures(posts, by_code, self.progress(_("Drawing pictures")))
        shown = clips.bring_clips(posts, by_code)
        new = history.bring_history(posts, units=by_code, pictures=drawn, clips=shown, now=now)
        if new:
            pictures.prepare_first_page(self.progress(_("Preparing the first page")))
            together.bring_mentions(by_code, now=now)
        in_review.bring_prepared(posts, by_code, drawn)
        in_review.bring_reviews(by_code, now)
        releases.bring_releases(by_code, now)
        concerns.bring_concerns(by_code, now)
        questions.bring_questions(by_code, now)
        residents.bring_residents(now)
        comments.bring_comments(by_code, now)
        campaigns.bring_campaigns(by_code, now)
        talks.bring_talks(now)
        surveys.bring_surveys(now)
        activities.bring_activities(now)
        charities.bring_charities(now)
        collections.bring_collections(now)
        training.bring_training(by_code, now)
        scores.bring_scores(by_code, now)
        supervision.bring_orders(by_code, now)
        opinions.bring_opinions(by_code, now)
        self.stdout.write(_("%(count)d posts are new.") % {"count": new})

    def progress(self, what):
        return partial(tqdm, desc=what, leave=False, disable=None)

    def print_sign_ins(self):
        address = settings.WAGTAILADMIN_BASE_URL
        self.stdout.write("")
        self.stdout.write(_("The portal:   %(address)s/") % {"address": address})
        self.stdout.write(_("To sign in:   %(address)s/cms/") % {"address": address})
        self.stdout.write(_("Password:     %(password)s") % {"password": people.PASSWORD})
        if folder := getattr(settings, "EMAIL_FILE_PATH", None):
            self.stdout.write(_("Letters:      %(folder)s") % {"folder": relpath(folder)})
        self.stdout.write("")
        for one in people.sign_ins():
            self.stdout.write(f"  {one.email:<30}{one.role} · {one.task}")
        self.stdout.write("")
