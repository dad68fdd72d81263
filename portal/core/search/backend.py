"""Wagtail's search in Chinese, for the admin and for any queryset: `WAGTAILSEARCH_BACKENDS` names this module.

Beside finding words inside Chinese sentences it drops what makes the stock index slow: no save looks through the
whole table, and no rank is computed row by row.
"""

from django.db import connection

from portal.core.search.compiling import AutocompleteTermsCompiler, TermsCompiler
from portal.core.search.preparing import Prepared

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres.postgres import (
        PostgresAutocompleteQueryCompiler as StockAutocompleteCompiler,
    )
    from modelsearch.backends.database.postgres.postgres import PostgresIndex as StockIndex
    from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as StockBackend
    from modelsearch.backends.database.postgres.postgres import PostgresSearchQueryCompiler as StockCompiler
else:
    from modelsearch.backends.database.sqlite.sqlite import (
        SQLiteAutocompleteQueryCompiler as StockAutocompleteCompiler,
    )
    from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex as StockIndex
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as StockBackend
    from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchQueryCompiler as StockCompiler


class Index(StockIndex):
    def add_items(self, model, objs):
        super().add_items(model, [Prepared(obj) for obj in objs])

    def _refresh_title_norms(self, full=False):
        """Leave the length of titles alone: no score uses it, and refreshing it reads the table at every save."""


class Compiler(TermsCompiler, StockCompiler):
    pass


class AutocompleteCompiler(AutocompleteTermsCompiler, StockAutocompleteCompiler):
    pass


class SearchBackend(StockBackend):
    index_class = Index
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
