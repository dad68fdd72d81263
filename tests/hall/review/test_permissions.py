from django.contrib.auth import get_user_model
from django.test import TestCase
from django.urls import reverse

from hall.models import PostPage
from hall.review.permissions import assignment_of, why_not_review, why_not_see
from hall.review.services import approve
from hall.services import draft_post, save_draft, submit_post
from portal.core.refusals import Refused
from tests.factories import (
    CityOfficeFactory,
    HallDeskFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from units.enums import Role
from units.services import add_member, remove_member


class WhyNotReviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk, cls.office = HallDeskFactory(), CityOfficeFactory()

    def may(self, person, post):
        # Teams are read once for each user object, as they are once for each request.
        return not why_not_review(get_user_model().objects.get(pk=person.pk), step_of(post))

    def assertCannotApprove(self, person, post):
        self.assertFalse(self.may(person, post))
        with self.assertRaises(Refused):
            approve(task_state_id=step_of(post).pk, reviewer=person)

    def test_each_step_is_for_its_own_bench(self):
        stranger = MemberFactory(UnitFactory(), Role.REVIEWER)
        liaison = MemberFactory(self.unit, Role.LIAISON)
        everybody = [self.editor, self.spokesperson, self.desk, self.office, stranger, liaison]
        for approvals, taker in enumerate([self.spokesperson, self.desk, self.office]):
            post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=3, approvals=approvals)
            for person in everybody:
                with self.subTest(approvals=approvals, person=str(person)):
                    self.assertEqual(self.may(person, post), person == taker)

    def test_nobody_reviews_what_they_submitted(self):
        post = draft_post(unit=self.unit, author=self.editor, text="编辑写的", category=category_of(1))
        submit_post(post_id=post.pk, user=self.spokesperson)
        self.assertCannotApprove(self.spokesperson, post)

    def test_nobody_reviews_what_they_own(self):
        post = draft_post(unit=self.unit, author=self.spokesperson, text="我起的头", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        self.assertCannotApprove(self.spokesperson, post)

    def test_nobody_reviews_what_they_had_a_hand_in(self):
        post = draft_post(unit=self.unit, author=self.editor, text="一稿", category=category_of(1))
        save_draft(post_id=post.pk, author=self.spokesperson, text="二稿", category=category_of(1))
        save_draft(post_id=post.pk, author=self.editor, text="三稿", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        self.assertCannotApprove(self.spokesperson, post)

    def test_purging_old_versions_does_not_make_them_forgotten(self):
        self.test_nobody_reviews_what_they_had_a_hand_in()
        post = PostPage.objects.get()
        post.revisions.exclude(pk=post.latest_revision_id).delete()
        self.assertCannotApprove(self.spokesperson, post)

    def test_work_before_the_last_publication_counts_no_more(self):
        post = draft_post(unit=self.unit, author=self.editor, text="一稿", category=category_of(1))
        save_draft(post_id=post.pk, author=self.spokesperson, text="二稿", category=category_of(1))
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=MemberFactory(self.unit, Role.REVIEWER))
        save_draft(
            post_id=post.pk, author=self.editor, text="更正", category=category_of(1), correction="地点不对"
        )
        submit_post(post_id=post.pk, user=self.editor)
        self.assertTrue(self.may(self.spokesperson, post))

    def test_a_superuser_is_nobody_special(self):
        superuser = UserFactory(superuser=True)
        self.assertCannotApprove(superuser, SubmittedPostFactory(unit=self.unit))
        own = PostFactory(unit=self.unit, live=False, owner=superuser)
        submit_post(post_id=own.pk, user=superuser)
        self.assertCannotApprove(superuser, own)

    def test_a_person_who_may_not_sign_in_reviews_nothing(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        self.spokesperson.is_active = False
        self.spokesperson.save()
        self.assertCannotApprove(self.spokesperson, post)
        self.assertTrue(self.may(self.desk, post))

    def test_the_only_spokesperson_who_wrote_leaves_the_step_to_the_desk(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.spokesperson)
        self.assertCannotApprove(self.spokesperson, post)
        approve(task_state_id=step_of(post).pk, reviewer=self.desk)
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_a_sub_unit_turns_to_the_unit_above_first(self):
        station = UnitFactory(title="平安源城", parent=self.unit)
        post = SubmittedPostFactory(unit=station)
        self.assertTrue(self.may(self.spokesperson, post))
        self.assertFalse(self.may(self.desk, post))

    def test_a_reviewer_removed_while_a_post_waits_leaves_it_to_the_desk_and_a_new_one_takes_it_back(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        team = self.unit.teams.get(role=Role.REVIEWER)
        self.assertFalse(self.may(self.desk, post))
        remove_member(team=team, user=self.spokesperson)
        self.assertFalse(self.may(self.spokesperson, post))
        self.assertTrue(self.may(self.desk, post))
        add_member(team=team, user=UserFactory())
        self.assertFalse(self.may(self.desk, post))

    def test_a_desk_that_wrote_leaves_its_step_to_the_office(self):
        post = draft_post(unit=self.unit, author=self.desk, text="发布厅代写", category=category_of(2))
        submit_post(post_id=post.pk, user=self.desk)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.assertCannotApprove(self.desk, post)
        self.assertTrue(self.may(self.office, post))

    def test_when_nobody_is_left_it_waits_and_says_so(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor, levels=3, approvals=2)
        for person in [self.office, self.desk, self.spokesperson]:
            person.is_active = False
            person.save()
        type(self.office).objects.filter(groups__team__role=Role.CITY_OFFICE).update(is_active=False)
        self.assertIsNone(assignment_of(step_of(post)).bench)
        self.client.force_login(self.editor)
        self.assertContains(
            self.client.get(reverse("review_post", args=[post.pk])), assignment_of(step_of(post)).because
        )
        self.assertTrue(self.may(CityOfficeFactory(), post))

    def test_those_with_nothing_to_do_there_do_not_see_it(self):
        post = SubmittedPostFactory(unit=self.unit, author=self.editor)
        for person, sees in [
            (self.editor, True),
            (self.spokesperson, True),
            (self.desk, True),
            (MemberFactory(self.unit, Role.LIAISON), False),
            (MemberFactory(UnitFactory(), Role.REVIEWER), False),
        ]:
            with self.subTest(str(person)):
                self.assertEqual(not why_not_see(person, post), sees)
