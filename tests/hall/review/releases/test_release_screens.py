"""The hour in the composer, the release board, and the screens of one release and of a joint one."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hall.forms import moment_typed
from hall.models import PostPage
from hall.review.models import JointRelease
from hall.review.releases.joining import draft_for_units, make_joint
from tests.factories import HallDeskFactory, MemberFactory, SubmittedPostFactory, UnitFactory, category_of
from tests.hall.review.editor_form import editor_form
from tests.hall.review.releases.clock import HOUR, in_an_hour, tick
from units.enums import Role

BOARD = "/cms/releases/"


class ScreenCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()
        cls.stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        cls.hour = in_an_hour()

    def scheduled(self, **fields):
        fields = {"go_live_at": self.hour, "text": "国庆快乐，山河无恙。", **fields}
        return SubmittedPostFactory(unit=self.unit, author=self.editor, approvals=1, **fields)

    def read(self, person, address, **data):
        self.client.force_login(person)
        answer = self.client.get(address, data)
        return answer, answer.content.decode()

    def send(self, person, address, **data):
        self.client.force_login(person)
        return self.client.post(address, data)


class ComposerTests(ScreenCase):
    def compose(self, post=None, **typed):
        address = reverse("hall_compose_post", args=[post.pk]) if post else reverse("hall_compose")
        data = {"unit": self.unit.pk, "text": "国庆快乐", "category": category_of(1).pk, "action": "draft"}
        return self.send(self.editor, address, **{**data, **typed})

    def test_the_hour_is_kept_with_the_draft_and_seen_by_reviewers(self):
        self.compose(when="later", go_live_at=moment_typed(self.hour), action="submit")
        post = PostPage.objects.get()
        self.assertEqual(post.get_latest_revision_as_object().go_live_at, self.hour)
        _answer, page = self.read(self.spokesperson, reverse("review_post", args=[post.pk]))
        self.assertIn(f"{timezone.localtime(self.hour):%H:%M} 发布", page)

    def test_now_is_what_nobody_has_to_choose(self):
        for typed in [{}, {"when": "now", "go_live_at": moment_typed(self.hour)}]:
            with self.subTest(typed):
                self.compose(**typed)
                self.assertIsNone(PostPage.objects.last().go_live_at)

    def test_a_wrong_hour_is_refused_in_words_and_nothing_typed_is_lost(self):
        past, far = timezone.now() - HOUR, timezone.now() + timedelta(days=800)
        wrong = {
            "": "请选好什么时候发布",
            "明天早上": "请写日期和时间",
            moment_typed(past): "已经过了",
            moment_typed(far): "最多提前一年",
            "0001-01-01T00:00": "已经过了",
            "9999-12-31T23:59": "最多提前一年",
            "9" * 40: "请写日期和时间",
        }
        for typed, words in wrong.items():
            with self.subTest(typed):
                page = self.compose(when="later", go_live_at=typed, text="国庆的话").content.decode()
                self.assertIn(words, page)
                self.assertIn("国庆的话", page)
                self.assertIn(f'value="{typed}"', page)
        self.assertFalse(PostPage.objects.exists())

    def test_the_hour_comes_back_when_the_draft_is_opened_and_goes_when_now_is_chosen(self):
        self.compose(when="later", go_live_at=moment_typed(self.hour))
        post = PostPage.objects.get()
        _answer, page = self.read(self.editor, reverse("hall_compose_post", args=[post.pk]))
        self.assertIn(f'value="{moment_typed(self.hour)}"', page)
        self.compose(post, when="now")
        self.assertIsNone(PostPage.objects.get().get_latest_revision_as_object().go_live_at)

    def test_a_post_that_once_went_out_by_the_clock_is_changed_without_choosing_an_hour(self):
        post = self.scheduled()
        tick(self.hour)
        post = PostPage.objects.get(pk=post.pk)
        with_past = post.get_latest_revision_as_object()
        with_past.go_live_at = timezone.now() - HOUR
        with_past.save_revision()
        PostPage.objects.filter(pk=post.pk).update(go_live_at=timezone.now() - HOUR)
        _answer, page = self.read(self.editor, reverse("hall_compose_post", args=[post.pk]))
        self.assertIn('value="now" checked', page)

    def test_what_goes_out_with_others_keeps_their_hour(self):
        joint = make_joint(name="中秋问候", goes_out_at=self.hour, by=self.desk, now=timezone.now())
        post = draft_for_units(
            joint_id=joint.pk, units=[self.unit], text="团圆", category=category_of(1), by=self.desk
        )[0]
        _answer, page = self.read(self.editor, reverse("hall_compose_post", args=[post.pk]))
        self.assertIn("中秋问候", page)
        self.assertNotIn('type="datetime-local"', page)
        self.compose(post, when="kept", seen=PostPage.objects.get().version)
        self.assertEqual(PostPage.objects.get().get_latest_revision_as_object().go_live_at, self.hour)

    def test_the_full_editor_refuses_an_hour_that_has_passed(self):
        self.compose()
        post = PostPage.objects.get()
        address = reverse("wagtailadmin_pages:edit", args=[post.pk])
        typed = editor_form(category_of(1), text="国庆的话", go_live_at="2020-01-01 08:00")
        page = self.send(self.editor, address, **typed).content.decode()
        self.assertIn("这个时间已经过了", page)
        self.assertIn("国庆的话", page)
        self.assertIsNone(PostPage.objects.get().get_latest_revision_as_object().go_live_at)


class BoardTests(ScreenCase):
    def test_people_see_what_their_units_release_and_others_do_not(self):
        self.scheduled()
        for person, sees in [
            (self.editor, True),
            (self.spokesperson, True),
            (self.desk, True),
            (self.stranger, False),
        ]:
            with self.subTest(person):
                _answer, page = self.read(person, BOARD)
                self.assertEqual("山河无恙" in page, sees)

    def test_those_without_a_unit_have_no_board(self):
        liaison = MemberFactory(self.unit, Role.LIAISON)
        self.client.force_login(liaison)
        self.assertNotEqual(self.client.get(BOARD).status_code, 200)
        self.assertNotEqual(self.client.get(reverse("review_joint_new")).status_code, 200)

    def test_empty_it_says_how_a_post_comes_here(self):
        self.assertIn("没有等待发布的博文", self.read(self.desk, BOARD)[1])

    def test_what_is_stuck_is_told_with_its_reason_and_the_way_to_act(self):
        post = self.scheduled()
        tick(self.hour + HOUR)
        _answer, page = self.read(self.spokesperson, BOARD)
        self.assertIn("到点时系统没有运行", page)
        self.assertIn(reverse("review_release", args=[post.pk]), page)

    def test_the_cost_does_not_grow_with_the_posts(self):
        def cost():
            self.read(self.desk, BOARD)
            with CaptureQueriesContext(connection) as queries:
                self.read(self.desk, BOARD)
            return len(queries)

        self.scheduled()
        before = cost()
        for _ in range(3):
            self.scheduled()
        self.assertEqual(cost(), before)

    def test_forged_addresses_find_nothing(self):
        for address in ["post/9", f"post/{'9' * 30}", "joint/9", f"joint/{'9' * 30}", "joint/甲"]:
            with self.subTest(address):
                self.assertEqual(self.read(self.desk, f"{BOARD}{address}/")[0].status_code, 404)


class OneReleaseTests(ScreenCase):
    def setUp(self):
        self.post = self.scheduled()
        self.address = reverse("review_release", args=[self.post.pk])

    def fresh(self):
        return PostPage.objects.get(pk=self.post.pk)

    def test_strangers_are_not_let_in(self):
        self.assertEqual(self.read(self.stranger, self.address)[0].status_code, 302)
        self.send(self.stranger, self.address, action="stop", reason="不发")
        self.assertTrue(self.fresh().approved_schedule)

    def test_a_writer_is_offered_to_stop_it_and_not_to_move_it(self):
        _answer, page = self.read(self.editor, self.address)
        self.assertIn('value="stop"', page)
        self.assertNotIn('value="move"', page)
        self.send(self.editor, self.address, action="move", goes_out_at=moment_typed(self.hour + HOUR))
        self.assertEqual(self.fresh().scheduled_revision.approved_go_live_at, self.hour)

    def test_stopping_asks_for_the_reason(self):
        page = self.send(self.editor, self.address, action="stop", reason="").content.decode()
        self.assertIn('role="alert"', page)
        self.send(self.editor, self.address, action="stop", reason="时间不对")
        self.assertFalse(self.fresh().approved_schedule)
        answer = self.send(self.editor, self.address, action="stop", reason="时间不对")
        self.assertRedirects(answer, BOARD)

    def test_a_spokesperson_moves_it_and_a_wrong_hour_comes_back(self):
        page = self.send(self.spokesperson, self.address, action="move", goes_out_at="2020-01-01T08:00")
        self.assertIn("已经过了", page.content.decode())
        self.send(self.spokesperson, self.address, action="move", goes_out_at=moment_typed(self.hour + HOUR))
        self.assertEqual(self.fresh().scheduled_revision.approved_go_live_at, self.hour + HOUR)

    def test_an_unknown_action_does_nothing(self):
        self.assertEqual(self.send(self.desk, self.address, action="甲").status_code, 200)
        self.assertTrue(self.fresh().approved_schedule)


class JointScreenTests(ScreenCase):
    def make(self):
        answer = self.send(
            self.desk,
            reverse("review_joint_new"),
            name="中秋问候",
            goes_out_at=moment_typed(self.hour),
            latecomers="at_once",
        )
        joint = JointRelease.objects.get()
        self.assertRedirects(answer, reverse("review_joint", args=[joint.pk]))
        return reverse("review_joint", args=[joint.pk])

    def draft(self, address, **typed):
        data = {
            "draft-text": "{单位}祝您团圆",
            "draft-category": category_of(1).pk,
            "draft-units": [self.unit.pk],
        }
        return self.send(self.desk, address, action="draft", **{**data, **typed})

    def test_the_desk_makes_one_and_its_unit_sees_it(self):
        address = self.make()
        self.draft(address)
        self.assertEqual(PostPage.objects.get().text, "平安河源祝您团圆")
        self.assertIn("1 未送审", self.read(self.editor, address)[1])
        self.assertIn("中秋问候", self.read(self.editor, BOARD)[1])
        self.assertNotIn("中秋问候", self.read(self.stranger, BOARD)[1])
        self.assertNotEqual(self.read(self.stranger, address)[0].status_code, 200)

    def test_a_unit_reads_nothing_of_the_drafts_of_others(self):
        other = UnitFactory(title="河源教育")
        address = self.make()
        self.draft(address, **{"draft-units": [self.unit.pk, other.pk]})
        _answer, page = self.read(self.editor, address)
        self.assertIn("平安河源祝您团圆", page)
        self.assertNotIn("河源教育", page)
        self.assertIn("2 未送审", page)
        self.assertIn("河源教育祝您团圆", self.read(self.desk, address)[1])

    def test_each_field_that_was_left_empty_is_named(self):
        page = self.send(self.desk, reverse("review_joint_new")).content.decode()
        self.assertIn("请起个名称。", page)
        self.assertIn("请选择日期和时间。", page)
        self.assertIn("请写上统一的正文。", self.draft(self.make(), **{"draft-text": ""}).content.decode())

    def test_submitting_is_offered_only_while_there_is_a_draft(self):
        address, offer = self.make(), 'value="submit"'
        self.assertNotIn(offer, self.read(self.desk, address)[1])
        self.draft(address)
        self.assertIn(offer, self.read(self.desk, address)[1])
        self.send(self.desk, address, action="submit")
        self.assertNotIn(offer, self.read(self.desk, address)[1])

    def test_units_read_it_and_change_nothing(self):
        address = self.make()
        self.draft(address)
        _answer, page = self.read(self.spokesperson, address)
        self.assertNotIn('name="action"', page)
        for action in ["submit", "release", "add", "cancel", "leave_out", "draft", "change"]:
            with self.subTest(action):
                self.send(
                    self.spokesperson,
                    address,
                    **{"action": action, "post": PostPage.objects.get().pk, "cancel-reason": "不发"},
                )
                self.assertTrue(JointRelease.objects.get().is_coming)
                self.assertFalse(PostPage.objects.get().workflow_in_progress)

    def test_whatever_is_wrong_comes_back_with_what_was_typed(self):
        address = self.make()
        page = self.draft(address, **{"draft-units": []}).content.decode()
        self.assertIn("至少选一个单位", page)
        self.assertIn("{单位}祝您团圆", page)
        page = self.draft(address, **{"draft-units": ["甲", "9" * 30]}).content.decode()
        self.assertIn('role="alert"', page)
        page = self.send(
            self.desk,
            reverse("review_joint_new"),
            name="国庆",
            goes_out_at="2020-01-01T08:00",
            latecomers="x",
        ).content.decode()
        self.assertIn("已经过了", page)
        self.assertIn('value="国庆"', page)

    def test_words_that_no_database_keeps_find_nothing(self):
        self.assertEqual(self.read(self.desk, self.make(), q="国\x00庆")[0].status_code, 200)

    def test_a_post_that_exists_is_found_by_its_words_and_added(self):
        address = self.make()
        post = SubmittedPostFactory(unit=self.unit, text="月饼节的提醒")
        _answer, page = self.read(self.desk, address, q="月饼")
        self.assertIn("月饼节的提醒", page)
        self.send(self.desk, address, action="add", post=post.pk)
        self.assertIn("1 待审", self.read(self.desk, address)[1])
        self.assertEqual(self.send(self.desk, address, action="add", post="9" * 30).status_code, 404)

    def test_it_is_submitted_changed_and_called_off(self):
        address = self.make()
        self.draft(address)
        self.send(self.desk, address, action="submit")
        self.assertTrue(PostPage.objects.get().workflow_in_progress)
        later = moment_typed(self.hour + HOUR)
        self.send(
            self.desk,
            address,
            **{
                "action": "change",
                "change-name": "中秋",
                "change-goes_out_at": later,
                "change-latecomers": "ask",
            },
        )
        self.assertEqual(JointRelease.objects.get().goes_out_at, self.hour + HOUR)
        self.send(self.desk, address, **{"action": "cancel", "cancel-reason": "台风来了"})
        self.assertEqual(JointRelease.objects.get().state, "cancelled")
        self.assertIn("台风来了", self.read(self.desk, address)[1])
