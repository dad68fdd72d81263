"""What may change of a session, who is told, and places of people who left their team."""

import json
from datetime import timedelta
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from hall.assessment.models import TrainingMaterial, TrainingSession
from hall.assessment.training.duties import free_training_places, remind_of_training
from hall.assessment.training.services import attend, cancel_session, send_quiz
from portal.core.models import OutgoingMail
from tests.factories import HallDeskFactory, MemberFactory
from tests.hall.assessment.months import OldUnitFactory
from tests.hall.assessment.training.world import (
    BEFORE,
    BEGINS,
    DURING,
    ENDS,
    RIGHT,
    WRONG,
    SessionFactory,
    take_place,
)
from units.enums import Role
from units.models import Team
from units.services import add_member, remove_member

MOVED = BEGINS + timedelta(days=7)


def typed(session, **other):
    """Return what the editor's form sends for a session, with some of it changed."""
    fields = {
        "title": session.title,
        "description": session.description,
        "begins_at": f"{localtime(session.begins_at):%Y-%m-%d %H:%M}",
        "ends_at": f"{localtime(session.ends_at):%Y-%m-%d %H:%M}",
        "place": session.place,
        "online_url": session.online_url,
        "hours": session.hours,
        "pass_mark": session.pass_mark,
        "attempts": session.attempts,
        "materials-TOTAL_FORMS": 0,
        "materials-INITIAL_FORMS": 0,
        "questions-count": len(session.questions),
    }
    for number, block in enumerate(session.questions):
        start = f"questions-{number}"
        fields |= {f"{start}-deleted": "", f"{start}-order": number, f"{start}-type": "question"}
        fields |= {f"{start}-id": block.id}
        for name in ("words", "kind", "explanation"):
            fields[f"{start}-value-{name}"] = block.value[name]
        choices = block.value["choices"].bound_blocks
        fields[f"{start}-value-choices-count"] = len(choices)
        for place, choice in enumerate(choices):
            line = f"{start}-value-choices-{place}"
            fields |= {f"{line}-deleted": "", f"{line}-order": place, f"{line}-id": choice.id}
            fields |= {f"{line}-value-words": choice.value["words"]}
            fields |= {f"{line}-value-is_right": "on"} if choice.value["is_right"] else {}
    return fields | other


def moment(value):
    return f"{localtime(value):%Y-%m-%d %H:%M}"


class ChangingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = OldUnitFactory(title="河源水务"), OldUnitFactory(title="河源公安")
        cls.editor, cls.speaker = MemberFactory(cls.unit), MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.session = SessionFactory()
        self.seat = take_place(self.session, self.unit, self.editor)
        OutgoingMail.objects.all().delete()
        self.client.force_login(self.desk)

    def change(self, now=BEFORE, **other):
        address = reverse("wagtailsnippets_assessment_trainingsession:edit", args=[self.session.pk])
        with mock.patch.object(timezone, "now", return_value=now):
            answer = self.client.post(address, typed(self.session, **other))
        self.session = TrainingSession.objects.get(pk=self.session.pk)
        return answer

    def letters(self):
        return list(OutgoingMail.objects.values_list("to", "subject"))


class MovedTests(ChangingTestCase):
    def test_another_time_or_place_is_told_to_all_who_have_a_place_and_nobody_else(self):
        self.change(place="市政府二楼")
        self.assertEqual(self.letters(), [(self.editor.email, "时间或地点有变：新上岗编辑培训班")])
        self.assertIn("市政府二楼", OutgoingMail.objects.get().body)
        self.assertEqual(self.session.moved_at, BEFORE)

        self.change(begins_at=moment(MOVED), ends_at=moment(MOVED + timedelta(hours=2)))
        self.assertEqual(self.session.begins_at, MOVED)
        self.assertEqual(len(self.letters()), 2)

    def test_who_has_a_place_sees_it_on_the_home_page_and_the_session(self):
        self.change(place="市政府二楼")
        self.client.force_login(self.editor)
        with mock.patch.object(timezone, "now", return_value=BEFORE):
            self.assertContains(self.client.get(reverse("wagtailadmin_home")), "时间地点有变")
            shown = self.client.get(reverse("training_session", args=[self.session.pk]))
        self.assertContains(shown, "时间或地点有变动。")

    def test_a_session_that_was_called_off_stays_on_the_home_page_until_its_end(self):
        cancel_session(session_id=self.session.pk, reason="老师生病", user=self.desk, now=BEFORE)
        self.client.force_login(self.editor)
        for now, count in ((BEFORE, 1), (ENDS, 0)):
            with self.subTest(now), mock.patch.object(timezone, "now", return_value=now):
                self.assertContains(self.client.get(reverse("wagtailadmin_home")), "新上岗编辑培训班", count)

    def test_other_changes_are_told_to_nobody(self):
        self.change(title="新编辑培训班", seats_total=20)

        self.assertEqual((self.session.title, self.session.moved_at), ("新编辑培训班", None))
        self.assertEqual(self.letters(), [])

    def test_nobody_hears_of_what_is_only_planned_or_called_off_or_over(self):
        TrainingSession.objects.update(opened_at=None)
        self.change(place="甲楼")
        TrainingSession.objects.update(opened_at=BEFORE, cancelled_at=BEFORE, why_cancelled="下雨")
        self.change(place="乙楼")
        TrainingSession.objects.update(cancelled_at=None, why_cancelled="")
        self.change(now=ENDS, place="丙楼")

        self.assertEqual((self.session.place, self.letters()), ("丙楼", []))

    def test_people_are_reminded_of_the_new_day(self):
        remind_of_training(BEGINS - timedelta(hours=20))
        self.change(
            now=BEGINS - timedelta(hours=19),
            begins_at=moment(MOVED),
            ends_at=moment(MOVED + timedelta(hours=2)),
        )
        remind_of_training(MOVED - timedelta(hours=20))

        reminders = [subject for _to, subject in self.letters() if subject.startswith("明天")]
        self.assertEqual(len(reminders), 2)


