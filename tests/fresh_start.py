"""For tests that commit: each begins with the database as the migrations left it.

Django would empty every table after each of these tests and announce all migrations anew. That takes seconds, and
leaves less than a new hall has. Here what the migrations left is kept once, and put back after each test.
"""

import sqlite3

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

KEPT_IN = "fresh_start"
_kept = {}


class FreshStart:
    """Mix into a `TransactionTestCase`, before it."""

    @classmethod
    def _fixture_setup(cls):
        keep_start()
        super()._fixture_setup()

    def _fixture_teardown(self):
        go_back_to_start()


def keep_start():
    """Keep what is in the database, unless that was done before."""
    name = connection.settings_dict["NAME"]
    if name not in _kept:
        _kept[name] = {"sqlite": keep_file, "postgresql": keep_tables}[connection.vendor]()


def go_back_to_start():
    """Put back what was kept. Everything else goes, also what the database lets nobody delete."""
    _kept[connection.settings_dict["NAME"]]()
    ContentType.objects.clear_cache()


def keep_file():
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(kept)

    def put_back():
        connection.ensure_connection()
        kept.backup(connection.connection)

    return put_back


def keep_tables():
    with transaction.atomic(), connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT_IN} CASCADE; CREATE SCHEMA {KEPT_IN}")
        for table in tables:
            cursor.execute(f'CREATE TABLE {KEPT_IN}."{table}" AS TABLE "{table}"')
    emptied = [f'DELETE FROM "{table}"' for table in tables]
    filled = [f'INSERT INTO "{table}" TABLE {KEPT_IN}."{table}"' for table in tables]
    # Neither foreign keys nor the triggers of the audit are asked.
    statements = "; ".join(["SET LOCAL session_replication_role = replica", *emptied, *filled])

    def put_back():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statements)

    return put_back
