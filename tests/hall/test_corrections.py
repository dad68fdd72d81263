from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset

from hall.models import Correction, PostPage
from hall.review.models import ReviewRecord
from hall.review.services import approve
from hall.services import draft_post, save_draft, submit_post, withdraw_post
from hall.timelines import unit_feed
from portal.core.refusals import Refused
from tests.factories import (
    ImageFactory,
    MemberFactory,
    PostFactory,
    SubmittedPostFactory,
    UnitFactory,
    category_of,
    step_of,
)
from tests.hall.review.editor_form import editor_form
from tests.hall.review.releases.clock import in_an_hour, tick
from units.enums import Role
from units.services import ensure_collection

REASON = "时间写错了，应为明早六点。"


class Corrections(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.category = category_of(1)
        cls.post_page = SubmittedPostFactory(
            unit=cls.unit, author=cls.editor, text="今晚停水，明早八点恢复。", approvals=1
        )
        cls.composer = reverse("hall_compose_post", args=[cls.post_page.pk])
        cls.wagtail_editor = reverse("wagtailadmin_pages:edit", args=[cls.post_page.pk])

    def setUp(self):
        self.client.force_login(self.editor)

    def fresh(self):
        return PostPage.objects.get(pk=self.post_page.pk)

    def save(self, text, correction=REASON):
        content = {"text": text, "category": self.category, "correction": correction}
        save_draft(post_id=self.post_page.pk, author=self.editor, **content)

    def correct(self, text, correction=REASON):
        self.save(text, correction)
        submit_post(post_id=self.post_page.pk, user=self.editor)
        approve(task_state_id=step_of(self.post_page).pk, reviewer=self.spokesperson)

    def compose(self, **fields):
        typed = {"unit": self.unit.pk, "text": "改成六点", "category": self.category.pk, "action": "submit"}
        return self.client.post(self.composer, {**typed, **fields})

    def edit(self, **fields):
        typed = editor_form(self.category, **{"text": "改成六点", "action-submit": "1", **fields})
        return self.client.post(self.wagtail_editor, typed)

    def read(self, address=""):
        return self.client_class().get(address or self.post_page.url).text


class AskingWhyTests(Corrections):
    def test_only_a_post_that_readers_have_seen_asks_for_it(self):
        draft = SubmittedPostFactory(unit=self.unit, author=self.editor, is_returned=True)
        for post, expected in [(self.post_page, True), (draft, False)]:
            for name in ["hall_compose_post", "wagtailadmin_pages:edit"]:
                with self.subTest(f"{name} {expected}"):
                    page = self.client.get(reverse(name, args=[post.pk])).text
                    self.assertEqual('name="correction"' in page, expected)

    def test_the_composer_does_not_submit_without_a_reason_and_keeps_what_was_typed(self):
        for reason in ["", " \u200b\n "]:
            with self.subTest(repr(reason)):
                page = self.compose(correction=reason, location="新江路")
                self.assertContains(page, "读者看过这条博文")
                self.assertContains(page, "改成六点")
                self.assertContains(page, "新江路")
                self.assertFalse(self.fresh().workflow_in_progress)

    def test_a_reason_that_is_too_long_comes_back_whole(self):
        page = self.compose(correction="长" * 201)
        self.assertContains(page, "长" * 201)
        self.assertFalse(self.fresh().has_unpublished_changes)

    def test_a_draft_may_lack_it(self):
        self.assertRedirects(self.compose(action="draft"), "/cms/", fetch_redirect_response=False)
        self.assertEqual(self.edit(**{"action-submit": ""}).status_code, 302)
        self.assertFalse(self.fresh().workflow_in_progress)

    def test_wagtails_editor_does_not_submit_without_a_reason(self):
        page = self.edit(correction=" \u202e ")
        self.assertContains(page, "读者看过这条博文")
        self.assertContains(page, "改成六点")
        self.assertFalse(self.fresh().workflow_in_progress)

    def test_both_forms_submit_with_one(self):
        for send in [self.compose, self.edit]:
            with self.subTest(send.__name__):
                self.assertEqual(send(correction=f"{REASON}\u202e\n对不起").status_code, 302)
                newest = self.fresh().get_latest_revision_as_object()
                self.assertEqual(newest.correction, f"{REASON} 对不起")
                self.assertTrue(self.fresh().workflow_in_progress)
                self.fresh().current_workflow_state.cancel(user=self.editor)

    def test_a_reason_sent_with_a_post_that_nobody_has_seen_is_not_kept(self):
        draft = SubmittedPostFactory(unit=self.unit, author=self.editor, is_returned=True)
        typed = {"unit": self.unit.pk, "text": "草稿", "category": self.category.pk, "correction": REASON}
        self.client.post(reverse("hall_compose_post", args=[draft.pk]), typed)
        form = editor_form(self.category, text="又一稿", correction=REASON)
        self.client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form)
        texts = [
            (version.content["text"], version.content["correction"]) for version in draft.revisions.all()
        ]
        self.assertEqual(texts[-2:], [("草稿", ""), ("又一稿", "")])

    def test_the_next_draft_begins_without_the_reason_of_the_last(self):
        self.correct("改成六点")
        for address in [self.composer, self.wagtail_editor]:
            with self.subTest(address):
                self.assertNotContains(self.client.get(address), REASON)
        self.save("改成七点", correction="又改了")
        for address in [self.composer, self.wagtail_editor]:
            with self.subTest(address):
                self.assertContains(self.client.get(address), "又改了")

    def test_an_older_version_that_is_brought_back_needs_a_reason_of_its_own(self):
        self.correct("改成六点")
        corrected = self.fresh().live_revision
        self.correct("改成七点", "又改了")
        address = reverse("wagtailadmin_pages:revisions_revert", args=[self.post_page.pk, corrected.pk])
        self.assertNotContains(self.client.get(address), REASON)

    def test_what_readers_see_already_is_not_reviewed_again(self):
        for text in ["今晚停水，明早八点恢复。", " 今晚停水，明早八点恢复。\n\n"]:
            with self.subTest(repr(text)):
                self.save(text)
                with self.assertRaisesMessage(Refused, "没有需要审核的改动"):
                    submit_post(post_id=self.post_page.pk, user=self.editor)
                self.assertContains(self.edit(text=text, correction=REASON), "没有需要审核的改动")
        self.assertFalse(self.fresh().workflow_in_progress)

    def test_another_order_of_pictures_is_a_change(self):
        collection = ensure_collection(unit=self.unit)
        first, second = ImageFactory(collection=collection), ImageFactory(collection=collection)
        post = PostFactory(unit=self.unit, owner=self.editor, pictures=[first, second])
        rows = [{"image": image.pk, "alt_text": "示意图"} for image in [first, second]]
        address = reverse("wagtailadmin_pages:edit", args=[post.pk])
        for order, status in [(rows, 200), (rows[::-1], 302)]:
            with self.subTest(status):
                form = editor_form(post.category, text=post.text, pictures=inline_formset(order))
                answer = self.client.post(address, {**form, "correction": REASON, "action-submit": "1"})
                self.assertEqual(answer.status_code, status)


