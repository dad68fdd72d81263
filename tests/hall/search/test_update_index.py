from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from hall.models import PostPage, SearchEntry
from hall.services import make_findable
from tests.factories import PostFactory


class UpdateIndexTests(TestCase):
    def test_it_brings_back_what_posts_are_found_by_here_and_in_the_admin(self):
        post = PostFactory(text="市发改局发布防汛预警")
        SearchEntry.objects.all().delete()
        post.index_entries.all().delete()
        self.assertFalse(PostPage.objects.search("防汛"))

        call_command("update_index", verbosity=0)

        self.assertEqual(SearchEntry.objects.get().entry.post, post)
        self.assertEqual([page.pk for page in PostPage.objects.search("防汛")], [post.pk])


class MakeFindableTests(TestCase):
    def test_it_costs_the_same_for_one_post_or_many(self):
        entries = [PostFactory().timeline_entry for _ in range(4)]
        with self.assertNumQueries(2):
            make_findable(entries=entries[:1])
        with self.assertNumQueries(2):
            make_findable(entries=entries)

    def test_keeping_a_post_in_the_admin_s_index_reads_no_other_entry(self):
        """The stock index averages its whole table at every save, for a figure that nothing here uses."""
        post = PostFactory()
        with CaptureQueriesContext(connection) as queries:
            get_search_backend().add(post)

        self.assertFalse([query["sql"] for query in queries if "AVG(" in query["sql"].upper()])
