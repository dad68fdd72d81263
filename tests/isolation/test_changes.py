from django.db import connection
from django.test import TestCase

from hall.models import Category
from tests.factories import CitizenFactory, UnitFactory
from tests.isolation.changes import Changes
from units.models import UnitPage


def titles():
    return {"unit": list(UnitPage.objects.values_list("title", flat=True).order_by("pk")), "others": []}


class ChangesTests(TestCase):
    def setUp(self):
        self.unit = UnitFactory(title="平安河源")
        self.changes = Changes(titles)
        self.enterContext(connection.execute_wrapper(self.changes))

    def test_what_is_written_is_told_once(self):
        UnitPage.objects.filter(pk=self.unit.pk).update(title="河源公安")

        self.assertEqual(self.changes.since_last_asked(), ["unit"])
        self.assertEqual(self.changes.since_last_asked(), [])

    def test_by_whatever_statement(self):
        with connection.cursor() as cursor:
            cursor.execute("update wagtailcore_page set title = %s where id = %s", ["河源公安", self.unit.pk])

        self.assertEqual(self.changes.since_last_asked(), ["unit"])

    def test_what_is_not_watched_is_no_change(self):
        Category.objects.update(levels=1)

        self.assertEqual(self.changes.since_last_asked(), [])

    def test_nothing_is_read_again_where_nothing_but_a_session_was_written(self):
        self.client.force_login(CitizenFactory())
        self.changes.since_last_asked()
        session = self.client.session
        session["words"] = "密令"
        session.save()

        with self.assertNumQueries(0):
            self.assertEqual(self.changes.since_last_asked(), [])
