"""Each watch: what it sees, what it does not, whose it is, and what it says without a word of a citizen."""

import json
from datetime import timedelta

from django.test import SimpleTestCase, TestCase
from django.utils.translation import override

from hall.concerns.enums import ConcernState
from hall.interaction.enums import CommentState
from hall.supervision.enums import Measure
from hall.supervision.opinion.enums import ItemState
from hall.supervision.rules import moment_after
from hall.supervision.watches.registry import WATCHES
from portal.core.workdays import ZONE, Calendar
from tests.assertions import HouseAssertions
from tests.factories import (
    CommentFactory,
    ConcernFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UrgentReleaseFactory,
    step_of,
)
from tests.factories.concerns import ASKED_AT
from tests.factories.opinion import ItemFactory

CALENDAR = Calendar()
LATER = ASKED_AT + timedelta(days=60)


def seen(watch, now=LATER):
    return list(WATCHES[watch].find(now, CALENDAR))


class EveryWatchTests(HouseAssertions, TestCase):
    def make_all(self):
        ConcernFactory(subject="密语一", text="密语二")
        CommentFactory(state=CommentState.HELD, text="密语三", created_at=ASKED_AT)
        ItemFactory(state=ItemState.ASSIGNED, title="密语六", assessment="密语七")
        UnitFactory()
        UrgentReleaseFactory(now=ASKED_AT, text="密语四")
        post = SubmittedPostFactory(text="密语五")
        step_of(post).task.specific  # noqa: B018
        state = step_of(post).specific
        state.due_at = ASKED_AT
        state.save(update_fields=["due_at"])

    def look(self):
        return {name: seen(name) for name in WATCHES}

    def test_it_sees_something_and_says_it_without_private_words(self):
        self.make_all()
        for name, found in self.look().items():
            with self.subTest(name), override("zh-hans"):
                self.assertTrue(found)
                kept = json.dumps([one.facts for one in found], ensure_ascii=False)
                said = "".join(WATCHES[name].say(one.facts) for one in found)
                self.assertNotIn("密语", kept + said)
                self.assertNotIn("%(", said)

    def test_what_it_costs_does_not_grow(self):
        for name in WATCHES:
            with self.subTest(name):
                self.assertQueriesDoNotGrow(lambda name=name: seen(name), self.make_all, more=2)

    def test_subjects_are_different_and_short(self):
        self.make_all()
        self.make_all()
        for name, found in self.look().items():
            subjects = [one.subject for one in found]
            self.assertEqual(len(subjects), len(set(subjects)), name)
            self.assertLessEqual(max(map(len, subjects)), 100)


class ConcernTests(TestCase):
    def test_the_day_of_the_deadline_is_not_late_and_the_next_one_is(self):
        concern = ConcernFactory()
        evening = ASKED_AT.replace(
            year=concern.due_on.year, month=concern.due_on.month, day=concern.due_on.day
        )
        self.assertEqual(seen("overdue_concern", evening), [])
        (found,) = seen("overdue_concern", evening + timedelta(days=1))
        self.assertEqual((found.unit_id, found.facts["number"]), (concern.unit_id, concern.number))

    def test_one_without_a_unit_is_the_desks(self):
        ConcernFactory(state=ConcernState.RECEIVED)
        (found,) = seen("overdue_concern")
        self.assertIsNone(found.unit_id)

    def test_a_unit_that_got_it_late_has_time_from_then(self):
        ConcernFactory(assigned_at=LATER - timedelta(days=1))
        (found,) = seen("overdue_concern")
        self.assertEqual(found.since, LATER - timedelta(days=1))

    def test_opened_again_or_passed_on_it_is_another_matter(self):
        concern = ConcernFactory()
        subjects = {seen("overdue_concern")[0].subject}
        concern.reopened_times = 1
        concern.save()
        subjects.add(seen("overdue_concern")[0].subject)
        concern.unit = UnitFactory()
        concern.save()
        subjects.add(seen("overdue_concern")[0].subject)
        self.assertEqual(len(subjects), 3)

    def test_only_of_a_public_one_the_public_page_is_named(self):
        ConcernFactory()
        public = ConcernFactory(is_shown=True)
        links = {one.facts["number"]: one.facts.get("public_link") for one in seen("overdue_concern")}
        self.assertEqual([link for link in links.values() if link], [public.get_absolute_url()])

    def test_answered_ones_are_not_seen(self):
        ConcernFactory(state=ConcernState.ANSWERED)
        self.assertEqual(seen("overdue_concern"), [])


