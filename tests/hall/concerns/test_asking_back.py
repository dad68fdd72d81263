"""Those who answer ask who asked, who answers in the same thread; the deadline runs on and nobody else reads it."""

from datetime import timedelta
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.concerns.answering.services import approve_answer, submit_answer
from hall.concerns.answering.steps import digest_of
from hall.concerns.codes import new_code
from hall.concerns.duties import close_silent_concerns
from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern, ConcernEvent, ConcernPicture
from hall.concerns.services import transfer
from hall.concerns.terms import MOST_ASKED_BACK, MOST_MESSAGES, SILENT_AFTER
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import (
    AnswerFactory,
    CategoryFactory,
    CitizenFactory,
    CityOfficeFactory,
    ConcernFactory,
    HallDeskFactory,
    ImageFactory,
    MemberFactory,
    MessageFactory,
    UnitFactory,
)
from units.enums import Role

QUESTION = "请问是新江路哪一段？"
REPLY = "在新江路与永福路口，东边第三盏。"


def photograph(name="路灯.jpg"):
    return SimpleUploadedFile(name, ImageFactory().file.read(), content_type="image/jpeg")


class CorrespondenceTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="河源住建", code="ZJJ")
        self.liaison = MemberFactory(self.unit, Role.LIAISON)
        self.citizen = CitizenFactory(email="lin@heyuan.example")
        self.concern = ConcernFactory(unit=self.unit, asker=self.citizen)

    def send(self, action, person=None, concern=None, **fields):
        concern = concern or self.concern
        self.client.force_login(person or self.liaison)
        fields = {f"{action}-{name}": value for name, value in fields.items()}
        address = reverse("concerns_concern", args=[concern.number])
        answer = self.client.post(address, {"action": action, **fields})
        concern.refresh_from_db()
        return answer

    def ask(self, text=QUESTION, **options):
        return self.send("ask_back", text=text, **options)

    def reply(self, text=REPLY, token="回", user=None, **fields):
        self.client.force_login(user or self.citizen)
        sent = {"message-text": text, "message-token": token, **fields}
        answer = self.client.post(f"/ask/c/{self.concern.number}/do/message/", sent)
        self.concern.refresh_from_db()
        return answer

    def own_page(self):
        self.client.force_login(self.citizen)
        return self.client.get(f"/ask/c/{self.concern.number}/")

    def desk_page(self, person=None):
        self.client.force_login(person or self.liaison)
        return self.client.get(reverse("concerns_concern", args=[self.concern.number]))

    def inbox(self, part="replied", person=None):
        self.client.force_login(person or self.liaison)
        return self.client.get(reverse("concerns_inbox"), {"part": part})

    def letters(self, person):
        return OutgoingMail.objects.filter(to=person.email)


