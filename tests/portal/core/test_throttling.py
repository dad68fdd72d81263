from datetime import UTC, datetime

from django.test import RequestFactory, SimpleTestCase, override_settings
from limits.errors import StorageError
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from portal.core import throttling
from portal.core.throttling import (
    Throttle,
    address_of,
    is_first_time,
    minutes_until_trusted,
    needs_human,
    too_often,
    why_not_now,
)

NIGHT = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
NOON = NIGHT.replace(hour=12)


def throttle(person="3/minute;5/day", address="100/minute", human_after=2):
    return Throttle("comment", person=person, address=address, human_after=human_after)


def attempt(rates=None, person=1, address="192.0.2.7"):
    return why_not_now(rates or throttle(), person=person, address=address)


class WhyNotNowTests(SimpleTestCase):
    def test_nobody_is_refused_below_the_rate(self):
        self.assertEqual([attempt() for _ in range(3)], ["", "", ""])

    def test_one_more_is_told_when_to_try_again(self):
        for _ in range(3):
            attempt()
        self.assertEqual(attempt(), "操作太频繁了，请在 1 分钟后再试。")

    def test_another_person_has_a_count_of_their_own(self):
        for _ in range(4):
            attempt()
        self.assertEqual(attempt(person=2), "")

    def test_many_people_of_one_address_share_its_rate(self):
        rates = throttle(address="2/hour")
        self.assertEqual([attempt(rates, person) for person in [1, 2]], ["", ""])
        self.assertIn("再试", attempt(rates, 3))
        self.assertEqual(attempt(rates, 3, "192.0.2.8"), "")

    def test_the_anonymous_are_counted_by_their_address_alone(self):
        rates = throttle(person="1/day", address="2/hour")
        self.assertEqual([attempt(rates, None) for _ in range(2)], ["", ""])
        self.assertIn("再试", attempt(rates, None))

    def test_one_thing_does_not_count_for_another(self):
        for _ in range(4):
            attempt()
        self.assertEqual(attempt(Throttle("like", "3/minute", "100/minute", 2)), "")

    def test_a_refused_try_does_not_use_up_the_other_rates(self):
        rates = throttle(person="1/second;3/day", address="50/day")
        for _ in range(9):
            attempt(rates)
        counter = throttling.all_counters().own
        (_, day) = throttling.parse_many("1/second;3/day")
        self.assertGreater(counter.get_window_stats(day, "comment", "person 1").remaining, 0)


class TooOftenTests(SimpleTestCase):
    def test_it_speaks_of_minutes_hours_and_days(self):
        for seconds, now, words in [
            (0.2, NOON, "1 分钟"),
            (61, NOON, "2 分钟"),
            (59 * 60, NOON, "59 分钟"),
            (3 * 3600, NOON, "3 小时"),
            (3 * 3600, NIGHT, "3 小时"),
            (20 * 3600, NOON, "明天"),
            (70 * 3600, NOON, "3 天"),
        ]:
            with self.subTest(seconds=seconds):
                self.assertIn(words, too_often(seconds, now))


class NeedsHumanTests(SimpleTestCase):
    def needs(self, rates=None, person=1):
        return needs_human(rates or throttle(), person=person, address="192.0.2.7")

    def test_only_past_the_threshold(self):
        seen = []
        for _ in range(3):
            seen.append(self.needs())
            attempt()
        self.assertEqual(seen, [False, False, True])
        self.assertFalse(self.needs(person=2))

    def test_asking_counts_nothing(self):
        for _ in range(9):
            self.assertFalse(self.needs())

    def test_a_threshold_of_nought_asks_at_once(self):
        self.assertTrue(self.needs(throttle(human_after=0)))

    def test_refused_tries_count_too(self):
        rates = throttle(person="1/day", human_after=3)
        for _ in range(3):
            attempt(rates)
        self.assertTrue(self.needs(rates))

    def test_it_ends_within_the_hour(self):
        for _ in range(3):
            attempt()
        self.assertEqual(minutes_until_trusted(throttle(), person=1, address="192.0.2.7"), 60)


class FirstTimeTests(SimpleTestCase):
    def test_a_key_is_new_once(self):
        self.assertEqual([is_first_time("x", key, seconds=60) for key in "aab"], [True, False, True])


@override_settings(TRUSTED_PROXIES=0)
class AddressOfTests(SimpleTestCase):
    def address(self, forwarded=None, remote="203.0.113.9"):
        headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
        return address_of(RequestFactory(headers=headers).get("/", REMOTE_ADDR=remote))

    def test_nobody_is_believed_without_a_proxy(self):
        self.assertEqual(self.address("198.51.100.1"), "203.0.113.9")

    def test_only_our_own_proxies_are_believed(self):
        for proxies, forwarded, address in [
            (1, "198.51.100.1", "198.51.100.1"),
            (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
            (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
            (2, "198.51.100.1", "203.0.113.9"),
            (1, "nonsense", "203.0.113.9"),
            (1, "", "203.0.113.9"),
            (1, "198.51.100.1:5555", "198.51.100.1"),
            (1, "[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        ]:
            with self.subTest(forwarded=forwarded, proxies=proxies), self.settings(TRUSTED_PROXIES=proxies):
                self.assertEqual(self.address(forwarded), address)

    def test_a_house_with_many_ipv6_addresses_is_one(self):
        self.assertEqual(
            self.address(remote="2001:db8:1:2:3::4"), self.address(remote="2001:db8:1:2:ffff::9")
        )
        self.assertNotEqual(self.address(remote="2001:db8:1:2::4"), self.address(remote="2001:db8:1:3::4"))

    def test_an_old_address_written_anew_is_the_old_one(self):
        self.assertEqual(self.address(remote="::ffff:203.0.113.9"), "203.0.113.9")
        self.assertEqual(self.address(remote="fe80::1%eth0"), "fe80::/64")

    def test_a_socket_without_an_address_has_a_name(self):
        self.assertEqual(self.address(remote=""), "unknown")


class BrokenStorage(MemoryStorage):
    asked = 0

    def acquire_entry(self, *args, **kwargs):
        type(self).asked += 1
        raise StorageError(ConnectionError("away"))

    get_moving_window = acquire_entry


class AwayTests(SimpleTestCase):
    def setUp(self):
        counters = throttling.all_counters()
        counters.shared = MovingWindowRateLimiter(BrokenStorage())
        self.addCleanup(vars(counters).update, shared=None, away_until=0.0)
        BrokenStorage.asked = 0

    def test_each_process_counts_for_itself(self):
        self.assertEqual([attempt() for _ in range(3)], ["", "", ""])
        self.assertIn("再试", attempt())

    def test_it_is_not_asked_again_at_once(self):
        for _ in range(3):
            attempt()
        self.assertEqual(BrokenStorage.asked, 1)

    def test_a_redis_where_nobody_listens_refuses_nobody(self):
        throttling.all_counters().shared = throttling.shared_counter("redis://127.0.0.1:1/0")
        self.assertEqual(attempt(), "")
