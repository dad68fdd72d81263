import json
from io import BytesIO
from unittest import mock
from zipfile import ZipFile

from django.core import mail
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from hall.concerns.models import AnswerApproval, ConcernPicture
from hall.interaction.models import SpeakerBlock
from portal.accounts.models import Invitation, User
from portal.accounts.names import why_not_nickname
from portal.accounts.personal_data import PARTS, register_personal_data
from portal.accounts.services import delete_account
from portal.core.models import OutgoingMail
from portal.core.outbox import post_mail
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import (
    AnswerFactory,
    CitizenFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    MessageFactory,
    UnitFactory,
    UserFactory,
)


class SettingsTestCase(HouseAssertions, TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))
        self.client.cookies["display"] = "en.standard"
        self.citizen = CitizenFactory(email="li@mail.example", nickname="小雨")
        self.client.force_login(self.citizen)


class SettingsPageTests(SettingsTestCase):
    def test_it_is_for_oneself_only_and_kept_nowhere(self):
        page = self.client.get(reverse("me_settings"))

        self.assertContains(page, "小雨")
        self.assertIn("no-store", page.headers["Cache-Control"])

    def test_strangers_sign_in_first_and_come_back(self):
        for name in ["me_settings", "download_data", "delete_account", "choose_nickname"]:
            with self.subTest(name):
                answer = self.client_class().get(reverse(name))
                self.assertRedirects(answer, f"{reverse('sign_in')}?next={reverse(name)}")

    def test_a_refused_nickname_stays_typed_with_the_reason(self):
        self.client.force_login(CitizenFactory(nickname=""))

        page = self.client.post(reverse("choose_nickname"), {"nickname": "公安小李"})

        self.assertContains(page, "sounds official")
        self.assertContains(page, 'value="公安小李"')

    def test_the_names_of_units_are_theirs(self):
        UnitFactory(title="平安河源")
        UnitFactory(title="源城")

        for name in ["平安河源", "平安河源小李", "平安-河源", "源城"]:
            with self.subTest(name):
                self.assertIn("name of a unit", why_not_nickname(name))
        self.assertEqual(why_not_nickname("源城人家"), "")


class DownloadTests(SettingsTestCase):
    def test_it_holds_what_every_app_registered(self):
        post_mail(to="li@mail.example", subject="答复", body="…", now=timezone.now())
        post_mail(to="wang@mail.example", subject="别人的信", body="…", now=timezone.now())
        register_personal_data(
            "wishes", collect=lambda user: [{"wish": user.nickname}], forget=lambda user: None
        )
        self.addCleanup(PARTS.pop, "wishes")

        answer = self.client.get(reverse("download_data"))

        self.assertIn("attachment", answer.headers["Content-Disposition"])
        data = unpacked(answer)
        self.assertEqual(data["account"][0]["email"], "li@mail.example")
        self.assertEqual([letter["subject"] for letter in data["letters"]], ["答复"])
        self.assertEqual(data["wishes"], [{"wish": "小雨"}])

    def test_letters_to_the_address_in_other_capitals_are_ones_own_too(self):
        post_mail(to="Li@Mail.example", subject="答复", body="…", now=timezone.now())
        letters = unpacked(self.client.get(reverse("download_data")))["letters"]
        self.assertEqual([letter["subject"] for letter in letters], ["答复"])
        delete_account(user=self.citizen, now=timezone.now())
        self.assertFalse(OutgoingMail.objects.filter(subject="答复").exists())

    def test_it_holds_an_invitation_and_what_is_said_about_ones_comments(self):
        Invitation.objects.create(user=self.citizen, duties="为平安河源写博文", invited_at=timezone.now())
        SpeakerBlock.objects.create(user=self.citizen, reason="骂人", blocked_at=timezone.now())
        data = unpacked(self.client.get(reverse("download_data")))
        self.assertEqual(data["invitations"][0]["duties"], "为平安河源写博文")
        self.assertEqual(data["standing"][0]["reason"], "骂人")

    def test_it_holds_messages_with_their_dates_and_the_pictures_themselves(self):
        concern = ConcernFactory(asker=self.citizen)
        message = MessageFactory(concern=concern, text="今早又灭了一盏")
        for place, said in enumerate([None, message], 1):
            ConcernPicture.objects.create(
                concern=concern,
                message=said,
                token="一",
                position=place,
                kept_at=message.written_at,
                file=ContentFile(f"图{place}".encode(), name="a.jpg"),
            )
        lost = ConcernPicture.objects.create(
            concern=concern, token="二", position=1, kept_at=message.written_at, file="concerns/gone.jpg"
        )
        others = ConcernFactory(asker=CitizenFactory(), subject="别人的")
        MessageFactory(concern=others, text="别人的话")

        answer = self.client.get(reverse("download_data"))

        row = unpacked(answer)["concerns"][0]
        said = row["messages"][0]
        self.assertEqual(
            (said["text"], said["written_at"]), ("今早又灭了一盏", message.written_at.isoformat())
        )
        archive = archive_of(answer)
        names = [*row["pictures"], *said["pictures"]]
        self.assertEqual(
            [archive.read(name).decode() for name in names if str(lost.pk) not in name], ["图1", "图2"]
        )
        self.assertNotIn("别人的", json.dumps(unpacked(answer), ensure_ascii=False))

    def test_it_is_packed_so_often_and_then_says_when_again(self):
        with mock.patch("portal.accounts.views.settings.why_not_now", return_value="太快了，请稍候"):
            answer = self.client.get(reverse("download_data"), follow=True)
        self.assertContains(answer, "太快了，请稍候")

    def test_more_messages_and_pictures_cost_no_more_queries(self):
        concern = ConcernFactory(asker=self.citizen)

        def more():
            message = MessageFactory(concern=concern)
            ConcernPicture.objects.create(
                concern=concern,
                message=message,
                token=f"t{message.pk}",
                position=1,
                kept_at=message.written_at,
                file=f"concerns/{message.pk}.jpg",
            )

        self.assertQueriesDoNotGrow(lambda: self.client.get(reverse("download_data")), more)


