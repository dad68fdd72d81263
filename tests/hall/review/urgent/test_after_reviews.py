from datetime import timedelta
from functools import partial

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.review.authorship import authors_of
from hall.review.enums import ReviewEvent
from hall.review.models import ReviewRecord, UrgentRelease
from hall.review.services import approve
from hall.review.urgent.permissions import why_not_after_review
from hall.review.urgent.queries import (
    closed_releases_for,
    count_open_after_reviews_for,
    open_after_reviews_for,
)
from hall.review.urgent.reminders import remind_of_after_reviews
from hall.review.urgent.services import close_after_review, release_urgently, withdraw_after_review
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from portal.core.refusals import Refused
from tests.assertions import HouseAssertions
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    LanePersonFactory,
    MemberFactory,
    UnitFactory,
    UrgentReleaseFactory,
    UserFactory,
    category_of,
    step_of,
)
from units.enums import Role
from units.models import Team
from units.services import add_member


class AfterReviews(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="河源水务")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER, last_name="钟")
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()
        cls.person = LanePersonFactory()

    def setUp(self):
        self.now = timezone.now()

    def released(self, levels=2, **fields):
        fields = {"author": self.editor, "by": self.person, "now": self.now, **fields}
        return UrgentReleaseFactory(unit=self.unit, levels=levels, **fields)

    def close(self, release, user, **typed):
        return close_after_review(release_id=release.pk, user=user, now=self.now, **typed)

    def withdraw(self, release, user, reason="水位数字写错了。"):
        return withdraw_after_review(release_id=release.pk, user=user, reason=reason, now=self.now)

    def assertRefused(self, release, user, words=""):
        for act in [self.close, self.withdraw]:
            with self.subTest(act.__name__), self.assertRaisesMessage(Refused, words):
                act(release, user)
        self.assertTrue(UrgentRelease.objects.get(pk=release.pk).is_open())
        self.assertTrue(PostPage.objects.get(pk=release.page_id).live)


class WhoTests(AfterReviews):
    def test_the_category_says_who_looks_at_it(self):
        others = [
            self.editor,
            MemberFactory(self.unit, Role.LIAISON),
            MemberFactory(UnitFactory(), Role.REVIEWER),
        ]
        for levels, may in [
            (1, [self.spokesperson, self.desk, self.office]),
            (2, [self.desk, self.office]),
            (3, [self.office]),
        ]:
            release = self.released(levels, author=MemberFactory(self.unit))
            everybody = [self.spokesperson, self.desk, self.office, *others, UserFactory(superuser=True)]
            for person in everybody:
                with self.subTest(levels=levels, person=person.pk):
                    self.assertEqual(not why_not_after_review(person, release), person in may)

    def test_those_of_the_unit_above_speak_for_it_too(self):
        below = UnitFactory(parent=self.unit)
        release = UrgentReleaseFactory(unit=below, levels=1)
        self.assertEqual(why_not_after_review(self.spokesperson, release), "")
        self.withdraw(release, self.spokesperson)
        self.assertEqual(UrgentRelease.objects.get(pk=release.pk).closed_by, self.spokesperson)
        self.assertFalse(PostPage.objects.get(pk=release.page_id).live)

    def test_nobody_closes_what_they_released(self):
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=self.desk)
        release = self.released(by=type(self.desk).objects.get(pk=self.desk.pk))
        self.assertRefused(release, self.desk, _("You released it, so somebody else must look at it."))

    def test_nobody_closes_what_they_wrote(self):
        release = self.released(levels=1, author=self.spokesperson)
        words = _("You worked on this text, so somebody else must look at it.")
        self.assertRefused(release, self.spokesperson, words)

    def test_whoever_writes_a_later_version_may_still_judge_this_one(self):
        release = self.released(levels=1)
        save_draft(post_id=release.page_id, author=self.spokesperson, text="水退了", category=category_of(1))
        self.assertEqual(why_not_after_review(self.spokesperson, release), "")

    def test_whoever_was_switched_off_meanwhile_is_refused(self):
        release = self.released()
        type(self.desk).objects.filter(pk=self.desk.pk).update(is_active=False)
        self.assertRefused(release, self.desk, _("You do not review this text."))

    def test_others_are_told_whose_it_is(self):
        self.assertRefused(self.released(levels=3), self.desk, _("the city office"))

    def test_the_second_is_told_who_was_first(self):
        release = self.released()
        self.close(release, self.desk)
        for act in [self.close, self.withdraw]:
            with self.assertRaisesMessage(Refused, str(self.desk)):
                act(release, self.office)


