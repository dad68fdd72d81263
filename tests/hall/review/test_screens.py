from django.test import TestCase
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from hall.enums import ReviewLevel
from hall.models import HallPage, PostPage, PostPicture
from hall.review.models import ReviewTask
from hall.review.services import take_back
from home.models import HomePage
from portal.accounts.models import User
from tests.assertions import HouseAssertions
from tests.factories import (
    HallDeskFactory,
    ImageFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    UserFactory,
    step_of,
)
from units.enums import Role


class ReviewScreenTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.desk = HallDeskFactory()

    def setUp(self):
        self.client.force_login(self.spokesperson)

    def submitted(self, **fields):
        return SubmittedPostFactory(unit=self.unit, author=self.editor, **fields)

    def decide(self, post, action, **fields):
        step = step_of(post)
        sent = {
            "task_state": step.pk if step else 0,
            "seen": post.latest_revision_id,
            "comment": "",
            **fields,
        }
        return self.client.post(reverse("review_post", args=[post.pk]), {"action": action, **sent})


class ReviewPageTests(ReviewScreenTestCase):
    def test_it_shows_the_text_the_steps_and_the_decision(self):
        post = self.submitted(levels=2)
        page = self.client.get(reverse("review_post", args=[post.pk])).text
        for words in [
            "平安河源",
            post.category.guidance,
            str(self.desk),
            'value="approve"',
            'value="return"',
        ]:
            self.assertIn(words, page)
        for mode in ["", "alone"]:
            frame = self.client.get(reverse("review_preview", args=[post.pk]), {"mode": mode})
            self.assertIn("请街坊存水", frame.text)
            self.assertEqual(frame.headers["X-Frame-Options"], "SAMEORIGIN")

    def test_the_frame_shows_the_post_alone_as_strictly_as_a_public_page(self):
        post = PostFactory(unit=self.unit, live=False, pictures=[ImageFactory(), ImageFactory()])
        self.client.force_login(self.desk)
        address = f"{reverse('review_preview', args=[post.pk])}?mode=alone"
        self.assertIn(
            f'src="{address}" data-grows', self.client.get(reverse("review_post", args=[post.pk])).text
        )
        frame = self.client.get(address)
        self.assertIn('class="picture-grid picture-grid--2"', frame.text)
        for surroundings in ["masthead", "breadcrumbs", "tabbar", "footer"]:
            self.assertNotIn(surroundings, frame.text)
        self.assertIn("style-src 'self';", frame.headers["Content-Security-Policy"] + ";")

    def test_a_way_of_showing_it_that_does_not_exist_is_not_found(self):
        address = reverse("review_preview", args=[self.submitted().pk])
        self.assertEqual(self.client.get(address, {"mode": "没有"}).status_code, 404)

    def test_a_picture_without_words_is_named_and_the_list_stands_open(self):
        unsaid = _("Picture %(place)s has no words for people who cannot see it.") % {"place": 2}
        self.client.force_login(self.desk)
        for second, is_open in [("绕行的地图", False), ("  ", True)]:
            with self.subTest(second):
                post = PostFactory(unit=self.unit, live=False)
                post.pictures.set(
                    PostPicture(image=ImageFactory(), alt_text=words, sort_order=order)
                    for order, words in enumerate(["示意图", second])
                )
                post.save_revision()
                page = self.client.get(reverse("review_post", args=[post.pk])).text
                self.assertIn("示意图", page)
                self.assertEqual('<details class="review-page__alts" open>' in page, is_open)
                self.assertEqual(unsaid in page, is_open)

    def test_only_the_really_last_step_says_that_it_publishes(self):
        next_step = _("Next: %(taker)s") % {"taker": _("the hall desk")}
        for levels, label in [(1, _("Approve and publish")), (2, f"{_('Approve')} {next_step}")]:
            with self.subTest(levels=levels):
                address = reverse("review_post", args=[self.submitted(levels=levels).pk])
                button = self.client.get(address).text.partition('value="approve">')[2]
                self.assertEqual(strip_tags(button.partition("</button>")[0]).split("\n")[1].strip(), label)

    def test_approving_with_a_comment_publishes_and_keeps_the_words(self):
        post = self.submitted()
        response = self.decide(post, "approve", comment="写得清楚")
        self.assertEqual(response.url.partition("?")[0], reverse("review_queue"))
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)
        self.assertIn("写得清楚", self.client.get(reverse("review_post", args=[post.pk])).text)

    def test_a_return_without_a_reason_comes_back_with_a_sentence(self):
        post = self.submitted()
        response = self.decide(post, "return", comment="  ")
        self.assertContains(response, _("Say what should be changed; the writer will read it."))
        self.assertTrue(PostPage.objects.get(pk=post.pk).workflow_in_progress)

    def test_a_return_tells_the_writer_why(self):
        post = self.submitted()
        self.decide(post, "return", comment="请写明时间")
        self.client.force_login(self.editor)
        self.assertIn("请写明时间", self.client.get(reverse("wagtailadmin_home")).text)

    def test_a_comment_that_is_too_long_is_not_lost(self):
        post = self.submitted()
        response = self.decide(post, "approve", comment="长" * 1001)
        self.assertContains(response, "长" * 1001)
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_the_second_of_two_reviewers_gets_a_sentence(self):
        post = self.submitted()
        step = step_of(post)
        self.decide(post, "approve")
        other = MemberFactory(self.unit, Role.REVIEWER)
        self.client.force_login(other)
        response = self.decide(post, "return", task_state=step.pk, comment="不妥")
        self.assertContains(
            response, _("%(person)s has approved it already.") % {"person": self.spokesperson}
        )
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)

    def test_an_approval_says_who_is_next(self):
        next_is_the_desk = _("Approved. Next: %(taker)s.") % {"taker": _("the hall desk")}
        for levels, words in [(2, next_is_the_desk), (1, _("Approved: it is public now."))]:
            with self.subTest(levels=levels):
                response = self.decide(self.submitted(levels=levels), "approve")
                self.assertContains(self.client.get(response.url), words)

    def test_an_approval_that_leaves_nobody_names_the_step(self):
        post = self.submitted(levels=2)
        User.objects.filter(pk=self.desk.pk).update(is_active=False)
        response = self.decide(post, "approve")
        words = _("Approved. Next: %(taker)s.") % {"taker": ReviewLevel.HALL_DESK.label}
        self.assertContains(self.client.get(response.url), words)

    def test_who_decides_on_what_was_taken_back_meanwhile_hears_so(self):
        post = self.submitted()
        step = step_of(post)
        take_back(page_id=post.pk, user=self.editor)
        for action in ["approve", "return"]:
            with self.subTest(action):
                response = self.decide(post, action, task_state=step.pk, comment="不妥")
                words = _("%(person)s took it back, so there is nothing to decide now.")
                self.assertContains(response, words % {"person": self.editor})
                self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_an_approval_of_a_version_that_is_not_the_newest_is_refused(self):
        post = self.submitted()
        colleague = MemberFactory(self.unit, Role.REVIEWER)
        post.get_latest_revision_as_object().save_revision(user=colleague)
        response = self.decide(post, "approve")
        self.assertContains(
            response,
            _("The text has changed since you opened it. Look at the new version before you decide."),
        )
        self.assertFalse(PostPage.objects.get(pk=post.pk).live)

    def test_the_task_of_another_post_is_no_task_of_this_one(self):
        mine, theirs = self.submitted(), SubmittedPostFactory()
        for task_state in [step_of(theirs).pk, 999_999_999, "x", "9" * 40, ""]:
            with self.subTest(task_state):
                response = self.decide(mine, "approve", task_state=task_state)
                self.assertEqual(response.status_code, 404)
        self.assertFalse(PostPage.objects.live().exists())

    def test_the_writer_sees_it_without_buttons(self):
        self.client.force_login(self.editor)
        page = self.client.get(reverse("review_post", args=[self.submitted().pk])).text
        self.assertNotIn('value="approve"', page)
        self.assertIn(_("You worked on this text or submitted it, so somebody else must review it."), page)