class AskBackTests(CorrespondenceTestCase):
    def test_a_liaison_asks_and_the_asker_reads_it_on_the_page_and_hears_by_mail(self):
        self.ask()
        page = self.own_page()
        self.assertContains(page, QUESTION)
        self.assertContains(page, "您的回复")
        letter = self.letters(self.citizen).get()
        self.assertIn(f"/ask/c/{self.concern.number}/", letter.body)
        self.assertNotIn(QUESTION, letter.subject + letter.body)

    def test_the_clock_runs_on(self):
        before = (self.concern.due_on, self.concern.counted, self.concern.state)
        self.ask()
        self.assertEqual((self.concern.due_on, self.concern.counted, self.concern.state), before)

    def test_only_those_who_hold_it_ask(self):
        others = [
            MemberFactory(UnitFactory(), Role.LIAISON),
            MemberFactory(self.unit, Role.EDITOR),
            CityOfficeFactory(),
            self.citizen,
        ]
        for person in others:
            with self.subTest(str(person)):
                self.ask(person=person)
                self.assertFalse(self.concern.messages.exists())
        self.ask(person=MemberFactory(self.unit, Role.REVIEWER))
        self.assertTrue(self.concern.messages.exists())

    def test_the_desk_asks_about_what_no_unit_has_yet_and_no_unit_does(self):
        waiting = ConcernFactory(state=ConcernState.RECEIVED, asker=self.citizen)
        self.ask(concern=waiting)
        self.assertFalse(waiting.messages.exists())
        self.ask(person=HallDeskFactory(), concern=waiting)
        self.client.force_login(self.citizen)
        self.assertContains(self.client.get(f"/ask/c/{waiting.number}/"), QUESTION)

    def test_it_is_short_and_has_words(self):
        for text in ["", " ", "问" * 301]:
            with self.subTest(len(text)):
                self.assertEqual(self.ask(text=text).status_code, 200)
                self.assertFalse(self.concern.messages.exists())

    def test_one_waits_at_a_time_and_a_second_click_asks_once(self):
        for _click in range(2):
            self.ask()
        self.assertEqual(self.concern.messages.count(), 1)
        self.assertContains(self.ask(text="还有，是哪一天？"), "还没有回复您的上一个问题")
        self.assertEqual(self.concern.messages.count(), 1)

    def test_a_unit_to_which_it_was_passed_on_asks_its_own_question(self):
        other, desk = UnitFactory(title="河源城管"), HallDeskFactory()
        self.ask()
        transfer(concern_id=self.concern.pk, unit=other, reason="归城管", user=desk, now=timezone.now())
        self.ask(text="是几号楼？", person=MemberFactory(other, Role.LIAISON))
        self.assertContains(self.own_page(), "是几号楼？")
        self.assertEqual(self.concern.messages.count(), 2)

    def test_nobody_is_asked_without_end(self):
        for number in range(MOST_ASKED_BACK):
            self.ask(text=f"第{number}问")
            self.reply(token=f"第{number}答")
        self.ask(text="再问一次")
        self.assertEqual(self.concern.messages.asked_back().count(), MOST_ASKED_BACK)

    def test_what_is_closed_is_asked_about_no_more(self):
        Concern.objects.filter(pk=self.concern.pk).update(
            state=ConcernState.CLOSED, outcome="withdrawn", closed_at=timezone.now()
        )
        self.assertContains(self.ask(), "这条诉求已办结。")
        self.assertFalse(self.concern.messages.exists())

    def test_whoever_left_no_address_finds_it_with_the_code(self):
        code = new_code()
        concern = ConcernFactory(unit=self.unit, code=code)
        self.ask(concern=concern)
        self.client.logout()
        self.client.get(f"/ask/c/{concern.number}/{code}/")
        self.assertContains(self.client.get(f"/ask/c/{concern.number}/"), QUESTION)

    def test_ones_own_list_says_that_somebody_asks(self):
        self.ask()
        self.client.force_login(self.citizen)
        self.assertContains(self.client.get("/me/concerns/"), "河源住建想向您了解情况")

    def test_the_history_names_who_asked_back_without_the_words(self):
        self.ask()
        line = ConcernEvent.objects.get(kind="asked_back")
        self.assertEqual((line.person, line.words), (self.liaison, ""))


