from datetime import date, timedelta
from itertools import count

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from hall.campaigns.charity.enums import PledgeState
from hall.campaigns.charity.services import pledge
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.dashboard.events import events_of, lines_of
from hall.campaigns.dashboard.people import COUNTED, people_of
from hall.campaigns.dashboard.sparks import DAYS, HEIGHT, draw
from hall.campaigns.dashboard.waiting import what_waits
from hall.campaigns.enums import EventKind, QuestionState, SignUpState
from hall.campaigns.keeping import remove_participants_data
from hall.campaigns.models import (
    CampaignPage,
    CollectionPage,
    CollectionVote,
    InterviewPage,
    LivePage,
    SignUp,
    Submission,
    SurveyAnswer,
    SurveyPage,
    TopicPage,
    TopicVoice,
)
from hall.campaigns.services import call_off, invite_host
from hall.interaction.following.services import follow_hashtag
from hall.models import Hashtag
from tests.assertions import HouseAssertions
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CharityFactory,
    CitizenFactory,
    EventFactory,
    MemberFactory,
    QuestionFactory,
    SignUpFactory,
    UnitFactory,
)
from units.enums import Role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
numbers = count(1)


def submit(page, state=SubmissionState.WAITING, **fields):
    given = {
        "may_be_used": True,
        "minors_agreed": True,
        "begun_at": timezone.now(),
        "sent_at": timezone.now(),
    }
    reason = "照片模糊" if state == SubmissionState.DECLINED else ""
    return Submission.objects.create(
        page=page,
        author=CitizenFactory(),
        token=f"t{next(numbers)}",
        state=state,
        reason=reason,
        **given,
        **fields,
    )


class SparkTests(SimpleTestCase):
    def test_the_last_day_stands_on_the_right_and_older_ones_fall_off(self):
        today = date(2026, 11, 30)
        spark = draw({today: 9, today - 13 * DAY: 1, today - 14 * DAY: 50}, today)
        self.assertEqual((spark.total, spark.most, len(spark.bars)), (10, 9, DAYS))
        self.assertEqual((spark.bars[-1].height, spark.bars[-1].top), (HEIGHT, 0))
        self.assertLess(spark.bars[1].height, spark.bars[0].height)

    def test_nobody_draws_a_line_and_breaks_nothing(self):
        spark = draw({}, date(2026, 11, 30))
        self.assertEqual((spark.total, spark.most, {bar.height for bar in spark.bars}), (0, 0, {1}))


class PeopleTests(TestCase):
    def people(self, page):
        return people_of({page.pk: page.kind})[page.pk]

    def counts(self, page):
        return [number for _label, number in self.people(page).parts]

    def test_every_kind_counts_what_people_give_to_it(self):
        now = timezone.now()
        campaign = CampaignFactory(hashtag="防汛不松劲")
        tag = Hashtag.objects.create(name="防汛不松劲", slug=Hashtag.fold("防汛不松劲"), use_count=1)
        follow_hashtag(hashtag=tag, user=CitizenFactory(), now=now)
        interview, topic = EventFactory(InterviewPage), EventFactory(TopicPage)
        QuestionFactory(event=interview, state=QuestionState.SET_ASIDE)
        TopicVoice.objects.create(event=topic, comment_key=1, text="支持", said_at=now)
        TopicVoice.objects.create(event=topic, comment_key=2, text="谢谢", said_at=now, unit=UnitFactory())
        activity, survey = ActivityFactory(capacity=3), EventFactory(SurveyPage)
        for people in (2, 1, 4):
            SignUpFactory(activity, people=min(people, 3))
        SurveyAnswer.objects.create(page=survey, person=CitizenFactory(), version="1", sent_at=now)
        charity, collection = CharityFactory(), EventFactory(CollectionPage, terms="人人可以参加。")
        pledge(
            page_id=charity.pk,
            key=charity.goals.get().key,
            user=CitizenFactory(),
            amount=3,
            note="",
            is_thanked=False,
            now=now,
        )
        shown = submit(collection, SubmissionState.APPROVED)
        submit(collection, SubmissionState.DRAFT)
        CollectionVote.objects.create(page=collection, submission=shown, person=CitizenFactory(), at=now)

        counted = {campaign: [1], interview: [1], topic: [1], activity: [3, 3], survey: [1], charity: [1]}
        counted[collection] = [1, 1]
        for page, expected in counted.items():
            with self.subTest(page.kind):
                self.assertEqual(self.counts(page), expected)
        self.assertEqual({page.kind for page in counted}, COUNTED)
        self.assertEqual(set(EventKind) - COUNTED, {EventKind.LIVE})

    def test_what_was_cancelled_or_withdrawn_counts_nothing(self):
        activity, charity = ActivityFactory(), CharityFactory()
        SignUp.objects.filter(pk=SignUpFactory(activity).pk).update(state=SignUpState.CANCELLED)
        tally = charity.tallies.create(key=charity.goals.get().key)
        tally.pledges.create(amount=1, state=PledgeState.WITHDRAWN, pledged_at=timezone.now())
        self.assertEqual(self.people(charity).total, 0)
        self.assertEqual(self.people(activity).spark(timezone.localdate()).total, 0)

    def test_who_came_stays_counted_when_the_days_of_the_data_are_over(self):
        activity = ActivityFactory()
        SignUpFactory(activity)
        remove_participants_data(timezone.now() + timedelta(days=400))
        self.assertFalse(SignUp.objects.exists())
        self.assertEqual(self.counts(activity), [1])


class DashboardTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="平安河源"), UnitFactory(title="河源水务")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)

    def setUp(self):
        self.client.force_login(self.organiser)
        self.now = timezone.now()
        self.campaign = CampaignFactory(unit=self.unit, title="一起过中秋")

    def titles(self):
        return [one.title for one in what_waits(self.organiser, timezone.now())]


class WaitingTests(HouseAssertions, DashboardTestCase):
    def test_what_citizens_gave_waits_under_the_name_of_its_event(self):
        interview = EventFactory(InterviewPage, campaign=self.campaign, title="局长来了")
        QuestionFactory(event=interview)
        QuestionFactory(event=interview)
        QuestionFactory(event=interview, state=QuestionState.SHOWN)
        collection = EventFactory(
            CollectionPage, terms="人人可以参加。", campaign=self.campaign, title="一张照片"
        )
        submit(collection)
        submit(collection, SubmissionState.APPROVED)
        charity = CharityFactory(campaign=self.campaign, title="棉被")
        charity.tallies.create(key=charity.goals.get().key).pledges.create(amount=1, pledged_at=self.now)

        page = self.client.get(reverse("campaigns"))

        self.assertContains(page, "2 个提问等主持人处理")
        self.assertContains(page, "1 件投稿等您决定")
        self.assertContains(page, "1 份认捐还没有登记收到")
        self.assertEqual(self.titles(), ["局长来了", "一张照片", "棉被"])
        self.assertContains(self.client.get(reverse("wagtailadmin_home")), "局长来了")

    def test_nothing_of_another_unit_waits_here(self):
        stranger = CampaignFactory(unit=self.other)
        QuestionFactory(event=EventFactory(InterviewPage, campaign=stranger))
        CampaignFactory(unit=self.other, live=False, opens_at=self.now + HOUR)
        self.assertEqual(self.titles(), [])
        self.assertContains(self.client.get(reverse("campaigns")), "没有事情等您处理")
        self.assertNotContains(self.client.get(reverse("wagtailadmin_home")), "您的活动")

    def test_an_invitation_waits_for_the_spokesperson_alone(self):
        campaign = CampaignFactory(unit=self.other, title="万绿湖的冬天")
        invite_host(
            campaign=campaign, unit=self.unit, by=MemberFactory(self.other, Role.ORGANISER), now=self.now
        )
        self.assertEqual(self.titles(), [])
        spokesperson = MemberFactory(self.unit, Role.REVIEWER)
        self.assertEqual([one.title for one in what_waits(spokesperson, self.now)], ["万绿湖的冬天"])

    def test_a_draft_waits_once_its_opening_is_near(self):
        EventFactory(LivePage, campaign=self.campaign, live=False, title="快了", opens_at=self.now + 2 * DAY)
        EventFactory(LivePage, campaign=self.campaign, live=False, title="过了", opens_at=self.now - HOUR)
        EventFactory(LivePage, campaign=self.campaign, live=False, title="还早", opens_at=self.now + 4 * DAY)
        self.assertEqual(sorted(self.titles()), ["快了", "过了"])

    def test_what_was_taken_off_is_no_draft_that_waits(self):
        event = EventFactory(LivePage, campaign=self.campaign, opens_at=self.now - HOUR)
        UnpublishPageAction(event).execute(skip_permission_checks=True)
        self.assertEqual(self.titles(), [])

    def test_the_newest_version_says_when_a_draft_opens(self):
        draft = EventFactory(LivePage, campaign=self.campaign, live=False, opens_at=self.now + 4 * DAY)
        draft.opens_at, draft.title = self.now + HOUR, "提前了"
        draft.save_revision()
        self.assertEqual(self.titles(), ["提前了"])

    def test_results_wait_once_an_event_is_over_unless_it_was_called_off(self):
        over = {"opens_at": self.now - 3 * DAY, "closes_at": self.now - DAY}
        EventFactory(LivePage, campaign=self.campaign, title="没写", **over)
        EventFactory(LivePage, campaign=self.campaign, title="写了", results="堤都守住了。", **over)
        ActivityFactory(
            campaign=self.campaign,
            title="报名截止，还没走",
            opens_at=self.now - DAY,
            closes_at=self.now - HOUR,
        )
        off = EventFactory(LivePage, campaign=self.campaign, title="取消了")
        call_off(page_id=off.pk, by=self.organiser, reason="雨太大", now=self.now)
        self.assertEqual(self.titles(), ["没写"])

    def test_what_came_back_from_review_waits(self):
        draft = EventFactory(
            LivePage, campaign=self.campaign, live=False, title="退回的", opens_at=self.now + HOUR
        )
        self.client.post(
            reverse("campaigns_one", args=[self.campaign.pk]), {"action": "submit", "page": draft.pk}
        )
        self.assertEqual(self.titles(), [])
        run = LivePage.objects.get(pk=draft.pk).current_workflow_state
        run.current_task_state.reject(user=MemberFactory(self.unit, Role.REVIEWER))
        [one] = what_waits(self.organiser, self.now)
        self.assertEqual((one.words, one.title), ("审核退回了", "退回的"))

    def test_the_number_of_queries_does_not_grow(self):
        def one_more():
            interview = EventFactory(InterviewPage, campaign=self.campaign)
            QuestionFactory(event=interview)
            charity = CharityFactory(campaign=CampaignFactory(unit=self.unit))
            charity.tallies.create(key=charity.goals.get().key).pledges.create(amount=1, pledged_at=self.now)
            SignUpFactory(ActivityFactory(campaign=self.campaign))
            submit(EventFactory(CollectionPage, terms="人人可以参加。", campaign=self.campaign))
            EventFactory(LivePage, campaign=self.campaign, live=False, opens_at=self.now + HOUR)
            EventFactory(
                TopicPage, campaign=self.campaign, opens_at=self.now - DAY, closes_at=self.now - HOUR
            )
            EventFactory(SurveyPage, campaign=self.campaign, closes_at=self.now + HOUR)

        address = reverse("campaigns")
        self.assertQueriesDoNotGrow(lambda: self.client.get(address), one_more, more=2)
        home = reverse("wagtailadmin_home")
        self.assertQueriesDoNotGrow(lambda: self.client.get(home), one_more, more=2)


