"""Asking a question: the form, what it refuses, and that nothing typed is lost."""

import re
from io import BytesIO
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from PIL import Image

from hall.concerns.asking.ask_views import ASK
from hall.concerns.codes import digest_of, new_code, token_of
from hall.concerns.duties import forget_unsent_pictures
from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern, ConcernPicture
from hall.concerns.showing.services import keep_findable
from hall.concerns.terms import UNSENT_KEPT
from portal.core.models import OutgoingMail
from tests.factories import CitizenFactory, ConcernFactory, HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role


def picture_file(name="灯.jpg"):
    data = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "相机"
    Image.new("RGB", (64, 48), (200, 90, 20)).save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class AskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源路灯", official_name="河源市路灯管理所", code="LD")

    def words(self, **words):
        return {
            "code": new_code(),
            "unit": "河源路灯",
            "subject": "新江路路灯不亮",
            "text": "三盏路灯不亮一个星期了。",
            "privacy": "private",
            **words,
        }

    def ask(self, **words):
        return self.client.post("/ask/new/", self.words(**words))


class AskTests(AskTestCase):
    def test_it_comes_to_the_unit_and_shows_number_code_and_link_once(self):
        words = self.words()
        answer = self.client.post("/ask/new/", words)
        concern = Concern.objects.get()
        self.assertContains(answer, concern.number)
        self.assertContains(answer, words["code"])
        self.assertContains(answer, f"/ask/c/{concern.number}/{words['code']}/")
        self.assertEqual((concern.unit, concern.state), (self.unit, ConcernState.ASSIGNED))
        self.assertNotContains(self.client.get(f"/ask/c/{concern.number}/"), words["code"])

    def test_each_of_those_who_answer_gets_one_letter(self):
        people = [MemberFactory(self.unit, role) for role in (Role.LIAISON, Role.REVIEWER)]
        desk = HallDeskFactory()
        self.ask()
        self.ask(unit="", is_unsure="on")
        letters = sorted(OutgoingMail.objects.values_list("to", flat=True))
        self.assertEqual(letters, sorted(person.email for person in [*people, desk]))

    def test_without_scripts_one_looks_first_what_was_answered_and_loses_nothing(self):
        known = ConcernFactory(
            subject="新江路路灯坏了", state=ConcernState.ANSWERED, is_answer_shown=True, is_private=False
        )
        keep_findable(known)
        page = self.ask(look="1", unit="", privacy="")
        self.assertContains(page, "新江路路灯坏了")
        self.assertContains(page, "三盏路灯不亮一个星期了。")
        self.assertNotContains(page, 'role="alert"')
        self.assertContains(self.ask(look="1", subject="医保", text=""), "还没有公开答复过类似的问题")
        self.assertEqual(list(Concern.objects.all()), [known])

    def test_only_digests_are_kept(self):
        words = self.words(email="jiefang@heyuan.example")
        self.client.post("/ask/new/", words)
        concern = Concern.objects.get()
        self.assertEqual(concern.code_digest, digest_of(words["code"]))
        kept = "".join(str(value) for value in Concern.objects.values_list().get())
        self.assertNotIn(words["code"], kept)

    def test_the_page_is_in_no_cache_no_index_and_no_other_sites_log(self):
        for answer in (self.client.get("/ask/new/"), self.ask()):
            self.assertIn("no-store", answer["Cache-Control"])
            self.assertEqual(answer["Referrer-Policy"], "same-origin")
            self.assertEqual(answer["X-Robots-Tag"], "noindex")

    def test_the_same_form_twice_is_one_question_with_the_same_code(self):
        words = self.words()
        answers = [self.client.post("/ask/new/", words) for _ in range(3)]
        self.assertEqual(Concern.objects.count(), 1)
        for answer in answers:
            self.assertContains(answer, words["code"])

    def test_whoever_does_not_know_whom_to_ask_asks_the_desk(self):
        self.ask(unit="", is_unsure="on")
        self.assertEqual(Concern.objects.get().state, ConcernState.RECEIVED)

    def test_a_unit_that_takes_none_leaves_it_to_the_desk(self):
        UnitFactory(title="停用单位", live=False)
        answer = self.ask(unit="停用单位")
        concern = Concern.objects.get()
        self.assertEqual((concern.unit, concern.state), (None, ConcernState.RECEIVED))
        self.assertContains(self.client.get(f"/ask/c/{concern.number}/"), "停用单位")
        self.assertEqual(answer.status_code, 200)

    def test_a_part_of_a_name_that_one_unit_has_is_enough(self):
        self.ask(unit="路灯管理")
        self.assertEqual(Concern.objects.get().unit, self.unit)

    def test_a_part_that_several_have_names_them(self):
        UnitFactory(title="河源路灯二所")
        answer = self.ask(unit="路灯", text="不要丢了我的字")
        self.assertContains(answer, "河源路灯二所", status_code=422)
        self.assertContains(answer, "不要丢了我的字", status_code=422)
        self.assertFalse(Concern.objects.exists())

    def test_the_address_of_a_unit_names_it(self):
        self.assertContains(self.client.get("/ask/new/?unit=LD"), 'value="河源路灯"')

    def test_who_is_signed_in_finds_it_without_a_code(self):
        citizen = CitizenFactory()
        self.client.force_login(citizen)
        self.ask(email="other@heyuan.example")
        concern = Concern.objects.get()
        self.assertEqual((concern.asker, concern.email), (citizen, ""))
        self.assertContains(self.client.get("/me/concerns/"), concern.subject)


