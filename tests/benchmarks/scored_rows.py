"""Fills a city of 3,300 units and scores it: python -m tests.benchmarks.scored_rows fill 12, measure 12, sweep 2."""

import resource
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from hall.assessment.calendar_month import Month
from hall.assessment.models import AssessedMonth, Scheme
from hall.assessment.services import compute_chunk
from hall.concerns.deadlines import deadline_from
from hall.concerns.enums import AnswerState, ConcernState
from hall.concerns.kinds import default_kind
from hall.concerns.models import Answer, Concern
from hall.interaction.models import Like
from hall.models import Category, TimelineEntry
from hall.supervision.sweep import sweep
from portal.accounts.models import User
from portal.core.workdays import Calendar, local_day
from portal.demo.builders.rows import Finished, grow_pages, write_entries
from units.models import UnitDirectoryPage, UnitPage

UNITS = 3_300
POSTS, QUESTIONS = 3, 3  # a month and unit
WORDS = "路灯水管井盖公交车站桥面垃圾学校医院证件噪音停车树木河道市场"


def units_of_city(many: int) -> list[UnitPage]:
    """Write so many live units, launched long ago, straight into both tables: nobody signs in here."""
    directory = UnitDirectoryPage.objects.get()
    shared = {
        "content_type": ContentType.objects.get_for_model(UnitPage),
        "locale": Locale.get_default(),
        "live": True,
        "first_published_at": Month(2024, 1).begins,
        "depth": directory.depth + 1,
    }
    units = [
        UnitPage(
            **shared,
            title=f"考核单位{number}",
            slug=f"s{number}",
            path=UnitPage._get_path(directory.path, directory.depth + 1, number),
            url_path=f"{directory.url_path}s{number}/",
            code=f"S{number}",
            official_name=f"河源市第{number}考核局",
            mark="考",
        )
        for number in range(1, many + 1)
    ]
    insert(units)
    return list(UnitPage.objects.order_by("pk"))


def insert(units: list[UnitPage]) -> None:
    columns = [field.attname for field in Page._meta.concrete_fields]
    pages = Page.objects.bulk_create(
        [Page(**{name: getattr(unit, name) for name in columns}) for unit in units], batch_size=500
    )
    for unit, page in zip(units, pages, strict=True):
        unit.pk = unit.id = page.pk
    fields = UnitPage._meta.local_concrete_fields
    for start in range(0, len(units), 500):
        UnitPage._base_manager._insert(units[start : start + 500], fields=fields, using=connection.alias)


def concerns_of(units, month, kind, many):
    """Yield so many questions for each unit, all answered after a day or two, the last of them late."""
    for unit in units:
        for place in range(many):
            received = month.begins + timedelta(days=2 + 5 * place, hours=9)
            answered = received + timedelta(days=12 if place == many - 1 else 1 + place % 2)
            deadline = deadline_from(received, kind.working_days, Calendar())
            day = local_day(received)
            sequence = unit.pk * many + place
            yield Concern(
                number=f"{day:%Y%m%d}-{sequence:06}",
                day=day,
                sequence=sequence,
                code_digest=f"{sequence:064}",
                token=f"{month} {sequence}",
                state=ConcernState.ANSWERED,
                unit=unit,
                subject="路灯不亮",
                text="新江路的路灯不亮。",
                is_private=True,
                kind=kind,
                due_on=deadline.due_on,
                counted=deadline.as_json(),
                received_at=received,
                assigned_at=received,
                answered_at=answered,
                first_answered_at=answered,
            )


def answers_of(concerns, category):
    for concern in concerns:
        at = concern.sequence
        text = "".join(WORDS[(at * step + step * step) % len(WORDS)] for step in range(1, 60))
        yield Answer(
            concern=concern,
            unit_id=concern.unit_id,
            category=category,
            text=f"您反映的{text}已经处理好。",
            levels=1,
            state=AnswerState.SENT,
            created_at=concern.received_at,
            edited_at=concern.received_at,
            sent_at=concern.answered_at,
            due_on=concern.due_on,
        )


def fill(months: int) -> None:
    """Write so many months, each in a transaction of its own."""
    units = units_of_city(UNITS)
    people = User.objects.bulk_create(User(email=f"reader{number}@mail.example") for number in range(500))
    category, kind = Category.objects.first(), default_kind()
    month = Month(2025, 1)
    for _number in range(months):
        with transaction.atomic():
            publish_some(month, units, category)
            concerns = Concern.objects.bulk_create(
                concerns_of(units, month, kind, QUESTIONS), batch_size=2_000
            )
            Answer.objects.bulk_create(answers_of(concerns, category), batch_size=2_000)
            like_some(month, people)
        print(month, flush=True, file=sys.stderr)
        month = month.next


def publish_some(month, units, category) -> None:
    posts = [
        Finished(
            unit=unit,
            category=category,
            text=f"今天第{place}条，路灯修好了。",
            published_at=month.begins + timedelta(days=3 * place, hours=place),
            slug=f"p{month}x{unit.pk}x{place}",
        )
        for unit in units
        for place in range(POSTS)
    ]
    for start in range(0, len(posts), 4_000):
        # Without the search: nobody looks for anything here.
        some = posts[start : start + 4_000]
        write_entries(some, grow_pages(some))


def like_some(month, people) -> None:
    entries = TimelineEntry.objects.filter(
        published_at__gte=month.begins, published_at__lt=month.ends
    ).values_list("post", "published_at")
    Like.objects.bulk_create(
        (
            Like(page_id=post, user=people[(post + turn) % len(people)], created_at=at)
            for post, at in entries
            for turn in range(2)
        ),
        batch_size=5_000,
        ignore_conflicts=True,
    )


def measure(months: int) -> None:
    AssessedMonth.objects.all().delete()
    month = Month(2025, 1)
    for _number in range(months):
        row = AssessedMonth.objects.create(
            first_day=month.first_day, scheme=Scheme.objects.in_force(month).get(), begun_at=timezone.now()
        )
        work = Work()
        with connection.execute_wrapper(work):
            while compute_chunk(month_id=row.pk, now=timezone.now()):
                pass
        print(f"{month}: {row.cards.count()} units, {work}", flush=True)
        month = month.next


def keep_watch(times: int) -> None:
    """Sweep so often: in the first one every unit is found silent and gets an order, afterwards nothing is new."""
    for _number in range(times):
        work = Work()
        with connection.execute_wrapper(work):
            done = sweep(timezone.now())
        print(f"{done.ordered} orders, {done.letters} letters, {work}", flush=True)


class Work:
    """Counts queries and time, and keeps no query, so that memory tells of the work alone."""

    def __init__(self):
        self.queries, self.began, self.worked = 0, time.monotonic(), time.process_time()

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)

    def __str__(self):
        seconds, own = time.monotonic() - self.began, time.process_time() - self.worked
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return f"{seconds:.0f} s, {own:.0f} s of them in Python, {self.queries} queries, {held} MB at most"


ACTS = {"fill": fill, "measure": measure, "sweep": keep_watch}

if __name__ == "__main__":
    ACTS[sys.argv[1]](int(sys.argv[2]))