class OutcomeTests(AfterReviews):
    def outcome(self, release):
        release.refresh_from_db()
        return release.outcome, release.closed_by, release.closed_at is not None

    def send_a_change(self, release, author):
        save_draft(
            post_id=release.page_id,
            author=author,
            text="水退了",
            category=category_of(1),
            correction="水位已回落",
        )
        submit_post(post_id=release.page_id, user=author)

    def lines(self):
        return [
            (line.person, line.comment, line.facts.get("outcome"))
            for line in ReviewRecord.objects.filter(event="after_reviewed")
        ]

    def test_somebody_says_that_it_was_right(self):
        release = self.released()
        self.close(release, self.desk, comment=" 核实过了。 ")
        self.assertEqual(self.outcome(release), ("right", self.desk, True))
        self.assertEqual(self.lines(), [(self.desk, "核实过了。", "right")])
        self.assertTrue(PostPage.objects.get(pk=release.page_id).live)

    def test_somebody_withdraws_it_and_readers_see_the_reason(self):
        for levels, person in [(2, self.desk), (3, self.office), (1, self.spokesperson)]:
            with self.subTest(levels):
                release = self.released(levels)
                self.withdraw(release, person)
                self.assertEqual(self.outcome(release), ("withdrawn", person, True))
                answer = self.client.get(release.page.url)
                self.assertContains(answer, "水位数字写错了。", status_code=410)

    def test_a_withdrawal_without_a_reason_changes_nothing(self):
        release = self.released()
        with self.assertRaises(Refused):
            self.withdraw(release, self.desk, reason=" ")
        self.assertEqual(self.outcome(release), ("", None, False))

    def test_an_ordinary_withdrawal_closes_it(self):
        for levels, author in [(1, self.editor), (1, self.spokesperson), (3, self.editor)]:
            with self.subTest(levels=levels, author=author.pk):
                release = self.released(levels, author=author)
                withdraw_post(post_id=release.page_id, by=self.spokesperson, reason="写错了。", now=self.now)
                judge = self.spokesperson if (levels, author) == (1, self.editor) else None
                self.assertEqual(self.outcome(release), ("withdrawn", judge, True))

    def test_a_later_version_that_passes_its_review_takes_its_place_and_says_so(self):
        release = self.released(levels=1)
        change = MemberFactory(self.unit)
        self.send_a_change(release, change)
        self.assertEqual(self.outcome(release), ("", None, False))
        approve(task_state_id=step_of(release.page).pk, reviewer=self.spokesperson)
        self.assertEqual(self.outcome(release), ("superseded", None, True))
        self.assertEqual(self.lines(), [(None, "", "superseded")])

    def test_a_later_version_is_not_approved_by_those_who_wrote_or_released_this_one(self):
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=self.desk)
        desk = type(self.desk).objects.get(pk=self.desk.pk)
        release = self.released(levels=1, author=self.spokesperson, by=desk)
        self.send_a_change(release, self.editor)
        for person in [self.spokesperson, desk]:
            with self.subTest(person), self.assertRaises(Refused):
                approve(task_state_id=step_of(release.page).pk, reviewer=person)

    def test_withdrawn_unjudged_it_sheds_nobody_who_wrote_or_released_it(self):
        """Its text was never reviewed: a comma more must not let its writer approve it."""
        writer = MemberFactory(self.unit, Role.REVIEWER)
        add_member(team=Team.objects.get(unit=None, role=Role.URGENT), user=self.desk)
        post = draft_post(unit=self.unit, author=self.editor, text="水情", category=category_of(1))
        save_draft(post_id=post.pk, author=writer, text="水位已超警戒，请上楼。", category=category_of(1))
        release = release_urgently(
            page_id=post.pk,
            user=self.desk,
            reason="水位一小时涨了半米",
            seen_revision_id=PostPage.objects.get(pk=post.pk).latest_revision_id,
            now=self.now,
        )
        withdraw_post(post_id=post.pk, by=self.desk, reason="数字待核。", now=timezone.now())
        self.assertIsNone(UrgentRelease.objects.get(pk=release.pk).closed_by)

        words = {"text": "水位已超警戒，请上楼！", "category": category_of(1), "correction": "核实过了"}
        save_draft(post_id=post.pk, author=self.editor, **words)
        submit_post(post_id=post.pk, user=self.editor)

        self.assertLessEqual({writer.pk, self.desk.pk}, authors_of([post.pk])[post.pk])
        with self.assertRaises(Refused):
            approve(task_state_id=step_of(post).pk, reviewer=writer)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertFalse({writer.pk, self.desk.pk} & authors_of([post.pk])[post.pk])

    def test_a_later_version_in_a_lower_category_passes_all_steps_that_the_after_review_asks_for(self):
        release = self.released(levels=3)
        words = {"text": "改正：水位24米。", "category": category_of(1), "correction": "数字有误"}
        save_draft(post_id=release.page_id, author=MemberFactory(self.unit), **words)
        submit_post(post_id=release.page_id, user=self.editor)
        approve(task_state_id=step_of(release.page).pk, reviewer=self.spokesperson)
        self.assertTrue(UrgentRelease.objects.get(pk=release.pk).is_open())
        facts = ReviewRecord.objects.get(page=release.page, event=ReviewEvent.RAISED).facts
        self.assertEqual((facts["to"], facts["why"]), (3, "released_urgently"))

    def test_those_who_wrote_and_released_it_get_a_mail(self):
        release = self.released()
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            self.close(release, self.desk, comment="核实过了")
        self.assertCountEqual(
            [address for letter in mail.outbox for address in letter.to],
            [self.editor.email, self.person.email],
        )
        self.assertIn("核实过了", mail.outbox[0].body)


