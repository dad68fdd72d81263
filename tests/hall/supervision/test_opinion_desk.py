from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern
from hall.interaction.enums import CommentState
from hall.supervision.opinion import incoming as reading
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, UserFactory
from tests.factories.comments import CommentFactory
from tests.factories.concerns import ConcernFactory
from units.enums import Role


class TheOpinionDeskTests(HouseAssertions, TestCase):
    """All that came in is one list, with what is on the rise beside it."""

    def setUp(self):
        self.now = timezone.now()
        self.desk = HallDeskFactory()
        self.unit = UnitFactory(title="河源水务", code="SWJ")
        self.post = PostFactory(unit=self.unit)

    def visit(self, person=None, **query):
        self.client.force_login(person or self.desk)
        return self.client.get(reverse("opinion"), query)

    def give(self, item, unit, person=None):
        self.client.force_login(person or self.desk)
        return self.client.post(reverse("opinion"), {"item": item, "unit": unit})

    def test_lists_concerns_and_comments_that_wait_newest_first(self):
        ConcernFactory(
            state=ConcernState.RECEIVED, subject="早来的诉求", received_at=self.now - timedelta(hours=3)
        )
        CommentFactory(
            page=self.post,
            state=CommentState.HELD,
            text="后来的评论",
            created_at=self.now - timedelta(hours=1),
        )

        text = self.visit().content.decode()
        self.assertLess(text.index("后来的评论"), text.index("早来的诉求"))

    def test_leaves_out_what_is_done(self):
        ConcernFactory(state=ConcernState.ANSWERED, subject="答过的")
        self.assertNotContains(self.visit(), "答过的")

    def test_is_narrowed_by_source_and_unit(self):
        ConcernFactory(unit=self.unit, subject="问水务的")
        ConcernFactory(subject="问别人的")
        CommentFactory(page=self.post, state=CommentState.HELD, text="水务页面的评论")
        answer = self.visit(source="concern", unit="SWJ")
        self.assertContains(answer, "问水务的")
        self.assertNotContains(answer, "问别人的")
        self.assertNotContains(answer, "水务页面的评论")

    def test_is_for_the_desk_alone(self):
        ConcernFactory(unit=self.unit, subject="不公开的事")
        for person in [MemberFactory(self.unit, Role.REVIEWER), MemberFactory(self.unit), UserFactory()]:
            with self.subTest(str(person)):
                self.assertEqual(self.visit(person).status_code, 302)
                self.assertEqual(self.give("concern-1", "河源水务", person).status_code, 302)

    def test_gives_a_concern_to_a_unit(self):
        concern = ConcernFactory(state=ConcernState.RECEIVED)
        self.assertContains(self.give(f"concern-{concern.pk}", "河源水雾"), "是不是")
        self.give(f"concern-{concern.pk}", "河源水务")
        concern.refresh_from_db()
        self.assertEqual((concern.state, concern.unit.pk), (ConcernState.ASSIGNED, self.unit.pk))

    def test_makes_a_concern_of_a_comment_for_a_unit(self):
        comment = CommentFactory(page=self.post, text="我家停水两天了，谁管？")
        other = UnitFactory(title="源城发布")
        self.give(f"comment-{comment.pk}", "源城发布")
        concern = Concern.objects.get()
        self.assertEqual((concern.unit.pk, concern.text), (other.pk, comment.text))

    def test_says_why_it_cannot_be_given(self):
        concern = ConcernFactory(unit=self.unit)
        answer = self.give(f"concern-{concern.pk}", "河源水务")
        self.assertEqual(answer.status_code, 200)
        for item in ["concern-x", "post-1", f"concern-{'9' * 30}", f"comment-{'9' * 5_000}", ""]:
            with self.subTest(item):
                self.assertEqual(self.give(item, "河源水务").status_code, 404)

    def test_shows_rising_words_with_what_is_behind_them(self):
        for number in range(3):
            ConcernFactory(unit=self.unit, subject=f"第{number}户停水", text="又停水了", received_at=self.now)
        self.assertContains(self.visit(), "停水")
        answer = self.visit(word="停水")
        self.assertContains(answer, "第0户停水")
        self.assertContains(self.visit(word="地震"), "没有人提到这个词")

    def test_costs_the_same_however_much_came_in(self):
        def make_one():
            ConcernFactory(unit=UnitFactory())
            CommentFactory(page=self.post, state=CommentState.HELD)

        self.assertQueriesDoNotGrow(self.visit, make_one)

    def test_leafs_to_the_end_and_shows_everything_once(self):
        moments = [self.now - timedelta(minutes=minute) for minute in (1, 1, 1, 1, 2, 3)]
        for moment in moments:
            ConcernFactory(unit=self.unit, received_at=moment)
            CommentFactory(page=self.post, state=CommentState.HELD, created_at=moment)
        seen, before = [], None
        size, reading.PAGE_SIZE = reading.PAGE_SIZE, 3
        self.addCleanup(setattr, reading, "PAGE_SIZE", size)
        while True:
            page = reading.incoming(sources=list(reading.Source), unit=None, before=before)
            seen += [item.name for item in page.items]
            before = page.older
            if before is None:
                break
        self.assertEqual(len(seen), 12)
        self.assertEqual(len(set(seen)), 12)
