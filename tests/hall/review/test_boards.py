from datetime import UTC, datetime, timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from hall.enums import ReviewLevel
from hall.models import TimelineEntry
from hall.review import boards
from hall.review.models import ReviewTaskState
from hall.review.queues import waiting_for
from hall.review.urgent.services import release_urgently
from hall.services import draft_post
from portal.accounts.models import User
from tests.assertions import HouseAssertions
from tests.factories.people import (
    CityOfficeFactory,
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    UserFactory,
)
from tests.factories.posts import PostFactory
from tests.factories.reviews import SubmittedPostFactory, category_of, step_of
from tests.factories.units import UnitFactory
from units.enums import Role

# Three in the afternoon in the city.
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def due(post, moment):
    ReviewTaskState.objects.filter(pk=step_of(post).pk).update(due_at=moment)


class WritingTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)

    def draft(self, author=None, unit=None):
        return draft_post(
            unit=unit or self.unit, author=author or self.editor, text="今晚停水。", category=category_of(1)
        )

    def test_each_post_is_counted_where_it_stands(self):
        self.draft()
        self.draft()
        SubmittedPostFactory(unit=self.unit, author=self.editor)
        SubmittedPostFactory(unit=self.unit, author=self.editor, is_returned=True)
        SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1)

        self.assertEqual(
            boards.writing_of(self.editor, timezone.now()),
            boards.Writing(drafts=2, returned=1, waiting=1, live_today=1),
        )

    def test_a_day_begins_at_midnight_in_the_city(self):
        post = PostFactory(unit=self.unit, owner=self.editor)
        midnight = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
        for moment, count in [(midnight, 1), (midnight - timedelta(seconds=1), 0)]:
            with self.subTest(moment):
                TimelineEntry.objects.filter(post=post).update(published_at=moment)
                self.assertEqual(boards.writing_of(self.editor, NOW).live_today, count)

    def test_what_others_wrote_is_theirs(self):
        self.draft(author=MemberFactory(self.unit))

        self.assertEqual(boards.writing_of(self.editor, NOW).drafts, 0)

    def test_somebody_who_left_the_team_is_told_nothing(self):
        leaver = MemberFactory(self.unit)
        self.draft(author=leaver)
        leaver.groups.clear()

        self.assertEqual(boards.writing_of(User.objects.get(pk=leaver.pk), NOW).drafts, 0)

    def test_each_figure_is_the_length_of_its_list(self):
        self.draft()
        SubmittedPostFactory(unit=self.unit, author=self.editor)
        SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1)
        PostFactory(unit=self.unit, owner=self.editor, published_at=NOW - timedelta(days=900))
        self.client.force_login(self.editor)

        context = self.client.get(reverse("wagtailadmin_home")).context_data
        today = next(panel for panel in context["panels"] if getattr(panel, "name", "") == "today")
        ((_heading, figures),) = today.get_context_data(self.client.get("/cms/").context)["rows"]
        for figure in figures:
            with self.subTest(figure.label):
                listed = self.client.get(figure.url).context_data["page_obj"].paginator.count
                self.assertEqual(figure.number, listed)
                self.assertEqual(figure.number, 1 if figure.label != figures[1].label else 0)


class ReviewingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.reviewer = MemberFactory(cls.unit, Role.REVIEWER)
        cls.author = MemberFactory(cls.unit)

    def wait_until(self, moment):
        due(SubmittedPostFactory(unit=self.unit, author=self.author), moment)

    def test_what_is_late_or_due_within_the_hour_is_due_now(self):
        self.wait_until(NOW - HOUR)
        self.wait_until(NOW + HOUR)
        self.wait_until(NOW + 2 * HOUR)
        self.wait_until(NOW + 12 * HOUR)

        self.assertEqual(
            boards.reviewing_of(waiting_for(self.reviewer), NOW), boards.Reviewing(now=2, today=3, waiting=4)
        )

    def test_the_queue_shows_the_part_that_a_figure_counts(self):
        self.wait_until(timezone.now() - HOUR)
        self.wait_until(timezone.now() + timedelta(days=9))
        self.client.force_login(self.reviewer)
        for address, count in {"?due=now": 1, "?due=today": 1, "": 2, "?due=%00": 2}.items():
            with self.subTest(address):
                rows = self.client.get(reverse("review_queue") + address).context_data["rows"]
                self.assertEqual(len(rows), count)

    def test_what_others_must_take_is_not_counted(self):
        SubmittedPostFactory(unit=self.unit, author=self.reviewer)
        SubmittedPostFactory()

        self.assertEqual(boards.reviewing_of(waiting_for(self.reviewer), NOW).waiting, 0)