class RefusedAskTests(AskTestCase):
    def test_each_missing_word_is_said_and_the_others_stay(self):
        for name in ("unit", "subject", "text", "privacy"):
            with self.subTest(name):
                answer = self.ask(**{name: "", "asker_name": "老王"})
                self.assertEqual(answer.status_code, 422)
                self.assertIn(name, answer.context["form"].errors)
                self.assertContains(answer, "老王", status_code=422)

    def test_a_megabyte_is_refused_kindly(self):
        answer = self.ask(text="长" * 350_000)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("text", answer.context["form"].errors)
        self.assertFalse(Concern.objects.exists())

    def test_markup_and_tricks_are_shown_as_text(self):
        self.ask(text="<script>alert(1)</script>\u202e反", subject="<b>标题</b>")
        concern = Concern.objects.get()
        self.assertNotIn("\u202e", concern.text)
        page = self.client.get(f"/ask/c/{concern.number}/")
        self.assertNotContains(page, "<script>alert")
        self.assertNotContains(page, "<b>标题")

    def test_an_address_with_a_line_break_gets_no_letter(self):
        answer = self.ask(email="a@heyuan.example\nBcc: b@heyuan.example")
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(OutgoingMail.objects.exists())

    def test_too_often_says_when_and_loses_nothing(self):
        with mock.patch("hall.concerns.asking.ask_views.why_not_now", return_value="请在 3 分钟后再试"):
            answer = self.ask(text="还在这里的字")
        self.assertContains(answer, "请在 3 分钟后再试", status_code=422)
        self.assertContains(answer, "还在这里的字", status_code=422)
        self.assertFalse(Concern.objects.exists())

    def test_what_is_pasted_too_long_comes_back_whole(self):
        self.assertNotContains(self.client.get("/ask/new/"), 'maxlength="3000"')
        answer = self.ask(text="水" * 3001)
        self.assertContains(answer, "水" * 3001, status_code=422)
        self.assertContains(answer, "现在是 3001 字", status_code=422)
        self.assertFalse(Concern.objects.exists())

    def test_after_a_few_questions_a_machine_must_work(self):
        for _number in range(ASK.human_after):
            self.assertEqual(self.ask().status_code, 200)
        self.assertEqual(self.ask().status_code, 422)
        self.assertContains(self.client.get("/ask/new/"), "data-human-check")

    def test_nonsense_in_the_address_is_passed_over(self):
        for page in ("9" * 30, "x", "-1", "\u00b2"):
            with self.subTest(page):
                answer = self.client.get("/ask/new/", {"page": page, "unit": page})
                self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            self.client.post("/ask/new/?page=" + "9" * 30, self.words(code="?")).status_code, 200
        )
        self.assertIsNone(Concern.objects.get().page)