class ReplyTests(CorrespondenceTestCase):
    def setUp(self):
        super().setUp()
        self.ask()

    def test_the_unit_reads_words_and_pictures_and_its_inbox_says_so(self):
        self.reply(**{"message-pictures": [photograph(), photograph()]})
        self.assertContains(self.inbox(), self.concern.subject)
        self.assertContains(self.inbox("to_answer"), "提问人有新留言")
        page = self.desk_page()
        self.assertContains(page, REPLY)
        for picture in self.concern.pictures.all():
            address = reverse("concerns_picture", args=[self.concern.number, picture.pk])
            self.assertContains(page, address)
            self.assertEqual(self.client.get(address).status_code, 200)
        self.assertIn(self.concern.number, self.letters(self.liaison).last().subject)

    def test_who_asked_sees_them_too_and_nobody_else(self):
        self.reply(**{"message-pictures": photograph()})
        address = f"/ask/c/{self.concern.number}/pictures/{self.concern.pictures.get().pk}/"
        self.assertContains(self.own_page(), address)
        self.assertEqual(self.client.get(address).status_code, 200)
        self.client.force_login(CitizenFactory())
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_it_counts_once_and_pictures_of_a_second_click_are_not_kept(self):
        for _click in range(2):
            self.reply(**{"message-pictures": photograph()})
        self.assertEqual((self.concern.messages.of_asker().count(), ConcernPicture.objects.count()), (1, 1))

    def test_pictures_stay_when_the_words_are_missing(self):
        answer = self.reply(text="", **{"message-pictures": photograph()})
        self.assertContains(answer, "data:image/jpeg", status_code=422)
        self.reply()
        self.assertEqual(self.concern.messages.of_asker().get().pictures.count(), 1)

    def test_what_is_no_picture_is_refused_and_the_words_stay(self):
        answer = self.reply(**{"message-pictures": SimpleUploadedFile("x.jpg", "不是图片".encode())})
        self.assertContains(answer, REPLY, status_code=422)
        self.assertFalse(self.concern.messages.of_asker().exists())

    def test_a_stranger_neither_writes_nor_leaves_pictures(self):
        self.reply(user=CitizenFactory(), **{"message-pictures": photograph()})
        self.assertFalse(self.concern.messages.of_asker().exists())
        self.assertFalse(ConcernPicture.objects.exists())

    def test_whoever_is_asked_may_answer_however_much_was_said(self):
        for _number in range(MOST_MESSAGES):
            MessageFactory(concern=self.concern)
        self.assertEqual(self.reply().status_code, 302)

    def test_writing_without_end_is_slowed_down(self):
        with mock.patch("hall.concerns.asking.views.why_not_now", return_value="太快了，请稍候"):
            answer = self.reply()
        self.assertContains(answer, "太快了，请稍候", status_code=422)
        self.assertContains(answer, REPLY, status_code=422)
        self.assertFalse(self.concern.messages.of_asker().exists())

    def test_pictures_cost_no_more_queries(self):
        def more():
            message = MessageFactory(concern=self.concern)
            ConcernPicture.objects.create(
                concern=self.concern,
                message=message,
                token=f"t{message.pk}",
                position=1,
                kept_at=message.written_at,
            )

        self.assertQueriesDoNotGrow(self.own_page, more)
        self.assertQueriesDoNotGrow(self.desk_page, more)


