import ast
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase, TestCase, override_settings
from wagtail.log_actions import LogContext

from hall.models import PostPage
from hall.review.decisions import lock_page
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.services import approve
from hall.review.story import MARKS
from hall.services import save_draft, submit_post
from tests.factories import (
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UserFactory,
    step_of,
)
from units.enums import Role

PACKAGE = Path(settings.BASE_DIR) / "hall"
WRITERS = {"write", "write_line"}


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def events_named_in(node):
    return {
        part.attr
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Name)
        and part.value.id == "ReviewEvent"
    }


def written_events():
    """Return the events named in functions that write lines, or handed to such functions, anywhere above the hall."""
    functions = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]
    writers = {
        function.name: function
        for function in functions
        if any(isinstance(node, ast.Call) and called(node) in WRITERS for node in ast.walk(function))
    }
    events = set().union(*(events_named_in(function) for function in writers.values()))
    for function in functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and called(node) in writers:
                events |= events_named_in(node)
    return events


class EveryEventTests(SimpleTestCase):
    def test_is_written_somewhere(self):
        self.assertEqual(set(ReviewEvent.names) - written_events(), set())

    def test_has_its_place_in_the_story(self):
        self.assertEqual(set(MARKS), set(ReviewEvent.values))

    def test_has_words_of_its_own(self):
        self.assertEqual(len(set(ReviewEvent.labels)), len(ReviewEvent))


class RestartTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.desk = HallDeskFactory()
        cls.post = SubmittedPostFactory(levels=3, approvals=1)
        cls.unit = cls.post.get_parent().specific

    def change(self, person):
        page = PostPage.objects.get(pk=self.post.pk).get_latest_revision_as_object()
        page.text = "改过的文字"
        page.save_revision(user=person)

    def approve(self, reviewer):
        newest = PostPage.objects.get(pk=self.post.pk).latest_revision_id
        approve(task_state_id=step_of(self.post).pk, reviewer=reviewer, seen_revision_id=newest)

    def restarts(self):
        return list(ReviewRecord.objects.filter(page=self.post, event=ReviewEvent.RESTARTED))

    def test_a_review_that_begins_anew_after_a_change_says_so_and_by_whom(self):
        self.change(self.desk)
        self.approve(HallDeskFactory())

        (line,) = self.restarts()
        self.assertEqual(step_of(self.post).level, 1)
        self.assertEqual((line.level, line.person), (1, None))
        self.assertEqual(line.facts, {"changed_by": str(self.desk)})

    def test_it_is_said_once_for_each_version(self):
        self.change(self.desk)
        self.approve(HallDeskFactory())
        self.approve(MemberFactory(self.unit, Role.REVIEWER))

        self.assertEqual(step_of(self.post).level, 3)
        self.assertEqual(len(self.restarts()), 1)

    def test_a_returned_post_that_was_changed_is_submitted_and_begins_anew(self):
        post = SubmittedPostFactory(levels=2, approvals=1, is_returned=True)
        save_draft(post_id=post.pk, author=post.owner, text="另一段话", category=post.category)
        submit_post(post_id=post.pk, user=post.owner)

        events = [line.event for line in ReviewRecord.objects.filter(page=post)]
        self.assertEqual(events[-2:], ["submitted", "restarted"])

    def test_a_returned_post_that_was_not_changed_goes_on_where_it_was(self):
        post = SubmittedPostFactory(levels=2, approvals=1, is_returned=True)
        submit_post(post_id=post.pk, user=post.owner)

        self.assertEqual(step_of(post).level, 2)
        self.assertEqual(ReviewRecord.objects.filter(page=post).last().event, "submitted")

    def test_a_review_without_changes_never_does(self):
        SubmittedPostFactory(levels=3, approvals=3)

        self.assertEqual(self.restarts(), [])


@override_settings(BREAK_GLASS=True)
class BreakGlassTests(TestCase):
    def test_what_was_published_past_the_review_is_a_line(self):
        person = UserFactory(superuser=True)
        post = PostFactory(live=False, text="险情通报")
        with LogContext(user=person):
            lock_page(post.pk).latest_revision.publish(user=person)

        line = ReviewRecord.objects.get(page=post)
        self.assertEqual((line.event, line.person, line.unit_name), ("broke_glass", person, line.unit.title))
        self.assertEqual(line.revision_number, post.latest_revision_id)
