import time
from datetime import timedelta
from unittest import mock

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.invitations import invitation_url
from portal.accounts.models import Invitation
from portal.accounts.services import invite
from portal.core.models import OutgoingMail, PortalSettings
from portal.core.refusals import Refused
from portal.core.sending import send_waiting
from tests.factories import HallDeskFactory, MemberFactory, UnitFactory, UserFactory

PASSWORD = "东江之水天上来2013"


class InvitationTestCase(TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))
        self.person = UserFactory(email="gaj.editor@heyuan.example", last_name="陈", first_name="小雨")

    def invite(self, **fields):
        with self.captureOnCommitCallbacks(execute=True):
            return invite(user=self.person, now=timezone.now(), **{"duties": "为平安河源写博文", **fields})

    def link(self):
        return invitation_url(self.person).removeprefix(settings.WAGTAILADMIN_BASE_URL)


class InviteTests(InvitationTestCase):
    def test_the_letter_says_who_what_and_where_and_whom_to_ask(self):
        portal = PortalSettings.load()
        portal.contact = "0762-3180000"
        portal.save()

        self.invite(by=HallDeskFactory(last_name="王", first_name="主任"))

        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["gaj.editor@heyuan.example"])
        for words in [
            "陈小雨",
            "王主任",
            "为平安河源写博文",
            "/accounts/invitation/",
            "0762-3180000",
            portal.hall_name,
        ]:
            self.assertIn(words, letter.body)
        self.assertNotIn("\n", letter.subject)

    def test_it_is_written_down_when_it_went_and_when_it_did_not(self):
        self.assertEqual(self.invite().get_state(), "waiting")
        self.assertEqual(Invitation.objects.get().get_state(), "sent")

        down = OSError("邮件服务器没有回应")
        with mock.patch("portal.core.sending.EmailMessage.send", side_effect=down):
            self.invite()

        self.assertEqual(Invitation.objects.get().failure, "邮件服务器没有回应")

    def test_a_letter_that_did_not_go_is_tried_again_and_the_screen_hears_of_it(self):
        with mock.patch("portal.core.sending.EmailMessage.send", side_effect=OSError("停电")):
            self.invite()
        self.assertEqual(Invitation.objects.get().get_state(), "failed")

        send_waiting(now=timezone.now() + timedelta(hours=1))

        self.assertEqual(Invitation.objects.get().get_state(), "sent")
        self.assertEqual(len(mail.outbox), 1)

    def test_inviting_again_leaves_no_second_letter_to_be_sent_later(self):
        with mock.patch("portal.core.sending.EmailMessage.send", side_effect=OSError("停电")):
            self.invite()
            self.invite()
        self.assertEqual(OutgoingMail.objects.count(), 1)

    def test_the_link_is_not_kept_once_the_letter_is_sent(self):
        self.invite()
        self.assertEqual(OutgoingMail.objects.get().body, "")

    def test_those_who_have_signed_in_or_are_switched_off_are_not_invited(self):
        for fields in [{"last_login": timezone.now()}, {"is_active": False}]:
            self.person = UserFactory(**fields)
            with self.subTest(fields), self.assertRaises(Refused):
                self.invite()
        self.assertEqual(mail.outbox, [])