class RefusedChangeTests(ChangingTestCase):
    def refused(self, words, **other):
        answer = self.change(now=ENDS, **other)
        self.assertIn(words, str(answer.context["form"].errors))
        return answer

    def come_and_answer(self, given):
        attend(seat_id=self.seat.pk, by=self.editor, now=DURING)
        send_quiz(seat_id=self.seat.pk, number=1, given=given, by=self.editor, now=DURING)

    def test_a_quiz_that_was_answered_stays_and_what_was_typed_comes_back(self):
        self.come_and_answer(WRONG)
        key = "questions-0-value-words"
        answer = self.refused("已经有人答过这份小测", **{key: "几天答复？"})
        self.assertContains(answer, json.dumps("几天答复？")[1:-1])
        self.refused("已经有人答过这份小测", **{"questions-1-value-choices-2-value-is_right": "on"})
        self.refused("已经有人答过这份小测", pass_mark=50)
        self.refused("已经有人答过这份小测", **{"questions-1-deleted": "1"})
        words = [question.words for question in self.session.quiz()]
        self.assertEqual(words, ["群众提问几天内要答复？", "哪些内容不能公开？"])

    def test_explanations_and_attempts_may_change_after_answers(self):
        self.come_and_answer(WRONG)
        self.change(now=ENDS, attempts=5, **{"questions-0-value-explanation": "新的解析"})

        self.assertEqual((self.session.attempts, self.session.quiz()[0].explanation), (5, "新的解析"))

    def test_a_quiz_that_nobody_answered_may_change(self):
        self.change(**{"questions-0-value-words": "几天答复？"})

        self.assertEqual(self.session.quiz()[0].words, "几天答复？")

    def test_the_time_stays_once_people_came_and_the_certificate_once_it_was_given(self):
        attend(seat_id=self.seat.pk, by=self.editor, now=DURING)
        self.change(now=ENDS, title="编辑班", hours=3)
        self.assertEqual((self.session.title, self.session.hours), ("编辑班", 3))
        self.refused("已经有人签到", ends_at=moment(ENDS + timedelta(hours=1)))
        send_quiz(seat_id=self.seat.pk, number=1, given=RIGHT, by=self.editor, now=DURING)
        self.refused("已经发出写有这一项的证书", hours=8)
        self.refused("已经发出写有这一项的证书", title="别的班")

        self.assertEqual((self.session.title, self.session.hours, self.session.ends_at), ("编辑班", 3, ENDS))

    def test_there_are_no_fewer_places_than_are_taken(self):
        take_place(self.session, self.unit, self.speaker)
        self.refused("已有 2 个名额", seats_total=1)
        self.refused("已有 2 个名额", seats_per_unit=1)
        self.change(seats_total=2, seats_per_unit=2)

        self.assertEqual((self.session.seats_total, self.session.seats_per_unit), (2, 2))

    def test_only_the_desk_changes_a_session(self):
        self.client.force_login(self.speaker)
        self.change(place="我办公室")

        self.assertEqual(self.session.place, "市委党校三楼")


