from datetime import timedelta
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern
from hall.interaction.enums import CommentState
from hall.interaction.models import Comment
from hall.supervision.models import OpinionItem
from hall.supervision.opinion import heard
from hall.supervision.opinion import incoming as reading
from hall.supervision.opinion.enums import ItemState, Origin, Trouble
from tests.assertions import HouseAssertions
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, UserFactory
from tests.factories.comments import CommentFactory
from tests.factories.concerns import ConcernFactory
from tests.factories.opinion import ItemFactory, SourceFactory
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

    def test_makes_nothing_for_what_is_no_name(self):
        comment = CommentFactory(page=self.post, text="我家停水两天了，谁管？")
        for name in ["@", " ＠", ""]:
            with self.subTest(name):
                self.assertEqual(self.give(f"comment-{comment.pk}", name).status_code, 200)
                self.assertFalse(Concern.objects.exists())

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

    def test_words_of_items_from_outside_rise_too_and_one_text_is_one_voice(self):
        hour = self.now - timedelta(hours=1)
        for number in range(2):
            ItemFactory(title=f"{'东西'[number]}城停水没人管", said_at=hour, came_in_at=self.now)
        for source in [SourceFactory(), SourceFactory()]:
            ItemFactory(title="转发停水", title_key="同一题", feed=source, said_at=hour, came_in_at=self.now)
        [one] = [one for one in heard.count_rising(self.now).words if one.word == "停水"]
        self.assertEqual(one.people, 3)
        self.assertEqual(len(self.visit(word="停水").context_data["page"].items), 4)

    def test_what_was_said_long_ago_and_came_in_today_does_not_rise(self):
        for day in range(3, 6):
            ItemFactory(title=f"第{day}天停水", said_at=self.now - timedelta(days=day), came_in_at=self.now)
        self.assertEqual(heard.count_rising(self.now).words, [])
        self.assertContains(self.visit(word="停水"), "没有人提到这个词")

    def test_an_item_that_points_into_the_hall_is_not_heard_twice(self):
        for number in range(3):
            ItemFactory(title=f"第{number}位停水", origin=Origin.OURS, said_at=self.now, came_in_at=self.now)
        self.assertEqual(heard.count_rising(self.now).words, [])

    def test_shows_which_clock_of_an_item_runs(self):
        late = ItemFactory(state=ItemState.ASSIGNED, unit=self.unit, came_in_at=self.now - timedelta(days=1))
        self.assertContains(self.visit(source="item"), "已超时")
        OpinionItem.objects.filter(pk=late.pk).update(first_due_at=self.now + timedelta(hours=1))
        self.assertContains(self.visit(source="item"), "前首次回应")
        self.assertNotContains(self.visit(source="item"), "已超时")

    def test_costs_the_same_however_much_came_in(self):
        def make_one():
            unit = UnitFactory()
            ConcernFactory(unit=unit)
            CommentFactory(page=self.post, state=CommentState.HELD)
            given = {"unit": unit, "feed": SourceFactory(failures=1, trouble=Trouble.SLOW)}
            ItemFactory(state=ItemState.ASSIGNED, came_in_at=self.now, said_at=self.now, **given)
            ItemFactory(state=ItemState.WEIGHED, came_in_at=self.now, said_at=self.now)

        for query in [{}, {"source": "item"}, {"word": "红绿灯"}]:
            with self.subTest(query):
                self.assertQueriesDoNotGrow(lambda query=query: self.visit(**query), make_one)

    def test_shows_no_word_that_was_taken_back(self):
        for _number in range(3):
            CommentFactory(page=self.post, state=CommentState.WITHDRAWN, text="又停水了")
        self.assertNotContains(self.visit(), "停水")
        self.assertContains(self.visit(word="停水"), "没有人提到这个词")

    def test_counts_closed_accounts_one_by_one(self):
        for _number in range(3):
            CommentFactory(page=self.post, text="又停水了")
        Comment.objects.update(author=None)
        self.assertContains(self.visit(), "停水")

    def test_offers_to_give_only_what_can_be_given(self):
        ConcernFactory(unit=self.unit, subject="停水，有人管了", received_at=self.now)
        CommentFactory(page=self.post, text="停水，成了诉求", concern_address="/cms/concerns/1/")
        self.assertNotContains(self.visit(word="停水"), 'name="item"')
        comment = CommentFactory(page=self.post, text="停水，没人管")
        answer = self.visit(word="停水")
        self.assertContains(answer, 'name="item"', count=1)
        self.assertContains(answer, f'value="comment-{comment.pk}"')

    def test_says_why_not_also_when_it_stands_in_the_list_no_longer(self):
        concern = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERED)
        self.assertContains(self.give(f"concern-{concern.pk}", "河源水务"), "这条诉求已经答复")

    def test_counts_once_in_some_minutes_however_often_somebody_looks_or_errs(self):
        for number in range(3):
            ConcernFactory(unit=self.unit, subject=f"第{number}户停水", received_at=self.now)
        with patch.object(heard, "rising_words", wraps=heard.rising_words) as counting:
            for _time in range(3):
                self.assertContains(self.visit(), "停水")
            self.give("concern-1", "没有这个单位")
        self.assertEqual(counting.call_count, 1)

    def test_compares_only_as_far_as_it_has_read_and_says_so(self):
        for hour in range(4):
            CommentFactory(page=self.post, text="停水了", created_at=self.now - timedelta(hours=6 * hour + 1))
        for day in range(2, 12):
            CommentFactory(page=self.post, text="停水了", created_at=self.now - timedelta(days=day))
        ConcernFactory(unit=self.unit, text="早前的停水", received_at=self.now - timedelta(days=12))
        with patch.object(heard, "MOST_READ", 3):
            found = heard.rising(self.now)
            self.assertContains(self.visit(), "只统计了最新的一部分")
        self.assertEqual((round(found.hours), round(found.days)), (19, 4))
        # Three in nineteen hours; before, three in four days, which were five times as long.
        [one] = found.words
        self.assertEqual((one.word, one.people, round(one.before, 1)), ("停水", 3, 0.6))

    def test_says_nothing_of_that_when_all_was_read(self):
        self.assertNotContains(self.visit(), "只统计了最新的一部分")
        self.assertContains(self.visit(), "最近 24 小时")

    def test_shows_the_newest_behind_a_word_and_says_that_there_is_more(self):
        for _number in range(3):
            CommentFactory(page=self.post, text="停水了")
        with patch.object(reading, "MOST_BEHIND", 2):
            answer = self.visit(word="停水")
        self.assertEqual(len(answer.context_data["page"].items), 2)
        self.assertContains(answer, "只显示最新的 2 条")

    def test_reads_one_page_whatever_place_is_asked_for(self):
        ConcernFactory(state=ConcernState.RECEIVED, subject="一件诉求")
        forged = [
            "1700000000000000-999999999999999",
            f"concern.{10**17}-{10**17}",
            "post.1-1",
            "mention.x",
            "x",
        ]
        for before in forged:
            with self.subTest(before), CaptureQueriesContext(connection) as queries:
                self.assertEqual(self.visit(before=before).status_code, 200)
            read = [one["sql"] for one in queries if "received_at" in one["sql"] and "LIMIT" in one["sql"]]
            self.assertTrue(any(f"LIMIT {reading.PAGE_SIZE + 1}" in sql for sql in read), read)

    def test_leafs_to_the_end_and_shows_everything_once(self):
        moments = [self.now - timedelta(minutes=minute) for minute in (1, 1, 1, 1, 2, 3)]
        for moment in moments:
            ConcernFactory(unit=self.unit, received_at=moment)
            CommentFactory(page=self.post, state=CommentState.HELD, created_at=moment)
        seen, before = [], None
        size, reading.PAGE_SIZE = reading.PAGE_SIZE, 3
        self.addCleanup(setattr, reading, "PAGE_SIZE", size)
        while True:
            page = reading.incoming(sources=list(reading.Source), unit=None, before=before, user=self.desk)
            seen += [item.name for item in page.items]
            before = page.older
            if before is None:
                break
        self.assertEqual(len(seen), 12)
        self.assertEqual(len(set(seen)), 12)
