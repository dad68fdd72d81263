import re
from unittest import mock

from django.contrib.sessions.models import Session
from django.core import mail
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from portal.accounts import code_sign_in
from portal.accounts.codes import EmailDelivery
from portal.accounts.models import User
from portal.core.models import OutgoingMail
from portal.core.throttling import forget_counts
from tests.factories import CitizenFactory, MemberFactory, UnitFactory, UserFactory

ASK, CODE = "/accounts/sign-in/", "/accounts/code/"


class CodeTestCase(TestCase):
    def setUp(self):
        self.enterContext(translation.override("en"))
        self.client.cookies["display"] = "en.standard"
        forget_counts()

    def ask(self, address, client=None, **fields):
        with self.captureOnCommitCallbacks(execute=True):
            return (client or self.client).post(ASK, {"address": address, **fields})

    def type(self, code, client=None):
        return (client or self.client).post(CODE, {"code": code})

    def sent_code(self):
        return re.match(r"\d{6}", mail.outbox[-1].subject)[0]

    def wrong_code(self):
        return f"{(int(self.sent_code()) + 1) % 1_000_000:06}"

    def signed_in(self, client=None):
        return User.objects.filter(pk=(client or self.client).session.get("_auth_user_id")).first()


class SignInTests(CodeTestCase):
    def test_a_new_address_proves_itself_and_is_somebody(self):
        asked = self.ask("Li@Mail.example", next="/hall/")
        self.assertRedirects(asked, CODE)
        self.assertFalse(User.objects.exists())

        done = self.type(self.sent_code())

        self.assertRedirects(done, "/accounts/nickname/?next=/hall/")
        user = self.signed_in()
        self.assertEqual((user.email, user.has_usable_password()), ("li@mail.example", False))
        named = self.client.post("/accounts/nickname/", {"nickname": "小雨", "next": "/hall/"})
        self.assertEqual(named.url, "/hall/")

    def test_somebody_known_goes_where_they_were(self):
        citizen = CitizenFactory(email="li@mail.example")
        self.ask("li@mail.example", next="/hall/")

        self.assertEqual(self.type(self.sent_code()).url, "/hall/")
        self.assertEqual(self.signed_in(), citizen)

    def test_the_letter_begins_with_the_code_and_says_what_to_do(self):
        self.ask("li@mail.example")

        letter = mail.outbox[0]
        self.assertEqual(letter.to, ["li@mail.example"])
        self.assertIn(self.sent_code(), letter.body)
        self.assertIn("10 minutes", letter.body)
        self.assertEqual(OutgoingMail.objects.get().body, "")

    def test_the_code_is_read_as_people_copy_it(self):
        self.ask("li@mail.example")
        code = self.sent_code()

        self.type(f" {code[:3]} {code[3:]}\u200b ".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}))

        self.assertTrue(self.signed_in())

    def test_it_goes_nowhere_else_than_on_this_site(self):
        foreign = ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
        for address in [*foreign, "没有这样的地址"]:
            with self.subTest(address):
                forget_counts()
                client = self.client_class()
                CitizenFactory(email=f"p{User.objects.count()}@mail.example")
                self.ask(User.objects.last().email, client, next=address)
                self.assertEqual(self.type(self.sent_code(), client).url, "/me/")

    def test_the_session_of_before_is_not_taken_over(self):
        self.ask("li@mail.example")
        before = self.client.session.session_key

        self.type(self.sent_code())

        self.assertNotEqual(self.client.session.session_key, before)
        self.assertFalse(Session.objects.filter(session_key=before).exists())

    def test_an_address_that_would_forge_a_letter_is_refused(self):
        for address in [
            "li@mail.example\nBcc: all@mail.example",
            "li@mail.example\r\nX: y",
            "li",
        ]:
            with self.subTest(address):
                self.assertContains(self.ask(address), "form-field__errors")
        self.assertEqual(mail.outbox, [])


class NoEnumerationTests(CodeTestCase):
    def people(self):
        CitizenFactory(email="known@mail.example")
        MemberFactory(UnitFactory(), email="staff@mail.example")
        UserFactory(email="off@mail.example", is_active=False)
        return ["new@mail.example", "known@mail.example", "staff@mail.example", "off@mail.example"]

    def seen(self, address):
        """Return all that the visitor is shown on the way to a wrong code, without what is always random."""
        forget_counts()
        client = self.client_class()
        client.cookies["display"] = "en.standard"
        asked = self.ask(address, client)
        answers = [asked, client.get(CODE), self.type("12", client)]
        answers += [client.post(CODE, {"action": "resend"}), client.get(CODE)]
        return [
            (
                answer.status_code,
                re.sub(r'name="csrfmiddlewaretoken" value="\w+"|\d+ seconds?', "", answer.text).replace(
                    address, "ADDRESS"
                ),
                {
                    name: value
                    for name, value in answer.headers.items()
                    if name not in {"Content-Length", "Expires"}
                },
                sorted(answer.cookies),
            )
            for answer in answers
        ]

    def test_every_address_is_answered_the_same(self):
        new, *others = self.people()
        plain = self.seen(new)

        for address in others:
            with self.subTest(address):
                self.assertEqual(self.seen(address), plain)

    def test_everybody_gets_one_letter_and_only_citizens_a_code(self):
        for address in self.people():
            self.ask(address)
        new, known, staff, off = mail.outbox

        for letter in [new, known]:
            self.assertRegex(letter.subject, r"^\d{6} ")
        for letter in [staff, off]:
            self.assertNotRegex(letter.subject + letter.body, r"\d{6}")
        self.assertIn("/cms/login/", staff.body)

    def test_staff_do_not_come_in_even_with_the_right_code(self):
        self.people()
        for address in ["staff@mail.example", "off@mail.example"]:
            with (
                self.subTest(address),
                mock.patch.object(
                    code_sign_in.get_adapter().__class__, "generate_login_code", return_value="123456"
                ),
            ):
                client = self.client_class()
                self.ask(address, client)
                self.assertEqual(self.type("123456", client).status_code, 200)
                self.assertIsNone(self.signed_in(client))