class TakeBackTests(ReviewScreenTestCase):
    def take_back(self, post):
        return self.client.post(reverse("review_post", args=[post.pk]), {"action": "take_back"})

    def test_the_writer_takes_it_back_from_the_review_page(self):
        post = self.submitted(levels=2, approvals=1)
        self.client.force_login(self.editor)
        address = reverse("review_post", args=[post.pk])
        self.assertIn(address, self.client.get(reverse("wagtailadmin_home")).text)
        self.assertIn('value="take_back"', self.client.get(address).text)
        self.take_back(post)
        self.assertFalse(PostPage.objects.get(pk=post.pk).workflow_in_progress)
        self.assertEqual(post.review_records.last().event, "taken_back")

    def test_nobody_else_does(self):
        post = self.submitted()
        for person in [self.spokesperson, self.desk, MemberFactory(self.unit), UserFactory(superuser=True)]:
            with self.subTest(str(person)):
                self.client.force_login(person)
                self.assertNotIn(
                    'value="take_back"', self.client.get(reverse("review_post", args=[post.pk])).text
                )
                self.take_back(post)
                self.assertTrue(PostPage.objects.get(pk=post.pk).workflow_in_progress)

    def test_what_is_decided_is_not_taken_back(self):
        post = self.submitted(approvals=1)
        self.client.force_login(self.editor)
        self.assertRedirects(self.take_back(post), reverse("review_post", args=[post.pk]))
        self.assertTrue(PostPage.objects.get(pk=post.pk).live)