class PictureTests(AskTestCase):
    def test_it_goes_with_the_question_without_its_secrets(self):
        self.ask(pictures=[picture_file()])
        picture = Concern.objects.get().pictures.get()
        with picture.file.open("rb") as file, Image.open(file) as image:
            self.assertFalse(dict(image.getexif()))

    def test_an_error_elsewhere_keeps_it_for_the_next_try(self):
        words = self.words(subject="", pictures=[picture_file()])
        answer = self.client.post("/ask/new/", words)
        self.assertContains(answer, "data:image/jpeg;base64,", status_code=422)
        self.assertEqual(ConcernPicture.objects.get().token, token_of(words["code"]))
        self.client.post("/ask/new/", {**self.words(), "code": words["code"]})
        self.assertEqual(Concern.objects.get().pictures.count(), 1)

    def test_a_kept_one_can_be_taken_out(self):
        words = self.words(subject="", pictures=[picture_file()])
        self.client.post("/ask/new/", words)
        self.client.post("/ask/new/", {**self.words(), "code": words["code"], "without": "1"})
        self.assertFalse(ConcernPicture.objects.exists())

    def test_what_is_no_picture_is_said_and_nothing_is_lost(self):
        fake = SimpleUploadedFile("灯.jpg", b"<?php", "image/jpeg")
        answer = self.ask(pictures=[picture_file(), fake], text="我的字")
        self.assertContains(answer, "我的字", status_code=422)
        self.assertIn("pictures", answer.context["form"].errors)
        self.assertEqual(ConcernPicture.objects.count(), 1)

    def test_the_fifth_is_refused(self):
        answer = self.ask(pictures=[picture_file() for _ in range(5)])
        self.assertIn("pictures", answer.context["form"].errors)
        self.assertEqual(ConcernPicture.objects.count(), 4)

    def test_only_who_asked_loads_it(self):
        self.ask(pictures=[picture_file()])
        concern = Concern.objects.get()
        address = f"/ask/c/{concern.number}/pictures/{concern.pictures.get().pk}/"
        self.assertIn("no-store", self.client.get(address)["Cache-Control"])
        self.assertEqual(self.client_class().get(address).status_code, 404)

    def test_those_of_a_form_that_was_never_sent_are_forgotten(self):
        self.client.post("/ask/new/", self.words(subject="", pictures=[picture_file()]))
        picture = ConcernPicture.objects.get()
        forget_unsent_pictures(picture.kept_at + UNSENT_KEPT)
        self.assertTrue(ConcernPicture.objects.exists())
        forget_unsent_pictures(picture.kept_at + UNSENT_KEPT * 2)
        self.assertFalse(ConcernPicture.objects.exists())
        self.assertFalse(picture.file.storage.exists(picture.file.name))


class LetterTests(AskTestCase):
    def test_whoever_wants_one_gets_the_secret_link_and_no_private_word(self):
        words = self.words(email="jiefang@heyuan.example")
        self.client.post("/ask/new/", words)
        letter = OutgoingMail.objects.get()
        self.assertEqual(letter.to, "jiefang@heyuan.example")
        self.assertTrue(re.search(rf"/ask/c/[\d-]+/{words['code']}/", letter.body))
        self.assertNotIn("路灯不亮", letter.subject + letter.body)

    def test_nobody_else_gets_one(self):
        self.ask()
        self.assertFalse(OutgoingMail.objects.exists())
