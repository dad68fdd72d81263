"""A field that is found by its words: a `tsvector` on PostgreSQL, text beside an FTS5 table on SQLite.

    class SearchEntry(models.Model):
        terms = TermsField()

    SearchEntry.objects.filter(terms__matches=read("防汛").tiers[0])

The model's first migration ends with `index_terms("app", "SearchEntry", "terms")`. A later migration that changes the
model makes SQLite copy its table and forget the triggers: end it with `index_terms` again and run `update_index`.
"""

from collections.abc import Iterable

from django.db import models
from django.db.migrations import RunPython

from portal.core.search.text import extra_terms, terms

POSITION_LIMIT = 16_383
BREAK = "w"


class TermsField(models.Field):
    """Takes the texts of a row, and is written only: read the row's own fields."""

    description = "Terms that a row is found by"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "editable": False})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        texts = [value] if isinstance(value, str) else list(value)
        return tsvector(texts) if connection.vendor == "postgresql" else fts_text(texts)

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"


@TermsField.register_lookup
class Matches(models.Lookup):
    """`terms__matches=` a match of `portal.core.search.matching`."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        return "%s", [value]

    def as_postgresql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", [*params, self.rhs.tsquery()]

    def as_sqlite(self, compiler, connection):
        field = self.lhs.target
        quote = connection.ops.quote_name
        table = quote(fts_table(field.model))
        key = f"{quote(self.lhs.alias)}.{quote(field.model._meta.pk.column)}"
        return f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [self.rhs.fts5()]


def tsvector(texts: Iterable[str]) -> str:
    """Return texts as the literal of a tsvector: terms with their places, words without."""
    places: dict[str, list[int]] = {}
    position = 0
    for text in texts:
        for term in terms(text):
            position += 1
            places.setdefault(term, []).append(min(position, POSITION_LIMIT))
        for extra in extra_terms(text):
            places.setdefault(extra, [])
        position += 1
    return " ".join(
        f"'{term}':{','.join(map(str, at))}" if at else f"'{term}'" for term, at in places.items()
    )


def fts_text(texts: Iterable[str]) -> str:
    """Return texts as words for FTS5: the terms in order, then the rest; between two texts no phrase goes on."""
    texts = list(texts)
    in_order = [token for text in texts for token in [*terms(text), BREAK]]
    return " ".join([*in_order, *(extra for text in texts for extra in extra_terms(text))])


def fts_table(model) -> str:
    return f"{model._meta.db_table}_fts"


def index_terms(app_label: str, model_name: str, field_name: str) -> RunPython:
    """Return the migration step that makes a `TermsField` quick to search."""

    def make(apps, schema_editor):
        model = apps.get_model(app_label, model_name)
        for statement in statements(model, field_name, schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def remove(apps, schema_editor):
        model = apps.get_model(app_label, model_name)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f'DROP TABLE "{fts_table(model)}"')

    return RunPython(make, remove)


def statements(model, field_name: str, vendor: str) -> list[str]:
    table, fts, key = model._meta.db_table, fts_table(model), model._meta.pk.column
    column = model._meta.get_field(field_name).column
    if vendor == "postgresql":
        return [
            f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 1000',
            f'CREATE INDEX "{table}_{column}_gin" ON "{table}" USING gin ("{column}")',
        ]
    old = f'OLD."{key}", OLD."{column}"'
    forget = f'INSERT INTO "{fts}"("{fts}", rowid, "{column}") VALUES (\'delete\', {old});'
    learn = f'INSERT INTO "{fts}"(rowid, "{column}") VALUES (NEW."{key}", NEW."{column}");'
    return [
        f'DROP TABLE IF EXISTS "{fts}"',
        f'CREATE VIRTUAL TABLE "{fts}" USING fts5("{column}", content="{table}", content_rowid="{key}",'
        ' tokenize="unicode61 remove_diacritics 0")',
        f'CREATE TRIGGER "{fts}_insert" AFTER INSERT ON "{table}" BEGIN {learn} END',
        f'CREATE TRIGGER "{fts}_delete" AFTER DELETE ON "{table}" BEGIN {forget} END',
        f'CREATE TRIGGER "{fts}_update" AFTER UPDATE ON "{table}" BEGIN {forget} {learn} END',
    ]
