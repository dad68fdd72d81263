from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from hall.interaction.digest.services import choose_rhythm, write_digests
from hall.interaction.digest.times import moment_of, newest_day, told_since
from hall.interaction.enums import DigestRhythm
from hall.interaction.following.services import follow_hashtag, follow_unit
from hall.interaction.models import DigestLetter
from hall.interaction.one_click import DIGEST
from hall.models import Hashtag
from hall.services import withdraw_post
from portal.core.models import OutgoingMail
from tests.assertions import HouseAssertions
from tests.factories import CitizenFactory, HallDeskFactory, PostFactory, UnitFactory

BEIJING = ZoneInfo("Asia/Shanghai")
# A Wednesday.
EIGHT = datetime(2026, 11, 25, 8, 0, tzinfo=BEIJING)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TimesTests(SimpleTestCase):
    def test_a_daily_letter_is_due_from_eight_in_beijing_until_midnight(self):
        for moment, day in [
            (-HOUR, None),
            (0 * HOUR, EIGHT.date()),
            (15 * HOUR, EIGHT.date()),
            (16 * HOUR, None),
        ]:
            with self.subTest(moment):
                self.assertEqual(newest_day(DigestRhythm.DAILY, EIGHT + moment), day)

    def test_a_weekly_letter_is_due_from_monday_at_eight_until_the_week_is_over(self):
        monday = date(2026, 11, 23)
        for moment, day in [(EIGHT, monday), (EIGHT - 2 * DAY, monday), (EIGHT - 2 * DAY - HOUR, None)]:
            with self.subTest(moment):
                self.assertEqual(newest_day(DigestRhythm.WEEKLY, moment), day)

    def test_a_letter_begins_where_the_one_before_ended(self):
        long_ago = EIGHT - 400 * DAY
        for last, chosen_at, since in [
            (None, EIGHT - HOUR, EIGHT - DAY),
            (EIGHT.date() - DAY, long_ago, EIGHT - DAY),
            (EIGHT.date() - 3 * DAY, long_ago, EIGHT - 3 * DAY),
            (EIGHT.date() - 300 * DAY, EIGHT - HOUR, EIGHT - HOUR - DAY),
            (EIGHT.date() - 300 * DAY, long_ago, EIGHT - 14 * DAY),
        ]:
            with self.subTest(last=last, chosen_at=chosen_at):
                self.assertEqual(told_since(DigestRhythm.DAILY, EIGHT, last, chosen_at), since)
        self.assertEqual(moment_of(EIGHT.date(), BEIJING), EIGHT)


