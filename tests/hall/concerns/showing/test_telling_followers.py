"""A follower hears of one answer once, whatever moderators do to it afterwards."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from hall.concerns.models import Answer, ConcernFollow
from hall.concerns.services import reopen, send_answer
from hall.signals import words_shown
from portal.core.models import OutgoingMail
from tests.factories import AnswerFactory, ConcernFactory, MemberFactory, UserFactory
from tests.hall.concerns.showing.test_showing import NOW, World
from units.enums import Role


class TellingFollowersTests(World):
    def setUp(self):
        self.asker = UserFactory()
        self.concern = ConcernFactory(
            unit=self.unit,
            is_private=False,
            asker=self.asker,
            subject="新江路路灯",
            text="新江路的路灯不亮。",
        )
        self.client.force_login(self.spokesperson)
        self.post("show")
        self.reader = UserFactory()
        ConcernFollow.objects.create(concern=self.concern, user=self.reader, since=NOW)

    def post(self, action, **fields):
        address = reverse("concerns_showing_one", args=[self.concern.pk])
        answer = self.client.post(address, {"action": action, **fields})
        self.assertEqual(answer.status_code, 302)
        self.concern.refresh_from_db()

    def send(self, text="路灯已经修好。", hours=1):
        answer = AnswerFactory(
            concern=self.concern, unit=self.unit, text=text, writers=[MemberFactory(self.unit, Role.LIAISON)]
        )
        send_answer(answer_id=answer.pk, user=self.spokesperson, now=NOW + timedelta(hours=hours))
        self.concern.refresh_from_db()
        return answer

    def letters(self):
        return OutgoingMail.objects.filter(to=self.reader.email).count()

    def test_hears_when_it_can_be_read(self):
        self.send()
        self.assertEqual(self.letters(), 1)

    def test_hears_once_though_the_question_is_hidden_and_brought_back(self):
        self.send()
        for again in ["restore", "show"]:
            with self.subTest(again):
                self.post("hide", reason="看错了")
                self.post(again)
                self.assertTrue(self.concern.is_public)
                self.assertEqual(self.concern.public_answer, "路灯已经修好。")
                self.assertEqual(self.letters(), 1)

    def test_hears_once_though_the_answer_is_masked_again_and_again(self):
        self.send("张记餐馆已整改，电话0762-3388110。")
        self.assertEqual(self.letters(), 0)
        for words in ["", "张记餐馆", "3388110"]:
            self.post("show_answer", **{"answer-also": words})
            self.assertEqual(self.letters(), 1)

    def test_hears_of_the_next_answer(self):
        self.send()
        reopen(concern_id=self.concern.pk, user=self.asker, why="还是不亮。", now=NOW + timedelta(hours=2))
        self.send("这次换了新灯。", hours=3)
        self.assertEqual(self.letters(), 2)

    def test_does_not_hear_of_a_newer_answer_that_nobody_may_read_yet(self):
        self.send()
        reopen(concern_id=self.concern.pk, user=self.asker, why="还是不亮。", now=NOW + timedelta(hours=2))
        newer = self.send("请打13987654321。", hours=3)
        heard = self.hear(words_shown)
        self.post("hide", reason="看错了")
        self.post("restore")

        self.assertEqual([words["text"] for words in heard], ["路灯已经修好。"])
        self.assertEqual(self.letters(), 1)
        self.post("show_answer", **{"answer-also": "13987654321"})
        self.assertEqual(self.letters(), 2)
        self.assertIsNotNone(Answer.objects.get(pk=newer.pk).followers_told_at)

    def test_the_database_lets_nobody_hear_of_an_answer_that_was_not_sent(self):
        draft = AnswerFactory(concern=ConcernFactory(unit=self.unit))
        with self.assertRaises(IntegrityError), transaction.atomic():
            Answer.objects.filter(pk=draft.pk).update(followers_told_at=NOW)
