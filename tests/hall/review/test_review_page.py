"""What a reviewer reads beside the post, and where a decision leads."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from hall.models import PostPage
from hall.review.enums import QuickReason
from hall.review.services import approve, return_post
from hall.services import save_draft, submit_post
from tests.assertions import HouseAssertions
from tests.factories import (
    MemberFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    category_of,
    step_of,
)
from tests.hall.review.test_screens import ReviewScreenTestCase
from units.enums import Role


class WhatHasChangedTests(HouseAssertions, ReviewScreenTestCase):
    def page(self, post, **query):
        return self.client.get(reverse("review_post", args=[post.pk]), query)

    def changed(self, post, text, **fields):
        """Let the writer change a post and submit it again."""
        post = PostPage.objects.get(pk=post.pk)
        content = {"category": category_of(1), "text": text, "correction": "补上时间", **fields}
        save_draft(post_id=post.pk, author=self.editor, **content)
        submit_post(post_id=post.pk, user=self.editor)
        return PostPage.objects.get(pk=post.pk)

    def returned(self, post, reviewer=None):
        return_post(
            task_state_id=step_of(post).pk, reviewer=reviewer or self.spokesperson, reason="请写明时间。"
        )

    def names(self, page):
        return [choice.name for choice in page.context["comparison"].choices]

    def test_a_correction_is_read_against_what_is_public(self):
        post = self.changed(self.submitted(approvals=1), "今晚八点停水,请街坊存水。", location="新江路")
        page = self.page(post)
        self.assertEqual(self.names(page), [_("Against the public version")])
        self.assertContains(page, "今晚<ins>")
        self.assertContains(page, "八点")
        self.assertContains(page, "新江路")

    def test_what_comes_back_is_read_against_what_was_returned(self):
        post = self.submitted()
        self.returned(post)
        page = self.page(self.changed(post, "今晚八点停水,请街坊存水。"))
        self.assertEqual(self.names(page), [_("Since you returned it")])
        self.assertContains(page, "请写明时间。")
        self.client.force_login(self.desk)
        self.assertEqual(self.names(self.page(post)), [_("Since it was returned")])

    def test_there_is_a_choice_and_a_forged_one_changes_nothing(self):
        post = self.changed(self.submitted(approvals=1), "今晚七点停水,请街坊存水。")
        public = post.live_revision_id
        self.returned(post)
        post = self.changed(post, "今晚八点停水,请街坊存水。")
        own = self.page(post).context["comparison"].chosen
        self.assertEqual(own.name, _("Since you returned it"))
        self.assertEqual(self.page(post, since=public).context["comparison"].chosen.number, public)
        other = SubmittedPostFactory(unit=self.unit).latest_revision_id
        for forged in [other, "x", "9" * 30, "-1"]:
            with self.subTest(forged):
                self.assertEqual(self.page(post, since=forged).context["comparison"].chosen, own)

    def test_what_was_approved_before_somebody_changed_it(self):
        post = self.submitted(levels=2)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        self.returned(post, self.desk)
        page = self.page(self.changed(post, "今晚八点停水,请街坊存水。", category=category_of(2)))
        self.assertEqual(self.names(page), [_("Since you approved it")])

    def test_a_new_post_says_that_it_is_new(self):
        self.assertContains(
            self.page(self.submitted()), _("It is new: readers have seen no version of it yet.")
        )

    def test_one_that_came_back_unchanged_says_so(self):
        post = self.submitted()
        self.returned(post)
        submit_post(post_id=post.pk, user=self.editor)
        self.assertContains(self.page(post), _("Nothing: it came back as it was returned."))

    def test_words_of_people_are_no_markup(self):
        post = self.changed(self.submitted(approvals=1), "<b>今晚</b>停水,请街坊存水。")
        self.assertNotContains(self.page(post), "<b>今晚")


class AfterTheDecisionTests(ReviewScreenTestCase):
    def test_the_next_text_is_offered(self):
        first, second = self.submitted(), self.submitted(text="明天义诊,请街坊转告。")
        queue = self.client.get(self.decide(first, "approve").url)
        self.assertContains(queue, reverse("review_post", args=[second.pk]))
        self.assertContains(queue, escape(_("Next: %(unit)s, “%(title)s”").partition("%")[0]))

    def test_after_the_last_one_nothing_is_offered(self):
        queue = self.client.get(self.decide(self.submitted(), "approve").url)
        self.assertNotContains(queue, _("Next: %(unit)s, “%(title)s”").partition("%")[0])

    def test_a_second_tap_is_answered_like_the_first(self):
        for action in ["approve", "return"]:
            with self.subTest(action):
                post = self.submitted()
                step = step_of(post)
                answers = [
                    self.decide(post, action, task_state=step.pk, comment="请写明时间") for _tap in range(2)
                ]
                self.assertEqual(answers[0].url, answers[1].url)
                self.assertEqual(post.review_records.filter(event__in=["approved", "returned"]).count(), 1)

    def test_the_other_decision_of_the_same_person_is_no_second_tap(self):
        post = self.submitted()
        step = step_of(post)
        self.decide(post, "approve")
        answer = self.decide(post, "return", task_state=step.pk, comment="还是不妥")
        self.assertContains(answer, _("%(person)s has approved it already.") % {"person": self.spokesperson})

    def test_who_comes_too_late_reads_who_decided_and_what_they_said(self):
        post = self.submitted()
        return_post(task_state_id=step_of(post).pk, reviewer=self.spokesperson, reason="请写明时间。")
        self.client.force_login(MemberFactory(self.unit, Role.REVIEWER))
        page = self.client.get(reverse("review_post", args=[post.pk]))
        self.assertEqual(page.context["last_decision"].person, self.spokesperson)
        self.assertContains(page, f'href="{reverse("review_queue")}"')
        self.assertContains(page, "请写明时间。")

    def test_a_version_that_came_meanwhile_is_shown_against_the_one_that_was_seen(self):
        post = self.submitted()
        seen = post.latest_revision_id
        text = post.get_latest_revision_as_object()
        text.text = "今晚八点停水,请街坊存水。"
        text.save_revision(user=MemberFactory(self.unit, Role.REVIEWER))
        answer = self.decide(post, "approve", seen=seen)
        self.assertEqual(answer.context["comparison"].chosen.name, _("Since you opened it"))
        self.assertContains(answer, "今晚<ins>")
        self.assertEqual(
            self.decide(post, "approve", seen=PostPage.objects.get().latest_revision_id).status_code, 302
        )


class QuickReasonTests(ReviewScreenTestCase):
    def test_a_tap_is_reason_enough(self):
        post = self.submitted()
        self.decide(post, "return", quick=[QuickReason.WHEN, QuickReason.WHERE])
        comment = post.review_records.get(event="returned").comment
        self.assertEqual(comment, f"{QuickReason.WHEN.label}\n{QuickReason.WHERE.label}")

    def test_what_a_script_has_written_into_the_field_is_not_said_twice(self):
        post = self.submitted()
        typed = f"{QuickReason.WHEN.label}还有地点。"
        self.decide(post, "return", quick=[QuickReason.WHEN], comment=typed)
        self.assertEqual(post.review_records.get(event="returned").comment, typed)

    def test_a_forged_one_is_refused_and_nothing_typed_is_lost(self):
        answer = self.decide(self.submitted(), "return", quick=["没有"], comment="请写明时间")
        self.assertContains(answer, ">请写明时间</textarea>")
        self.assertFalse(PostPage.objects.get().review_records.filter(event="returned").exists())


class LinkOfAMailTests(ReviewScreenTestCase):
    def test_strangers_read_that_it_is_not_theirs_and_nothing_about_it(self):
        post = self.submitted(text="只有我们知道的事")
        liaison = MemberFactory(self.unit, Role.LIAISON)
        desk_address = reverse("review_queue")
        for person in [MemberFactory(UnitFactory(), Role.REVIEWER), liaison]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                page = self.client.get(reverse("review_post", args=[post.pk]))
                self.assertContains(
                    page, _("You have nothing to do with the review of this page."), status_code=403
                )
                self.assertNotIn("只有我们知道的事", page.text)
                self.assertEqual(f'href="{desk_address}"' in page.text, person != liaison)
                self.assertEqual(self.client.get(reverse("review_preview", args=[post.pk])).status_code, 302)
        self.client.force_login(UserFactory())
        self.assertEqual(self.client.get(reverse("review_post", args=[post.pk])).status_code, 302)

    def test_the_link_of_a_mail_leads_there_after_the_sign_in(self):
        post = self.submitted()
        address = f"{reverse('review_post', args=[post.pk])}?since=1"
        self.client.logout()
        door = self.client.get(address)
        self.assertEqual(door.url, f"{reverse('wagtailadmin_login')}?next={quote(address)}")
        self.spokesperson.set_password("wanlv-lake-2013")
        self.spokesperson.save()
        signed_in = self.client.post(
            door.url, {"username": self.spokesperson.email, "password": "wanlv-lake-2013", "next": address}
        )
        self.assertRedirects(signed_in, address)


class ForeignPagesTests(ReviewScreenTestCase):
    def test_units_and_other_pages_are_not_compared(self):
        self.client.force_login(self.desk)
        page = self.client.get(reverse("review_post", args=[UnitFactory().pk]))
        self.assertNotContains(page, 'class="changes"')