class MaterialTests(ChangingTestCase):
    def upload(self, name, content, **other):
        row = {
            "materials-0-words": "讲义",
            "materials-0-url": "",
            "materials-0-ORDER": 1,
            "materials-0-id": "",
        }
        file = SimpleUploadedFile(name, content)
        return self.change(**{"materials-TOTAL_FORMS": 1, **row, "materials-0-file": file, **other})

    def fetch(self, person, material):
        self.client.force_login(person)
        return self.client.get(reverse("training_material", args=[material.session_id, material.pk]))

    def test_a_file_is_kept_out_of_reach_and_handed_to_the_teams_and_the_desk(self):
        self.upload("讲义.pdf", b"%PDF-1.7 ...")
        material = TrainingMaterial.objects.get()
        for person in (self.desk, self.editor, self.speaker, MemberFactory(self.other)):
            answer = self.fetch(person, material)
            self.assertEqual(b"".join(answer.streaming_content), b"%PDF-1.7 ...")
            self.assertIn("attachment", answer["Content-Disposition"])
            self.assertIn("private, no-store", answer["Cache-Control"])
        with self.assertRaises(ValueError):
            material.file.url  # noqa: B018
        for address in (f"/media/{material.file.name}", f"/{material.file.name}"):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_editor_opens_with_a_file_and_leads_to_it(self):
        self.upload("讲义.pdf", b"%PDF-1.7 ...")
        material = TrainingMaterial.objects.get()
        address = reverse("wagtailsnippets_assessment_trainingsession:edit", args=[self.session.pk])
        wrong = {
            "title": "",
            "materials-INITIAL_FORMS": 1,
            "materials-0-id": material.pk,
            "materials-TOTAL_FORMS": 1,
        }
        for answer in (self.client.get(address), self.change(**wrong, **{"materials-0-words": "讲义"})):
            self.assertContains(answer, reverse("training_material", args=[self.session.pk, material.pk]))

    def test_a_guessed_address_opens_nothing(self):
        self.upload("讲义.pdf", b"%PDF-1.7 ...")
        material = TrainingMaterial.objects.get()
        other = SessionFactory(title="别的班")
        self.client.force_login(self.editor)
        forged = reverse("training_material", args=[other.pk, material.pk])
        self.assertEqual(self.client.get(forged).status_code, 404)
        TrainingSession.objects.filter(pk=self.session.pk).update(opened_at=None)
        self.assertNotEqual(self.fetch(self.editor, material).status_code, 200)
        self.client.logout()
        address = reverse("training_material", args=[self.session.pk, material.pk])
        self.assertEqual(self.client.get(address).status_code, 302)

    def test_wrong_kinds_and_what_only_calls_itself_so_are_refused_in_words(self):
        for name, content, words in [
            ("讲义.exe", b"MZ", "exe"),
            ("讲义.html", b"<script>", "html"),
            ("讲义.pdf", b"<html>", "类型不符"),
            ("讲义.docx", b"%PDF-", "类型不符"),
        ]:
            with self.subTest(name):
                self.assertContains(self.upload(name, content), words)
        self.assertFalse(TrainingMaterial.objects.exists())

    def test_twenty_megabytes_at_most(self):
        with mock.patch("hall.assessment.training.session_form.LARGEST_FILE", 10):
            self.assertContains(self.upload("讲义.pdf", b"%PDF-1.7 ..."), "20 MB")
        self.assertFalse(TrainingMaterial.objects.exists())

    def test_a_file_or_a_link_and_one_of_them(self):
        link = {"materials-0-url": "https://heyuan.example/jiangyi"}
        self.assertContains(self.upload("讲义.pdf", b"%PDF-1.7 ...", **link), "二者选一")
        self.change(**{"materials-TOTAL_FORMS": 1, "materials-0-words": "讲义", **link})

        self.assertEqual(TrainingMaterial.objects.get().url, "https://heyuan.example/jiangyi")

    def test_a_file_that_is_replaced_or_taken_out_is_gone(self):
        self.upload("讲义.pdf", b"%PDF-1.7 ...")
        material = TrainingMaterial.objects.get()
        old = material.file
        kept = {"materials-INITIAL_FORMS": 1, "materials-0-id": material.pk}
        with self.captureOnCommitCallbacks(execute=True):
            self.upload("新讲义.pdf", b"%PDF-2.0 ...", **kept)
        self.assertFalse(old.storage.exists(old.name))
        new = TrainingMaterial.objects.get().file
        self.assertTrue(new.storage.exists(new.name))
        with self.captureOnCommitCallbacks(execute=True):
            self.change(
                **{
                    "materials-TOTAL_FORMS": 1,
                    **kept,
                    "materials-0-words": "讲义",
                    "materials-0-DELETE": "on",
                }
            )
        self.assertFalse(new.storage.exists(new.name))


class LeftTeamTests(ChangingTestCase):
    def leave(self):
        remove_member(team=Team.objects.get(unit=self.unit, role=Role.EDITOR), user=self.editor)

    def test_the_place_is_freed_before_the_session_begins_and_the_person_is_told(self):
        free_training_places(BEFORE)
        self.assertEqual(self.session.seats.count(), 1)
        self.leave()
        free_training_places(BEFORE)

        self.assertEqual(self.session.seats.count(), 0)
        self.assertEqual(self.letters(), [(self.editor.email, "名额已让出：新上岗编辑培训班")])

    def test_who_changes_the_team_of_the_unit_keeps_it(self):
        self.leave()
        add_member(team=Team.objects.get(unit=self.unit, role=Role.LIAISON), user=self.editor)
        free_training_places(BEFORE)

        self.assertEqual(self.session.seats.count(), 1)

    def test_what_has_begun_stays_as_it_was(self):
        self.leave()
        free_training_places(BEGINS)

        self.assertEqual(self.session.seats.count(), 1)

    def test_an_account_that_was_closed_holds_no_place_and_gets_no_letter(self):
        self.editor.is_active = False
        self.editor.save()
        free_training_places(BEFORE)

        self.assertEqual((self.session.seats.count(), self.letters()), (0, []))
