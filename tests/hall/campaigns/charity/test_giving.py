from datetime import timedelta

from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.charity.enums import GoalKind, PledgeState
from hall.campaigns.charity.services import pledge, receive_pledge, set_thanked, withdraw_pledge
from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import CharityTally, Pledge
from hall.campaigns.services import call_off
from portal.accounts.personal_data import collect_all
from portal.accounts.services import delete_account
from tests.factories import CharityFactory, CitizenFactory, MemberFactory, UnitFactory
from units.enums import Role

MONEY = {
    "name": "重建校舍",
    "kind": GoalKind.MONEY,
    "amount": None,
    "charity_name": "河源市慈善总会",
    "charity_number": "51441600MJM",
    "charity_link": "https://charity.example/heyuan",
}


class GivingCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.page = CharityFactory(goals=[{}, MONEY])
        cls.goal, cls.money = cls.page.goals.all()
        cls.organiser = MemberFactory(cls.page.unit, Role.ORGANISER)
        cls.person = CitizenFactory(nickname="东江渔翁")
        cls.address = reverse("charity_give", args=[cls.page.pk])

    def setUp(self):
        self.client.force_login(self.person)

    def give(self, amount=20, goal=None, **typed):
        goal = goal or self.goal
        words = {"amount": amount, "note": "周六送到", **typed}
        sent = {f"{goal.key}-{name}": value for name, value in words.items()}
        return self.client.post(self.address, {"action": "pledge", "key": goal.key, **sent})

    def pledged(self, person=None, amount=20, is_thanked=False):
        return pledge(
            page_id=self.page.pk,
            key=self.goal.key,
            user=person or self.person,
            amount=amount,
            note="电话138",
            is_thanked=is_thanked,
            now=self.now,
        )

    def received(self, row, amount=20):
        return receive_pledge(
            pledge_id=row.pk, by=self.organiser, amount=amount, receipt="0001", now=self.now
        )

    def sums(self):
        return CharityTally.objects.filter(key=self.goal.key).values_list("pledged", "received").first()


class PledgingTests(GivingCase):
    def test_what_was_promised_can_be_taken_back_after_the_page_was_taken_off(self):
        row = self.pledged()
        self.page.unpublish()
        self.assertEqual(self.give(amount=5).status_code, 422)
        self.client.post(self.address, {"action": "withdraw", "pledge": row.pk})

        self.assertEqual(Pledge.objects.get().state, PledgeState.WITHDRAWN)
        self.client.force_login(CitizenFactory())
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_nobody_is_asked_for_a_pledge_before_it_opens(self):
        upcoming = CharityFactory(opens_at=self.now + timedelta(days=1), goals=[{}])
        door = reverse("charity_give", args=[upcoming.pk])

        self.assertNotContains(self.client.get(upcoming.url), door)
        self.assertContains(self.client.get(self.page.url), self.address)

    def test_a_pledge_counts_once_even_when_the_form_is_sent_twice(self):
        self.give()
        self.give()

        self.assertEqual(Pledge.objects.count(), 1)
        self.assertEqual(self.sums(), (20, 0))
        self.assertContains(self.client.get(self.page.url), "20")

    def test_who_has_pledged_for_a_goal_finds_no_second_form_for_it(self):
        field = f'name="{self.goal.key}-amount"'
        self.assertContains(self.client.get(self.address), field)

        self.give()

        self.assertNotContains(self.client.get(self.address), field)

    def test_a_second_open_pledge_for_the_same_goal_is_refused_and_what_was_typed_comes_back(self):
        self.give()
        answer = self.give(amount=30, note="再加三十条")

        self.assertEqual(answer.status_code, 422)
        self.assertContains(answer, "再加三十条", status_code=422)
        self.assertEqual(self.sums(), (20, 0))

    def test_the_database_knows_one_open_pledge_per_person_and_goal(self):
        row = self.pledged()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Pledge.objects.create(tally=row.tally, person=self.person, amount=1, pledged_at=self.now)

    def test_more_than_is_needed_is_refused(self):
        self.assertEqual(self.give(amount=201).status_code, 422)
        self.pledged(CitizenFactory(), amount=200)
        self.assertEqual(self.give(amount=1).status_code, 422)
        self.assertEqual(self.sums(), (200, 0))

    def test_a_goal_that_is_full_says_so_instead_of_asking_and_the_others_stay_open(self):
        more = CharityFactory(goals=[{"name": "毛毯", "amount": 5}, {"name": "棉衣", "amount": 9}])
        self.address = reverse("charity_give", args=[more.pk])
        full, still_open = more.goals.all()
        self.client.force_login(CitizenFactory())
        self.give(goal=full, amount=5)
        self.client.force_login(self.person)
        page = self.client.get(self.address)

        self.assertContains(page, "已经认满", count=1)
        self.assertNotContains(page, f'name="{full.key}-amount"')
        self.assertContains(page, f'name="{still_open.key}-amount"')
        answer = self.give(goal=full, amount=1, note="晚上送到")
        self.assertContains(answer, "晚上送到", status_code=422)
        self.assertEqual(Pledge.objects.count(), 1)

    def test_who_has_pledged_is_told_before_typing(self):
        self.give()
        page = self.client.get(self.address)

        self.assertContains(page, "如要修改")
        self.assertNotContains(page, f'name="{self.goal.key}-amount"')

    def test_what_is_no_amount_is_refused(self):
        for amount in ["0", "-5", "很多", "", "9" * 30]:
            with self.subTest(amount):
                self.assertEqual(self.give(amount=amount).status_code, 422)
        self.assertFalse(Pledge.objects.exists())

    def test_no_money_is_taken(self):
        answer = self.give(goal=self.money)

        self.assertEqual(answer.status_code, 422)
        self.assertFalse(Pledge.objects.exists())
        page = self.client.get(self.page.url)
        self.assertContains(page, "51441600MJM")
        self.assertContains(page, "https://charity.example/heyuan")

    def test_nobody_pledges_before_it_opens_after_it_closed_or_when_it_was_called_off(self):
        for opens, closes in [(1, 2), (-2, -1)]:
            self.page.opens_at = self.now + timedelta(days=opens)
            self.page.closes_at = self.now + timedelta(days=closes)
            self.page.save_revision().publish(skip_permission_checks=True)
            with self.subTest(opens):
                self.assertEqual(self.give().status_code, 422)
        self.page.closes_at = self.now + timedelta(days=2)
        self.page.save_revision().publish(skip_permission_checks=True)
        call_off(page_id=self.page.pk, by=self.organiser, reason="物资已够", now=self.now)
        self.assertEqual(self.give().status_code, 422)
        self.assertFalse(Pledge.objects.exists())

    def test_visitors_are_led_to_the_door(self):
        self.client.logout()
        self.assertEqual(self.give().status_code, 302)
        self.assertFalse(Pledge.objects.exists())

    def test_the_public_page_is_the_same_for_all_visitors(self):
        self.client.logout()
        page = self.client.get(self.page.url)

        self.assertFalse(page.cookies)
        self.assertNotContains(page, "csrfmiddlewaretoken")

    def test_the_sums_stay_when_the_page_is_published_anew(self):
        self.give()
        self.page.introduction = "谢谢大家。"
        self.page.save_revision().publish(skip_permission_checks=True)

        self.assertEqual(self.sums(), (20, 0))
        self.assertContains(self.client.get(self.address), "毛毯")

    def test_many_givers_cost_no_more_queries(self):
        def count():
            self.client.logout()
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.page.url)
            return len(queries)

        self.received(self.pledged(is_thanked=True))
        count()
        before = count()
        for number in range(5):
            self.received(self.pledged(CitizenFactory(nickname=f"热心人{number}"), is_thanked=True))

        self.assertEqual(count(), before)