class UnitQueueTests(HouseAssertions, TestCase):
    def test_each_unit_has_its_numbers_and_the_one_that_waited_longest_is_first(self):
        first, second = UnitFactory(title="平安河源"), UnitFactory(title="河源教育")
        older = SubmittedPostFactory(unit=second)
        newer = SubmittedPostFactory(unit=first)
        passed_on = SubmittedPostFactory(unit=first, levels=2, approvals=1)
        due(older, NOW - HOUR)
        due(newer, NOW + HOUR)
        due(passed_on, NOW + 2 * HOUR)

        longest, other = boards.queues_by_unit(NOW)

        self.assertEqual((longest.unit, longest.waiting, longest.late), ("河源教育", 1, 1))
        self.assertEqual((other.unit, other.waiting, other.late), ("平安河源", 2, 0))
        self.assertEqual(other.due_at, NOW + HOUR)
        self.assertEqual(other.by_level[ReviewLevel.UNIT], 1)
        self.assertEqual(other.by_level[ReviewLevel.HALL_DESK], 1)

    def test_what_is_decided_waits_no_more(self):
        SubmittedPostFactory(approvals=1)
        SubmittedPostFactory(is_returned=True)

        self.assertEqual(boards.queues_by_unit(NOW), [])

    def test_queries_do_not_grow(self):
        self.assertQueriesDoNotGrow(lambda: boards.queues_by_unit(NOW), SubmittedPostFactory, more=3)


class DeskBoardTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.desk = HallDeskFactory()

    def test_the_desk_sees_queues_and_silences_of_all_units(self):
        post = PostFactory(unit=self.unit)
        TimelineEntry.objects.filter(post=post).update(published_at=timezone.now() - timedelta(days=15))
        SubmittedPostFactory(unit=UnitFactory(title="河源教育"))
        self.client.force_login(self.desk)

        response = self.client.get(reverse("desk_board"))

        self.assertContains(response, "平安河源")
        self.assertContains(response, "15 天")
        self.assertContains(response, "河源教育")

    def test_what_is_due_later_is_told_by_its_moment(self):
        moment = timezone.now() + timedelta(hours=3)
        due(SubmittedPostFactory(unit=self.unit), moment)
        self.client.force_login(self.desk)

        shown = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        self.assertContains(self.client.get(reverse("desk_board")), shown)

    def test_it_leads_to_what_went_out_urgently_and_was_not_looked_at(self):
        post = draft_post(
            unit=self.unit,
            author=MemberFactory(self.unit),
            text="水位在涨，请撤离。",
            category=category_of(1),
        )
        release_urgently(
            page_id=post.pk,
            user=LanePersonFactory(),
            reason="洪水等不及审核",
            seen_revision_id=post.latest_revision_id,
            now=timezone.now(),
        )
        self.client.force_login(self.desk)

        figures = self.client.get(reverse("desk_board")).context_data["figures"]

        (urgent,) = [figure for figure in figures if figure.url.startswith(reverse("urgent_lane"))]
        self.assertTrue(urgent.is_pressing)
        self.assertContains(self.client.get(urgent.url), "洪水等不及审核")

    def test_it_says_so_when_there_is_nothing(self):
        self.client.force_login(self.desk)

        self.assertContains(self.client.get(reverse("desk_board")), "没有单位有待审的博文")

    def test_the_city_office_sees_it_too(self):
        self.client.force_login(CityOfficeFactory())

        self.assertEqual(self.client.get(reverse("desk_board")).status_code, 200)

    def test_nobody_else_does(self):
        for user in [MemberFactory(self.unit, Role.REVIEWER), MemberFactory(self.unit)]:
            with self.subTest(str(user)):
                self.client.force_login(user)
                response = self.client.get(reverse("desk_board"))
                self.assertRedirects(response, reverse("wagtailadmin_home"), fetch_redirect_response=False)

    def test_who_has_no_desk_is_sent_to_the_door(self):
        self.client.force_login(UserFactory())
        response = self.client.get(reverse("desk_board"))
        door = reverse("wagtailadmin_login", query={"next": reverse("desk_board")})
        self.assertRedirects(response, door, fetch_redirect_response=False)

    def test_a_page_that_is_no_number_is_the_first(self):
        self.client.force_login(self.desk)
        address = reverse("desk_board")

        self.assertEqual(self.client.get(address, {"p": "x", "silent": "9" * 30}).status_code, 200)

    def test_its_queries_do_not_grow(self):
        self.client.force_login(self.desk)

        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("desk_board")), SubmittedPostFactory, more=3
        )
