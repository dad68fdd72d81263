"""People without the role × addresses of the admin and of the public × events: refused, nothing changed or told."""

import itertools

from django.db import connection
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from hall.campaigns.models import (
    ActivityPage,
    CampaignPage,
    CharityPage,
    CollectionPage,
    InterviewPage,
    LivePage,
    SurveyPage,
    TopicPage,
)
from hall.campaigns.services import invite_host
from portal.core.models import PortalSettings
from tests.factories import CitizenFactory, MemberFactory, UnitFactory
from tests.isolation.addresses import PAGE_GAPS, admin_addresses, public_addresses
from tests.isolation.changes import Changes
from tests.isolation.events import build_events, everything, hosts_no_more
from tests.isolation.test_one_thing import ANSWERS, REFUSALS
from tests.isolation.test_private_words import QUESTIONS, told
from tests.isolation.world import SECRET
from units.enums import Role

# The organisers' screens and the public addresses of one format.
SCREENS = {
    "campaigns_one": CampaignPage,
    "campaigns_activity": ActivityPage,
    "campaigns_activity_export": ActivityPage,
    "campaigns_interview": InterviewPage,
    "campaigns_live": LivePage,
    "campaigns_survey": SurveyPage,
    "campaigns_survey_export": SurveyPage,
    "campaigns_topic": TopicPage,
    "charity_desk": CharityPage,
    "charity_pledges": CharityPage,
    "collection_desk": CollectionPage,
    "collection_archive": CollectionPage,
}
PUBLIC = {
    "activity_calendar": ActivityPage,
    "sign_up": ActivityPage,
    "my_sign_up": ActivityPage,
    "answer_survey": SurveyPage,
    "crossed_survey": SurveyPage,
    "charity_give": CharityPage,
    "collection_clip": CollectionPage,
    "collection_picture": CollectionPage,
    "collection_submit": CollectionPage,
    "collection_vote": CollectionPage,
    "interview_ask": InterviewPage,
    "interview_own": InterviewPage,
    "interview_talk": InterviewPage,
    "interview_transcript": InterviewPage,
    "live_after": LivePage,
}
# Walked by other tests, or no address of an event.
ELSEWHERE = {"share_code": None, "wagtailcore_authenticate_with_password": None}
# Every button that an organiser's screen has, and what it may name.
ACTS = [
    *("submit_all", "submit", "invite", "drop", "end", "call_off"),
    *("check_in", "undo", "show", "set_aside", "up", "down", "answer", "concern", "concerns"),
    *("write", "correct", "take_back", "pin", "unpin", "choose", "put_back", "sum_up"),
    *("receive", "tell", "take_off", "approve", "decline", "mark", "award", "announce"),
]
KNOWN_GAPS = PAGE_GAPS | {
    "destination_id",
    "revision_id",
    "revision_id_a",
    "revision_id_b",
    "task_state_id",
    "workflow_state_id",
    "task_id",
    "action_name",
    "workflow_pk",
    "content_type_app_name",
    "content_type_model_name",
}


class EventWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        PortalSettings.load()
        cls.events = build_events(SECRET)
        cls.ours = UnitFactory(title="我们单位")

    def setUp(self):
        self.doors = {reverse(name) for name in ["wagtailadmin_home", "wagtailadmin_login", "review_queue"]}

    def fill(self, gap: str, page) -> list:
        """Return what of an event an address may name in one of its gaps."""
        run, newest = self.events.waiting.current_workflow_state, page.latest_revision_id
        return {
            "revision_id": [newest],
            "revision_id_a": ["earliest"],
            "revision_id_b": ["latest", newest],
            "destination_id": [self.ours.pk, page.pk],
            "task_state_id": [run.current_task_state_id],
            "workflow_state_id": [run.pk],
            "task_id": [run.current_task_state.task_id],
            "workflow_pk": [run.workflow_id],
            "content_type_app_name": ["campaigns"],
            "content_type_model_name": ["topicpage"],
            "picture_id": [picture.pk for picture in self.events.pictures],
            "submission_id": [picture.submission_id for picture in self.events.pictures],
            "change": [0],
            "form": ["csv", "xlsx"],
        }.get(gap) or [page.pk]

    def targets(self, address, pages):
        for page in pages:
            gaps = [self.fill(gap, page) for gap in address.gaps]
            if "action_name" in address.gaps:
                verbs = ["approve", "reject"]
                if address.name.startswith("wagtailadmin_api"):
                    verbs = ["copy", "delete", "publish", "unpublish", "move", "create_alias"]
                gaps[address.gaps.index("action_name")] = verbs
            for values in itertools.product(*gaps):
                yield reverse(address.name, kwargs=dict(zip(address.gaps, values, strict=True)))

    def admin(self):
        """Yield all addresses of the admin that name a page, aimed at events."""
        for address in admin_addresses():
            if address.name in SCREENS:
                model = SCREENS[address.name]
                yield (
                    address.name,
                    self.targets(address, [self.events.drafts[model], self.events.public[model]]),
                )
            elif is_of_a_page(address):
                yield address.name, self.targets(address, self.events.on_the_way)

    def fields(self, action: str) -> dict:
        draft = self.events.drafts[CampaignPage]
        return {
            "action": action,
            "title": "被别人改了",
            "page": [page.pk for page in self.events.on_the_way],
            "id": [page.pk for page in self.events.on_the_way],
            "unit": self.ours.pk,
            "reason": "被别人取消了",
            "text": "被别人写了",
            "comment": "被别人审了",
            "summary": "被别人总结了",
            "new_parent_page": self.ours.pk,
            "destination_page_id": self.ours.pk,
            "category": draft.category_id,
            "action-submit": "1",
            "action-publish": "1",
            "next": "/cms/",
            **dict.fromkeys(["sign_up", "question", "voice", "pledge", "submission", "entry", "host"], 1),
        }

    def breaches(self, name, target, *, reads: bool):
        """Knock in every way, and tell of each answer that is no refusal, or tells."""
        acts = self.acts if name in SCREENS else [""]
        answers = [self.client.get(target), *(self.client.post(target, self.fields(act)) for act in acts)]
        for answer in answers:
            if not reads and (places := told(answer)):
                yield f"{name} {target} tells in {places}"
            is_door = answer.status_code == 302 and answer.url.partition("?")[0] in self.doors
            if name in SCREENS and not is_door:
                yield f"{name} {target} answers {answer.status_code}"
            elif not reads and not is_door and answer.status_code not in REFUSALS and name not in ANSWERS:
                yield f"{name} {target} answers {answer.status_code} {answer.headers.get('Location', '')}"

    def assertShutTo(self, person, *, reads=False, acts=("end",)):
        """`reads` is for people of the same unit, who may see its drafts and organise nothing."""
        self.acts = acts
        self.client.force_login(person)
        found, changes = [], Changes(everything)
        with connection.execute_wrapper(changes):
            for name, targets in self.admin():
                for target in targets:
                    found += self.breaches(name, target, reads=reads)
                if changed := changes.since_last_asked():
                    found.append(f"{name} changed {changed}")
        self.assertFalse(found, "\n" + "\n".join(found))


