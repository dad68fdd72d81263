import re
import time
from unittest import mock

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from portal.accounts.invitations import invitation_url
from portal.accounts.models import User
from portal.accounts.second_factor import recovery_codes_of
from portal.accounts.services import add_totp, invite, reset_second_factor
from portal.core.refusals import Refused
from portal.core.throttling import forget_counts
from tests.factories import CitizenFactory, HallDeskFactory, MemberFactory, UnitFactory, UserFactory

PASSWORD = "东江之水天上来2013"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = "/accounts/second-factor/"
NEW = "/accounts/second-factor/new/"
MINE = "/accounts/second-factor/mine/"


def code_of(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@override_settings(REQUIRE_SECOND_FACTOR=True)
class StaffTestCase(TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))
        self.client.cookies["display"] = "en.standard"
        forget_counts()
        self.unit = UnitFactory(title="平安河源")
        self.editor = MemberFactory(self.unit, email="gaj.editor@heyuan.example")
        self.editor.set_password(PASSWORD)
        self.editor.save()

    def enrol(self, user=None):
        return add_totp(user=user or self.editor, secret=SECRET, now=timezone.now())

    def sign_in(self, client=None):
        fields = {"username": self.editor.email, "password": PASSWORD}
        return (client or self.client).post(reverse("wagtailadmin_login"), fields)

    def assertOutside(self, client=None):
        client = client or self.client
        home = client.get(reverse("wagtailadmin_home"))
        self.assertEqual(home.status_code, 302)
        self.assertRegex(home.url, "/accounts/second-factor/|/cms/login/")

    def assertInside(self, client=None):
        self.assertEqual((client or self.client).get(reverse("wagtailadmin_home")).status_code, 200)


