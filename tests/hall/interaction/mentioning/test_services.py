from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from hall.interaction.mentioning.services import reopen_mention, settle_mention
from hall.interaction.models import Mention
from hall.services import save_draft, withdraw_post
from hall.signals import words_hidden, words_shown
from portal.core.refusals import Refused
from tests.factories import HallDeskFactory, MemberFactory, PostFactory, UnitFactory, UserFactory
from units.enums import Role

NOW = timezone.now()


def say(text, *, kind="comment", key=1, page=None, unit=None, name="街坊老李", at=None):
    """Make words public as a comment or an answer does."""
    address = page.url if page else ""
    words_shown.send(
        None, kind=kind, key=key, text=text, page=page, address=address, unit=unit, name=name, at=at or NOW
    )


class MentionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.police = UnitFactory(title="平安河源")
        cls.weather = UnitFactory(title="河源气象")

    def called(self):
        return set(Mention.objects.values_list("unit__title", flat=True))

    def test_a_post_that_names_a_unit_calls_it(self):
        post = PostFactory(unit=self.weather, text="今晚有雨，@平安河源 请留意沿江路。")

        mention = Mention.objects.get()
        self.assertEqual((mention.unit, mention.kind, mention.key), (self.police, "post", post.pk))
        self.assertEqual((mention.speaker, mention.name), (self.weather, "河源气象"))
        self.assertEqual((mention.page_id, mention.address), (post.pk, post.url))
        self.assertEqual(mention.excerpt, "今晚有雨，@平安河源 请留意沿江路。")

    def test_each_unit_is_called_once_however_often_it_is_named(self):
        say("@平安河源 @平安河源 在吗？@河源气象 呢？")

        self.assertEqual(Mention.objects.count(), 2)
        self.assertEqual(self.called(), {"平安河源", "河源气象"})

    def test_a_unit_that_names_itself_calls_nobody(self):
        PostFactory(unit=self.police, text="@平安河源 在线。")

        self.assertFalse(Mention.objects.exists())

    def test_a_unit_that_is_not_public_is_not_called(self):
        UnitFactory(title="未来单位", live=False)
        say("@未来单位 @没有这家")

        self.assertFalse(Mention.objects.exists())

    def test_a_draft_calls_nobody(self):
        PostFactory(unit=self.weather, text="@平安河源 看看", live=False)

        self.assertFalse(Mention.objects.exists())

    def test_it_goes_when_the_words_name_the_unit_no_more(self):
        say("@平安河源 @河源气象")
        say("@河源气象 就好")

        self.assertEqual(self.called(), {"河源气象"})

    def test_it_goes_when_the_words_are_hidden(self):
        say("@平安河源 路灯坏了")
        say("@平安河源 井盖坏了", key=2)
        words_hidden.send(None, kind="comment", key=1)

        self.assertEqual(Mention.objects.get().key, 2)

    def test_it_goes_with_a_withdrawn_post_and_comes_back_with_it(self):
        post = PostFactory(unit=self.weather, text="@平安河源 看看", owner=MemberFactory(self.weather))
        withdraw_post(post_id=post.pk, by=HallDeskFactory(), reason="写错了", now=NOW)
        self.assertFalse(Mention.objects.exists())

        post.refresh_from_db()
        save_draft(
            post_id=post.pk,
            author=post.owner,
            text="@平安河源 请看",
            category=post.category,
            correction="改好了",
        ).get_latest_revision().publish(skip_permission_checks=True)
        self.assertEqual(Mention.objects.get().excerpt, "@平安河源 请看")

    def test_a_correction_leaves_what_was_settled_settled(self):
        say("@平安河源 路灯坏了")
        end(Mention.objects.get(), UserFactory(superuser=True))
        say("@平安河源 两盏路灯坏了")

        mention = Mention.objects.get()
        self.assertEqual((mention.how, mention.excerpt), ("no_answer", "@平安河源 两盏路灯坏了"))

    def test_a_long_text_is_shown_around_the_call(self):
        say("很长的话，" * 100 + "@平安河源 请回答")

        self.assertIn("@平安河源 请回答", Mention.objects.get().excerpt)


def end(mention, by, reason="只是道谢"):
    return settle_mention(mention_id=mention.pk, by=by, reason=reason, now=NOW)


class SettlingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.page = PostFactory(unit=UnitFactory(title="河源气象"), text="@平安河源 请看")
        cls.mention = Mention.objects.get()

    def fresh(self):
        return Mention.objects.get(pk=self.mention.pk)

    def test_the_people_of_the_unit_and_the_desk_settle(self):
        people = [MemberFactory(self.unit, role) for role in [Role.EDITOR, Role.REVIEWER, Role.LIAISON]]
        for person in [*people, HallDeskFactory()]:
            mention = end(self.mention, person)
            self.assertEqual((mention.settled_by, mention.reason), (person, "只是道谢"))
            reopen_mention(mention_id=mention.pk, by=person)

    def test_nobody_else_does(self):
        for person in [MemberFactory(UnitFactory()), UserFactory()]:
            with self.assertRaises(Refused):
                end(self.mention, person)
            with self.assertRaises(Refused):
                reopen_mention(mention_id=self.mention.pk, by=person)

    def test_no_answer_needs_a_reason(self):
        with self.assertRaises(Refused):
            end(self.mention, MemberFactory(self.unit), reason=" \u200b ")
        with self.assertRaises(IntegrityError), transaction.atomic():
            Mention.objects.update(how="no_answer", settled_at=NOW)

    def test_who_comes_second_is_told(self):
        person = MemberFactory(self.unit)
        end(self.mention, person)

        with self.assertRaises(Refused):
            end(self.mention, person)

    def test_an_official_comment_on_the_page_settles_it(self):
        later = timezone.now() + timedelta(minutes=1)
        say("收到", page=self.page, unit=self.unit, key=7, at=later)

        mention = self.fresh()
        self.assertEqual((mention.how, mention.settled_with, mention.settled_at), ("answered", 7, later))

    def test_neither_a_citizens_comment_nor_another_units_settles_it(self):
        later = timezone.now() + timedelta(minutes=1)
        say("我也想知道", page=self.page, at=later)
        say("我们看看", page=self.page, unit=UnitFactory(), key=2, at=later)
        say("别处的话", page=PostFactory(), unit=self.unit, key=3, at=later)

        self.assertTrue(self.fresh().is_open)

    def test_an_answer_that_was_given_before_the_call_settles_nothing(self):
        say("早先说过", page=self.page, unit=self.unit, at=self.mention.at - timedelta(days=1))

        self.assertTrue(self.fresh().is_open)

    def test_it_is_open_again_when_the_answer_is_hidden(self):
        say("收到", page=self.page, unit=self.unit, key=7, at=timezone.now() + timedelta(minutes=1))
        words_hidden.send(None, kind="comment", key=8)
        self.assertFalse(self.fresh().is_open)

        words_hidden.send(None, kind="comment", key=7)
        self.assertTrue(self.fresh().is_open)

    def test_a_repost_settles_it_until_it_is_withdrawn(self):
        repost = PostFactory(unit=self.unit, repost_of=self.page, text="收到")
        self.assertEqual(self.fresh().how, "reposted")

        withdraw_post(post_id=repost.pk, by=HallDeskFactory(), reason="写错了", now=NOW)
        self.assertTrue(self.fresh().is_open)
