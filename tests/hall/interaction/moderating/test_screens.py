from datetime import timedelta
from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, CommentSettings, HeldWord, ModerationSettings, TrustedSpeaker
from hall.interaction.services import block_speaker, hide_comment, trust
from portal.accounts.services import delete_account
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    CommentFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from units.enums import Role

PEOPLE, SETTINGS = reverse("comments_people"), reverse("comments_settings")
PASTE, TEST, HISTORY = map(reverse, ["comments_words_paste", "comments_words_test", "comments_history"])


class ScreenTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.post = PostFactory()
        self.unit = self.post.unit
        self.spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.desk = HallDeskFactory()
        self.client.force_login(self.spokesperson)


class PeopleTests(ScreenTestCase):
    def block(self, unit=None):
        typed = {"reason": "反复发广告。", "until": None, "now": self.now}
        return block_speaker(
            user=CitizenFactory(nickname=None), unit=unit or self.unit, by=self.desk, **typed
        )

    def test_blocks_are_listed_and_lifted(self):
        block = self.block()
        page = self.client.get(PEOPLE)
        for words in [block.user.nickname, "反复发广告。", "永久"]:
            self.assertContains(page, words)
        self.client.post(PEOPLE, {"action": "lift", "block": block.pk})
        block.refresh_from_db()
        self.assertEqual(block.lifted_by, self.spokesperson)

    def test_those_of_another_unit_are_none(self):
        block = self.block(UnitFactory())
        self.assertNotContains(self.client.get(PEOPLE), block.user.nickname)
        page = self.client.post(PEOPLE, {"action": "lift", "block": block.pk}, follow=True)
        self.assertContains(page, "列表中已没有这一项")
        block.refresh_from_db()
        self.assertIsNone(block.lifted_at)

    def test_who_could_be_trusted_is_suggested_trusted_and_trusted_no_more(self):
        settings = ModerationSettings.load()
        settings.trust_after = 2
        settings.save()
        good, bad, new = CitizenFactory(), CitizenFactory(), CitizenFactory()
        for writer in [good, good, bad, bad, new]:
            CommentFactory(page=self.post, author=writer)
        CommentFactory(page=self.post, author=bad, state=CommentState.HIDDEN)
        for _year_ago in range(3):
            CommentFactory(page=self.post, author=new, created_at=timezone.now() - timedelta(days=365))
        suggested = self.client.get(PEOPLE).context["suggested"]
        self.assertEqual([one["person"] for one in suggested], [good])
        asked = {"person": good.pk, "unit": self.unit.pk}
        self.client.post(PEOPLE, {"action": "trust", **asked})
        self.assertTrue(TrustedSpeaker.objects.trusts(good, self.unit))
        self.assertEqual(self.client.get(PEOPLE).context["suggested"], [])
        self.client.post(PEOPLE, {"action": "distrust", **asked})
        self.assertFalse(TrustedSpeaker.objects.trusts(good, self.unit))

    def test_editors_and_other_units_trust_nobody(self):
        citizen = CitizenFactory()
        for person in [MemberFactory(self.unit), MemberFactory(UnitFactory(), Role.REVIEWER)]:
            self.client.force_login(person)
            for unit in [self.unit.pk, ""]:
                self.client.post(PEOPLE, {"action": "trust", "person": citizen.pk, "unit": unit})
        self.assertFalse(TrustedSpeaker.objects.exists())

    def test_nobody_is_trusted_who_has_written_nothing_here(self):
        elsewhere, colleague = CitizenFactory(), MemberFactory(UnitFactory(), Role.REVIEWER)
        CommentFactory(page=PostFactory(), author=elsewhere)
        CommentFactory(page=self.post, author=colleague, unit=colleague.groups.get().team.unit)
        for person in [elsewhere, colleague, self.desk]:
            for by, unit in [(self.spokesperson, self.unit.pk), (self.desk, self.unit.pk)]:
                with self.subTest(person=person, by=by):
                    self.client.force_login(by)
                    asked = {"action": "trust", "person": person.pk, "unit": unit}
                    self.assertEqual(self.client.post(PEOPLE, asked).status_code, 404)
        asked = {"action": "trust", "person": colleague.pk, "unit": ""}
        self.assertEqual(self.client.post(PEOPLE, asked).status_code, 404)
        self.assertFalse(TrustedSpeaker.objects.exists())

    def test_whoever_has_no_nickname_is_called_by_a_neutral_word(self):
        person = UserFactory(first_name="守密", email="secret@heyuan.example")
        for number in range(10):
            CommentFactory(page=self.post, author=person, name=f"旧名{number}")
        typed = {"user": person, "unit": self.unit, "by": self.spokesperson, "now": self.now}
        for is_trusted in [False, True]:
            block_speaker(**typed, reason="反复发广告。", until=None)
            if is_trusted:
                trust(**typed)
            page = self.client.get(PEOPLE)
            self.assertContains(page, "<bdi>一位市民</bdi>", count=2)
            for words in ["守密", "secret"]:
                self.assertNotContains(page, words)

    def test_trust_that_a_colleague_has_ended_is_told_of_and_no_dead_end(self):
        asked = {"action": "distrust", "person": CitizenFactory().pk, "unit": self.unit.pk}
        self.assertContains(self.client.post(PEOPLE, asked, follow=True), "列表中已没有这一项")

    def test_it_costs_the_same_for_one_person_or_six(self):
        def one_more():
            self.block()
            trust(user=CitizenFactory(), unit=self.unit, by=self.desk, now=self.now)

        self.assertQueriesDoNotGrow(lambda: self.client.get(PEOPLE), one_more)