def is_of_a_page(address) -> bool:
    if address.name.startswith(("wagtailadmin_pages:", "wagtailadmin_api:pages:")):
        return set(address.gaps) <= KNOWN_GAPS | {"pk"} and bool(address.gaps)
    return bool(address.gaps) and set(address.gaps) <= KNOWN_GAPS and bool(set(address.gaps) & PAGE_GAPS)


class AdminTests(EventWalk):
    def test_no_organiser_of_another_unit_comes_in(self):
        self.assertShutTo(MemberFactory(self.ours, Role.ORGANISER), acts=ACTS)

    def test_no_spokesperson_of_another_unit_comes_in(self):
        self.assertShutTo(MemberFactory(self.ours, Role.REVIEWER))

    def test_no_organiser_whose_unit_left_one_campaign_and_is_only_asked_to_host_another(self):
        draft, public = self.events.drafts[CampaignPage], self.events.public[CampaignPage]
        hosts_no_more(self.ours, public, desk=self.events.organiser, is_dropped=False)
        hosts_no_more(self.ours, draft, desk=self.events.organiser, is_dropped=True)
        invite_host(campaign=draft, unit=self.ours, by=self.events.organiser, now=timezone.now())
        self.assertShutTo(MemberFactory(self.ours, Role.ORGANISER))

    def test_nobody_of_the_unit_itself_runs_events_without_the_role(self):
        for role in [Role.EDITOR, Role.LIAISON]:
            with self.subTest(role):
                self.assertShutTo(MemberFactory(self.events.unit, role), reads=True)

    def test_the_walk_would_notice(self):
        self.client.force_login(self.events.organiser)
        for name in ["wagtailadmin_pages:edit", "wagtailadmin_pages:history", "campaigns_one"]:
            with self.subTest(name):
                address = reverse(name, args=[self.events.drafts[CampaignPage].pk])
                self.assertTrue(told(self.client.get(address)))


class PublicTests(EventWalk):
    def test_nothing_that_is_not_public_is_told_by_any_address(self):
        people = {
            "nobody": None,
            "a citizen": CitizenFactory(),
            "an organiser": MemberFactory(self.ours, Role.ORGANISER),
        }
        for name, person in people.items():
            self.client.logout()
            if person:
                self.client.force_login(person)
            with self.subTest(name):
                self.assertFalse(found := list(self.tells()), "\n" + "\n".join(found))

    def tells(self):
        for target in self.public():
            for question in QUESTIONS:
                if places := told(answer := self.client.get(target, question)):
                    yield f"{target} {question} {places}"
                if answer.status_code != 200:
                    break
            if places := told(
                self.client.post(target, self.fields("vote") | {"token": "a" * 20}, follow=True)
            ):
                yield f"POST {target} {places}"

    def public(self):
        yield from [
            "/",
            "/campaigns/",
            "/campaigns/?view=upcoming",
            self.events.unit.url,
            "/sitemap.xml",
            "/search/?q=密令",
        ]
        yield reverse("unit_calendar_feed", args=[self.events.unit.code])
        for page in [*self.events.drafts.values(), self.events.waiting, *self.events.public.values()]:
            yield page.url
        for address in public_addresses():
            if address.name in PUBLIC:
                model = PUBLIC[address.name]
                yield from self.targets(address, [self.events.drafts[model], self.events.public[model]])
            elif address.gaps == ("page_id",):
                yield from self.targets(address, self.events.on_the_way)

    def test_every_address_says_whose_things_it_opens(self):
        for address in public_addresses():
            if "page_id" in address.gaps and len(address.gaps) > 1:
                with self.subTest(address.name):
                    self.assertIn(address.name, PUBLIC | ELSEWHERE)

    def test_drafts_are_not_there(self):
        for name, model in PUBLIC.items():
            address = next(one for one in public_addresses() if one.name == name)
            for target in self.targets(address, [self.events.drafts[model]]):
                self.client.force_login(CitizenFactory())
                for answer in [self.client.get(target), self.client.post(target, {})]:
                    with self.subTest(target):
                        self.assertIn(answer.status_code, {404, 405})
