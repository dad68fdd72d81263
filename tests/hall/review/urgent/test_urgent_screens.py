from datetime import timedelta

from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.review.models import UrgentRelease
from hall.services import draft_post, save_draft
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UrgentReleaseFactory,
    UserFactory,
    category_of,
)
from units.enums import Role
from units.models import Team
from units.services import add_member

REASON = "水位一小时涨了半米"
FORGED = ["9" * 30, "9223372036854775808", "0"]


class Screens(HouseAssertions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源水务", code="SWJ")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()
        cls.person = LanePersonFactory()

    def draft(self, text="东江水位快速上涨,请低处的街坊立即上楼。", levels=2):
        return draft_post(
            unit=self.unit, author=self.editor, text=text, category=category_of(levels) if levels else None
        )

    def released(self, **fields):
        return UrgentReleaseFactory(unit=self.unit, author=self.editor, by=self.person, **fields)

    def sees(self, person, address, **data):
        self.client.force_login(person)
        return self.client.get(address, data)


class ReleaseScreenTests(Screens):
    def send(self, post, person=None, **data):
        self.client.force_login(person or self.person)
        seen = PostPage.objects.get(pk=post.pk).version
        return self.client.post(
            reverse("urgent_release", args=[post.pk]), {"reason": REASON, "seen": seen, **data}, follow=True
        )

    def test_it_shows_the_post_says_what_follows_and_releases(self):
        post = self.draft()
        page = self.sees(self.person, reverse("urgent_release", args=[post.pk]))
        self.assertContains(page, f"{reverse('review_preview', args=[post.pk])}?mode=alone")
        self.assertContains(page, _("Readers see it within a second."))
        self.assertNotContains(page, _("Its review ends: nobody has to approve it any more."))
        preview = self.client.get(reverse("review_preview", args=[post.pk]), {"mode": "alone"})
        self.assertContains(preview, "请低处的街坊立即上楼")

        answer = self.send(post)
        self.assertContains(answer, _("It is public now."))
        self.assertContains(answer, REASON)
        self.assertContains(self.client_class().get("/"), "请低处的街坊立即上楼")

    def test_a_reason_that_will_not_do_comes_back_with_what_was_typed(self):
        post = self.draft()
        for reason in ["", "防汛", "水" * 301]:
            with self.subTest(reason[:5]):
                answer = self.send(post, reason=reason)
                self.assertTrue(answer.context["form"].errors)
                self.assertContains(answer, f">{reason}</textarea>")
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_a_version_that_was_not_the_one_read_comes_back_with_what_was_typed(self):
        post = self.draft()
        for seen in ["", "甲", "²", "9" * 30, "9" * 18, f"{post.latest_revision_id} 甲"]:
            with self.subTest(seen):
                answer = self.send(post, seen=seen)
                self.assertContains(answer, f">{REASON}</textarea>")
                self.assertTrue(answer.context["form"].errors)
        self.assertFalse(UrgentRelease.objects.exists())

    def test_others_are_told_why_not_and_learn_nothing(self):
        post = self.draft()
        named_editor = MemberFactory(UnitFactory())
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=named_editor)
        for person in [self.editor, self.spokesperson, self.desk, UserFactory(superuser=True), named_editor]:
            with self.subTest(person):
                answer = self.send(post, person)
                self.assertRedirects(answer, reverse("wagtailadmin_home"))
                self.assertTrue(list(answer.context["messages"]))
        self.assertFalse(UrgentRelease.objects.exists())

    def test_what_cannot_be_released_leads_back_with_the_reason(self):
        answer = self.sees(
            self.person, reverse("urgent_release", args=[self.draft(levels=None).pk]), follow=""
        )
        self.assertRedirects(answer, reverse("urgent_lane"), fetch_redirect_response=False)

    def test_forged_addresses_find_nothing(self):
        self.client.force_login(self.person)
        for number in FORGED:
            for address in [
                f"/cms/urgent/{number}/",
                f"/cms/urgent/after-review/{number}/",
                f"/cms/urgent/after-review/{number}/preview/",
            ]:
                with self.subTest(address):
                    self.assertEqual(self.client.get(address).status_code, 404)
                    self.assertIn(self.client.post(address).status_code, [404, 405])

    def test_it_is_reached_from_the_review_page_and_the_composer(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        address = reverse("urgent_release", args=[post.pk])
        self.assertContains(self.sees(self.person, reverse("review_post", args=[post.pk])), address)
        self.assertNotContains(self.sees(self.spokesperson, reverse("review_post", args=[post.pk])), address)

    def test_a_spokesperson_of_the_lane_writes_and_releases(self):
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=self.spokesperson)
        self.assertContains(self.sees(self.spokesperson, "/cms/"), 'value="release"')
        typed = {"unit": self.unit.pk, "text": "滨江路车库请马上挪车", "key": "abcdefgh", "action": "release"}
        self.assertContains(
            self.client.post(reverse("hall_compose"), typed), _("Choose a category before you submit.")
        )
        answer = self.client.post(reverse("hall_compose"), {**typed, "category": category_of(2).pk})
        post = PostPage.objects.get()
        self.assertRedirects(answer, reverse("urgent_release", args=[post.pk]))
        self.send(post, self.spokesperson)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)
        self.assertNotContains(self.sees(self.editor, "/cms/"), 'value="release"')


