"""Who may do what with a post wherever it stands: one table that a person can read.

Each cell holds the letters of what this person may do then, or a dot. A new `PostState` without a row, or a new review
step, fails here: whoever adds one thinks about everybody.
"""

from contextlib import contextmanager

from django.db import transaction
from django.test import SimpleTestCase
from django.urls import reverse
from django.utils import timezone

from hall.enums import PostState, ReviewLevel
from hall.models import PostPage
from hall.permissions import why_not_change, why_not_submit, why_not_withdraw
from hall.queries import standings
from hall.review.enums import ReviewEvent
from hall.review.permissions import (
    why_not_claim,
    why_not_correct,
    why_not_give_up,
    why_not_recategorise,
    why_not_review,
    why_not_see,
    why_not_take_back,
)
from hall.review.releases.permissions import why_not_move, why_not_retry, why_not_stop
from hall.review.urgent.permissions import why_not_after_review, why_not_release_urgently
from tests.factories import step_of
from tests.hall.review.matrix_world import MatrixTestCase
from units.enums import Role

NO_STEP = "There is no step to take."
NO_AFTER_REVIEW = "There is no after-review to close."


def at_step(*rules):
    """Ask rules about the step at which the post waits."""

    def why_not(user, post):
        state = post.current_workflow_task_state
        return next(filter(None, (rule(user, state) for rule in rules)), "") if state else NO_STEP

    return why_not


def why_not_close(user, post):
    release = post.urgent_releases.open().first()
    return why_not_after_review(user, release) if release else NO_AFTER_REVIEW


VERBS = {
    "v": ("see the review", why_not_see),
    "e": ("edit it in the composer", why_not_change),
    "s": ("submit it", why_not_submit),
    "t": ("take it back", lambda user, post: why_not_take_back(user, post.current_workflow_state)),
    "g": ("claim it", at_step(lambda user, state: why_not_claim(user, state, timezone.now()))),
    "p": ("give the claim up", at_step(lambda user, state: why_not_give_up(user, state, timezone.now()))),
    "a": ("approve or return it", at_step(why_not_review)),
    "c": ("correct it under review", at_step(why_not_correct)),
    "k": (
        "give it another category under review",
        at_step(why_not_correct, lambda user, _state: why_not_recategorise(user)),
    ),
    "h": ("stop its release", why_not_stop),
    "m": ("choose another hour", why_not_move),
    "r": ("release now what was missed", why_not_retry),
    "u": ("release it through the urgent lane", why_not_release_urgently),
    "f": ("close its after-review", why_not_close),
    "w": ("withdraw it", why_not_withdraw),
}

PEOPLE = {
    "writer": (Role.EDITOR, "editor of the unit, began and submitted it"),
    "editor": (Role.EDITOR, "another editor of the unit"),
    "speaker": (Role.REVIEWER, "spokesperson of the unit"),
    "second": (Role.REVIEWER, "another spokesperson of the unit"),
    "wrote": (Role.REVIEWER, "spokesperson of the unit who changed the draft"),
    "above": (Role.REVIEWER, "spokesperson of the unit above"),
    "other": (Role.REVIEWER, "spokesperson of another unit"),
    "liaison": (Role.LIAISON, "liaison of the unit"),
    "organiser": (Role.ORGANISER, "campaign organiser of the unit"),
    "desk": (Role.HALL_DESK, "one of the hall desk"),
    "office": (Role.CITY_OFFICE, "one of the city office"),
    "lane": (Role.URGENT, "one who may use the urgent lane"),
    "inspector": (Role.INSPECTOR, "inspector"),
    "super": (None, "superuser"),
    "gone": (None, "was a spokesperson of the unit and has left its team"),
    "off": (Role.REVIEWER, "spokesperson of the unit whose account is switched off"),
}

# The rows: where a post can stand, in the words of PostState, and between them what PostState does not tell apart.
SITUATIONS = {
    "draft": PostState.DRAFT,
    "at unit": PostState.IN_REVIEW,
    "claimed": PostState.IN_REVIEW,
    "at desk": PostState.IN_REVIEW,
    "at office": PostState.IN_REVIEW,
    "passed on": PostState.IN_REVIEW,
    "returned": PostState.RETURNED,
    "scheduled": PostState.SCHEDULED,
    "missed": PostState.SCHEDULED,
    "public": PostState.PUBLIC,
    "changed": PostState.DRAFT,
    "correction": PostState.IN_REVIEW,
    "urgent": PostState.PUBLIC,
    "withdrawn": PostState.WITHDRAWN,
}
LEVELS = {"at unit": ReviewLevel.UNIT, "at desk": ReviewLevel.HALL_DESK, "at office": ReviewLevel.CITY_OFFICE}

# The verbs that are tried through their addresses, each with the row in which they are.
DOORS = {"s": "draft", "t": "at unit", "a": "at desk", "h": "scheduled", "w": "public"}