class ShowingWhyTests(Corrections):
    def test_the_page_says_when_and_why(self):
        self.correct("改成六点")
        correction = Correction.objects.get()
        self.assertEqual(correction.revision_number, self.fresh().live_revision_id)
        moment = timezone.localtime(correction.made_at)
        self.assertEqual(correction.made_at, self.fresh().last_published_at)
        page = self.read()
        self.assertIn(f'更正于 <time datetime="{moment.isoformat(timespec="seconds")}">', page)
        self.assertIn(f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}</time>：", page)
        self.assertIn(REASON, page)

    def test_before_the_last_approval_readers_see_nothing_of_it(self):
        self.save("改成六点")
        submit_post(post_id=self.post_page.pk, user=self.editor)
        self.assertNotIn(REASON, self.read())
        self.assertFalse(Correction.objects.exists())

    def test_lists_mark_it_and_keep_its_place(self):
        PostFactory(unit=self.unit, text="后来的博文")
        before = [entry.post_id for entry in unit_feed(self.unit).entries]
        self.correct("改成六点")
        self.assertEqual([entry.post_id for entry in unit_feed(self.unit).entries], before)
        for address in [self.unit.url, "/hall/"]:
            with self.subTest(address):
                self.assertEqual(self.read(address).count(f'href="{self.post_page.url}#corrections"'), 1)

    def test_a_repost_marks_it_too(self):
        repost = PostFactory(text="转给大家", repost_of=self.post_page)
        self.assertNotIn("#corrections", self.read(repost.url))
        self.correct("改成六点")
        self.assertIn(f"{self.post_page.url}#corrections", self.read(repost.url))

    def test_all_of_them_are_kept_newest_first_and_the_old_ones_fold(self):
        for number in range(1, 6):
            self.correct(f"第{number}稿", f"第{number}次更正")
        page = self.read()
        self.assertEqual(Correction.objects.count(), 5)
        places = [page.index(f"第{number}次更正") for number in [5, 4, 3, 2, 1]]
        self.assertEqual(places, sorted(places))
        self.assertLess(places[2], page.index('<details class="corrections__earlier"'))
        self.assertGreater(places[3], page.index('<details class="corrections__earlier"'))

    def test_reviewers_read_the_reason_before_they_decide(self):
        self.save("改成六点", "时间<b>写错</b>了")
        submit_post(post_id=self.post_page.pk, user=self.editor)
        self.client.force_login(self.spokesperson)
        frame = reverse("review_preview", args=[self.post_page.pk])
        page = self.client.get(frame)
        self.assertContains(page, "时间&lt;b&gt;写错&lt;/b&gt;了")
        line = ReviewRecord.objects.filter(event="submitted").last()
        self.assertEqual(line.facts["correction"], "时间<b>写错</b>了")

    def test_a_change_for_later_says_why_when_its_time_has_come(self):
        planned = in_an_hour()
        content = {"text": "改成六点", "category": self.category, "correction": REASON}
        save_draft(post_id=self.post_page.pk, author=self.editor, go_live_at=planned, **content)
        submit_post(post_id=self.post_page.pk, user=self.editor)
        approve(task_state_id=step_of(self.post_page).pk, reviewer=self.spokesperson)
        self.assertFalse(Correction.objects.exists())
        self.assertIn("八点", self.read())
        tick(planned)
        self.assertIn(REASON, self.read())
        self.assertEqual(Correction.objects.get().made_at, planned)

    def test_a_post_that_was_released_at_its_hour_is_no_correction(self):
        planned = in_an_hour()
        content = {"text": "明早再说", "category": self.category, "go_live_at": planned}
        post = draft_post(unit=self.unit, author=self.editor, **content)
        submit_post(post_id=post.pk, user=self.editor)
        approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson)
        tick(planned)
        page = self.read(PostPage.objects.get(pk=post.pk).url)
        self.assertIn("明早再说", page)
        self.assertNotIn("更正于", page)

    def test_a_withdrawn_post_that_comes_back_says_why(self):
        withdraw_post(post_id=self.post_page.pk, by=self.spokesperson, reason="核实中", now=timezone.now())
        with self.assertRaisesMessage(Refused, "读者看过这条博文"):
            submit_post(post_id=self.post_page.pk, user=self.editor)
        self.correct("今晚停水，明早八点恢复。", "已经核实")
        page = self.read()
        self.assertIn("已经核实", page)
        self.assertNotIn("核实中", page)
