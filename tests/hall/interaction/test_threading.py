"""However people write, answer, hide, restore and take back: two levels, one truth about what is public."""

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, CommentSettings
from hall.interaction.permissions import is_public
from hall.interaction.services import (
    hide_comment,
    reply_officially,
    restore_comment,
    withdraw_own_comment,
    write_comment,
)
from hall.interaction.threads import thread_of, threads_of
from hall.models import TimelineEntry
from portal.core.refusals import Refused
from tests.factories import CitizenFactory, MemberFactory, PostFactory
from units.enums import Role

ACTS = ["write", "answer", "answer", "official", "hide", "restore", "take back"]


class ThreadingTests(TestCase):
    def setup_example(self):
        super().setup_example()
        self.now = timezone.now()
        self.post = PostFactory()
        self.citizen = CitizenFactory()
        self.spokesperson = MemberFactory(self.post.unit, Role.REVIEWER)
        CommentSettings.objects.create(unit=self.post.unit, shows_at_once=True)
        self.said = []

    def act(self, what, place):
        other = self.said[place % len(self.said)] if self.said else None
        new = {"page_id": self.post.pk, "text": "水", "token": f"token{len(self.said)}", "now": self.now}
        if what == "write" or other is None:
            self.said.append(write_comment(author=self.citizen, **new))
        elif what == "answer":
            self.said.append(write_comment(author=self.citizen, answers_id=other.pk, **new))
        elif what == "official":
            unit = self.post.unit
            self.said.append(reply_officially(unit=unit, by=self.spokesperson, answers_id=other.pk, **new))
        elif what == "hide":
            hide_comment(comment_id=other.pk, by=self.spokesperson, reason="跑题。", now=self.now)
        elif what == "restore":
            restore_comment(comment_id=other.pk, by=self.spokesperson, now=self.now)
        else:
            withdraw_own_comment(comment_id=other.pk, by=self.citizen, now=self.now)

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20)), min_size=3, max_size=14))
    def test_threads_have_two_levels_and_show_exactly_what_is_public(self, acts):
        for what, place in acts:
            try:
                self.act(what, place)
            except Refused:
                continue
        comments = list(Comment.objects.select_related("page", "parent", "answers"))
        for comment in comments:
            if comment.parent:
                self.assertIsNone(comment.parent.parent_id)
            if comment.answers:
                self.assertEqual(comment.answers.parent_id, comment.parent_id)
        public = {comment.pk for comment in comments if is_public(comment)}
        self.assertEqual(set(Comment.objects.shown().values_list("pk", flat=True)), public)
        self.assertEqual(TimelineEntry.objects.get(post=self.post).comment_count, len(public))
        self.assertEqual(self.read(), public)

    def read(self):
        """Return the keys of all that a reader finds who opens every thread."""
        found = set()
        for top in threads_of(self.post).entries:
            whole = [top, *thread_of(top).shown_replies]
            found |= {one.pk for one in whole if one.state == CommentState.SHOWN}
        return found
