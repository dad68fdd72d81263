"""Two questions a supervisor asks: is the process alive, and can it serve."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse


def healthz(request):
    """Answer 200 while the process runs; touches nothing else."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request):
    """Answer 200 when database, cache and migrations are in order, else 503 with what is not."""
    checks = {"database": has_database, "cache": has_cache, "migrations": has_all_migrations}
    failing = [name for name, is_in_order in checks.items() if not is_in_order()]
    return JsonResponse({"failing": failing}, status=503 if failing else 200)


def has_database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def has_cache():
    """A cache that is away keeps nothing and says nothing (`REDIS_CACHE` in the settings)."""
    cache.set("readyz", "ok", 5)
    return cache.get("readyz") == "ok"


def has_all_migrations():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