class TakingBackTests(GivingCase):
    def test_a_pledge_is_withdrawn_and_may_be_made_anew(self):
        row = self.pledged()
        for _time in range(2):
            self.client.post(self.address, {"action": "withdraw", "pledge": row.pk})
        self.assertEqual(self.sums(), (0, 0))

        self.give(amount=5)
        self.assertEqual(self.sums(), (5, 0))

    def test_it_is_withdrawn_after_the_end_too(self):
        row = self.pledged()
        self.page.closes_at = self.now - timedelta(minutes=1)
        self.page.save_revision().publish(skip_permission_checks=True)

        withdraw_pledge(pledge_id=row.pk, user=self.person, now=self.now)

        self.assertEqual(self.sums(), (0, 0))

    def test_what_was_received_is_not_withdrawn(self):
        row = self.received(self.pledged())
        answer = self.client.post(self.address, {"action": "withdraw", "pledge": row.pk})

        self.assertEqual(answer.status_code, 422)
        self.assertEqual(self.sums(), (0, 20))

    def test_nobody_touches_the_pledge_of_another(self):
        row = self.pledged(CitizenFactory())
        for action in ["withdraw", "thank", "unthank"]:
            with self.subTest(action):
                answer = self.client.post(self.address, {"action": action, "pledge": row.pk})
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.sums(), (20, 0))

    def test_the_wall_names_who_agreed_once_it_has_arrived_and_until_they_change_their_mind(self):
        row = self.pledged(is_thanked=True)
        self.assertNotContains(self.client.get(self.page.url), "东江渔翁")
        self.received(row)
        self.assertContains(self.client.get(self.page.url), "东江渔翁")

        self.client.post(self.address, {"action": "unthank", "pledge": row.pk})

        self.assertNotContains(self.client.get(self.page.url), "东江渔翁")

    def test_who_did_not_agree_is_not_named(self):
        self.received(self.pledged())
        self.assertNotContains(self.client.get(self.page.url), "东江渔翁")


class LeavingTests(GivingCase):
    def test_who_leaves_takes_everything_but_the_sums(self):
        self.received(self.pledged(is_thanked=True))
        self.pledged(amount=5)
        self.assertEqual(len(collect_all(self.person)["pledges"]), 2)

        delete_account(user=self.person, now=self.now)

        self.assertEqual(self.sums(), (5, 20))
        self.assertEqual(set(Pledge.objects.values_list("person", "note", "is_thanked")), {(None, "", False)})

    def test_some_days_after_the_end_people_are_taken_out_and_the_sums_stay(self):
        self.pledged()
        self.page.closes_at = self.now - timedelta(minutes=1)
        self.page.save_revision().publish(skip_permission_checks=True)

        remove_participants_data(self.now + timedelta(days=self.page.keep_days + 1))

        self.assertEqual(Pledge.objects.get().person, None)
        self.assertEqual((Pledge.objects.get().note, self.sums()), ("", (20, 0)))


class ConsentTests(GivingCase):
    def test_nobody_is_thanked_for_what_was_withdrawn(self):
        row = self.pledged(is_thanked=True)
        row = withdraw_pledge(pledge_id=row.pk, user=self.person, now=self.now)
        set_thanked(pledge_id=row.pk, user=self.person, is_thanked=True)

        row.refresh_from_db()
        self.assertEqual((row.state, row.is_thanked), (PledgeState.WITHDRAWN, False))

    def test_others_may_not_consent_for_one(self):
        unit = UnitFactory()
        self.client.force_login(MemberFactory(unit, Role.ORGANISER))
        row = self.pledged()
        self.client.post(self.address, {"action": "thank", "pledge": row.pk})
        row.refresh_from_db()
        self.assertFalse(row.is_thanked)
