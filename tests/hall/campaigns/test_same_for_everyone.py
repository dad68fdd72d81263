"""Public pages of every format are one page for all visitors; what is somebody's own is kept by no cache."""

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.charity.services import pledge
from hall.campaigns.collection.services import keep_draft
from hall.campaigns.enums import QuestionState
from hall.campaigns.formats import formats
from hall.campaigns.models import (
    ActivityPage,
    CampaignPage,
    CharityPage,
    CollectionPage,
    InterviewPage,
    LivePage,
    SurveyPage,
)
from hall.campaigns.services import end_event
from tests.assertions import HouseAssertions
from tests.factories import (
    ActivityFactory,
    CampaignFactory,
    CharityFactory,
    CitizenFactory,
    EventFactory,
    HallDeskFactory,
    LiveEntryFactory,
    QuestionFactory,
    SignUpFactory,
    SurveyFactory,
    answer_survey,
)


class SameForEveryoneTests(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now, cls.campaign = timezone.now(), CampaignFactory()
        cls.citizen = CitizenFactory(nickname="湖边的阿梅")
        made = {
            ActivityPage: ActivityFactory,
            CharityPage: CharityFactory,
            SurveyPage: SurveyFactory,
        }
        cls.pages = {CampaignPage: cls.campaign}
        for model in formats().values():
            if model in made:
                cls.pages[model] = made[model](campaign=cls.campaign)
            elif model is CollectionPage:
                cls.pages[model] = EventFactory(model, campaign=cls.campaign, terms="作品用于宣传。")
            elif model is not CampaignPage:
                cls.pages[model] = EventFactory(model, campaign=cls.campaign)
        cls.take_part()

    @classmethod
    def take_part(cls):
        """Let one citizen give something of themselves to every format that takes it."""
        SignUpFactory(cls.pages[ActivityPage], person=cls.citizen, name="湖边的阿梅")
        QuestionFactory(event=cls.pages[InterviewPage], asker=cls.citizen, state=QuestionState.WAITING)
        answer_survey(cls.pages[SurveyPage], {"出行": "公交"}, now=cls.now, user=cls.citizen)
        LiveEntryFactory(cls.pages[LivePage])
        charity = cls.pages[CharityPage]
        pledge(
            page_id=charity.pk,
            key=charity.goals.get().key,
            user=cls.citizen,
            amount=1,
            note="湖边的阿梅",
            is_thanked=True,
            now=cls.now,
        )
        keep_draft(
            page=cls.pages[CollectionPage],
            user=cls.citizen,
            token="t" * 20,
            now=cls.now,
            title="湖边的阿梅",
        )

    def public(self):
        pages = self.pages
        yield "/campaigns/"
        yield from (page.url for page in pages.values())
        yield reverse("activity_calendar", args=[pages[ActivityPage].pk])
        yield reverse("calendar_feed")
        yield reverse("crossed_survey", args=[pages[SurveyPage].pk])
        yield reverse("interview_talk", args=[pages[InterviewPage].pk])
        yield reverse("live_after", args=[pages[LivePage].pk, 0])

    def test_each_public_address_is_the_same_for_all_and_names_nobody(self):
        for address in self.public():
            with self.subTest(address):
                self.assertSameForEveryone(address)
                self.assertNotContains(self.client.get(address), "湖边的阿梅")

    def test_each_stays_so_after_the_end(self):
        for page in self.pages.values():
            end_event(page_id=page.pk, by=HallDeskFactory(), now=timezone.now())
        transcript = reverse("interview_transcript", args=[self.pages[InterviewPage].pk])
        for address in [*self.public(), transcript]:
            with self.subTest(address):
                self.assertSameForEveryone(address)
                self.assertNotContains(self.client.get(address), "湖边的阿梅")

    def test_what_is_ones_own_is_kept_by_no_cache(self):
        own = {
            "sign_up": ActivityPage,
            "my_sign_up": ActivityPage,
            "answer_survey": SurveyPage,
            "charity_give": CharityPage,
            "collection_submit": CollectionPage,
            "interview_ask": InterviewPage,
            "interview_own": InterviewPage,
        }
        for person in [None, self.citizen]:
            self.client.logout()
            if person:
                self.client.force_login(person)
            for name, model in own.items():
                with self.subTest(name, person=person):
                    answer = self.client.get(reverse(name, args=[self.pages[model].pk]))
                    self.assertIn("no-store", answer["Cache-Control"])
                    self.assertIn("private", answer["Cache-Control"])