class ReadTests(CorrespondenceTestCase):
    def test_a_message_after_the_answer_waits_in_the_inbox_until_it_is_read(self):
        self.concern = ConcernFactory(unit=self.unit, asker=self.citizen, state=ConcernState.ANSWERED)
        self.reply("灯亮了，但是有点暗。")
        self.assertContains(self.inbox(), self.concern.subject)
        self.send("read", seen=self.concern.unread_since.isoformat())
        self.assertNotContains(self.inbox(), self.concern.subject)

    def test_nothing_is_closed_over_words_that_nobody_has_read(self):
        self.concern = ConcernFactory(unit=self.unit, asker=self.citizen, state=ConcernState.ANSWERED)
        self.reply("灯亮了，但是有点暗。")
        later = timezone.now() + SILENT_AFTER + timedelta(days=1)
        close_silent_concerns(later)
        self.concern.refresh_from_db()
        self.assertEqual(self.concern.state, ConcernState.ANSWERED)
        self.send("read", seen=self.concern.unread_since.isoformat())
        close_silent_concerns(later)
        self.concern.refresh_from_db()
        self.assertEqual(self.concern.outcome, "no_reply")

    def test_what_came_since_is_not_marked_as_read_with_it(self):
        self.reply(token="一")
        seen = self.concern.unread_since.isoformat()
        self.reply("还有一盏也不亮。", token="二")
        self.assertContains(self.send("read", seen=seen), "又有新留言")
        self.assertIsNotNone(self.concern.unread_since)

    def test_only_those_who_hold_it_mark_it(self):
        self.reply()
        seen = self.concern.unread_since.isoformat()
        for person in [MemberFactory(UnitFactory(), Role.LIAISON), CityOfficeFactory(), self.citizen]:
            with self.subTest(str(person)):
                self.send("read", person=person, seen=seen)
                self.assertIsNotNone(self.concern.unread_since)

    def test_to_ask_back_is_to_have_read(self):
        self.reply()
        self.ask()
        self.assertIsNone(self.concern.unread_since)

    def test_an_answer_answers_what_came_before_it_was_submitted_and_not_what_came_after(self):
        reviewer, now = MemberFactory(self.unit, Role.REVIEWER), timezone.now()
        for minutes, is_unread in [(-5, False), (5, True)]:
            with self.subTest(minutes):
                concern = ConcernFactory(unit=self.unit, state=ConcernState.ANSWERING)
                answer = AnswerFactory(
                    concern=concern, writers=[self.liaison], category=CategoryFactory(levels=1)
                )
                submit_answer(answer_id=answer.pk, author=self.liaison, now=now)
                Concern.objects.filter(pk=concern.pk).update(unread_since=now + timedelta(minutes=minutes))
                later = now + timedelta(hours=1)
                approve_answer(answer_id=answer.pk, reviewer=reviewer, seen=digest_of(answer), now=later)
                concern.refresh_from_db()
                self.assertEqual(concern.unread_since is not None, is_unread)

    def test_nothing_waits_once_it_is_withdrawn(self):
        self.reply()
        self.client.post(f"/ask/c/{self.concern.number}/do/withdraw/", {"withdraw-text": ""})
        self.concern.refresh_from_db()
        self.assertEqual((self.concern.asked_back_at, self.concern.unread_since), (None, None))

    def test_the_desk_is_told_of_what_no_unit_has_only(self):
        desk = HallDeskFactory()
        self.reply()
        self.assertNotContains(self.inbox(person=desk), self.concern.subject)
        self.concern = ConcernFactory(state=ConcernState.RECEIVED, asker=self.citizen, subject="不知道该问谁")
        self.reply()
        self.assertContains(self.inbox(person=desk), "不知道该问谁")


class PrivacyTests(CorrespondenceTestCase):
    def test_nothing_of_it_stands_on_the_page_of_a_public_concern(self):
        self.concern = ConcernFactory(unit=self.unit, asker=self.citizen, is_shown=True)
        self.ask()
        self.reply(**{"message-pictures": photograph()})
        self.client.logout()
        page = self.client.get(self.concern.get_absolute_url())
        for words in (QUESTION, REPLY, "想了解", "picture/"):
            self.assertNotContains(page, words)
        found = self.client.get("/ask/", {"q": "永福路口"})
        self.assertNotContains(found, self.concern.number)

    def test_no_moderator_can_show_a_picture_of_it(self):
        self.concern = ConcernFactory(unit=self.unit, asker=self.citizen, is_private=False)
        self.reply(**{"message-pictures": photograph()})
        desk, picture = HallDeskFactory(), self.concern.pictures.get()
        address = reverse("concerns_showing_one", args=[self.concern.pk])
        self.client.force_login(desk)
        self.assertNotContains(self.client.get(address), f"/picture/{picture.pk}/")
        self.client.post(address, {"action": "show", "pictures": [picture.pk]})
        picture.refresh_from_db()
        self.assertFalse(picture.is_shown)
        served = reverse("concerns_showing_picture", args=[self.concern.pk, picture.pk])
        self.assertEqual(self.client.get(served).status_code, 404)

    def test_the_database_shows_no_picture_of_a_message(self):
        self.reply(**{"message-pictures": photograph()})
        with self.assertRaises(IntegrityError), transaction.atomic():
            ConcernPicture.objects.update(is_shown=True)