class ConstraintTests(AfterReviews):
    def assertForbidden(self, release, **fields):
        with self.assertRaises(IntegrityError), transaction.atomic():
            UrgentRelease.objects.filter(pk=release.pk).update(**fields)

    def test_the_database_keeps_nobody_closing_their_own(self):
        release = self.released()
        closed = {"closed_at": self.now, "outcome": "right"}
        self.assertForbidden(release, closed_by=self.person, **closed)
        self.assertForbidden(release, **closed)
        self.assertForbidden(release, outcome="right")
        self.assertForbidden(release, closed_at=self.now)
        self.assertForbidden(release, closed_by=self.desk)

    def test_the_database_keeps_one_open_release_of_a_post(self):
        release = self.released()
        release.pk = None
        with self.assertRaises(IntegrityError), transaction.atomic():
            release.save()


class BoardTests(HouseAssertions, AfterReviews):
    def board_of(self, person):
        return [row.release for row in open_after_reviews_for(person, self.now)]

    def test_it_stands_on_the_boards_of_all_who_have_to_do_with_it(self):
        release = self.released()
        for person in [self.editor, self.spokesperson, self.desk, self.office, self.person]:
            with self.subTest(person):
                self.assertEqual(self.board_of(person), [release])
                self.assertEqual(count_open_after_reviews_for(person), 1)

    def test_it_stands_on_nobody_elses(self):
        self.released()
        other = UnitFactory()
        for person in [
            MemberFactory(other),
            MemberFactory(other, Role.REVIEWER),
            MemberFactory(self.unit, Role.LIAISON),
            UserFactory(),
            HallDeskFactory(is_active=False),
        ]:
            with self.subTest(person):
                self.assertEqual(self.board_of(person), [])

    def test_the_most_overdue_comes_first_and_what_is_closed_leaves(self):
        late = self.released(now=self.now - timedelta(hours=30))
        fresh = self.released()
        self.assertEqual(self.board_of(self.desk), [late, fresh])
        self.assertEqual(
            [row.is_overdue for row in open_after_reviews_for(self.desk, self.now)], [True, False]
        )
        self.close(late, self.desk)
        self.assertEqual(self.board_of(self.desk), [fresh])
        self.assertEqual(list(closed_releases_for(self.editor)), [late])

    def test_a_longer_board_costs_no_more(self):
        for person in [self.desk, self.spokesperson]:
            read = partial(open_after_reviews_for, person, self.now)
            self.assertQueriesDoNotGrow(read, self.released, more=3)


class ReminderTests(AfterReviews):
    def remind(self, hours):
        mail.outbox.clear()
        with self.captureOnCommitCallbacks(execute=True):
            remind_of_after_reviews(self.now + timedelta(hours=hours))
        return {address for letter in mail.outbox for address in letter.to}

    def test_near_its_end_those_who_can_close_it_are_reminded_once(self):
        self.released()
        self.assertEqual(self.remind(19), set())
        self.assertEqual(self.remind(21), {self.desk.email, self.office.email})
        self.assertEqual(self.remind(22), set())

    def test_when_it_is_over_the_desk_and_the_office_are_told_once(self):
        self.released(levels=3)
        self.assertEqual(self.remind(21), {self.office.email})
        self.assertEqual(self.remind(25), {self.desk.email, self.office.email})
        self.assertEqual(self.remind(26), set())
        events = list(ReviewRecord.objects.order_by("pk").values_list("event", "person"))
        self.assertEqual(events[1:], [("reminded", None), ("escalated", None)])

    def test_after_an_outage_only_what_is_true_now_is_said(self):
        self.released()
        self.remind(40)
        self.assertEqual({len(letter.to) for letter in mail.outbox}, {1})
        self.assertEqual(len(mail.outbox), 2)

    def test_what_is_closed_is_left_alone(self):
        self.close(self.released(), self.desk)
        self.assertEqual(self.remind(40), set())