class BreakInTests(StaffTestCase):
    def test_the_password_alone_opens_nothing(self):
        for enrolled in [False, True]:
            if enrolled:
                self.enrol()
            client = self.client_class()
            self.sign_in(client)
            for address in [
                reverse("wagtailadmin_home"),
                reverse("wagtailadmin_explore_root"),
                reverse("wagtailadmin_account"),
                "/cms/api/main/pages/",
                "/cms/login/?next=/cms/",
                f"/cms/pages/{self.unit.pk}/edit/preview/",
            ]:
                with self.subTest(address, enrolled=enrolled):
                    answer = client.get(address)
                    self.assertEqual((answer.status_code, answer.url[: len(STEP)]), (302, STEP))
                    posted = client.post(address, {"title": "改"})
                    self.assertEqual((posted.status_code, posted.url[: len(STEP)]), (302, STEP))
            self.assertOutside(client)

    def test_outside_the_admin_the_session_is_nobodys_too(self):
        self.sign_in()

        for name in ["me_settings", "download_data", "delete_account"]:
            with self.subTest(name):
                self.assertEqual(
                    self.client.get(reverse(name)).url, f"/accounts/sign-in/?next={reverse(name)}"
                )

    def test_a_new_password_by_mail_is_no_way_past(self):
        self.enrol()
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("wagtailadmin_password_reset"), {"email": self.editor.email})
        link = re.search(r"https?://[^/]+(/cms/password_reset/confirm/\S+)", mail.outbox[-1].body)[1]
        form = self.client.get(link).url
        self.client.post(form, {"new_password1": PASSWORD + "新", "new_password2": PASSWORD + "新"})
        self.client.post(
            reverse("wagtailadmin_login"), {"username": self.editor.email, "password": PASSWORD + "新"}
        )

        self.assertOutside()

    def test_neither_is_an_invitation(self):
        newcomer = MemberFactory(self.unit)
        invite(user=newcomer, duties="写博文", now=timezone.now())
        link = invitation_url(newcomer).partition("/accounts/")[2]
        form = self.client.get(f"/accounts/{link}").url

        done = self.client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)

        self.assertEqual(done.redirect_chain[-1][0], f"{NEW}?next=/cms/")
        self.assertOutside()

    def test_somebody_with_a_factor_cannot_get_another_by_the_password(self):
        self.enrol()
        self.sign_in()

        for act in [self.client.get, self.client.post]:
            for address in [NEW, MINE]:
                with self.subTest(address):
                    self.assertEqual(act(address, {"code": code_of()}).url[: len(STEP) + 5], f"{STEP}?next")
        self.assertEqual(Authenticator.objects.filter(user=self.editor, type="totp").count(), 1)

    def test_the_factor_of_another_person_does_not_count(self):
        self.enrol()
        desk = HallDeskFactory()
        self.enrol(desk)
        self.sign_in()
        self.client.post(STEP, {"code": code_of()})
        self.assertInside()
        session = self.client.session
        stolen = {key: session[key] for key in list(session.keys()) if key.startswith("account_")}

        self.client.force_login(desk)
        store = self.client.session
        store.update(stolen)
        store.save()

        self.assertOutside()

    def test_codes_are_not_guessed(self):
        self.enrol()
        self.sign_in()
        for _attempt in range(5):
            self.client.post(STEP, {"code": "1"})

        self.assertContains(self.client.post(STEP, {"code": code_of()}), "try again in")
        self.assertOutside()

    def test_a_code_is_good_once(self):
        self.enrol()
        code = code_of()
        self.sign_in()
        self.client.post(STEP, {"code": code})
        self.assertInside()

        other = self.client_class()
        self.sign_in(other)
        other.post(STEP, {"code": code})

        self.assertOutside(other)

    def test_a_session_that_a_mailbox_opened_does_not_become_one_of_staff(self):
        for required in [True, False]:
            with self.subTest(required), override_settings(REQUIRE_SECOND_FACTOR=required):
                citizen = CitizenFactory(email=f"li{required}@mail.example")
                client = self.client_class()
                with self.captureOnCommitCallbacks(execute=True):
                    client.post("/accounts/sign-in/", {"address": citizen.email})
                client.post("/accounts/code/", {"code": mail.outbox[-1].subject[:6]})
                citizen.groups.add(self.unit.teams.get(role="editor").group)

                self.assertEqual(client.get("/cms/").url, "/cms/login/?next=/cms/")
                self.assertEqual(client.get(NEW).url, "/cms/login/")

    def test_who_came_by_code_comes_in_by_password_and_factor_once_they_work_here(self):
        self.editor.groups.clear()
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post("/accounts/sign-in/", {"address": self.editor.email})
        self.client.post("/accounts/code/", {"code": mail.outbox[-1].subject[:6]})
        self.editor.groups.add(self.unit.teams.get(role="editor").group)
        self.enrol()

        self.sign_in()
        self.assertOutside()
        self.client.post(STEP, {"code": code_of()})

        self.assertInside()

    def test_a_second_sign_in_shows_the_factor_again(self):
        self.enrol()
        self.sign_in()
        self.client.post(STEP, {"code": code_of()})
        self.assertInside()

        self.sign_in()

        self.assertOutside()

    def test_citizens_never_come_in(self):
        self.client.force_login(CitizenFactory())

        for address in ["/cms/", STEP, NEW, MINE]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 302)
                self.assertIn("login", self.client.get(address).url)