TABLE = """
           | writer editor speaker second wrote above other liaison organiser desk  office lane inspector super gone off
draft      | ves    ves    ves     ves    ves   .     .     .       .         ves   v      vu   .         ves   .    .
at unit    | vt     v      vgac    vgac   v     .     .     .       .         v     v      vu   .         v     .    .
claimed    | vt     v      v       vpac   v     .     .     .       .         v     v      vu   .         v     .    .
at desk    | vt     v      v       v      v     .     .     .       .         vgack v      vu   .         v     .    .
at office  | vt     v      v       v      v     .     .     .       .         v     vgack  vu   .         v     .    .
passed on  | vt     v      v       v      v     vgac  .     .       .         v     v      vu   .         v     .    .
returned   | vest   ves    ves     ves    ves   .     .     .       .         ves   v      vu   .         ves   .    .
scheduled  | vh     vh     vhm     vhm    vhm   .     .     .       .         vhm   v      vu   .         vhm   .    .
missed     | vh     vh     vhmr    vhmr   vhmr  .     .     .       .         vhmr  v      vu   .         vhmr  .    .
public     | ve     ve     vew     vew    vew   .     .     .       .         vew   vw     v    .         vew   .    .
changed    | ves    ves    vesw    vesw   vesw  .     .     .       .         vesw  vw     vu   .         vesw  .    .
correction | vt     v      vgacw   vgacw  vgacw .     .     .       .         vw    vw     vu   .         vw    .    .
urgent     | ve     ve     vefw    vefw   vew   f     .     .       .         vefw  vfw    v    .         vew   .    .
withdrawn  | ve     ve     ve      ve     ve    .     .     .       .         ve    v      v    .         ve    .    .
"""


def table():
    """Read the table: a row for each situation, a cell for each of PEOPLE."""
    lines = [line.split("|") for line in TABLE.strip().splitlines()]
    names = lines[0][1].split()
    return {line[0].strip(): dict(zip(names, line[1].split(), strict=True)) for line in lines[1:]}


class TableTests(SimpleTestCase):
    """The table is complete: whoever adds a state, a step, a team or an event must think about everybody."""

    def test_every_state_of_a_post_has_a_row(self):
        self.assertEqual(set(SITUATIONS.values()), set(PostState))

    def test_every_review_step_has_a_row(self):
        self.assertEqual(set(LEVELS.values()), set(ReviewLevel))

    def test_every_team_has_somebody_in_it(self):
        self.assertEqual({role for role, _words in PEOPLE.values() if role}, set(Role))

    def test_rows_columns_and_letters_are_those_that_are_explained(self):
        rows = table()
        self.assertEqual(list(rows), list(SITUATIONS))
        for situation, cells in rows.items():
            with self.subTest(situation):
                self.assertEqual(list(cells), list(PEOPLE))
                self.assertLessEqual(set("".join(cells.values())), {*VERBS, "."})

    def test_every_verb_is_somebodys(self):
        letters = {letter for cells in table().values() for letter in "".join(cells.values())}
        self.assertEqual(letters - {"."}, set(VERBS))


class MatrixTests(MatrixTestCase):
    def test_each_post_stands_where_its_row_says(self):
        self.assertEqual(set(self.posts), set(SITUATIONS))
        posts = PostPage.objects.filter(pk__in=self.posts.values()).with_standing()
        states = {standing.post.pk: standing.state for standing in standings(posts)}
        for situation, state in SITUATIONS.items():
            with self.subTest(situation):
                self.assertEqual(states[self.posts[situation]], state)
        for situation, level in LEVELS.items():
            with self.subTest(situation):
                self.assertEqual(step_of(self.post(situation)).level, level)

    def test_the_rules_say_what_the_table_says(self):
        for situation, cells in table().items():
            for name, letters in cells.items():
                with self.subTest(f"{situation}: {name}, {PEOPLE[name][1]}"):
                    user, post = self.person(name), self.post(situation)
                    may = [letter for letter, (_words, rule) in VERBS.items() if not rule(user, post)]
                    self.assertEqual("".join(may) or ".", letters)


class DoorsTests(MatrixTestCase):
    """The addresses behind some of the letters: a forged request does what the table says, and nothing else."""

    def send(self, letter, post):
        review = reverse("review_post", args=[post.pk])
        step = step_of(post)
        decision = {"task_state": step.pk if step else 0, "seen": post.latest_revision_id, "comment": "好"}
        requests = {
            "s": (reverse("hall_compose_post", args=[post.pk]), self.typed(post)),
            "t": (review, {"action": "take_back"}),
            "a": (review, {"action": "approve", **decision}),
            "h": (reverse("review_release", args=[post.pk]), {"action": "stop", "reason": "先等一等"}),
            "w": (reverse("hall_withdraw", args=[post.pk]), {"reason": "写错了时间"}),
        }
        return self.client.post(*requests[letter])

    def typed(self, post):
        unit = post.get_parent().pk
        return {"unit": unit, "text": "送审", "category": post.category_id, "action": "submit", "when": "now"}

    def approvals(self, post):
        return post.review_records.filter(event=ReviewEvent.APPROVED).count()

    def has_happened(self, letter, post):
        return {
            "s": post.workflow_in_progress,
            "t": not post.workflow_in_progress,
            "a": self.approvals(post) > 1,
            "h": not post.approved_schedule,
            "w": not post.live,
        }[letter]

    def test_they_do_what_the_table_says(self):
        for letter, situation in DOORS.items():
            for name, letters in table()[situation].items():
                with self.subTest(f"{VERBS[letter][0]}, {situation}: {name}"), rolled_back():
                    self.client.force_login(self.person(name))
                    self.send(letter, self.post(situation))
                    self.assertEqual(self.has_happened(letter, self.post(situation)), letter in letters)


@contextmanager
def rolled_back():
    """Undo what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
