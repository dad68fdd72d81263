"""What was typed is not lost: not to another window, not to a colleague, not to a session that ended."""

from django.test import Client
from django.urls import reverse

from hall.forms import new_key
from hall.models import PostPage
from hall.services import draft_post, submit_post
from tests.factories import MemberFactory
from tests.hall.test_composer import ComposerTestCase
from units.enums import Role


class KeptWordsTests(ComposerTestCase):
    def test_only_a_save_tells_the_browser_to_forget_the_words(self):
        refused, saved = new_key(), new_key()
        self.assertNotIn("composer_saved", self.compose(text="", key=refused).cookies)
        for action in ["draft", "preview", "submit"]:
            with self.subTest(action):
                response = self.compose(action=action, key=saved)
                self.assertEqual(response.cookies["composer_saved"].value, saved)

    def test_the_form_says_whose_words_it_holds(self):
        for name in ["wagtailadmin_home", "hall_compose"]:
            with self.subTest(name):
                self.assertIn(f'data-person="{self.editor.pk}"', self.client.get(reverse(name)).text)

    def test_the_sign_in_page_says_that_the_words_are_kept(self):
        self.client.logout()
        page = self.client.get(reverse("hall_compose"), follow=True).text
        self.assertIn("写作框", page)
        self.assertNotIn("写作框", self.client.get(reverse("wagtailadmin_home"), follow=True).text)

    def test_a_token_from_before_the_last_sign_in_is_explained(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.editor)
        response = browser.post(
            reverse("hall_compose"), {"text": "今晚停水", "csrfmiddlewaretoken": "x" * 64}
        )
        self.assertContains(response, reverse("wagtailadmin_login"), status_code=403)
        self.assertNotContains(response, "CSRF", status_code=403)


class NewerVersionTests(ComposerTestCase):
    def setUp(self):
        super().setUp()
        self.draft = draft_post(unit=self.unit, author=self.editor, text="一稿", category=self.category)

    def test_ones_own_newer_version_is_shown_before_it_is_replaced(self):
        seen = self.draft.version
        self.compose(post=self.draft, text="另一个窗口", seen=seen)

        response = self.compose(post=self.draft, text="这个窗口", seen=seen)

        self.assertBack(response, "这个窗口", reverse("wagtailadmin_pages:view_draft", args=[self.draft.pk]))
        self.assertEqual(PostPage.objects.get().text, "另一个窗口")
        self.compose(post=self.draft, text="这个窗口", seen=PostPage.objects.get().version)
        self.assertEqual(PostPage.objects.get().text, "这个窗口")

    def test_a_version_that_an_editor_wrote_over_is_a_newer_one(self):
        seen = self.draft.version
        post = PostPage.objects.get()
        post.text = "自动保存"
        post.save_revision(user=self.editor, overwrite_revision=post.latest_revision)

        self.assertBack(self.compose(post=self.draft, text="我的稿", seen=seen), "我的稿", "composer__errors")

    def test_a_newer_version_is_told_of_even_after_another_mistake(self):
        seen = self.draft.version
        self.compose(post=self.draft, text="另一个窗口", seen=seen)

        response = self.compose(post=self.draft, action="submit", category="", text="漏了类别", seen=seen)

        self.assertIn(f'name="seen" value="{seen}"', response.text)

    def test_a_returned_post_says_who_returned_it_and_why(self):
        reviewer = MemberFactory(self.unit, Role.REVIEWER)
        submit_post(post_id=self.draft.pk, user=self.editor)
        post = PostPage.objects.get()
        post.current_workflow_task_state.reject(user=reviewer, comment="请写明停水到几点")

        page = self.client.get(reverse("hall_compose_post", args=[self.draft.pk])).text

        for words in [str(reviewer), "请写明停水到几点"]:
            self.assertIn(words, page)