class WayInTests(StaffTestCase):
    def test_somebody_without_a_factor_gets_one_and_is_in(self):
        self.sign_in()
        page = self.client.get("/cms/", follow=True)
        self.assertEqual(page.redirect_chain[-1][0], f"{NEW}?next=/cms/")
        secret = self.client.session["mfa.totp.secret"]
        before = self.client.session.session_key

        with self.captureOnCommitCallbacks(execute=True):
            done = self.client.post(NEW, {"code": code_of(secret), "next": "/cms/"})

        self.assertEqual(done.url, f"{MINE}?next=/cms/")
        self.assertInside()
        self.assertNotEqual(self.client.session.session_key, before)
        self.assertNotIn(secret, str(Authenticator.objects.get(user=self.editor, type="totp").data))
        self.assertIn("second factor", mail.outbox[-1].subject)
        for code in recovery_codes_of(self.editor):
            self.assertContains(self.client.get(MINE), code)

    def test_a_wrong_first_code_keeps_the_picture(self):
        self.sign_in()
        self.client.get(NEW)
        secret = self.client.session["mfa.totp.secret"]

        self.assertContains(self.client.post(NEW, {"code": "000000x"}), "not right")
        self.assertEqual(self.client.session["mfa.totp.secret"], secret)
        self.assertOutside()

    def test_somebody_with_a_factor_shows_it_and_goes_where_they_wanted(self):
        self.enrol()
        self.sign_in()
        wanted = reverse("wagtailadmin_account")
        self.assertEqual(self.client.get(wanted).url, f"{STEP}?next={wanted}")

        self.assertEqual(self.client.post(STEP, {"code": code_of(), "next": wanted}).url, wanted)
        self.assertInside()

    def test_a_recovery_code_helps_once(self):
        self.enrol()
        code = recovery_codes_of(self.editor)[0]
        for inside in [True, False]:
            client = self.client_class()
            self.sign_in(client)
            client.post(STEP, {"code": code})
            (self.assertInside if inside else self.assertOutside)(client)

    def test_good_codes_are_no_guesses(self):
        self.enrol()
        for code in recovery_codes_of(self.editor)[:7]:
            client = self.client_class()
            self.sign_in(client)
            client.post(STEP, {"code": code})
            self.assertInside(client)

    def test_where_nobody_must_have_one_those_who_have_one_show_it(self):
        with override_settings(REQUIRE_SECOND_FACTOR=False):
            self.sign_in()
            self.assertInside()
            self.enrol()
            client = self.client_class()
            self.sign_in(client)
            self.assertOutside(client)

    def test_nonsense_in_place_of_a_passkey_is_refused_in_words(self):
        self.enrol()
        self.sign_in()
        for address in [STEP, NEW]:
            for credential in ["", "{}", "[]", "x", '{"id": 1}', '{"response": {}}']:
                with self.subTest(address, credential=credential):
                    forget_counts()
                    self.assertLess(self.client.post(address, {"credential": credential}).status_code, 400)
        self.assertOutside()


class OwnFactorTests(StaffTestCase):
    def setUp(self):
        super().setUp()
        self.factor = self.enrol()
        self.sign_in()
        self.client.post(STEP, {"code": code_of()})

    def test_codes_are_renewed(self):
        before = recovery_codes_of(self.editor)

        self.client.post(MINE, {"action": "codes"})

        self.assertFalse(set(before) & set(recovery_codes_of(self.editor)))

    def test_the_last_factor_stays_and_those_of_others_are_out_of_reach(self):
        other = self.enrol(HallDeskFactory())

        self.client.post(MINE, {"remove": self.factor.pk})
        self.assertEqual(self.client.post(MINE, {"remove": other.pk}).status_code, 404)
        self.assertEqual(self.client.post(MINE, {"remove": "9" * 30}).status_code, 404)

        self.assertEqual(Authenticator.objects.filter(type="totp").count(), 2)

    def test_changes_want_the_factor_shown_lately(self):
        later = time.time() + 3600
        with mock.patch("portal.accounts.second_factor.time.time", return_value=later):
            self.assertEqual(self.client.post(MINE, {"action": "codes"}).url, f"{STEP}?next={MINE}")
            self.assertInside()


class ResetTests(StaffTestCase):
    def setUp(self):
        super().setUp()
        self.enrol()
        self.admin = UserFactory(superuser=True)

    def test_an_administrator_helps_and_it_is_on_record(self):
        self.sign_in()
        self.client.post(STEP, {"code": code_of()})
        with override_settings(REQUIRE_SECOND_FACTOR=False):
            boss = self.client_class()
            boss.force_login(self.admin)
            address = reverse("reset_second_factor", args=[self.editor.pk])
            self.assertContains(boss.get(address), self.editor.email)
            with self.captureOnCommitCallbacks(execute=True):
                boss.post(address)

        self.assertFalse(Authenticator.objects.filter(user=self.editor).exists())
        self.assertOutside()
        line = ModelLogEntry.objects.get(action="accounts.second_factor.reset")
        self.assertEqual((line.user, line.object_id), (self.admin, str(self.editor.pk)))
        self.assertEqual(mail.outbox[-1].to, [self.editor.email])

    def test_nobody_else_does(self):
        self.enrol(self.admin)
        for by, user in [
            (HallDeskFactory(), self.editor),
            (self.editor, self.editor),
            (self.admin, self.admin),
            (self.admin, UserFactory()),
        ]:
            with self.subTest(by=by, user=user), self.assertRaises(Refused):
                reset_second_factor(user_id=user.pk, by=by, now=timezone.now())
        self.assertEqual(User.objects.filter(authenticator__type="totp").count(), 2)
