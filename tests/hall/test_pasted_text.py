"""Ten thousand characters out of some other program, with all that hides between them."""

from django.core import mail
from django.test import TestCase
from django.urls import reverse

from hall.models import TEXT_LIMIT, PostPage
from hall.review.models import ReviewRecord
from hall.review.services import approve, return_post
from tests.factories import MemberFactory, UnitFactory, category_of, step_of
from tests.hall.review.editor_form import editor_form
from units.enums import Role

# Null, bell, escape sequence, soft hyphen, zero width, turned around, isolated, byte order mark, tag, half a pair.
HIDDEN = "\x00\x07\x1b[0m\xad\u200b\u202e\u2066\ufeff\U000e0041"
LINE = f"今晚停水{HIDDEN}，请街坊存水。\r\n"
PASTED = (LINE * 500)[:10_000]
READABLE = "今晚停水[0m，请街坊存水。"
UNSEEN = set(HIDDEN) - set("[0m")


class PastedTextTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.unit = UnitFactory(title="平安河源")
        cls.editor = MemberFactory(cls.unit)
        cls.spokesperson = MemberFactory(cls.unit, Role.REVIEWER)
        cls.category = category_of(1)

    def setUp(self):
        self.client.force_login(self.editor)

    def compose(self, text, **fields):
        typed = {"unit": self.unit.pk, "text": text, "category": self.category.pk, "action": "submit"}
        return self.client.post(reverse("hall_compose"), {**typed, **fields})

    def edit(self, text):
        form = editor_form(self.category, text=text, **{"action-submit": "1"})
        return self.client.post(
            reverse("wagtailadmin_pages:add", args=["hall", "postpage", self.unit.pk]), form
        )

    def assertClean(self, text):
        self.assertEqual(set(text) & UNSEEN, set())

    def test_what_is_too_long_comes_back_whole_and_says_how_long_it_is(self):
        for send in [self.compose, self.edit]:
            with self.subTest(send.__name__):
                page = send("停" * 10_000)
                self.assertContains(page, "10000" if send == self.compose else "5000")
                self.assertContains(page, "停" * 10_000)
                self.assertFalse(PostPage.objects.exists())

    def test_hidden_characters_do_not_count_and_are_gone(self):
        expected = "\n".join([READABLE] * 300)
        self.assertLess(len(expected), TEXT_LIMIT)
        for send in [self.compose, self.edit]:
            with self.subTest(send.__name__):
                self.assertEqual(send(LINE * 300).status_code, 302)
                post = PostPage.objects.last()
                self.assertEqual(post.text, expected)
                self.assertClean(post.latest_revision.content["text"])
                self.assertTrue(post.workflow_in_progress)

    def test_a_long_paste_that_is_tidied_below_the_limit_is_kept(self):
        self.assertGreater(len(PASTED), TEXT_LIMIT)
        self.assertEqual(self.compose("停水" + HIDDEN * 1_000).status_code, 302)
        self.assertEqual(PostPage.objects.get().text[:5], "停水[0m")

    def test_reviewers_mail_history_and_readers_get_it_clean(self):
        with self.captureOnCommitCallbacks(execute=True):
            self.compose(LINE * 300)
        post = PostPage.objects.get()
        self.client.force_login(self.spokesperson)
        for name, words in [("review_post", "今晚停水[0m"), ("review_preview", READABLE)]:
            with self.subTest(name):
                page = self.client.get(reverse(name, args=[post.pk]))
                self.assertContains(page, words)
                self.assertClean(page.text)
        with self.captureOnCommitCallbacks(execute=True):
            return_post(task_state_id=step_of(post).pk, reviewer=self.spokesperson, reason=PASTED)
        with self.captureOnCommitCallbacks(execute=True):
            post.refresh_from_db()
            post.current_workflow_state.resume(user=self.editor)
            approve(task_state_id=step_of(post).pk, reviewer=self.spokesperson, comment=LINE)
        for message in mail.outbox:
            with self.subTest(message.subject):
                self.assertClean(message.subject + message.body)
        self.assertEqual(ReviewRecord.objects.filter(page=post.pk, event="published").count(), 1)
        for line in ReviewRecord.objects.all():
            with self.subTest(line.event):
                self.assertClean(line.title + line.comment)
        page = self.client_class().get(PostPage.objects.get().url)
        self.assertContains(page, READABLE)
        self.assertClean(page.text)