class LaneTests(Screens):
    def texts(self, **data):
        answer = self.sees(self.person, reverse("urgent_lane"), view="lane", **data)
        return [row.post.draft_title for row in answer.context["rows"]]

    def test_drafts_and_posts_under_review_are_there_the_newest_first(self):
        PostFactory(unit=self.unit, text="公开的")
        self.draft("写到一半")
        SubmittedPostFactory(unit=self.unit, author=self.editor, text="在审的")
        changed = PostFactory(unit=self.unit, owner=self.editor, text="要改的")
        save_draft(post_id=changed.pk, author=self.editor, text="改过的", category=category_of(2))
        self.assertEqual(self.texts(), ["改过的", "在审的", "写到一半"])

    def test_they_are_found_by_unit_and_by_words(self):
        other = UnitFactory(title="平安河源", code="GAJ")
        draft_post(unit=other, author=MemberFactory(other), text="封路绕行", category=category_of(2))
        self.draft("水位上涨")
        for words, found in [
            ("平安", ["封路绕行"]),
            ("SWJ", ["水位上涨"]),
            ("封路", ["封路绕行"]),
            ("没有这回事", []),
            ("%", []),
        ]:
            with self.subTest(words):
                self.assertEqual(self.texts(q=words), found)

    def test_a_longer_list_costs_no_more(self):
        self.client.force_login(self.person)
        self.assertQueriesDoNotGrow(lambda: self.client.get("/cms/urgent/"), self.draft, more=3)

    def test_words_that_no_database_keeps_find_nothing(self):
        self.client.force_login(self.person)
        self.assertEqual(self.client.get(reverse("urgent_lane"), {"q": "水\x00位"}).status_code, 200)

    def test_a_wrong_page_number_shows_a_page(self):
        self.draft()
        for number in ["甲", "-1", "9" * 30, ""]:
            with self.subTest(number):
                self.assertEqual(len(self.texts(p=number)), 1)

    def test_only_those_who_have_to_do_with_it_come_in(self):
        release = self.released()
        self.draft("没发的草稿")
        for person, may in [
            (self.person, True),
            (self.desk, True),
            (self.office, True),
            (self.editor, True),
            (self.spokesperson, True),
            (MemberFactory(self.unit, Role.LIAISON), False),
        ]:
            with self.subTest(person):
                answer = self.sees(person, reverse("urgent_lane"), view="open")
                self.assertEqual(answer.status_code == 200, may)
                if may:
                    self.assertContains(answer, reverse("after_review", args=[release.pk]))
                lane = self.sees(person, reverse("urgent_lane"), view="lane")
                self.assertEqual("没发的草稿" in lane.text, person == self.person)


