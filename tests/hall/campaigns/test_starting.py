from datetime import timedelta

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from hall.campaigns.models import CampaignPage, CampaignPattern, EventEntry
from hall.campaigns.patterns import ensure_patterns
from hall.campaigns.services import start_campaign, submit_all, submit_event
from hall.models import Category
from hall.review.decisions import approve
from portal.core.refusals import Refused
from tests.factories import CampaignFactory, HallDeskFactory, MemberFactory, UnitFactory
from units.enums import Role


class StartTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.words = {
            "unit": cls.unit,
            "title": "防汛救灾",
            "hashtag": "#防汛不松劲#",
            "category": Category.objects.first(),
            "opens_at": timezone.now(),
            "closes_at": timezone.now() + timedelta(days=14),
        }

    def test_it_is_a_draft_below_the_unit_that_leads_it(self):
        campaign = start_campaign(by=self.organiser, **self.words)

        self.assertEqual((campaign.title, campaign.hashtag), ("防汛救灾", "防汛不松劲"))
        self.assertEqual((campaign.unit, campaign.live, campaign.owner), (self.unit, False, self.organiser))
        self.assertFalse(EventEntry.objects.exists())

    def test_a_pattern_brings_words(self):
        ensure_patterns()
        pattern = CampaignPattern.objects.get(name="防汛救灾")

        campaign = start_campaign(by=self.organiser, pattern=pattern, **self.words)

        self.assertEqual(campaign.introduction, pattern.introduction)

    def test_whoever_does_not_organise_for_the_unit_is_refused(self):
        other = UnitFactory()
        people = [MemberFactory(self.unit, role) for role in (Role.EDITOR, Role.REVIEWER, Role.LIAISON)]
        for person in [*people, MemberFactory(other, Role.ORGANISER)]:
            with self.subTest(person=person), self.assertRaises(Refused):
                start_campaign(by=person, **self.words)
        self.assertFalse(CampaignPage.objects.exists())

    def test_the_desk_may(self):
        self.assertTrue(start_campaign(by=HallDeskFactory(), **self.words).pk)

    def test_an_end_before_the_beginning_is_refused(self):
        with self.assertRaises(Refused):
            start_campaign(
                by=self.organiser, **{**self.words, "closes_at": timezone.now() - timedelta(days=1)}
            )

    def test_a_hashtag_that_no_post_could_carry_is_refused(self):
        for hashtag in ["", "#", "防汛@不松劲", "防#汛", "汛" * 41]:
            with self.subTest(hashtag), self.assertRaises((Refused, ValidationError)):
                start_campaign(by=self.organiser, **{**self.words, "hashtag": hashtag})


class SubmitTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory()
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.reviewer = MemberFactory(cls.unit, Role.REVIEWER)

    def test_it_goes_the_way_of_its_category_and_comes_before_readers(self):
        draft = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)
        page = submit_event(page_id=draft.pk, user=self.organiser)

        approve(task_state_id=page.current_workflow_task_state.pk, reviewer=self.reviewer)

        self.assertTrue(CampaignPage.objects.get(pk=page.pk).live)
        self.assertEqual(EventEntry.objects.get().page_id, page.pk)

    def test_its_organiser_does_not_approve_it(self):
        draft = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)
        page = submit_event(page_id=draft.pk, user=self.organiser)

        with self.assertRaises(Refused):
            approve(task_state_id=page.current_workflow_task_state.pk, reviewer=self.organiser)

    def test_nobody_else_submits_it_and_nobody_twice(self):
        draft = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)
        with self.assertRaises(Refused):
            submit_event(page_id=draft.pk, user=MemberFactory(UnitFactory(), Role.ORGANISER))
        submit_event(page_id=draft.pk, user=self.organiser)
        with self.assertRaises(Refused):
            submit_event(page_id=draft.pk, user=self.organiser)

    def test_all_that_can_go_goes(self):
        draft = CampaignFactory(unit=self.unit, live=False, owner=self.organiser)

        sent, refused = submit_all(campaign_id=draft.pk, user=self.organiser)

        self.assertEqual(([page.pk for page in sent], refused), ([draft.pk], {}))