class AcceptInvitationTests(InvitationTestCase):
    def form_address(self):
        return self.client.get(self.link()).url

    def test_a_password_is_set_and_the_person_is_at_their_desk(self):
        MemberFactory(UnitFactory(title="平安河源"))
        unit = UnitFactory()
        self.person.groups.add(unit.teams.get(role="editor").group)
        address = self.form_address()
        page = self.client.get(address)
        self.assertIn("gaj.editor@heyuan.example", page.text)
        self.assertIn("id_new_password1_helptext", page.text)

        done = self.client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})

        self.assertRedirects(done, reverse("wagtailadmin_home"))
        self.person.refresh_from_db()
        self.assertTrue(self.person.has_signed_in)
        self.assertTrue(self.client.login(username="gaj.editor@heyuan.example", password=PASSWORD))

    def test_passwords_that_differ_or_are_too_easy_are_refused_in_words(self):
        address = self.form_address()
        for one, other in [
            (PASSWORD, PASSWORD + "x"),
            ("12345678901", "12345678901"),
            ("短", "短"),
            ("", ""),
        ]:
            with self.subTest(one):
                page = self.client.post(address, {"new_password1": one, "new_password2": other})
                self.assertEqual(page.status_code, 200)
                self.assertIn('role="alert"', page.text)
        self.person.refresh_from_db()
        self.assertFalse(self.person.has_signed_in)

    def assertGone(self, address):
        page = self.client.get(address, follow=True)
        self.assertEqual(page.status_code, 200)
        self.assertNotIn("new_password1", page.text)
        self.assertIn(reverse("wagtailadmin_login"), page.text)

    def test_a_link_that_was_used_is_old_or_forged_says_whom_to_ask(self):
        used = self.link()
        address = self.form_address()
        self.client.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD})
        self.client.logout()
        self.assertGone(used)
        self.assertGone("/accounts/invitation/MQ/x-y/")

        fresh = self.link()
        with self.after(timedelta(days=settings.INVITATION_DAYS, minutes=1)):
            self.assertGone(fresh)

    def after(self, pause):
        return mock.patch("django.core.signing.time.time", return_value=time.time() + pause.total_seconds())

    def test_a_link_is_good_for_days_and_only_as_an_invitation(self):
        link = self.link()
        with self.after(timedelta(days=settings.INVITATION_DAYS, minutes=-1)):
            self.assertIn("new_password1", self.client.get(link, follow=True).text)
        uid, token = link.strip("/").split("/")[-2:]
        reset = self.client.get(
            reverse("wagtailadmin_password_reset_confirm", args=[uid, token]), follow=True
        )
        self.assertNotIn("new_password1", reset.text)

    def test_somebody_who_was_switched_off_does_not_come_in(self):
        link = self.link()
        self.person.is_active = False
        self.person.save()

        self.assertGone(link)


class PasswordResetTests(InvitationTestCase):
    def test_who_has_forgotten_the_password_gets_a_letter_by_e_mail_address(self):
        self.person.set_password(PASSWORD)
        self.person.save()

        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("wagtailadmin_password_reset"), {"email": "GAJ.Editor@heyuan.example"})

        self.assertEqual(mail.outbox[0].to, ["gaj.editor@heyuan.example"])
        address = next(
            line for line in mail.outbox[0].body.splitlines() if "/password_reset/confirm/" in line
        )
        form = self.client.get(address.removeprefix(settings.WAGTAILADMIN_BASE_URL)).url
        new = PASSWORD + "新"
        self.client.post(form, {"new_password1": new, "new_password2": new})
        self.assertTrue(self.client.login(username="gaj.editor@heyuan.example", password=new))

    def test_its_link_lives_an_hour_and_is_no_invitation(self):
        uid = urlsafe_base64_encode(force_bytes(self.person.pk))
        token = default_token_generator.make_token(self.person)
        address = reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
        for minutes, is_good in [(59, True), (61, False)]:
            later = timezone.now().astimezone().replace(tzinfo=None) + timedelta(minutes=minutes)
            with (
                self.subTest(minutes),
                mock.patch.object(PasswordResetTokenGenerator, "_now", return_value=later),
            ):
                page = self.client_class().get(address, follow=True)
                self.assertEqual("new_password1" in page.text, is_good)
        invitation = self.client.get(reverse("accept_invitation", args=[uid, token]), follow=True)
        self.assertNotIn("new_password1", invitation.text)

    def test_who_has_lost_the_invitation_can_help_themselves_the_same_way(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("wagtailadmin_password_reset"), {"email": "gaj.editor@heyuan.example"})

        self.assertEqual(len(mail.outbox), 1)

    def test_a_stranger_learns_nothing(self):
        answer = self.client.post(reverse("wagtailadmin_password_reset"), {"email": "x@heyuan.example"})

        self.assertRedirects(answer, reverse("wagtailadmin_password_reset_done"))
        self.assertEqual(mail.outbox, [])