class CommentTests(TestCase):
    def test_a_queue_is_one_matter(self):
        page = PostFactory()
        for hours in range(3):
            CommentFactory(page=page, state=CommentState.HELD, created_at=ASKED_AT + timedelta(hours=hours))
        CommentFactory(page=page, created_at=ASKED_AT)
        (found,) = seen("unmoderated_comments")
        self.assertEqual((found.unit_id, found.facts["count"]), (page.unit.pk, 3))
        self.assertEqual(found.facts["oldest"], ASKED_AT.isoformat())

    def test_what_came_just_now_is_not_late(self):
        CommentFactory(state=CommentState.HELD, created_at=LATER - timedelta(minutes=5))
        self.assertEqual(seen("unmoderated_comments"), [])


class PostTests(TestCase):
    def test_a_silent_unit_counts_from_its_last_post(self):
        unit = UnitFactory()
        PostFactory(unit=unit, published_at=LATER - timedelta(days=11))
        (found,) = seen("silent_unit")
        self.assertEqual((found.unit_id, found.facts["days"]), (unit.pk, 11))
        self.assertEqual(found.since.astimezone(ZONE).hour, 0)

    def test_an_after_review_of_two_levels_is_the_desks(self):
        release = UrgentReleaseFactory(levels=2, now=ASKED_AT)
        (found,) = seen("open_after_review")
        self.assertIsNone(found.unit_id)
        self.assertEqual(found.since, release.due_at)
        self.assertEqual(seen("open_after_review", release.due_at), [])

    def test_an_after_review_of_one_level_is_the_units(self):
        release = UrgentReleaseFactory(levels=1, now=ASKED_AT)
        (found,) = seen("open_after_review")
        self.assertEqual(found.unit_id, release.unit_id)

    def test_a_late_step_of_the_unit_is_the_units_and_of_the_desk_the_desks(self):
        for approvals in (0, 1):
            post = SubmittedPostFactory(levels=2, approvals=approvals)
            state = step_of(post).specific
            state.due_at = ASKED_AT
            state.save(update_fields=["due_at"])
            with self.subTest(approvals):
                found = {one.subject: one for one in seen("late_review")}[f"step {state.pk}"]
                self.assertEqual(found.unit_id, None if approvals else post.get_parent().pk)

    def test_the_step_of_the_city_office_is_not_watched(self):
        post = SubmittedPostFactory(levels=3, approvals=2)
        state = step_of(post).specific
        state.due_at = ASKED_AT
        state.save(update_fields=["due_at"])
        self.assertEqual(seen("late_review"), [])


class MomentTests(SimpleTestCase):
    """From a Friday at half past four in the afternoon."""

    FRIDAY = ASKED_AT.astimezone(ZONE).replace(day=27, hour=16, minute=30)

    def after(self, amount, measure):
        moment = moment_after(self.FRIDAY, amount, measure, CALENDAR)
        return moment and f"{moment.astimezone(ZONE):%d %H:%M}"

    def test_each_measure(self):
        for measure, amount, expected in [
            (Measure.WORKING_HOURS, 1, "27 17:30"),
            (Measure.WORKING_HOURS, 2, "30 09:00"),
            (Measure.WORKING_DAYS, 1, "30 16:30"),
            (Measure.CALENDAR_DAYS, 2, "29 16:30"),
            (Measure.WORKING_DAYS, 0, "27 16:30"),
            (Measure.WORKING_DAYS, None, None),
        ]:
            with self.subTest(measure=measure, amount=amount):
                self.assertEqual(self.after(amount, measure), expected)

    def test_longer_never_ends_earlier(self):
        for measure in Measure:
            ends = [moment_after(self.FRIDAY, amount, measure, CALENDAR) for amount in range(30)]
            self.assertEqual(ends, sorted(ends))
