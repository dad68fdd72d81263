"""Changes the audit as somebody would who holds the database in their hands."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def tampered(*statements):
    """Run SQL past every guard; undo it at the end. For tests that run inside a transaction."""
    before = transaction.savepoint()
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in statements:
                cursor.execute(statement)
        yield
    finally:
        transaction.savepoint_rollback(before)