class BruteForceTests(CodeTestCase):
    def test_five_tries_and_the_code_is_gone(self):
        self.ask("li@mail.example")
        wrong = self.wrong_code()
        for _attempt in range(4):
            self.assertContains(self.type(wrong), "not the code")

        self.assertRedirects(self.type(wrong), ASK)
        self.type(self.sent_code())

        self.assertIsNone(self.signed_in())

    def test_tries_that_arrive_together_are_counted_too(self):
        self.ask("li@mail.example")
        session = dict(self.client.session)
        for _attempt in range(5):
            self.type(self.wrong_code())
            store = self.client.session
            store.update(session)
            store.save()

        self.assertContains(self.type(self.sent_code()), "too often")
        self.assertIsNone(self.signed_in())

    def test_a_code_ends_after_ten_minutes(self):
        self.ask("li@mail.example")
        later = timezone.now().timestamp() + 601
        with mock.patch("allauth.account.internal.flows.code_verification.time.time", return_value=later):
            self.assertRedirects(self.type(self.sent_code()), ASK)
        self.assertIsNone(self.signed_in())

    def test_a_code_is_good_in_its_own_browser_only_and_once(self):
        self.ask("li@mail.example")
        stranger = self.client_class()
        self.ask("li@mail.example", stranger)
        second = self.sent_code()
        self.type(second)
        self.assertIsNone(self.signed_in())

        self.type(second, stranger)
        self.client_class().post(CODE, {"code": second})

        self.assertTrue(self.signed_in(stranger))

    def test_one_address_is_not_written_to_all_day(self):
        for _time in range(6):
            self.assertEqual(self.ask("li@mail.example").status_code, 302)

        self.assertContains(self.ask("li@mail.example"), "try again in")
        self.assertEqual(len(mail.outbox), 6)

    def test_past_some_tries_the_browser_has_to_work(self):
        for number in range(10):
            self.ask(f"p{number}@mail.example")

        self.assertContains(self.ask("p6@mail.example"), "data-human-check")


class ResendTests(CodeTestCase):
    def resend(self, later=0):
        now = timezone.now().timestamp() + later
        clock = mock.patch("portal.accounts.code_sign_in.time.time", return_value=now)
        with clock, self.captureOnCommitCallbacks(execute=True):
            return self.client.post(CODE, {"action": "resend"}, follow=True)

    def test_it_waits_a_minute(self):
        self.ask("li@mail.example")

        self.assertContains(self.resend(), "Please wait")
        self.assertEqual(len(mail.outbox), 1)

    def test_the_newest_code_is_the_one_that_counts(self):
        self.ask("li@mail.example")
        first = self.sent_code()
        self.assertContains(self.resend(later=61), "on its way")

        if first != self.sent_code():
            self.assertContains(self.type(first), "not the code")
        self.type(self.sent_code())
        self.assertTrue(self.signed_in())

    def test_there_is_an_end(self):
        self.ask("li@mail.example")
        for time in range(1, 4):
            self.resend(later=61 * time)

        self.assertContains(self.resend(later=400), "several codes")


class SmsDelivery(EmailDelivery):
    """What a city with a telephone company would write: numbers in place of addresses."""

    sent = []

    def field(self):
        field = super().field().__class__.__mro__[1](label="手机号", max_length=11)
        field.validators.append(lambda number: int(number))
        return field

    def email_of(self, address):
        return f"{address}@sms.heyuan.example"

    def deliver(self, *, address, message, now):
        self.sent.append((address, message.short))


@override_settings(CODE_DELIVERY=f"{__name__}.SmsDelivery")
class DeliveryTests(CodeTestCase):
    def test_another_way_carries_the_code(self):
        self.ask("13800138000")

        number, words = SmsDelivery.sent.pop()
        self.assertEqual((number, mail.outbox), ("13800138000", []))
        self.assertLess(len(words), 100)
        self.type(re.match(r"\d{6}", words)[0])
        self.assertEqual(self.signed_in().email, "13800138000@sms.heyuan.example")
        self.assertContains(self.client_class().get(ASK), "手机号")


class SignOutTests(CodeTestCase):
    def test_by_a_press_only(self):
        self.client.force_login(CitizenFactory())
        self.assertEqual(self.client.get("/accounts/sign-out/").status_code, 405)

        self.client.post("/accounts/sign-out/")

        self.assertIsNone(self.signed_in())

    def test_everywhere(self):
        citizen = CitizenFactory()
        other = self.client_class()
        self.client.force_login(citizen)
        other.force_login(citizen)

        self.client.post("/accounts/sign-out-everywhere/")

        self.assertEqual(other.get(reverse("me_settings")).status_code, 302)
        self.client.force_login(User.objects.get(pk=citizen.pk))
        self.assertEqual(self.client.get(reverse("me_settings")).status_code, 200)
