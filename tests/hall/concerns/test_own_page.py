"""The page that only who asked can open, and the ways to open it."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase
from django.utils import timezone

from hall.concerns.codes import new_code
from hall.concerns.enums import ConcernState
from hall.concerns.models import Concern, ConcernFollow
from hall.concerns.services import extend, transfer
from tests.assertions import HouseAssertions
from tests.factories import (
    CitizenFactory,
    ConcernFactory,
    HallDeskFactory,
    MemberFactory,
    MessageFactory,
    UnitFactory,
)
from units.enums import Role

PRIVATE = "别人不该读到的话"


class OpenTests(TestCase):
    def setUp(self):
        self.code = new_code()
        self.concern = ConcernFactory(code=self.code, text=PRIVATE)
        self.own = f"/ask/c/{self.concern.number}/"

    def track(self, number, code):
        return self.client.post("/ask/track/", {"number": number, "code": code})

    def test_number_and_code_open_it(self):
        self.assertRedirects(self.track(f" {self.concern.number} ", self.code.lower()), self.own)
        self.assertContains(self.client.get(self.own), PRIVATE)

    def test_the_secret_link_opens_it_and_leaves_the_code_out_of_the_address(self):
        answer = self.client.get(f"{self.own}{self.code}/")
        self.assertRedirects(answer, self.own)
        self.assertEqual(answer["Referrer-Policy"], "no-referrer")
        self.assertNotContains(self.client.get(self.own), self.code)

    def test_following_it_again_is_harmless(self):
        for _time in range(2):
            self.assertRedirects(self.client.get(f"{self.own}{self.code}/"), self.own)

    def test_a_wrong_number_and_a_wrong_code_are_answered_alike(self):
        wrong_code = self.track(self.concern.number, new_code())
        wrong_number = self.track("20200101-0001", self.code)
        errors = [answer.context["form"].non_field_errors() for answer in (wrong_code, wrong_number)]
        self.assertEqual(errors[0], errors[1])
        self.assertEqual(wrong_code.status_code, wrong_number.status_code)

    def test_a_wrong_link_is_answered_alike(self):
        said = []
        for number in (self.concern.number, "20200101-0001"):
            answer = self.client.get(f"/ask/c/{number}/{new_code()}/")
            self.assertRedirects(answer, f"/ask/track/?number={number}", fetch_redirect_response=False)
            said.append([str(message) for message in self.client.get(answer["Location"]).context["messages"]])
        self.assertTrue(said[0])
        self.assertEqual(said[0], said[1])

    def test_guessing_is_slowed_down_by_address(self):
        statuses = [self.track(self.concern.number, new_code()).status_code for _try in range(12)]
        self.assertEqual(statuses[-1], 429)

    def test_guesses_of_others_do_not_shut_out_who_asked(self):
        for place in range(110):
            self.client.post(
                "/ask/track/",
                {"number": self.concern.number, "code": new_code()},
                REMOTE_ADDR=f"10.0.0.{place}",
            )
        self.assertRedirects(
            self.track(self.concern.number, self.code),
            f"/ask/c/{self.concern.number}/",
            fetch_redirect_response=False,
        )

    def test_without_the_code_nobody_learns_whether_it_exists(self):
        for number in (self.concern.number, "20200101-0001"):
            answer = self.client.get(f"/ask/c/{number}/")
            self.assertRedirects(answer, f"/ask/track/?number={number}")

    def test_the_code_of_one_opens_no_other(self):
        other = ConcernFactory(text=PRIVATE)
        self.track(self.concern.number, self.code)
        self.assertEqual(self.client.get(f"/ask/c/{other.number}/").status_code, 302)
        self.assertEqual(self.client.post(f"/ask/c/{other.number}/do/withdraw/").status_code, 302)
        self.assertEqual(Concern.objects.get(pk=other.pk).state, ConcernState.ASSIGNED)

    def test_it_is_compared_in_constant_time(self):
        with mock.patch("secrets.compare_digest", return_value=False) as compared:
            self.track("20200101-0001", self.code)
        compared.assert_called_once()

    def test_very_long_words_are_refused(self):
        self.assertEqual(self.track("9" * 5000, "A" * 5000).status_code, 200)
        self.assertEqual(self.client.get(f"/ask/c/{'9' * 200}/").status_code, 302)


class LeaveTests(TestCase):
    def setUp(self):
        self.code = new_code()
        self.concern = ConcernFactory(code=self.code, text=PRIVATE)
        self.own = f"/ask/c/{self.concern.number}/"
        self.client.get(f"{self.own}{self.code}/")

    def test_the_button_forgets_the_right_and_says_so(self):
        self.assertContains(self.client.get(self.own), f'action="{self.own}leave/"')
        left = self.client.post(f"{self.own}leave/", follow=True)
        self.assertContains(left, "这台设备已不能再打开这条提问")
        self.assertEqual(self.client.get(self.own).status_code, 302)

    def test_the_code_opens_it_again_and_others_stay_open(self):
        other_code = new_code()
        other = ConcernFactory(code=other_code)
        self.client.get(f"/ask/c/{other.number}/{other_code}/")
        self.client.post(f"{self.own}leave/")
        self.assertEqual(self.client.get(f"/ask/c/{other.number}/").status_code, 200)
        self.client.get(f"{self.own}{self.code}/")
        self.assertContains(self.client.get(self.own), PRIVATE)

    def test_a_link_does_not_do_it(self):
        self.assertEqual(self.client.get(f"{self.own}leave/").status_code, 405)
        self.assertEqual(self.client.get(self.own).status_code, 200)

    def test_it_says_the_same_of_what_was_never_open(self):
        answers = [self.client.post(f"/ask/c/{n}/leave/") for n in (ConcernFactory().number, "20200101-0001")]
        self.assertEqual(
            {(answer.status_code, answer["Location"]) for answer in answers}, {(302, "/ask/track/")}
        )

    def test_who_asked_while_signed_in_is_offered_no_such_thing(self):
        citizen = CitizenFactory()
        concern = ConcernFactory(asker=citizen)
        self.client.force_login(citizen)
        self.assertNotContains(self.client.get(f"/ask/c/{concern.number}/"), "/leave/")


class ExpiredTests(TestCase):
    """The right has ended while somebody was writing."""

    def setUp(self):
        self.code, self.citizen = new_code(), CitizenFactory()
        self.concern = ConcernFactory(code=self.code, asker=self.citizen, state=ConcernState.ANSWERED)
        self.own = f"/ask/c/{self.concern.number}/"

    def send(self, verb="message", text="路口那盏也不亮", number=None):
        address = f"/ask/c/{number or self.concern.number}/do/{verb}/"
        return self.client.post(address, {f"{verb}-text": text}, follow=True)

    def test_the_words_are_back_once_the_code_was_shown_again(self):
        self.assertContains(self.send(), "您写的内容已保留")
        self.assertFalse(self.concern.messages.exists())
        page = self.client.get(f"{self.own}{self.code}/", follow=True)
        self.assertEqual(page.context["forms"]["message"]["text"].value(), "路口那盏也不亮")
        self.assertNotContains(self.client.get(self.own), "路口那盏也不亮")

    def test_the_words_are_back_after_signing_in(self):
        self.send("reopen", "还是不亮")
        self.client.force_login(self.citizen)
        page = self.client.get(self.own)
        self.assertEqual(page.context["forms"]["reopen"]["text"].value(), "还是不亮")

    def test_the_words_are_read_where_their_form_is_offered_no_more(self):
        self.send("withdraw", "已经修好了，不用再查")
        self.client.force_login(self.citizen)
        page = self.client.get(self.own)
        self.assertNotIn("withdraw", page.context["forms"])
        self.assertContains(page, "已经修好了，不用再查")
        self.assertNotContains(self.client.get(self.own), "已经修好了，不用再查")

    def test_somebody_else_who_signs_in_does_not_see_them(self):
        self.client.force_login(CitizenFactory())
        self.send()
        self.client.force_login(self.citizen)
        self.assertNotContains(self.client.get(self.own), "路口那盏也不亮")

    def test_nobody_learns_whether_it_exists(self):
        said = [self.send(number=number) for number in (self.concern.number, "20200101-0001")]
        messages = [[str(message) for message in page.context["messages"]] for page in said]
        self.assertEqual(messages[0], messages[1])


class MyListTests(HouseAssertions, TestCase):
    def setUp(self):
        self.citizen = CitizenFactory()
        self.client.force_login(self.citizen)

    def follow(self, minutes):
        concern = ConcernFactory(is_shown=True)
        since = concern.received_at + timedelta(minutes=minutes)
        ConcernFollow.objects.create(user=self.citizen, concern=concern, since=since)
        return concern

    def walk(self, name):
        """Follow the way to older ones to its end; return the subjects of every page."""
        pages, address = [], "/me/concerns/"
        while address:
            page = self.client.get(address)
            concerns = (
                [c for c, _late in page.context["own"]] if name == "before" else page.context["followed"]
            )
            pages.append([concern.pk for concern in concerns])
            older = page.context["older" if name == "before" else "followed_older"]
            address = f"/me/concerns/?{name}={older}" if older else ""
            if address:
                self.assertContains(page, f"?{name}={older}")
        return pages

    def test_every_question_is_reached_once_newest_first(self):
        at = timezone.now()
        asked = [
            ConcernFactory(asker=self.citizen, received_at=at - timedelta(days=n // 2)) for n in range(45)
        ]
        pages = self.walk("before")
        self.assertEqual([len(page) for page in pages], [20, 20, 5])
        self.assertEqual(sorted(pk for page in pages for pk in page), sorted(concern.pk for concern in asked))

    def test_every_followed_question_is_reached_once(self):
        followed = [self.follow(minutes).pk for minutes in range(22)]
        pages = self.walk("followed")
        self.assertEqual([pk for page in pages for pk in page], followed[::-1])

    def test_what_is_no_cursor_shows_the_first_page(self):
        concern = ConcernFactory(asker=self.citizen)
        self.assertContains(self.client.get("/me/concerns/?before=x&followed=九"), concern.subject)

    def test_more_followed_cost_no_more_queries(self):
        self.assertQueriesDoNotGrow(lambda: self.client.get("/me/concerns/"), lambda: self.follow(0))


class OwnPageTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.citizen = CitizenFactory()
        cls.unit = UnitFactory(title="河源路灯")

    def page(self, concern, user=None):
        self.client.force_login(user or self.citizen)
        return self.client.get(f"/ask/c/{concern.number}/")

    def act(self, concern, verb, **words):
        self.client.force_login(self.citizen)
        sent = {f"{verb}-{name}": value for name, value in words.items()}
        return self.client.post(f"/ask/c/{concern.number}/do/{verb}/", sent)

    def concern(self, state=ConcernState.ASSIGNED, **fields):
        return ConcernFactory(unit=self.unit, asker=self.citizen, state=state, **fields)

    def test_it_is_open_to_who_asked_and_to_no_other_citizen(self):
        concern = self.concern(text=PRIVATE)
        self.assertContains(self.page(concern), PRIVATE)
        self.assertEqual(self.page(concern, CitizenFactory()).status_code, 302)

    def test_it_offers_what_the_state_allows(self):
        offers = {
            ConcernState.RECEIVED: {"message", "withdraw"},
            ConcernState.ASSIGNED: {"message", "withdraw"},
            ConcernState.ANSWERING: {"message", "withdraw"},
            ConcernState.REOPENED: {"message", "withdraw"},
            ConcernState.ANSWERED: {"message", "solved", "reopen"},
            ConcernState.CLOSED: {"rate", "reopen"},
        }
        for state in ConcernState:
            with self.subTest(state):
                unit = None if state == ConcernState.RECEIVED else self.unit
                concern = ConcernFactory(unit=unit, asker=self.citizen, state=state)
                self.assertEqual(set(self.page(concern).context["forms"]), offers[state])

    def test_an_added_message_stands_in_the_story_once(self):
        concern = self.concern()
        for _click in range(2):
            self.act(concern, "message", text="今早又灭了一盏", token="一次")
        self.assertEqual(concern.messages.count(), 1)
        self.assertContains(self.page(concern), "今早又灭了一盏", count=1)

    def test_words_that_are_refused_stay(self):
        answer = self.act(self.concern(), "message", text="长" * 4000)
        self.assertContains(answer, "长" * 4000, status_code=422)

    def test_a_refused_verb_says_why_and_keeps_the_words(self):
        answer = self.act(self.concern(), "reopen", text="还是不亮")
        self.assertContains(answer, "还是不亮", status_code=422)

    def test_solved_with_a_rating_closes_it(self):
        concern = self.concern(ConcernState.ANSWERED)
        self.act(concern, "solved", rating="5")
        concern.refresh_from_db()
        self.assertEqual((concern.outcome, concern.rating), ("solved", 5))

    def test_a_rating_out_of_range_is_refused(self):
        concern = self.concern(ConcernState.ANSWERED)
        for rating in ("0", "6", "x"):
            self.assertEqual(self.act(concern, "solved", rating=rating).status_code, 422)

    def test_not_solved_needs_a_reason_and_opens_it_again(self):
        concern = self.concern(ConcernState.ANSWERED, received_at=timezone.now() - timedelta(days=3))
        self.assertEqual(self.act(concern, "reopen", text=" ").status_code, 422)
        self.act(concern, "reopen", text="还是不亮")
        concern.refresh_from_db()
        self.assertEqual(concern.state, ConcernState.REOPENED)
        self.assertContains(self.page(concern), "还是不亮")

    def test_an_unknown_verb_is_not_found(self):
        self.assertEqual(self.act(self.concern(), "delete").status_code, 404)

    def test_it_tells_what_the_units_did(self):
        concern = self.concern()
        desk, speaker = HallDeskFactory(), MemberFactory(self.unit, Role.REVIEWER)
        now = concern.received_at + timedelta(hours=1)
        extend(concern_id=concern.pk, working_days=2, reason="要等配件", user=speaker, now=now)
        other = UnitFactory(title="河源城管")
        transfer(concern_id=concern.pk, unit=other, reason="这盏灯归城管", user=desk, now=now)
        page = self.page(concern)
        for words in ("要等配件", "这盏灯归城管", "河源城管"):
            self.assertContains(page, words)

    def test_the_unit_that_asked_back_is_named_though_it_has_passed_it_on(self):
        concern = self.concern(asked_back_at=timezone.now())
        asked = {"kind": "asked_back", "voice": "unit", "unit": self.unit, "text": "是哪一段？"}
        MessageFactory(concern=concern, **asked)
        other, desk, now = UnitFactory(title="河源城管"), HallDeskFactory(), timezone.now()
        transfer(concern_id=concern.pk, unit=other, reason="归城管", user=desk, now=now)
        for page in [self.page(concern), self.client.get("/me/concerns/")]:
            with self.subTest(page.request["PATH_INFO"]):
                self.assertContains(page, "河源路灯想向您了解情况")
                self.assertNotContains(page, "河源城管想向您了解情况")

    def test_more_messages_cost_no_more_queries(self):
        concern = self.concern()
        self.client.force_login(self.citizen)
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(f"/ask/c/{concern.number}/"), lambda: MessageFactory(concern=concern)
        )

    def test_more_concerns_cost_no_more_queries(self):
        self.client.force_login(self.citizen)
        self.assertQueriesDoNotGrow(lambda: self.client.get("/me/concerns/"), self.concern)
