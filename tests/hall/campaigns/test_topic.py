from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.models import TopicPage, TopicVoice
from hall.campaigns.topic.permissions import CHOSEN_AT_MOST
from hall.campaigns.topic.services import choose_voice
from hall.interaction.enums import CommentState
from hall.interaction.publicity import tell_change
from hall.interaction.services import hide_comment, show_comment
from portal.accounts.services import delete_account
from portal.core.refusals import Refused
from tests.factories import (
    CampaignFactory,
    CommentFactory,
    EventFactory,
    MemberFactory,
    PostFactory,
    UnitFactory,
)
from units.enums import Role


class TopicTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.reviewer = MemberFactory(cls.unit, Role.REVIEWER)
        cls.campaign = CampaignFactory(unit=cls.unit)
        cls.topic = EventFactory(
            TopicPage, campaign=cls.campaign, title="今天聊聊公交", question="哪条路最该加一站公交？"
        )

    def setUp(self):
        self.address = reverse("campaigns_topic", args=[self.topic.pk])

    def say(self, text="滨江路晚上没有车。", page=None, **fields):
        """Let somebody say something that a moderator shows."""
        comment = CommentFactory(page=page or self.topic, text=text, state=CommentState.HELD, **fields)
        show_comment(comment_id=comment.pk, by=self.reviewer, now=timezone.now())
        return comment

    def act(self, action, **fields):
        self.client.force_login(self.organiser)
        return self.client.post(self.address, {"action": action, **fields}, follow=True)

    def choose(self, comment):
        return self.act("choose", voice=TopicVoice.objects.get(comment_key=comment.pk).pk)

    def public_page(self):
        self.client.logout()
        return self.client.get(self.topic.url)


class VoiceTests(TopicTestCase):
    def test_the_host_is_offered_what_is_public_below_the_topic_and_nothing_else(self):
        self.say("滨江路晚上没有车。")
        self.say("停水了吗？", page=PostFactory(unit=self.unit))
        CommentFactory(page=self.topic, text="还没有人看过。", state=CommentState.HELD)
        self.client.force_login(self.organiser)

        screen = self.client.get(self.address)

        self.assertContains(screen, "滨江路晚上没有车。")
        self.assertNotContains(screen, "停水了吗？")
        self.assertNotContains(screen, "还没有人看过。")

    def test_a_chosen_one_stands_above_the_discussion(self):
        comment = self.say("滨江路晚上没有车。")
        self.assertNotContains(self.public_page(), "chosen-voices__voice")

        self.choose(comment)

        self.assertContains(self.public_page(), "chosen-voices__voice", count=1)

    def test_put_back_it_stands_in_the_discussion_alone(self):
        comment = self.say()
        self.choose(comment)

        self.act("put_back", voice=TopicVoice.objects.get().pk)

        self.assertNotContains(self.public_page(), "chosen-voices__voice")

    def test_hidden_it_vanishes_and_shown_again_it_is_not_chosen(self):
        comment = self.say()
        self.choose(comment)
        hide_comment(comment_id=comment.pk, by=self.reviewer, reason="涉及他人隐私。", now=timezone.now())
        self.assertNotContains(self.public_page(), "滨江路晚上没有车。")
        self.assertFalse(TopicVoice.objects.exists())

    def test_one_that_was_hidden_meanwhile_is_not_chosen(self):
        comment = self.say()
        voice = TopicVoice.objects.get()
        hide_comment(comment_id=comment.pk, by=self.reviewer, reason="涉及他人隐私。", now=timezone.now())

        answer = self.act("choose", voice=voice.pk)

        self.assertContains(answer, "这条评论已经不公开了。")

    def test_a_voice_of_another_topic_is_not_reached_through_ones_own(self):
        other = EventFactory(TopicPage)
        comment = CommentFactory(page=other, text="别处的话。")
        tell_change(comment, set())

        self.choose(comment)

        self.assertIsNone(TopicVoice.objects.get().chosen_at)

    def test_words_are_kept_without_the_name_of_one_who_has_left(self):
        comment = self.say(name="绿湖边的老张")
        CommentFactory(parent=comment, page=self.topic)
        self.choose(comment)

        delete_account(user=comment.author, now=timezone.now())

        page = self.public_page()
        self.assertContains(page, "滨江路晚上没有车。")
        self.assertNotContains(page, "绿湖边的老张")

    def test_only_so_many_are_chosen(self):
        for number in range(CHOSEN_AT_MOST):
            self.choose(self.say(f"第{number}站"))
        one_more = self.say("再加一站")

        self.choose(one_more)

        self.assertIsNone(TopicVoice.objects.get(comment_key=one_more.pk).chosen_at)

    def test_organisers_of_other_units_are_refused(self):
        self.say()
        stranger = MemberFactory(UnitFactory(), Role.ORGANISER)
        with self.assertRaises(Refused):
            choose_voice(voice=TopicVoice.objects.get(), by=stranger, now=timezone.now())
        self.client.force_login(stranger)
        self.assertRedirects(self.client.get(self.address), reverse("wagtailadmin_home"))

    def test_the_page_costs_the_same_for_one_chosen_voice_or_six(self):
        self.choose(self.say("第一站 @平安河源"))
        self.public_page()
        with CaptureQueriesContext(
            connection,
        ) as one:
            self.public_page()
        for number in range(5):
            self.choose(self.say(f"第{number}站 @平安河源"))
        with CaptureQueriesContext(connection) as six:
            self.public_page()
        self.assertEqual(len(one), len(six))


class SummaryTests(TopicTestCase):
    def test_it_goes_through_review_and_shows_from_the_end_on(self):
        self.act("sum_up", summary="呼声最高的是滨江路。")
        topic = TopicPage.objects.get()
        self.assertTrue(topic.workflow_in_progress)
        self.assertNotContains(self.public_page(), "呼声最高的是滨江路。")

        topic.get_latest_revision_as_object().save_revision().publish(skip_permission_checks=True)
        self.assertNotContains(self.public_page(), "呼声最高的是滨江路。")
        topic.entry.closes_at = timezone.now() - timedelta(minutes=1)
        topic.entry.save()

        self.assertContains(self.public_page(), "呼声最高的是滨江路。")

    def test_other_changes_do_not_go_along(self):
        draft = TopicPage.objects.get()
        draft.title = "还没想好"
        draft.save_revision()

        answer = self.act("sum_up", summary="呼声最高的是滨江路。")

        self.assertFalse(TopicPage.objects.get().workflow_in_progress)
        self.assertContains(answer, "呼声最高的是滨江路。")

    def test_without_words_there_is_none(self):
        answer = self.act("sum_up", summary=" ")

        self.assertIn("summary", answer.context["form"].errors)
        self.assertFalse(TopicPage.objects.get().workflow_in_progress)


class QuestionTests(TopicTestCase):
    def test_it_stands_on_the_front_page_of_the_hall_and_of_the_unit_however_much_is_on(self):
        for _number in range(3):
            CampaignFactory(unit=self.unit, closes_at=timezone.now() + timedelta(hours=1))
        for address in ["/", self.unit.url]:
            with self.subTest(address):
                self.assertContains(self.client.get(address), "哪条路最该加一站公交？")

    def test_left_empty_the_title_asks(self):
        topic = EventFactory(TopicPage, campaign=self.campaign, title="过节最想吃什么")

        page = self.client.get(topic.url)

        self.assertContains(
            page, '<p class="topic-question__words" lang="zh-hans">过节最想吃什么</p>', html=True
        )