class DigestTests(HouseAssertions, TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="平安河源")
        self.person = self.reader()

    def reader(self, rhythm=DigestRhythm.DAILY, **fields):
        person = CitizenFactory(**fields)
        follow_unit(unit=self.unit, user=person, now=EIGHT - 30 * DAY)
        choose_rhythm(user=person, rhythm=rhythm, now=EIGHT - 30 * DAY)
        return person

    def say(self, text, at=EIGHT - HOUR, unit=None, **fields):
        return PostFactory(unit=unit or self.unit, text=text, published_at=at, **fields)

    def letters(self, at=EIGHT):
        """Return the letters that are written at a moment."""
        OutgoingMail.objects.all().delete()
        write_digests(now=at)
        return list(OutgoingMail.objects.order_by("pk"))

    def test_it_tells_by_unit_what_was_said_since_the_last_with_addresses(self):
        other = UnitFactory(title="龙川发布")
        follow_unit(unit=other, user=self.person, now=EIGHT - 30 * DAY)
        post = self.say("今晚停水，明早八点恢复。")
        self.say("龙川的路通了", unit=other, at=EIGHT - 2 * HOUR)
        self.say("前天说的", at=EIGHT - DAY - HOUR)
        [mail] = self.letters()
        self.assertEqual(mail.to, self.person.email)
        self.assertEqual(mail.subject, "河源微博发布厅（11月25日）：您关注的有 2 条新博文")
        self.assertIn(f"{self.person.nickname}，您好：", mail.body)
        self.assertIn(
            f"【平安河源】\n· 今晚停水，明早八点恢复。\n  http://127.0.0.1:8000{post.url}", mail.body
        )
        self.assertLess(mail.body.index("平安河源"), mail.body.index("龙川发布"))
        self.assertNotIn("前天说的", mail.body)

    def test_it_tells_of_followed_topics(self):
        self.say("#防汛#别的单位说的", unit=UnitFactory(title="水务局发布"))
        self.assertEqual(self.letters(), [])
        DigestLetter.objects.all().delete()
        follow_hashtag(hashtag=Hashtag.objects.get(), user=self.person, now=EIGHT)
        self.assertIn("【水务局发布】", self.letters()[0].body)

    def test_it_is_written_once_a_day_and_late_after_an_outage(self):
        self.say("今晚停水")
        self.assertEqual(self.letters(at=EIGHT - HOUR), [])
        self.assertEqual(len(self.letters(at=EIGHT + 5 * HOUR)), 1)
        self.assertEqual(self.letters(at=EIGHT + 6 * HOUR), [])
        self.say("八点以后说的", at=EIGHT + HOUR)
        [mail] = self.letters(at=EIGHT + 3 * DAY)
        self.assertIn("八点以后说的", mail.body)
        self.assertNotIn("今晚停水", mail.body)

    def test_the_weekly_one_comes_on_monday(self):
        weekly = self.reader(DigestRhythm.WEEKLY)
        monday = EIGHT + 5 * DAY
        self.say("周三说的", at=EIGHT + HOUR)
        self.letters(at=EIGHT)
        self.assertEqual([mail.to for mail in self.letters(at=EIGHT + DAY)], [self.person.email])
        self.assertEqual([mail.to for mail in self.letters(at=monday)], [weekly.email])

    def test_whoever_chooses_it_after_eight_waits_for_the_next_morning(self):
        self.say("今晚停水")
        late = self.reader()
        late.digest_choice.chosen_at = EIGHT + HOUR
        late.digest_choice.save()
        self.assertEqual([mail.to for mail in self.letters(at=EIGHT + 2 * HOUR)], [self.person.email])

    def test_nobody_gets_an_empty_one_and_by_default_nobody_gets_any(self):
        follow_unit(unit=self.unit, user=CitizenFactory(), now=EIGHT)
        self.assertEqual(self.letters(), [])
        self.say("今晚停水", at=EIGHT + HOUR)
        self.assertEqual([mail.to for mail in self.letters(at=EIGHT + DAY)], [self.person.email])

    def test_people_who_were_switched_off_get_none(self):
        self.say("今晚停水")
        self.person.is_active = False
        self.person.save()
        self.assertEqual(self.letters(), [])

    def test_what_is_not_public_any_more_is_not_told(self):
        withdrawn = self.say("写错了时间的通知")
        self.say("还没有发的", live=False)
        self.say("今晚停水")
        withdraw_post(post_id=withdrawn.pk, by=HallDeskFactory(), reason="写错了", now=timezone.now())
        [mail] = self.letters()
        self.assertNotIn("写错了时间", mail.body)
        self.assertNotIn("还没有发的", mail.body)

    def test_many_posts_are_counted_and_not_all_told(self):
        for number in range(8):
            self.say(f"第{number}条")
        [mail] = self.letters()
        self.assertEqual(mail.body.count("\n· "), 5)
        self.assertIn("另有 3 条。", mail.body)

    def test_it_can_be_stopped_by_the_mail_program(self):
        self.say("今晚停水")
        [mail] = self.letters()
        self.assertEqual(
            mail.headers["List-Unsubscribe"], f"<http://127.0.0.1:8000{DIGEST.address(self.person)}>"
        )
        self.assertEqual(mail.headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")

    def test_the_database_settles_one_a_day(self):
        DigestLetter.objects.create(user=self.person, day=EIGHT.date())
        with self.assertRaises(IntegrityError), transaction.atomic():
            DigestLetter.objects.create(user=self.person, day=EIGHT.date())

    def test_many_people_cost_no_more_queries(self):
        self.say("今晚停水")

        def write():
            DigestLetter.objects.all().delete()
            self.assertTrue(write_digests(now=EIGHT.astimezone(UTC)))

        def make_one():
            self.reader()
            self.say("又停水 #防汛#")

        self.assertQueriesDoNotGrow(write, make_one)