class AfterReviewScreenTests(Screens):
    def address(self, release):
        return reverse("after_review", args=[release.pk])

    def test_the_desk_sees_post_reason_and_deadline_and_closes(self):
        release = self.released()
        page = self.sees(self.desk, self.address(release))
        self.assertContains(page, REASON)
        self.assertContains(page, reverse("after_review_preview", args=[release.pk]))
        preview = self.client.get(reverse("after_review_preview", args=[release.pk]))
        self.assertContains(preview, "请低处的街坊立即上楼")
        answer = self.client.post(
            self.address(release), {"action": "close", "comment": "核实过了"}, follow=True
        )
        self.assertContains(answer, "核实过了")
        release.refresh_from_db()
        self.assertEqual((release.outcome, release.closed_by), ("right", self.desk))
        closed = self.sees(self.editor, reverse("urgent_lane"), view="closed")
        self.assertContains(closed, self.address(release))

    def test_the_city_office_withdraws(self):
        release = self.released(levels=3)
        self.client.force_login(self.office)
        self.client.post(self.address(release), {"action": "withdraw", "reason": "数字错了"})
        self.assertContains(self.client_class().get(release.page.url), "数字错了", status_code=410)
        self.assertContains(self.sees(self.desk, self.address(release)), "数字错了")
        gone = self.client.get(reverse("after_review_preview", args=[release.pk]))
        self.assertEqual(gone.status_code, 404)

    def test_a_withdrawal_without_a_reason_comes_back(self):
        release = self.released()
        self.client.force_login(self.desk)
        answer = self.client.post(self.address(release), {"action": "withdraw", "reason": " "})
        self.assertTrue(answer.context["withdrawing"].errors)
        self.assertTrue(UrgentRelease.objects.get().is_open())

    def test_those_who_wrote_or_released_see_it_and_are_told_why_they_do_not_close_it(self):
        release = self.released()
        for person, words in [
            (self.person, _("You released it, so somebody else must look at it.")),
            (self.editor, _("You worked on this text, so somebody else must look at it.")),
        ]:
            with self.subTest(person):
                page = self.sees(person, self.address(release))
                self.assertContains(page, words)
                self.assertNotContains(page, 'value="close"')
                answer = self.client.post(self.address(release), {"action": "close"})
                self.assertContains(answer, words)
        self.assertTrue(UrgentRelease.objects.get().is_open())

    def test_strangers_are_turned_away(self):
        release = self.released()
        for person in [MemberFactory(UnitFactory(), Role.REVIEWER), MemberFactory(self.unit, Role.LIAISON)]:
            for address in [self.address(release), reverse("after_review_preview", args=[release.pk])]:
                with self.subTest(address):
                    self.assertRedirects(
                        self.sees(person, address),
                        reverse("wagtailadmin_home"),
                        fetch_redirect_response=False,
                    )

    def test_it_stands_on_the_home_pages_of_all_who_have_to_do_with_it(self):
        release = self.released(now=timezone.now() - timedelta(hours=30))
        for person in [self.person, self.editor, self.spokesperson, self.desk, self.office]:
            with self.subTest(person):
                self.assertContains(self.sees(person, "/cms/"), self.address(release))
        self.assertNotContains(self.sees(MemberFactory(UnitFactory()), "/cms/"), self.address(release))

    def test_people_of_the_lane_find_the_way_there_on_their_home_page_when_nothing_waits_too(self):
        way = f"{reverse('urgent_lane')}?view=lane"
        self.assertContains(self.sees(self.person, "/cms/"), way)
        self.assertNotContains(self.sees(self.desk, "/cms/"), way)

    def test_the_list_of_posts_has_a_badge_at_the_cost_of_one_query(self):
        release = self.released()
        self.assertContains(self.sees(self.editor, reverse("posts:index")), _("Needs after-review"))
        self.assertQueriesDoNotGrow(
            lambda: self.client.get(reverse("posts:index")), lambda: self.released(), more=3
        )
        UrgentRelease.objects.update(closed_at=timezone.now(), closed_by=self.desk, outcome="right")
        self.assertNotContains(self.sees(self.editor, reverse("posts:index")), _("Needs after-review"))
        self.assertTrue(release)

    def test_readers_see_no_mark_of_it(self):
        release = self.released()
        self.assertSameForEveryone(release.page.url)
        public = self.client_class().get(release.page.url)
        for words in [REASON, _("Needs after-review"), str(self.person)]:
            self.assertNotContains(public, words)

    def test_the_history_on_the_review_page_tells_it(self):
        release = self.released()
        page = self.sees(self.desk, reverse("review_post", args=[release.page_id]))
        self.assertContains(page, _("released it through the urgent lane"))
        self.assertContains(page, self.address(release))
        self.assertEqual(mail.outbox, [])
