import re
from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.activity.links import path_of
from hall.campaigns.activity.services import cancel
from hall.campaigns.enums import SignUpState
from hall.campaigns.models import ActivityPage, SignUp
from hall.campaigns.services import call_off
from portal.core.log_redaction import redacted
from portal.core.models import OutgoingMail
from portal.core.throttling import forget_counts
from tests.assertions import HouseAssertions
from tests.factories import ActivityFactory, CampaignFactory, CitizenFactory, MemberFactory, SignUpFactory
from units.enums import Role

SEED = "seed-from-the-form-0001"


class SigningUpTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.activity = ActivityFactory(
            title="湖边徒步", capacity=1, asks_phone=True, asks_people=False, asks_note=True
        )
        cls.address = reverse("sign_up", args=[cls.activity.pk])

    def setUp(self):
        forget_counts()

    def words(self, **changed):
        return {
            "seed": SEED,
            "name": "李晓梅",
            "phone": "138 0000 0000",
            "email": "xiaomei@mail.example",
            "note": "带一个小孩",
            **changed,
        }

    def test_the_page_says_when_and_where_and_is_the_same_for_everyone(self):
        page = self.client.get(self.activity.url)

        self.assertContains(page, "万绿湖码头")
        self.assertContains(page, self.address)
        self.assertSameForEveryone(self.activity.url)

    def test_nobody_is_invited_to_note_down_what_does_not_take_place(self):
        self.assertContains(self.client.get(self.activity.url), "加入我的日历")

        organiser = MemberFactory(self.activity.unit, Role.ORGANISER)
        call_off(page_id=self.activity.pk, by=organiser, reason="台风要来了。", now=timezone.now())

        page = self.client.get(self.activity.url)
        self.assertContains(page, "台风要来了。")
        self.assertNotContains(page, "加入我的日历")

    def test_who_waits_is_told_what_cancelling_means_for_them(self):
        for number, words in [
            (1, "您的名额会让给候补名单上的下一位。"),
            (2, "您会退出候补名单；再报名要重新排队。"),
        ]:
            form = self.words(seed=f"{SEED}{number}", email=f"{number}@mail.example")
            self.assertContains(self.client.post(self.address, form, follow=True), words)

    def test_what_is_over_offers_no_places(self):
        over = ActivityFactory(
            opens_at=timezone.now() - timedelta(days=4),
            closes_at=timezone.now() - timedelta(days=3),
            begins_at=timezone.now() - timedelta(days=2),
            ends_at=timezone.now() - timedelta(days=1),
        )

        page = self.client.get(over.url)
        self.assertNotContains(page, "还剩")
        self.assertNotContains(page, "加入我的日历")

    def test_without_signing_in_a_form_leads_to_a_ticket_that_a_letter_brings_too(self):
        answer = self.client.post(self.address, self.words(), follow=True)

        row = SignUp.objects.get()
        self.assertEqual((row.state, row.name, row.note), (SignUpState.IN, "李晓梅", "带一个小孩"))
        self.assertEqual(answer.redirect_chain[-1][0], path_of(row.seed))
        self.assertContains(answer, "data:image/svg+xml")
        self.assertIn("no-store", answer["Cache-Control"])
        self.assertIn(path_of(row.seed), OutgoingMail.objects.get().body)

    def test_a_form_that_was_sent_before_signing_in_signs_up_the_person_as_well(self):
        ActivityPage.objects.filter(pk=self.activity.pk).update(capacity=5)
        self.client.post(self.address, self.words())
        citizen = CitizenFactory()
        self.client.force_login(citizen)

        answer = self.client.post(self.address, self.words())

        own = SignUp.objects.get(person=citizen)
        self.assertRedirects(answer, path_of(own.seed))
        self.assertEqual(SignUp.objects.get(person=None).email, "xiaomei@mail.example")

    def test_a_form_of_another_activity_opens_nothing_there(self):
        self.client.post(self.address, self.words())
        other = ActivityFactory(asks_phone=True)

        self.client.post(reverse("sign_up", args=[other.pk]), self.words())

        self.assertNotEqual(other.sign_ups.get().seed, SEED)

    def test_what_stands_in_the_database_and_in_the_logs_opens_nothing(self):
        row = SignUpFactory(self.activity)
        for known in [row.seed, row.secret_digest]:
            with self.subTest(known):
                answer = self.client.get(reverse("own_sign_up", args=[known]))
                self.assertEqual(answer.status_code, 404)
        self.assertNotIn(path_of(row.seed).split("/")[-2], redacted(f"GET {path_of(row.seed)}cancel/"))

    def test_sent_twice_it_signs_up_once(self):
        page = self.client.get(self.address).content.decode()
        (seed,) = re.findall(r'name="seed" value="([\w-]{20,})"', page)
        for _time in range(2):
            answer = self.client.post(self.address, self.words(seed=seed))

        self.assertRedirects(answer, path_of(SignUp.objects.get().seed))

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        for changed in [{"email": "nowhere"}, {"name": " "}, {"phone": "打我电话"}, {"note": "长" * 301}]:
            with self.subTest(changed):
                answer = self.client.post(self.address, self.words(**changed))
                self.assertContains(answer, self.words(**changed)["note"], status_code=422)
                self.assertEqual(list(answer.context["form"].errors), list(changed))
        self.assertFalse(SignUp.objects.exists())

    def test_too_early_and_too_late_is_said_with_what_was_typed(self):
        now = timezone.now()
        for opens, closes in [
            (now + timedelta(hours=1), now + timedelta(hours=2)),
            (now - timedelta(2), now),
        ]:
            activity = ActivityFactory(opens_at=opens, closes_at=closes, asks_note=True)
            with self.subTest(opens=opens):
                self.assertNotContains(self.client.get(activity.url), "/sign-up/")
                answer = self.client.post(reverse("sign_up", args=[activity.pk]), self.words())
                self.assertContains(answer, "带一个小孩", status_code=422)
                self.assertContains(answer, "报名", status_code=422)
        self.assertFalse(SignUp.objects.exists())

    def test_a_field_that_is_not_asked_is_not_kept(self):
        activity = ActivityFactory(asks_name=False)
        self.client.post(reverse("sign_up", args=[activity.pk]), self.words(people="5"))

        row = SignUp.objects.get()
        self.assertEqual((row.name, row.phone, row.people, row.note), ("", "", 1, ""))

    def test_whoever_is_signed_in_finds_their_ticket_again(self):
        citizen = CitizenFactory()
        self.client.force_login(citizen)
        self.client.post(self.address, self.words(email=""))

        row = SignUp.objects.get(person=citizen, email=citizen.email)
        self.assertRedirects(self.client.get(self.address), path_of(row.seed))
        self.assertContains(
            self.client.get(reverse("my_sign_up", args=[self.activity.pk])), path_of(row.seed)
        )

    def test_after_the_last_place_one_waits_and_sees_how_many_come_before(self):
        for _number in range(3):
            SignUpFactory(self.activity)
        answer = self.client.post(self.address, self.words(), follow=True)

        self.assertContains(answer, "您前面还有 2 人")

    def test_an_address_that_has_signed_up_is_told(self):
        SignUpFactory(self.activity, email="xiaomei@mail.example")

        answer = self.client.post(self.address, self.words(email="XiaoMei@mail.example"))

        self.assertContains(answer, "这个邮箱已经报过名了", status_code=422)

    def test_many_tries_in_a_row_are_slowed_down(self):
        answers = [
            self.client.post(self.address, self.words(seed=f"{SEED}{number}", email=f"a{number}@b.example"))
            for number in range(12)
        ]
        self.assertIn("human", answers[-1].context["form"].errors)
        self.assertLess(SignUp.objects.count(), 12)

    def test_it_is_cancelled_by_its_link(self):
        row = SignUpFactory(self.activity)
        secret = path_of(row.seed).split("/")[-2]

        self.assertEqual(self.client.get(reverse("cancel_sign_up", args=[secret])).status_code, 405)
        answer = self.client.post(reverse("cancel_sign_up", args=[secret]), follow=True)

        self.assertContains(answer, "报名已取消")
        row.refresh_from_db()
        self.assertEqual(row.state, SignUpState.CANCELLED)

    def test_odd_addresses_find_nothing(self):
        draft = ActivityFactory(campaign=CampaignFactory(), live=False)
        for address in [
            "/campaigns/sign-ups/x/",
            reverse("sign_up", args=[draft.pk]),
            "/campaigns/activities/0/sign-up/",
        ]:
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)


class DoorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        now = timezone.now()
        cls.activity = ActivityFactory(
            capacity=1,
            closes_at=now + timedelta(minutes=30),
            begins_at=now + timedelta(hours=1),
            ends_at=now + timedelta(hours=3),
        )
        cls.organiser = MemberFactory(cls.activity.unit, Role.ORGANISER)
        cls.row = SignUpFactory(cls.activity, name="李晓梅", email="mei@mail.example")

    def opened_by(self, person, row=None):
        self.client.force_login(person)
        return self.client.get(path_of((row or self.row).seed))

    def arrived(self):
        self.row.refresh_from_db()
        self.activity.seats.refresh_from_db()
        return self.row.checked_in_at is not None, self.activity.seats.arrived

    def check_in(self, person, row=None):
        self.client.force_login(person)
        secret = path_of((row or self.row).seed).split("/")[-2]
        return self.client.post(reverse("check_in_ticket", args=[secret]))

    def test_an_organiser_checks_a_ticket_in_once(self):
        self.assertContains(self.opened_by(self.organiser), "凭证有效")
        self.assertContains(self.check_in(self.organiser), "签到成功")
        self.assertEqual(self.arrived(), (True, 1))

        for again in [self.check_in(self.organiser), self.opened_by(self.organiser)]:
            self.assertContains(again, "之前已经签到")
        self.assertContains(again, "李晓梅")
        self.assertEqual(self.arrived(), (True, 1))

    def test_a_look_at_a_ticket_checks_nobody_in(self):
        for method in [self.client.get, self.client.head]:
            self.client.force_login(self.organiser)
            method(path_of(self.row.seed))
        self.assertEqual(self.arrived(), (False, 0))

    def test_others_see_the_sign_up_and_check_nobody_in(self):
        stranger = MemberFactory(ActivityFactory().unit, Role.ORGANISER)
        for person in [stranger, CitizenFactory(), MemberFactory(self.activity.unit, Role.EDITOR)]:
            with self.subTest(person=person):
                self.assertContains(self.opened_by(person), "报名成功")
                self.assertEqual(self.check_in(person).status_code, 404)
        self.assertEqual(self.arrived(), (False, 0))

    def test_an_organiser_who_comes_along_sees_the_own_ticket(self):
        ActivityPage.objects.filter(pk=self.activity.pk).update(capacity=2)
        cancel(sign_up_id=self.row.pk, now=timezone.now())
        own = SignUpFactory(self.activity, person=self.organiser)

        self.assertContains(self.opened_by(self.organiser, own), "报名成功")

    def test_who_waits_or_has_cancelled_is_not_let_in(self):
        waiting = SignUpFactory(self.activity)
        for answer in [self.opened_by(self.organiser, waiting), self.check_in(self.organiser, waiting)]:
            self.assertContains(answer, "还在候补名单上")
        cancel(sign_up_id=self.row.pk, now=timezone.now())
        for answer in [self.opened_by(self.organiser), self.check_in(self.organiser)]:
            self.assertContains(answer, "这个报名已经取消")
        self.assertEqual(self.arrived(), (False, 0))

    def test_days_before_nobody_is_checked_in(self):
        early = ActivityFactory(campaign=self.activity.get_parent().specific)
        row = SignUpFactory(early)

        self.assertContains(self.opened_by(self.organiser, row), "签到将于")
        self.assertContains(self.check_in(self.organiser, row), "签到将于")
        row.refresh_from_db()
        self.assertIsNone(row.checked_in_at)

    def test_a_mistake_is_undone(self):
        self.check_in(self.organiser)
        secret = path_of(self.row.seed).split("/")[-2]

        self.client.post(reverse("cancel_sign_up", args=[secret]))

        self.assertEqual(self.arrived(), (False, 0))
        self.assertEqual(self.row.state, SignUpState.IN)