def archive_of(answer) -> ZipFile:
    if not hasattr(answer, "packed"):
        answer.packed = BytesIO(answer.getvalue())
    return ZipFile(answer.packed)


def unpacked(answer) -> dict:
    return json.loads(archive_of(answer).read("my-data.json"))


class DeleteAccountTests(SettingsTestCase):
    def delete(self, email):
        with self.captureOnCommitCallbacks(execute=True):
            return self.client.post(reverse("delete_account"), {"email": email})

    def test_a_slip_deletes_nothing(self):
        self.assertContains(self.delete("li@mail.exampel"), "Nothing has been deleted")
        self.assertTrue(User.objects.filter(pk=self.citizen.pk).exists())

    def test_it_forgets_writes_a_last_letter_and_ends_the_session(self):
        forgotten = []
        register_personal_data("wishes", collect=lambda user: [], forget=forgotten.append)
        self.addCleanup(PARTS.pop, "wishes")
        post_mail(to="li@mail.example", subject="答复", body="…", now=timezone.now())

        self.assertRedirects(self.delete(" LI@mail.example "), reverse("sign_in"))

        self.assertEqual([user.email for user in forgotten], ["li@mail.example"])
        self.assertFalse(User.objects.filter(email="li@mail.example").exists())
        self.assertEqual([letter.to for letter in mail.outbox], [["li@mail.example"]])
        self.assertNotIn("答复", OutgoingMail.objects.values_list("subject", flat=True))
        self.assertEqual(self.client.get(reverse("me_settings")).status_code, 302)

    def test_staff_cannot(self):
        for user in [MemberFactory(UnitFactory()), UserFactory(superuser=True)]:
            with self.subTest(user), self.assertRaises(Refused):
                delete_account(user=user, now=timezone.now())
            self.client.force_login(user)
            self.assertNotContains(self.client.get(reverse("delete_account")), 'name="email"')

    def test_whoever_is_deleted_by_an_administrator_is_forgotten_too(self):
        forgotten = []
        register_personal_data("wishes", collect=lambda user: [], forget=forgotten.append)
        self.addCleanup(PARTS.pop, "wishes")
        self.client.force_login(UserFactory(superuser=True))

        self.client.post(reverse("wagtailusers_users:delete", args=[self.citizen.pk]))

        self.assertEqual([user.email for user in forgotten], ["li@mail.example"])
        self.assertFalse(User.objects.filter(email="li@mail.example").exists())

    def test_the_admins_log_keeps_no_name_of_a_citizen_whom_an_administrator_deletes(self):
        self.client.force_login(UserFactory(superuser=True))
        colleague = HallDeskFactory(first_name="敏", last_name="叶")
        for person in [self.citizen, colleague]:
            log(person, "wagtail.edit")
            self.client.post(reverse("wagtailusers_users:delete", args=[person.pk]))

        lines = ModelLogEntry.objects.get_for_model(User).filter(action__startswith="wagtail.").order_by("pk")
        self.assertEqual(
            list(lines.values_list("action", "label")),
            [
                ("wagtail.edit", str(self.citizen.pk)),
                ("wagtail.delete", str(self.citizen.pk)),
                ("wagtail.edit", "叶敏"),
                ("wagtail.delete", "叶敏"),
            ],
        )

    def test_what_a_former_colleague_approved_stays_and_is_said(self):
        answer = AnswerFactory()
        AnswerApproval.objects.create(answer=answer, level=1, by=self.citizen, at=timezone.now(), digest="0")
        post_mail(to="li@mail.example", subject="答复", body="…", now=timezone.now())

        self.assertContains(self.delete("li@mail.example"), "what you approved is on record")

        self.assertTrue(User.objects.filter(pk=self.citizen.pk).exists())
        self.assertEqual(OutgoingMail.objects.get().subject, "答复")