class ReturnedPostTests(ReviewScreenTestCase):
    def test_the_writer_goes_from_the_reason_straight_to_the_composer(self):
        post = self.submitted(is_returned=True)
        self.client.force_login(self.editor)
        page = self.client.get(reverse("review_post", args=[post.pk])).text
        self.assertIn("请写明时间。", page)
        self.assertIn(reverse("hall_compose_post", args=[post.pk]), page)

    def test_under_review_there_is_no_way_to_it(self):
        post = self.submitted()
        page = self.client.get(reverse("review_post", args=[post.pk])).text
        self.assertNotIn(reverse("hall_compose_post", args=[post.pk]), page)


class AnyPageTests(ReviewScreenTestCase):
    def test_every_page_of_the_portal_has_a_review_page(self):
        self.client.force_login(self.desk)
        draft = PostFactory(unit=self.unit, live=False)
        for page in [HomePage.objects.get(), HallPage.objects.get(), self.unit, draft]:
            with self.subTest(page):
                self.assertEqual(self.client.get(reverse("review_post", args=[page.pk])).status_code, 200)
        for pk in [Page.get_first_root_node().pk, 999_999]:
            with self.subTest(pk):
                self.assertEqual(self.client.get(reverse("review_post", args=[pk])).status_code, 404)

    def test_a_review_step_cannot_be_made_twice(self):
        self.client.force_login(UserFactory(superuser=True))
        address = reverse("wagtailadmin_workflows:add_task", args=["review", "reviewtask"])
        response = self.client.post(address, {"name": "第四步", "level": 1})
        self.assertEqual(response.status_code, 200)
        self.assertEqual(ReviewTask.objects.count(), 3)


class QueueTests(HouseAssertions, ReviewScreenTestCase):
    def test_reviewers_find_what_they_can_decide_and_nothing_else(self):
        mine = self.submitted(text="我们单位的帖子")
        SubmittedPostFactory(text="别的单位的帖子")
        self.submitted(levels=2, approvals=1, text="已到发布厅的帖子")
        self.submitted(is_returned=True, text="退回的帖子")
        for address in [reverse("review_queue"), reverse("wagtailadmin_home")]:
            with self.subTest(address):
                page = self.client.get(address).text
                self.assertIn(reverse("review_post", args=[mine.pk]), page)
                for words in ["别的单位的帖子", "已到发布厅的帖子", "退回的帖子"]:
                    self.assertNotIn(words, page)

    def test_ones_own_text_does_not_wait_for_oneself(self):
        SubmittedPostFactory(unit=self.unit, author=self.spokesperson, text="自己写的")
        self.assertNotIn(
            "自己写的", self.client.get(reverse("review_queue")).text.split("waiting-row", 1)[-1]
        )

    def test_a_step_that_passed_to_the_desk_says_why(self):
        SubmittedPostFactory(unit=UnitFactory(title="没有发言人的单位"))
        self.client.force_login(self.desk)
        page = self.client.get(reverse("review_queue")).text
        self.assertIn(_("the spokespersons of %(unit)s") % {"unit": "没有发言人的单位"}, page)

    def test_it_has_pages(self):
        for number in range(21):
            self.submitted(text=f"第{number}条")
        first = self.client.get(reverse("review_queue")).text
        second = self.client.get(reverse("review_queue"), {"p": 2}).text
        self.assertEqual((first.count('class="waiting-row"'), second.count('class="waiting-row"')), (20, 1))
        for odd in ["0", "99", "x", "-1"]:
            self.assertEqual(self.client.get(reverse("review_queue"), {"p": odd}).status_code, 200)

    def test_the_home_page_shows_the_first_ten_and_how_many_there_are(self):
        for _number in range(12):
            self.submitted()
        page = self.client.get(reverse("wagtailadmin_home")).text
        self.assertEqual(page.count('class="waiting-row"'), 10)
        self.assertIn('class="awaiting__count">12<', page)

    def test_those_who_review_for_nobody_have_no_queue(self):
        self.client.force_login(self.editor)
        self.assertNotIn(reverse("review_queue"), self.client.get(reverse("wagtailadmin_home")).text)
        self.assertRedirects(
            self.client.get(reverse("review_queue")),
            reverse("wagtailadmin_home"),
            fetch_redirect_response=False,
        )

    def test_an_empty_queue_says_so(self):
        self.assertContains(
            self.client.get(reverse("review_queue")),
            _("Nothing waits for you. What a unit submits appears here."),
        )

    def test_the_queue_and_the_home_page_cost_the_same_for_one_post_or_six(self):
        for person in [self.spokesperson, self.desk]:
            for address in [reverse("review_queue"), reverse("wagtailadmin_home")]:
                with self.subTest(f"{person} {address}"):
                    self.client.force_login(person)
                    self.assertQueriesDoNotGrow(lambda: self.client.get(address), self.submitted)  # noqa: B023

    def test_wagtails_own_panels_are_gone(self):
        self.submitted()
        panels = self.client.get(reverse("wagtailadmin_home")).context["panels"]
        names = {getattr(panel, "name", "") for panel in panels}
        self.assertIn("awaiting_review", names)
        self.assertFalse({"workflow_objects_to_moderate", "user_objects_in_workflow_moderation"} & names)
