from datetime import UTC, datetime

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone

from hall.models import PostPage
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord
from hall.review.queries import steps_of
from hall.review.records import write_line
from hall.review.routes import route_of
from hall.review.sealing import seal_all
from hall.review.story import story_of
from hall.review.story_words import facts_in_words
from hall.services import save_draft, submit_post
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    LineFactory,
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
)
from units.enums import Role

ROUTED = {"category": "民生", "rule": 3, "hours": [4, 4, 8], "levels": 2}


class FactsInWordsTests(SimpleTestCase):
    def test_each_kind_has_its_words(self):
        moment = datetime(2026, 11, 25, 0, 0, tzinfo=UTC).isoformat()
        for facts, words in [
            (ROUTED, ["民生", "规则第 3 版", "4＋4 个工作小时", "审 2 级"]),
            (
                {"from": 1, "to": 3, "why": "category_changed", "hours": [4, 4, 8]},
                ["从 1 级加到 3 级", "因为分类改了", "4＋4＋8 个工作小时"],
            ),
            ({"planned_for": moment}, ["定于 2026-11-25 08:00"]),
            ({"moved_from": moment, "due_at": moment}, ["原定 2026-11-25 08:00", "2026-11-25 08:00 前办完"]),
            ({"changed_by": "张晓"}, ["张晓 改过文字，先前的通过作废"]),
            (
                {"until": moment, "taken_from": "李明", "in_place_of": "王强"},
                ["到 2026-11-25 08:00 为止", "从李明接手", "代王强"],
            ),
            ({"told": ["李明", "王强"], "due_at": ""}, ["通知了：李明、王强"]),
            ({"outcome": "right", "revision": 5}, ["发得对"]),
            ({"reason": "时间写错", "broke_glass": True}, ["原因：时间写错", "当时开着 BREAK_GLASS"]),
            ({"correction": "改了时间"}, ["更正原因：改了时间"]),
            ({"changed_by": "", "category": "", "rule": None}, []),
        ]:
            with self.subTest(facts):
                self.assertEqual(facts_in_words(facts), words)

    def test_what_nobody_knows_any_more_is_shown_as_it_is(self):
        for facts, words in [
            ({"电话": 12345}, ["电话：12345"]),
            ({"planned_for": "明天"}, ["定于 明天"]),
            ({"planned_for": 7}, ["定于 7"]),
            ({"levels": "两级", "hours": "四"}, ["四", "两级"]),
            ({"why": "别的", "to": None}, ["别的"]),
            ({"hours": [4], "levels": "x"}, ["4 个工作小时", "x"]),
        ]:
            with self.subTest(facts):
                self.assertEqual(facts_in_words(facts), words)


class StoryTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源水务")
        cls.editor = MemberFactory(cls.unit, last_name="钟", first_name="小雨")
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()
        cls.post = SubmittedPostFactory(unit=cls.unit, author=cls.editor, levels=2, is_returned=True)
        save_draft(post_id=cls.post.pk, author=cls.editor, text="今晚八点停水", category=cls.post.category)
        submit_post(post_id=cls.post.pk, user=cls.editor)

    def test_it_is_told_by_version_oldest_first(self):
        chapters = story_of(self.post)

        self.assertEqual([chapter.number for chapter in chapters], [1, 2])
        first, last = chapters[0].sentences, chapters[1].sentences
        self.assertEqual((first[0].who, first[0].what), ("钟小雨", "送审"))
        self.assertEqual((first[-1].comment, first[-1].step), ("请写明时间。", "单位发言人"))
        self.assertIn("送审", [sentence.what for sentence in last])

    def test_who_is_absent_is_the_hall(self):
        write_line(self.post, ReviewEvent.REMINDED, None)

        self.assertEqual(story_of(self.post)[-1].sentences[-1].who, "发布厅")

    def test_the_page_shows_moments_seals_and_comments_and_no_markup_of_them(self):
        seal_all(now=timezone.now())
        write_line(self.post, ReviewEvent.CLAIMED, self.spokesperson, comment="<b>我来</b>")
        self.client.force_login(self.spokesperson)

        page = self.client.get(reverse("review_story", args=[self.post.pk]))

        moment = timezone.localtime(ReviewRecord.objects.first().happened_at)
        self.assertContains(page, f"{moment:%Y-%m-%d %H:%M:%S}")
        self.assertContains(page, "已封存 #1")
        self.assertContains(page, "尚未封存", 1)
        self.assertContains(page, "请写明时间。")
        self.assertContains(page, "&lt;b&gt;我来&lt;/b&gt;")

    def test_whoever_sees_the_review_sees_it_and_nobody_else(self):
        for person, status in [
            (self.editor, 200),
            (self.spokesperson, 200),
            (self.desk, 200),
            (CityOfficeFactory(), 200),
            (MemberFactory(self.unit, Role.LIAISON), 302),
            (MemberFactory(UnitFactory(), Role.REVIEWER), 302),
        ]:
            with self.subTest(person):
                self.client.force_login(person)
                answer = self.client.get(reverse("review_story", args=[self.post.pk]))
                self.assertEqual(answer.status_code, status)

    def test_wagtails_editor_leads_to_it(self):
        self.client.force_login(self.desk)
        address = reverse("review_story", args=[self.post.pk])

        page = self.client.get(reverse("wagtailadmin_pages:edit", args=[self.post.pk]))

        self.assertIn(address, page.content.decode())

    def test_a_page_that_is_not_there_has_none(self):
        self.client.force_login(self.desk)
        self.assertEqual(self.client.get(reverse("review_story", args=[99_999_999])).status_code, 404)

    def test_a_long_story_takes_no_more_queries(self):
        self.client.force_login(self.desk)

        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("review_story", args=[self.post.pk])),
            lambda: write_line(self.post, ReviewEvent.RAISED, None, facts={"from": 1, "to": 2}),
        )


class RouteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源水务")
        cls.editor = MemberFactory(cls.unit, Role.REVIEWER, last_name="钟", first_name="小雨")
        cls.other = MemberFactory(cls.unit, Role.REVIEWER, last_name="李", first_name="明")
        cls.desk = HallDeskFactory()
        cls.post = SubmittedPostFactory(unit=cls.unit, author=cls.editor, levels=2)

    def route(self):
        page = PostPage.objects.get(pk=self.post.pk)
        run = page.current_workflow_state
        return route_of(run, steps_of(run, page))

    def write(self, event, facts):
        page = PostPage.objects.get(pk=self.post.pk)
        write_line(page, event, None, run=page.current_workflow_state, facts=facts)

    def test_it_names_the_rule_and_says_that_steps_are_never_taken_away(self):
        self.write(ReviewEvent.ROUTED, ROUTED)

        reasons = self.route().reasons

        self.assertIn("送审时：民生；规则第 3 版；4＋4 个工作小时；审 2 级。", reasons)
        self.assertEqual(reasons[-2:], ["所以一共要过 2 级。", "审核期间只能加级，不能减级。"])

    def test_it_says_who_caused_more_steps_and_why(self):
        self.write(ReviewEvent.RAISED, {"from": 1, "to": 2, "why": "category_changed"})

        self.assertTrue(
            any(
                "从 1 级加到 2 级；因为分类改了" in reason and "钟小雨" in reason
                for reason in self.route().reasons
            )
        )

    def test_it_says_who_takes_each_step_and_who_cannot_and_how_long_it_may_take(self):
        self.write(ReviewEvent.ROUTED, ROUTED)

        unit, desk = self.route().steps

        self.assertIn("其中任何一位都可以审：李明。", unit.sentences)
        self.assertIn("钟小雨 不能审：写过这篇文字，或者审另一级。", unit.sentences)
        self.assertIn("限 4 个工作小时。", unit.sentences)
        self.assertIn("由发布厅值班室审。", desk.sentences)

    def test_a_step_that_passed_on_says_why(self):
        self.other.is_active = False
        self.other.save()

        self.assertTrue(any("河源水务" in words for words in self.route().steps[0].sentences))
        self.assertNotIn("由河源水务的发言人审。", self.route().steps[0].sentences)

    def test_a_review_that_has_ended_keeps_its_reasons(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=1, approvals=1)
        self.client.force_login(self.desk)

        page = self.client.get(reverse("review_story", args=[post.pk]))

        self.assertContains(page, "所以一共要过 1 级。")

    def test_lines_of_pages_that_are_gone_have_no_story_and_break_none(self):
        LineFactory()
        self.assertEqual(len(story_of(self.post)), 1)
