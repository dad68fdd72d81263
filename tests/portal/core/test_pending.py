from unittest.mock import patch

from django.contrib.auth import login, logout
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory, TestCase

from portal.core import pending
from portal.core.pending import keep_words, let_go, take_words
from tests.factories import UserFactory

WORDS = {"text": "楼下的路灯坏了三天", "subject": "路灯"}


class PendingWordsTests(TestCase):
    def setUp(self):
        self.request = RequestFactory().get("/")
        self.request.session = SessionStore()

    def sign_in(self, user):
        self.request.user = user
        login(self.request, user, backend="django.contrib.auth.backends.ModelBackend")

    def test_they_are_there_after_signing_in(self):
        keep_words(self.request, "comment-7", WORDS)
        self.sign_in(UserFactory())
        self.assertEqual(take_words(self.request, "comment-7"), WORDS)

    def test_they_are_taken_once(self):
        keep_words(self.request, "comment-7", WORDS)
        take_words(self.request, "comment-7")
        self.assertEqual(take_words(self.request, "comment-7"), {})
        self.assertNotIn(pending.SESSION_KEY, self.request.session)

    def test_nothing_kept_leaves_the_session_alone(self):
        self.assertEqual(take_words(self.request, "comment-7"), {})
        self.assertFalse(self.request.session.modified)

    def test_nobody_else_finds_them_after_signing_out(self):
        self.sign_in(UserFactory())
        keep_words(self.request, "comment-7", WORDS)
        logout(self.request)
        self.sign_in(UserFactory())
        self.assertEqual(take_words(self.request, "comment-7"), {})

    def test_each_form_has_its_own(self):
        keep_words(self.request, "comment-7", WORDS)
        keep_words(self.request, "comment-8", {"text": "另一条"})
        self.assertEqual(take_words(self.request, "comment-7"), WORDS)
        self.assertEqual(take_words(self.request, "comment-8"), {"text": "另一条"})

    def test_the_token_of_the_form_is_no_word(self):
        keep_words(self.request, "ask", {"csrfmiddlewaretoken": "x" * 64, "text": "在吗"})
        self.assertEqual(take_words(self.request, "ask"), {"text": "在吗"})

    def test_a_megabyte_is_cut(self):
        keep_words(self.request, "ask", {"text": "水" * 1_000_000, "more": "火" * 9})
        kept = take_words(self.request, "ask")
        self.assertEqual(sum(map(len, kept.values())), pending.MOST_CHARACTERS)

    def test_the_oldest_of_many_forms_give_way(self):
        for number in range(pending.MOST_FORMS + 2):
            keep_words(self.request, f"comment-{number}", WORDS)
        self.assertEqual(take_words(self.request, "comment-0"), {})
        self.assertEqual(take_words(self.request, f"comment-{number}"), WORDS)
        self.assertLess(len(self.request.session[pending.SESSION_KEY]), pending.MOST_FORMS)

    def test_after_a_day_they_are_gone(self):
        keep_words(self.request, "ask", WORDS)
        with patch("portal.core.pending.time.time", return_value=pending.time.time() + 90_000):
            self.assertEqual(take_words(self.request, "ask"), {})

    def test_the_browser_is_told_what_was_accepted(self):
        self.assertEqual(let_go(HttpResponse(), "comment-7").cookies[pending.ACCEPTED].value, "comment-7")
