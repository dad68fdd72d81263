from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from hall.campaigns.models import InterviewGuest, InterviewPage
from tests.factories import CampaignFactory, EventFactory, ImageFactory, MemberFactory, UnitFactory
from units.enums import Role
from units.services import ensure_collection


class GuestTests(TestCase):
    """Organisers name the guests on the page, which is reviewed with them."""

    @classmethod
    def setUpTestData(cls):
        cls.unit, cls.other = UnitFactory(title="河源医保"), UnitFactory(title="河源水务")
        cls.organiser = MemberFactory(cls.unit, Role.ORGANISER)
        cls.interview = EventFactory(
            InterviewPage, campaign=CampaignFactory(unit=cls.unit), title="医保局长回答您的提问"
        )

    def save(self, *guests, title=""):
        self.client.force_login(self.organiser)
        form = nested_form_data(
            {
                "title": title or self.interview.title,
                "introduction": "",
                "category": self.interview.category_id,
                "opens_at": "2026-12-01 08:00",
                "closes_at": "2026-12-02 08:00",
                "cover": "",
                "cover_alt": "",
                "results": "",
                "keep_days": 90,
                "guests": inline_formset(guests),
                "comments": inline_formset([]),
            }
        )
        return self.client.post(reverse("wagtailadmin_pages:edit", args=[self.interview.pk]), form)

    def drafted(self):
        newest = InterviewPage.objects.get().get_latest_revision_as_object()
        return [(guest.name, guest.role, guest.picture) for guest in newest.guests.all()]

    def test_a_guest_has_a_name_a_role_and_a_picture_and_waits_for_review(self):
        picture = ImageFactory(collection=ensure_collection(unit=self.unit))
        self.save({"name": "张局长 ", "role": "市医保局局长", "picture": picture.pk})

        self.assertEqual(self.drafted(), [("张局长", "市医保局局长", picture)])
        self.assertNotContains(self.client.get(self.interview.url), "张局长")
        InterviewPage.objects.get().latest_revision.publish(skip_permission_checks=True)
        page = self.client.get(self.interview.url)
        self.assertContains(page, "张局长")
        self.assertContains(page, "interview-guests__picture")

    def test_a_title_is_one_line(self):
        self.save({"name": "张局长", "role": "市医保局局长"}, title="请问\r\n局长\t好")

        newest = InterviewPage.objects.get().get_latest_revision_as_object()
        self.assertEqual(newest.title, "请问 局长 好")

    def test_a_picture_of_another_unit_is_refused(self):
        picture = ImageFactory(collection=ensure_collection(unit=self.other), title="别家的图")
        answer = self.save({"name": "张局长", "role": "市医保局局长", "picture": picture.pk})

        self.assertNotContains(answer, "别家的图")
        self.assertEqual(self.drafted(), [])

    def test_without_a_guest_it_is_not_sent_for_review(self):
        self.save()
        campaign = self.interview.get_parent()
        answer = self.client.post(
            reverse("campaigns_one", args=[campaign.pk]),
            {"action": "submit", "page": self.interview.pk},
            follow=True,
        )

        self.assertContains(answer, "提交之前，请先填写嘉宾。")
        self.assertFalse(InterviewPage.objects.get().workflow_in_progress)

    def test_with_one_it_is(self):
        self.save({"name": "张局长", "role": "市医保局局长", "picture": ""})
        campaign = self.interview.get_parent()
        self.client.post(
            reverse("campaigns_one", args=[campaign.pk]), {"action": "submit", "page": self.interview.pk}
        )

        self.assertTrue(InterviewPage.objects.get().workflow_in_progress)

    def test_the_page_costs_the_same_for_one_guest_or_six(self):
        costs = []
        for number in range(6):
            InterviewGuest.objects.create(
                page=self.interview, name=f"嘉宾{number}", role="专家", picture=ImageFactory()
            )
            self.client.get(self.interview.url)  # Draws the picture in the size of the page, once.
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.interview.url)
            costs.append(len(queries))
        self.assertEqual(len(set(costs)), 1, costs)
