"""Roles of our unit × addresses of the admin × things of another unit: refused, and nothing changed or told."""

from django.db import connection
from django.test import TestCase
from django.urls import reverse

from portal.core.models import PortalSettings
from tests.factories import MemberFactory
from tests.isolation.addresses import admin_addresses, knocks
from tests.isolation.changes import Changes
from tests.isolation.world import SECRET, build_unit, everything, tells_secret
from units.enums import Role

# Addresses that answer, with the reason why that opens nothing. Nothing in their answer may be secret.
ANSWERS = {
    "hall_repost": "Any unit passes on what another has published: it makes a draft of one's own.",
    "specialday:settle": "The calendar is the hall desk's, and says so in words.",
    "training_here": "A guessed code of a wall: it says that the code is old, and lets nobody in.",
    "wagtail_bulk_action": "Asks about nothing, and says so: what one may not touch is not named.",
    "wagtailadmin_editing_sessions:release": "Ends a session of one's own, or none.",
    "wagtailadmin_explore": "Leads back to one's own unit.",
    "wagtailadmin_explore_results": "Leads back to one's own unit.",
    "wagtailadmin_pages:choose_parent": "Leads to writing a post below one's own unit.",
    "wagtailadmin_pages:revisions_index": "An old address that leads to the history, which refuses.",
    "wagtailadmin_password_reset_confirm": "For those who forgot their password; a guessed token is told so.",
    "wagtailadmin_workflows:task_chosen": "Names a step of the review, which is no unit's.",
    "wagtailmedia:add": "A clip of one's own, into one's own collection.",
    "wagtailmedia:chooser_upload": "A clip of one's own, into one's own collection.",
    "wagtailmedia:chooser_typed": "Lists the clips of one's own collection.",
    "wagtailsettings:edit": "Leads from the old address of the settings to the new one, which refuses.",
    "wagtailsnippetchoosers_assessment_scheme:chosen": "Names a scheme: everybody reads them on the scoreboard.",
    "wagtailsnippetchoosers_hall_category:chosen": "Names a category: they are everybody's.",
    "wagtailsnippetchoosers_interaction_heldword:chosen": "Names a word: the desk's list has no unit.",
    "wagtailsnippetchoosers_campaigns_campaignpattern:chosen": "Names a pattern: they are everybody's.",
    "wagtailsnippetchoosers_concerns_concernkind:chosen": "Names a kind of question: they are everybody's.",
    "wagtailsnippetchoosers_assessment_trainingsession:chosen": "Names a class of the plan: all teams may see it.",
    "wagtailsnippetchoosers_supervision_opinionlevel:chosen": "Names a level: they are the same for every unit.",
    "wagtailsnippetchoosers_supervision_opinionsource:chosen": "Names a source: they are no unit's.",
    "wagtailsnippetchoosers_supervision_watchrule:chosen": "Names a watch: they are the same for every unit.",
    "wagtailsnippetchoosers_review_speechphrase:chosen": "Names a set phrase: they are everybody's.",
}
# Addresses that may make something of one's own, and what.
MAKES = {"hall_repost"}
REFUSALS = {403, 404, 405}


class OneThingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ours = build_unit("我们单位", "我们的事")
        cls.theirs = build_unit("他们单位", SECRET)
        PortalSettings.load()

    def fields(self):
        """Return what a forger would send to any of these addresses."""
        theirs, ours = self.theirs, self.ours
        return {
            "text": "被别人改了",
            "title": "被别人改了",
            "name": "被别人改了",
            "reason": "被别人撤了",
            "comment": "被别人审了",
            "category": theirs.posts["draft"].category_id,
            "unit": ours.page.pk,
            "collection": ours.collection.pk,
            "new_parent_page": ours.page.pk,
            "new_title": "抄来的",
            "new_slug": "copied",
            "destination": ours.page.pk,
            "destination_page_id": ours.page.pk,
            "id": [page.pk for page in theirs.pages] + [theirs.image.pk],
            "picture": theirs.image.pk,
            "clip_number": theirs.clip.pk,
            "action": "submit",
            "action-submit": "1",
            "action-publish": "1",
            "next": "/cms/",
        }

    def breach_of(self, address, response) -> str:
        """Return what is wrong with an answer, or nothing."""
        if tells_secret(response):
            return "tells the secret"
        if address.name in ANSWERS or response.status_code in REFUSALS:
            return ""
        if response.status_code == 302 and response.url.partition("?")[0] in self.doors:
            return ""
        return f"answers {response.status_code} {response.headers.get('Location', '')}"

    def knock(self, address):
        """Try an address with all that could be theirs in it; return every breach."""
        for target in knocks(address, self.ours, self.theirs):
            for act in [self.client.get, self.client.post]:
                if breach := self.breach_of(address, act(target, self.fields())):
                    yield f"{act.__name__} {address.name} {target} {breach}"

    def assertShutTo(self, role):
        self.doors = [reverse(name) for name in ["wagtailadmin_home", "wagtailadmin_login", "review_queue"]]
        self.client.force_login(MemberFactory(self.ours.page, role))
        changes, breaches = Changes(everything), []
        with connection.execute_wrapper(changes):
            for address in admin_addresses():
                if address.gaps:
                    breaches += self.knock(address)
                    changed = changes.since_last_asked()
                    if changed and address.name not in MAKES:
                        breaches.append(f"{address.name} changed {changed}")
        self.assertFalse(breaches, "\n" + "\n".join(breaches))

    def test_no_editor_of_another_unit_comes_in(self):
        self.assertShutTo(Role.EDITOR)

    def test_no_spokesperson_of_another_unit_comes_in(self):
        self.assertShutTo(Role.REVIEWER)

    def test_no_liaison_of_another_unit_comes_in(self):
        self.assertShutTo(Role.LIAISON)

    def test_every_address_says_whose_things_it_opens(self):
        for address in admin_addresses():
            with self.subTest(address.name):
                list(knocks(address, self.ours, self.theirs))

    def test_what_answers_is_an_address(self):
        self.assertLessEqual(set(ANSWERS), {address.name for address in admin_addresses()})
