from datetime import timedelta
from unittest import mock

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.concerns.answering.permissions import unsent_answer, version_of
from hall.concerns.answering.services import submit_answer
from hall.concerns.answering.steps import digest_of
from hall.concerns.enums import ConcernState, Outcome
from hall.concerns.models import ConcernKind
from hall.concerns.services import withdraw
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import CategoryFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory
from tests.factories.concerns import AnswerFactory, ConcernFactory, MessageFactory
from units.enums import Role

WORDS = "路灯今天下午已经修好，谢谢您告诉我们。"


class ScreenTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="河源住建", code="ZJJ")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.desk = HallDeskFactory()
        self.category = CategoryFactory(levels=1)

    def page(self, person, concern):
        self.client.force_login(person)
        return self.client.get(reverse("concerns_concern", args=[concern.number]))

    def send(self, person, concern, action, **fields):
        self.client.force_login(person)
        address = reverse("concerns_concern", args=[concern.number])
        return self.client.post(address, {"action": action, **fields})

    def inbox(self, person, **query):
        self.client.force_login(person)
        return self.client.get(reverse("concerns_inbox"), query)


class TheInboxTests(ScreenTestCase):
    def test_shows_a_unit_its_own_with_what_is_due_first(self):
        today = timezone.localdate()
        ConcernFactory(unit=self.unit, subject="后到期的", due_on=today + timedelta(days=9))
        ConcernFactory(unit=self.unit, subject="先到期的", due_on=today + timedelta(days=1))
        ConcernFactory(subject="别的单位的")

        text = self.inbox(self.liaison).content.decode()
        self.assertLess(text.index("先到期的"), text.index("后到期的"))
        self.assertNotIn("别的单位的", text)

    def test_gives_the_desk_what_no_unit_has(self):
        ConcernFactory(state=ConcernState.RECEIVED, subject="不知道该问谁")
        self.assertContains(self.inbox(self.desk), "不知道该问谁")

    def test_lists_the_answers_that_somebody_can_approve(self):
        concern = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERING)
        answer = AnswerFactory(concern=concern, writers=[self.liaison], category=self.category)
        submit_answer(answer_id=answer.pk, author=self.liaison, now=timezone.now())

        self.assertContains(self.inbox(self.spokesperson, part="to_review"), concern.subject)
        self.assertNotContains(self.inbox(self.liaison, part="to_review"), concern.subject)

    def test_says_which_answers_are_under_review(self):
        ConcernFactory(unit=self.unit, state=ConcernState.ANSWERING)
        self.assertNotContains(self.inbox(self.liaison), "答复审核中")
        concern = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERING)
        AnswerFactory(concern=concern, state="under_review", category=self.category)
        self.assertContains(self.inbox(self.liaison), "答复审核中", count=1)

    def test_the_queue_of_reviews_leads_to_the_answers_that_wait(self):
        self.client.force_login(self.spokesperson)
        address = f"{reverse('concerns_inbox')}?part=to_review"
        self.assertNotContains(self.client.get(reverse("review_queue")), address)
        concern = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERING)
        AnswerFactory(
            concern=concern,
            unit=self.unit,
            state="under_review",
            category=self.category,
            writers=[self.liaison],
        )
        page = self.client.get(reverse("review_queue"))
        self.assertContains(page, address)
        self.assertContains(page, "有 1 条诉求答复等您审核")

    def test_says_that_something_is_late(self):
        ConcernFactory(unit=self.unit, due_on=timezone.localdate() - timedelta(days=30))
        self.assertContains(self.inbox(self.liaison), "逾期")

    def test_is_for_those_who_answer(self):
        for person in [MemberFactory(self.unit, Role.EDITOR), UserFactory()]:
            self.assertEqual(self.inbox(person).status_code, 302)

    def test_takes_any_page_part_and_unit_for_granted(self):
        self.assertEqual(self.inbox(self.desk, part="x", p="9" * 30, unit="x").status_code, 200)

    def test_costs_the_same_for_one_or_many(self):
        def make_one():
            concern = ConcernFactory(unit=UnitFactory(), state=ConcernState.ANSWERING)
            AnswerFactory(concern=concern, state="under_review", category=self.category)

        for part in ["at_desk", "to_review", "open", "all"]:
            with self.subTest(part):
                self.assertQueriesDoNotGrow(lambda part=part: self.inbox(self.desk, part=part), make_one)


class AConcernsPageTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.concern = ConcernFactory(unit=self.unit, subject="新江路路灯不亮", email="lin@heyuan.example")

    def test_is_for_those_who_deal_with_it(self):
        for person in [self.liaison, self.spokesperson, self.desk]:
            self.assertContains(self.page(person, self.concern), "新江路路灯不亮")
        strangers = [
            MemberFactory(UnitFactory(), Role.REVIEWER),
            MemberFactory(self.unit, Role.EDITOR),
            UserFactory(),
        ]
        for person in strangers:
            with self.subTest(str(person)):
                self.assertEqual(self.page(person, self.concern).status_code, 302)
                answer = self.send(person, self.concern, "save", text=WORDS, category=self.category.pk)
                self.assertEqual(answer.status_code, 302)
        self.assertIsNone(unsent_answer(self.concern))

    def test_never_shows_the_address_of_who_asked(self):
        self.assertNotContains(self.page(self.liaison, self.concern), "lin@heyuan.example")

    def test_takes_an_answer_to_its_end(self):
        self.send(self.liaison, self.concern, "submit", text=WORDS, category=self.category.pk, seen="")
        answer = unsent_answer(self.concern)
        self.assertContains(self.page(self.spokesperson, self.concern), "decision-bar")
        self.assertNotContains(self.page(self.liaison, self.concern), "decision-bar__approve")
        self.send(self.spokesperson, self.concern, "approve", answer=answer.pk, seen=digest_of(answer))

        self.concern.refresh_from_db()
        self.assertEqual(self.concern.state, ConcernState.ANSWERED)
        self.assertContains(self.page(self.liaison, self.concern), WORDS)

    def test_keeps_what_was_typed_when_it_is_refused(self):
        AnswerFactory(concern=self.concern, category=self.category, text="同事写的。")
        answer = self.send(
            self.liaison, self.concern, "save", text="我写的。", category=self.category.pk, seen=""
        )
        self.assertContains(answer, "我写的。")
        self.assertContains(answer, "别人已经改过")
        self.assertEqual(unsent_answer(self.concern).text, "同事写的。")

    def test_keeps_a_text_that_is_too_long(self):
        answer = self.send(self.liaison, self.concern, "save", text="长" * 3001, category=self.category.pk)
        self.assertContains(answer, "长" * 3001)
        self.assertIsNone(unsent_answer(self.concern))

    def test_keeps_a_draft_when_somebody_sends_nothing_that_can_be_seen(self):
        AnswerFactory(concern=self.concern, category=self.category, text="写好的答复。")
        seen = version_of(unsent_answer(self.concern))
        for action in ["save", "submit"]:
            for text in ["", "  \n", "\u200b\u200b"]:
                with self.subTest(action=action, text=text):
                    answer = self.send(
                        self.liaison, self.concern, action, text=text, category=self.category.pk, seen=seen
                    )
                    self.assertContains(answer, "请先写答复")
                    self.assertEqual(unsent_answer(self.concern).text, "写好的答复。")

    def test_keeps_what_was_typed_when_it_is_saved_and_not_submitted(self):
        with mock.patch("hall.concerns.answering.services.why_not_submit", return_value="不能送审。"):
            answer = self.send(
                self.liaison, self.concern, "submit", text=WORDS, category=self.category.pk, seen=""
            )
        self.assertContains(answer, "不能送审。")
        form = answer.context["answer_form"]
        self.assertEqual(form["text"].value(), WORDS)
        self.assertEqual(form["seen"].value(), version_of(unsent_answer(self.concern)))

    def test_does_not_return_without_a_reason(self):
        self.send(self.liaison, self.concern, "submit", text=WORDS, category=self.category.pk, seen="")
        answer = unsent_answer(self.concern)
        page = self.send(self.spokesperson, self.concern, "return", answer=answer.pk, comment="")
        self.assertContains(page, "请写明要改什么")
        self.send(self.spokesperson, self.concern, "return", answer=answer.pk, comment="请写明哪天修好。")
        self.assertContains(self.page(self.liaison, self.concern), "请写明哪天修好。")

    def test_is_passed_on_and_the_deadline_stays(self):
        other = UnitFactory(title="河源城管")
        self.send(
            self.liaison,
            self.concern,
            "transfer",
            **{"transfer-unit": "河源城官", "transfer-reason": "归城管。"},
        )
        due_on = self.concern.due_on
        answer = self.send(
            self.liaison,
            self.concern,
            "transfer",
            **{"transfer-unit": "@河源城管", "transfer-reason": "路灯归城管。"},
        )
        self.assertRedirects(answer, reverse("concerns_inbox"))
        self.concern.refresh_from_db()
        self.assertEqual((self.concern.unit.pk, self.concern.due_on), (other.pk, due_on))
        self.assertContains(self.page(self.desk, self.concern), "路灯归城管。")

    def test_names_units_that_sound_alike(self):
        UnitFactory(title="河源城管")
        answer = self.send(
            self.liaison, self.concern, "transfer", **{"transfer-unit": "河源城官", "transfer-reason": "x"}
        )
        self.assertContains(answer, "是不是：")
        self.assertContains(answer, "河源城管")

    def test_is_not_passed_on_to_what_is_no_name(self):
        for name in ["@", "＠ ", "@@"]:
            with self.subTest(name):
                fields = {"transfer-unit": name, "transfer-reason": "归别人。"}
                self.assertContains(self.send(self.liaison, self.concern, "transfer", **fields), "没有叫")
                self.concern.refresh_from_db()
                self.assertEqual(self.concern.unit.pk, self.unit.pk)

    def test_is_given_to_a_unit_by_the_desk(self):
        concern = ConcernFactory(state=ConcernState.RECEIVED)
        kind = ConcernKind.objects.get(name="复杂")
        self.send(self.desk, concern, "assign", **{"assign-unit": "河源住建", "assign-kind": kind.pk})
        concern.refresh_from_db()
        self.assertEqual((concern.unit.pk, concern.kind), (self.unit.pk, kind))
        self.assertIn(self.liaison.email, OutgoingMail.objects.values_list("to", flat=True))

    def test_gets_more_time_from_a_spokesperson_with_a_reason(self):
        concern = ConcernFactory(unit=self.unit, received_at=timezone.now())
        due_on = concern.due_on
        fields = {"extend-working_days": 3, "extend-reason": "要等配件。"}
        self.send(self.liaison, concern, "extend", **fields)
        concern.refresh_from_db()
        self.assertEqual(concern.due_on, due_on)
        self.send(self.spokesperson, concern, "extend", **fields)
        concern.refresh_from_db()
        self.assertGreater(concern.due_on, due_on)

    def test_is_joined_to_another_one_by_the_desk_only(self):
        other = ConcernFactory(unit=self.unit, is_shown=True)
        fields = {"merge-number": other.number}
        self.send(self.liaison, self.concern, "merge", **fields)
        self.concern.refresh_from_db()
        self.assertIsNone(self.concern.merged_into)
        self.assertContains(
            self.send(self.desk, self.concern, "merge", **{"merge-number": "0"}), "没有这个编号"
        )
        self.send(self.desk, self.concern, "merge", **fields)
        self.concern.refresh_from_db()
        self.assertEqual((self.concern.outcome, self.concern.merged_into), (Outcome.MERGED, other))

    def test_keeps_the_words_of_who_writes_while_it_is_withdrawn(self):
        withdraw(concern_id=self.concern.pk, user=None, now=timezone.now(), holds_code=True)
        for action in ["save", "submit"]:
            page = self.send(
                self.liaison, self.concern, action, text=WORDS, category=self.category.pk, seen=""
            )
            self.assertContains(page, "这条诉求已办结")
            self.assertContains(page, WORDS)
        self.assertFalse(self.concern.answers.exists())

    def test_says_that_the_answer_went_while_somebody_decided(self):
        answer = AnswerFactory(concern=self.concern, writers=[self.liaison], category=self.category)
        submit_answer(answer_id=answer.pk, author=self.liaison, now=timezone.now())
        seen = digest_of(answer)
        withdraw(concern_id=self.concern.pk, user=None, now=timezone.now(), holds_code=True)
        for person, action in [
            (self.spokesperson, "approve"),
            (self.spokesperson, "return"),
            (self.liaison, "take_back"),
        ]:
            with self.subTest(action):
                page = self.send(person, self.concern, action, answer=answer.pk, seen=seen, comment="请改")
                self.assertContains(page, "这条答复已经不在等审核了。")

    def test_names_what_a_browser_keeps_and_lets_go_of_it_once_it_is_saved(self):
        page = self.page(self.liaison, self.concern)
        key = f"answer-{self.liaison.pk}-{self.concern.number}-"
        self.assertContains(page, f'data-keep="{key}"')
        done = self.send(self.liaison, self.concern, "save", text=WORDS, category=self.category.pk, seen="")
        self.assertEqual(done.cookies["accepted_words"].value, key)
        self.assertNotContains(self.page(self.liaison, self.concern), f'data-keep="{key}"')

    def test_costs_the_same_with_a_long_thread(self):
        self.client.force_login(self.liaison)
        address = reverse("concerns_concern", args=[self.concern.number])
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(address), lambda: MessageFactory(concern=self.concern)
        )

    def test_of_an_unknown_number_is_not_there(self):
        self.client.force_login(self.desk)
        self.assertEqual(self.client.get("/cms/concerns/19990101-0001/").status_code, 404)
        answer = self.send(self.desk, self.concern, "approve", answer="9" * 30, seen="")
        self.assertEqual(answer.status_code, 200)


