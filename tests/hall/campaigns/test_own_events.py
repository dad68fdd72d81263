from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from hall.campaigns.activity.links import path_of
from hall.campaigns.charity.services import pledge
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import (
    CollectionPage,
    CollectionVote,
    InterviewPage,
    LivePage,
    Submission,
    SurveyAnswer,
    SurveyPage,
)
from hall.campaigns.reminding.services import ask_reminder
from tests.assertions import HouseAssertions
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CharityFactory,
    CitizenFactory,
    EventFactory,
    QuestionFactory,
    SignUpFactory,
)

DAY = timedelta(days=1)


class OwnEventsTests(HouseAssertions, TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.campaign = CampaignFactory()
        self.person = CitizenFactory()
        self.client.force_login(self.person)

    def submit(self, page, author, state=SubmissionState.WAITING, **fields):
        agreed = {"may_be_used": True, "minors_agreed": True, "begun_at": self.now, "sent_at": self.now}
        token = f"token{Submission.objects.count()}"
        return Submission.objects.create(
            page=page, author=author, token=token, state=state, **agreed, **fields
        )

    def take_part(self, person):
        """Let somebody do one of each."""
        row = SignUpFactory(ActivityFactory(campaign=self.campaign, title="湖边徒步"), person=person)
        charity = CharityFactory(campaign=self.campaign, title="添一份心意")
        key = charity.goals.get().key
        pledge(page_id=charity.pk, key=key, user=person, amount=3, note="", is_thanked=False, now=self.now)
        collection = EventFactory(
            CollectionPage, campaign=self.campaign, title="一张照片", terms="人人可以参加。"
        )
        self.submit(collection, person, title="晨雾")
        other = self.submit(collection, CitizenFactory(), SubmissionState.APPROVED, title="候鸟")
        CollectionVote.objects.create(page=collection, submission=other, person=person, at=self.now)
        interview = EventFactory(InterviewPage, campaign=self.campaign, title="局长来了")
        QuestionFactory(event=interview, asker=person, text="公园几点开门？")
        survey = EventFactory(SurveyPage, campaign=self.campaign, title="路怎么修")
        SurveyAnswer.objects.create(page=survey, person=person, version="1", sent_at=self.now)
        coming = EventFactory(LivePage, campaign=self.campaign, title="水库开放日", opens_at=self.now + DAY)
        ask_reminder(page_id=coming.pk, person=person, now=self.now)
        return row

    def test_it_lists_what_somebody_did_with_state_and_own_page(self):
        row = self.take_part(self.person)
        page = self.client.get(reverse("me_events"))
        for words in [
            "湖边徒步",
            "已报上",
            "毛毯 3 条",
            "已认捐",
            "晨雾",
            "待审核",
            "候鸟",
            "公园几点开门？",
            "等待主持人筛选",
            "路怎么修",
            "答了卷",
            "水库开放日",
            "开始时",
        ]:
            with self.subTest(words):
                self.assertContains(page, words)
        self.assertContains(page, path_of(row.seed))
        self.assertEqual(len(page.context["own"]), 6)

    def test_nobody_sees_what_others_did(self):
        self.take_part(CitizenFactory())
        page = self.client.get(reverse("me_events"))
        self.assertEqual(page.context["own"], [])
        self.assertContains(page, "您还没有参加活动")

    def test_a_draft_is_no_submission(self):
        page = EventFactory(CollectionPage, campaign=self.campaign, terms="人人可以参加。")
        self.submit(page, self.person, SubmissionState.DRAFT, title="没写完")
        self.assertNotContains(self.client.get(reverse("me_events")), "没写完")

    def test_what_is_not_public_any_more_leads_nowhere(self):
        activity = ActivityFactory(campaign=self.campaign, title="湖边徒步")
        row = SignUpFactory(activity, person=self.person)
        UnpublishPageAction(activity).execute(skip_permission_checks=True)
        page = self.client.get(reverse("me_events"))
        self.assertContains(page, "湖边徒步")
        self.assertNotContains(page, path_of(row.seed))

    def test_visitors_sign_in_first(self):
        self.client.logout()
        address = reverse("me_events")
        self.assertRedirects(
            self.client.get(address), f"{reverse('sign_in')}?next={address}", fetch_redirect_response=False
        )

    def test_it_stands_among_the_tabs(self):
        self.assertContains(self.client.get(reverse("me_settings")), "我的活动")

    def test_the_queries_do_not_grow_and_the_list_has_pages(self):
        address = reverse("me_events")
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(address), lambda: self.take_part(self.person), more=3
        )
        second = self.client.get(address, {"p": 2})
        self.assertEqual(len(second.context["own"]), 4)
        self.assertContains(second, "更近的活动")