class ListTests(DashboardTestCase):
    def shown(self, **asked):
        return [line.title for line in self.client.get(reverse("campaigns"), asked).context["lines"]]

    def test_it_holds_all_events_of_ones_campaigns_and_no_others(self):
        EventFactory(LivePage, campaign=self.campaign, title="巡堤", opens_at=self.now - 2 * HOUR)
        below = UnitFactory(parent=self.unit, title="老隆派出所")
        CampaignFactory(unit=below, title="下级单位的")
        EventFactory(LivePage, title="别人的")
        self.assertEqual(self.shown(), ["一起过中秋", "巡堤"])

    def test_who_hosts_it_too_finds_it(self):
        host = MemberFactory(self.other, Role.ORGANISER)
        invitation = invite_host(campaign=self.campaign, unit=self.other, by=self.organiser, now=self.now)
        invitation.state, invitation.answered_at = "hosting", self.now
        invitation.save()
        event = EventFactory(LivePage, campaign=self.campaign)
        self.assertEqual(set(events_of(host).values_list("pk", flat=True)), {self.campaign.pk, event.pk})

    def test_it_is_narrowed_to_a_phase_or_to_what_is_not_public(self):
        EventFactory(LivePage, campaign=self.campaign, title="以后", opens_at=self.now + DAY)
        EventFactory(
            LivePage,
            campaign=self.campaign,
            title="从前",
            opens_at=self.now - 2 * DAY,
            closes_at=self.now - DAY,
        )
        EventFactory(LivePage, campaign=self.campaign, title="草稿", live=False)
        for view, titles in {
            "open": ["一起过中秋"],
            "upcoming": ["以后"],
            "closed": ["从前"],
            "draft": ["草稿"],
            "没有这种": ["草稿", "以后", "一起过中秋", "从前"],
        }.items():
            with self.subTest(view):
                self.assertEqual(self.shown(view=view), titles)

    def test_a_view_without_events_says_so(self):
        self.assertContains(self.client.get(reverse("campaigns"), {"view": "closed"}), "这里现在没有您的活动")

    def test_people_so_far_stand_beside_a_chart_in_words(self):
        activity = ActivityFactory(campaign=self.campaign, title="湖边徒步", capacity=2)
        SignUpFactory(activity, people=2)
        SignUpFactory(activity)
        page = self.client.get(reverse("campaigns"))
        self.assertContains(page, "14 天里共 3 人次，最多一天 3 人次")
        self.assertContains(page, "已有名额 <strong>2</strong>")
        self.assertContains(page, "候补 <strong>1</strong>")

    def test_what_closes_within_two_days_stands_above_and_what_was_called_off_does_not(self):
        EventFactory(LivePage, campaign=self.campaign, title="明天结束", closes_at=self.now + DAY)
        EventFactory(LivePage, campaign=self.campaign, title="还有一周")
        closing = self.client.get(reverse("campaigns")).context["closing"]
        self.assertEqual([line.title for line in closing], ["明天结束"])

    def test_the_list_has_pages_and_what_waits_stands_on_the_first(self):
        for _number in range(20):
            EventFactory(LivePage, campaign=self.campaign, live=False, opens_at=self.now + HOUR)
        second = self.client.get(reverse("campaigns"), {"p": 2})
        self.assertEqual(len(second.context["lines"]), 1)
        self.assertNotContains(second, "等您处理")

    def test_a_draft_leads_to_the_editor_and_what_is_public_to_its_screen(self):
        draft = EventFactory(LivePage, campaign=self.campaign, live=False)
        public = EventFactory(LivePage, campaign=self.campaign)
        lines = {line.page.pk: line.address for line in lines_of(events_of(self.organiser), self.now)}
        self.assertEqual(lines[draft.pk], reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        self.assertEqual(lines[public.pk], reverse("campaigns_live", args=[public.pk]))
        self.assertEqual(lines[self.campaign.pk], reverse("campaigns_one", args=[self.campaign.pk]))

    def test_another_unit_s_organiser_without_events_reads_how_to_begin(self):
        self.client.force_login(MemberFactory(UnitFactory(), Role.ORGANISER))
        page = self.client.get(reverse("campaigns"))
        self.assertEqual(CampaignPage.objects.count(), 1)
        self.assertContains(page, "选一个模板")