class ReplyTemplatesTests(ScreenTestCase):
    def test_are_kept_by_those_who_answer_for_the_unit(self):
        address = reverse("concerns_templates", args=[self.unit.code])
        fields = {"title": "路灯", "text": "您反映的路灯我们马上派人去看。", "sort_order": 0}
        for person in [MemberFactory(UnitFactory(), Role.LIAISON), MemberFactory(self.unit, Role.EDITOR)]:
            self.client.force_login(person)
            self.client.post(address, fields)
        self.assertFalse(self.unit.reply_templates.exists())
        self.client.force_login(self.liaison)
        self.client.post(address, fields)
        self.assertContains(self.client.get(address), "路灯")
        self.assertContains(self.page(self.liaison, ConcernFactory(unit=self.unit)), "您反映的路灯")

    def test_say_what_is_wrong_with_them(self):
        self.client.force_login(self.liaison)
        address = reverse("concerns_templates", args=[self.unit.code])
        for _twice in range(2):
            answer = self.client.post(address, {"title": "路灯", "text": "马上去看。", "sort_order": 0})
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.unit.reply_templates.count(), 1)


class JoinedConcernsTests(ScreenTestCase):
    def test_what_was_joined_is_named_only_to_those_who_may_read_it(self):
        shown = ConcernFactory(unit=self.unit, is_shown=True)
        ConcernFactory(
            subject="别的单位收到的私密事项",
            state=ConcernState.CLOSED,
            outcome=Outcome.MERGED,
            merged_into=shown,
        )

        self.assertNotContains(self.page(self.liaison, shown), "别的单位收到的私密事项")
        self.assertContains(self.page(self.desk, shown), "别的单位收到的私密事项")