class SettingsTests(ScreenTestCase):
    def test_a_spokesperson_chooses_for_the_unit_and_the_desk_switches_it_off(self):
        self.client.post(SETTINGS, {"unit": self.unit.code, "at_once": "1"})
        self.assertTrue(CommentSettings.objects.shows_at_once(self.unit))
        self.client.force_login(self.desk)
        self.assertContains(self.client.get(SETTINGS), self.unit.title)
        self.client.post(SETTINGS, {"unit": self.unit.code, "at_once": "0"})
        self.assertFalse(CommentSettings.objects.shows_at_once(self.unit))

    def test_nobody_chooses_for_others(self):
        for person in [MemberFactory(self.unit), MemberFactory(UnitFactory(), Role.REVIEWER)]:
            self.client.force_login(person)
            self.assertNotContains(self.client.get(SETTINGS), f'value="{self.unit.code}"')
            answer = self.client.post(SETTINGS, {"unit": self.unit.code, "at_once": "1"})
            self.assertNotEqual(answer.status_code, 200)
        self.client.post(SETTINGS, {"unit": "", "at_once": "1"})
        self.assertFalse(CommentSettings.objects.filter(shows_at_once=True).exists())

    def test_it_costs_the_same_for_one_unit_or_six(self):
        self.client.force_login(self.desk)
        self.assertQueriesDoNotGrow(lambda: self.client.get(SETTINGS), UnitFactory)


class WordScreenTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.desk)
        self.word = HeldWord.objects.create(word="团购大米", note="外地广告")

    def test_the_list_belongs_to_the_desk(self):
        edit = HeldWord.snippet_viewset.get_url_name("edit")
        again = reverse("comments_words_again", args=[self.word.pk])
        addresses = [
            reverse(HeldWord.snippet_viewset.get_url_name("list")),
            reverse(edit, args=[self.word.pk]),
        ]
        for person, status in [(self.desk, 200), (self.spokesperson, 302)]:
            self.client.force_login(person)
            for address in [*addresses, PASTE, TEST, again]:
                with self.subTest(address, person=person):
                    self.assertEqual(self.client.get(address).status_code, status)
        self.client.post(PASTE, {"words": "砍一刀"})
        self.assertFalse(HeldWord.objects.filter(word="砍一刀").exists())

    def test_a_pasted_list_is_added(self):
        page = self.client.post(PASTE, {"words": "砍一刀，广告，拼单\n团 购 大米"}, follow=True)
        self.assertContains(page, "已添加 1 个词语")
        self.assertEqual(HeldWord.objects.get(word="砍一刀").note, "拼单")

    def test_with_one_wrong_line_nothing_is_kept_and_the_list_stands_there(self):
        page = self.client.post(PASTE, {"words": "砍一刀\n的\n帮我点,没有这种"})
        for words in ["第 2 行", "第 3 行", "砍一刀"]:
            self.assertContains(page, words)
        self.assertFalse(HeldWord.objects.filter(word="砍一刀").exists())

    def test_a_text_is_tried(self):
        page = self.client.post(TEST, {"text": "低价 团-购-大米，快来"})
        self.assertContains(page, "<mark>团-购-大米</mark>")
        self.assertContains(page, "外地广告")
        self.assertContains(self.client.post(TEST, {"text": "几点来水？"}), "没有词表里的词语")

    def test_after_a_word_is_added_what_is_public_can_be_looked_at_again(self):
        add = reverse(HeldWord.snippet_viewset.get_url_name("add"))
        page = self.client.post(
            add, {"word": "砍一刀", "kind": "advertising", "note": "", "is_active": "on"}, follow=True
        )
        word = HeldWord.objects.get(word="砍一刀")
        self.assertContains(page, reverse("comments_words_again", args=[word.pk]))

    def test_only_what_is_ticked_waits_again(self):
        ticked, left = (CommentFactory(page=self.post, text=f"团购大米{n}") for n in range(2))
        again = reverse("comments_words_again", args=[self.word.pk])
        self.assertContains(self.client.get(again), "<mark>团购大米</mark>")
        self.client.post(again, {"keys": [ticked.pk]})
        states = dict(Comment.objects.values_list("pk", "state"))
        self.assertEqual(states, {ticked.pk: "held", left.pk: "shown"})

    def test_that_nothing_waits_again_is_no_success(self):
        hidden = CommentFactory(page=self.post, state=CommentState.HIDDEN)
        again = reverse("comments_words_again", args=[self.word.pk])
        for keys, said in [([], "请至少勾选一条评论"), ([hidden.pk], "没有评论重新进入待审")]:
            page = self.client.post(again, {"keys": keys}, follow=True)
            self.assertContains(page, said)
            self.assertNotContains(page, "0 条")

    def test_a_word_twice_is_told(self):
        add = reverse(HeldWord.snippet_viewset.get_url_name("add"))
        page = self.client.post(add, {"word": "团 购大米", "kind": "abuse", "is_active": "on"})
        self.assertContains(page, "词表中已有这个词")


class HistoryReportTests(ScreenTestCase):
    def setUp(self):
        super().setUp()
        self.comment = CommentFactory(page=self.post, text="独一无二的话")
        hide_comment(comment_id=self.comment.pk, by=self.spokesperson, reason="=广告", now=self.now)

    def test_the_desk_reads_who_did_what_and_why(self):
        self.client.force_login(self.desk)
        page = self.client.get(HISTORY)
        for words in [str(self.spokesperson), "=广告", reverse("comments_one", args=[self.comment.pk])]:
            self.assertContains(page, words)
        self.assertNotContains(page, "独一无二")
        self.assertContains(self.client.get(f"{HISTORY}?number={self.comment.pk}"), "=广告")
        self.assertNotContains(self.client.get(f"{HISTORY}?number=99999"), "=广告")

    def test_people_and_units_are_named(self):
        citizen = CitizenFactory(nickname="东江渔父")
        block = {"by": self.spokesperson, "reason": "广告", "until": None, "now": self.now}
        block_speaker(user=citizen, unit=self.unit, **block)
        self.client.force_login(self.desk)
        page = self.client.get(HISTORY)
        self.assertContains(page, "东江渔父")
        self.assertContains(page, self.unit.title)
        self.assertNotContains(page, f"{citizen.pk} · ")
        delete_account(user=citizen, now=self.now)
        self.assertNotContains(self.client.get(HISTORY), "东江渔父")

    def test_others_do_not(self):
        self.assertEqual(self.client.get(HISTORY).status_code, 302)

    def test_it_is_carried_away_as_a_file(self):
        self.client.force_login(self.desk)
        lines = b"".join(self.client.get(f"{HISTORY}?export=csv").streaming_content).decode("utf-8-sig")
        self.assertIn("'=广告", lines)
        file = BytesIO(self.client.get(f"{HISTORY}?export=xlsx").getvalue())
        rows = [[cell.value for cell in row] for row in load_workbook(file).active.rows]
        self.assertEqual(len(rows), 2)
        self.assertIn("=广告", rows[1])

    def test_it_costs_the_same_for_one_line_or_six(self):
        self.client.force_login(self.desk)

        def one_more():
            comment = CommentFactory(page=self.post)
            hide_comment(comment_id=comment.pk, by=self.desk, reason="广告。", now=self.now)

        self.assertQueriesDoNotGrow(lambda: self.client.get(HISTORY), one_more)
