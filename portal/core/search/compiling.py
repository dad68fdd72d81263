"""Turns Wagtail's queries into conditions and a score that are the same on every database.

Whatever matches is found by one look into the full-text index; what ranks it is which tier of the query it answers,
then whether its title does, then the weight of the field, then its key.
"""

from functools import reduce
from operator import and_, or_

from django.db.models import BooleanField, Case, F, FloatField, Func, Q, Value, When
from django.db.models.functions import Cast
from modelsearch import query as asked
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendants_content_types_pks

from portal.core.search.matching import Match, Terms, all_of
from portal.core.search.preparing import boosted_word, boosts_of
from portal.core.search.query import Query, read

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)

TIER_SCORE = 10.0
TITLE_SCORE = 0.5
BOOST_SCORE = 0.02
BOOST_LIMIT = 20

EVERYTHING = Q()
NOTHING = Q(pk__in=[])


class EntryMatches(Func):
    """Whether an index entry matches, in some of its columns."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, match: Match, columns: list[str]):
        super().__init__(F("pk"), *map(F, columns))
        self.match, self.columns = match, columns

    def as_postgresql(self, compiler, connection, **extra):
        columns = [compiler.compile(column) for column in self.source_expressions[1:]]
        vector = " || ".join(sql for sql, _ in columns)
        params = [param for _, params in columns for param in params]
        return f"({vector}) @@ %s::tsquery", [*params, self.match.tsquery()]

    def as_sqlite(self, compiler, connection, **extra):
        key, params = compiler.compile(self.source_expressions[0])
        table = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
        match = f"{{{' '.join(self.columns)}}} : ({self.match.fts5()})"
        return f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", [*params, match]


class TermsCompiler:
    """Mixed into the query compiler of each database."""

    COLUMNS = ["title", "body"]

    def search(self, config, start, stop, score_field=None, backend=None):
        queryset = self.queryset.filter(self.condition(self.query))
        if self.order_by_relevance and not isinstance(self.query, asked.MatchAll):
            score_field = score_field or "_score"
        if score_field:
            queryset = queryset.annotate(**{score_field: self.score(self.query)})
        if self.order_by_relevance and score_field:
            queryset = queryset.order_by(f"-{score_field}", "-pk")
        elif not queryset.query.order_by and not isinstance(self.query, asked.MatchAll):
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def condition(self, query) -> Q:
        """Return what must be true of an object that answers `query`."""
        if isinstance(query, asked.MatchAll):
            return EVERYTHING
        if isinstance(query, asked.Not):
            inner = self.condition(query.subquery)
            return NOTHING if inner == EVERYTHING else ~inner
        if isinstance(query, asked.Boost):
            return self.condition(query.subquery)
        if isinstance(query, asked.And):
            return reduce(and_, map(self.condition, query.subqueries))
        if isinstance(query, asked.Or):
            conditions = [self.condition(part) for part in query.subqueries]
            return EVERYTHING if EVERYTHING in conditions else reduce(or_, conditions)
        return self.condition_of_text(query)

    def condition_of_text(self, query) -> Q:
        words = read(query.query_string)
        if not words:
            return NOTHING
        if isinstance(query, asked.Phrase):
            return self.matching(words.row)
        if query.operator == "or":
            return reduce(or_, (self.matching(self.least(Query((word,)))) for word in words.words))
        return self.matching(self.least(words)) & self.in_fields(query.query_string)

    def least(self, words: Query) -> Match:
        return words.loosest

    def matching(self, match: Match, columns: list[str] | None = None) -> Q:
        """Return that the index entry of an object matches."""
        if self.fields == ["title"] and columns is None and "title" in self.COLUMNS:
            columns = ["title"]
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        entries = IndexEntry.objects.filter(
            EntryMatches(match, columns or self.COLUMNS),
            content_type__in=get_descendants_content_types_pks(self.queryset.model),
        )
        return Q(pk__in=entries.values(key=Cast("object_id", type(key)())))

    def in_fields(self, typed: str) -> Q:
        """Return that the words stand in the fields that were named. The index knows no fields but the title."""
        if not self.fields or self.fields == ["title"]:
            return EVERYTHING
        words = [
            reduce(or_, (Q(**{f"{field}__icontains": word}) for field in self.fields))
            for word in typed.split()
        ]
        return reduce(and_, words)

    def score(self, query):
        """Return how well an object answers `query`."""
        if isinstance(query, asked.Boost):
            return self.score(query.subquery) * Value(float(query.boost))
        if isinstance(query, (asked.And, asked.Or)):
            return reduce(lambda one, other: one + other, map(self.score, query.subqueries))
        if isinstance(query, (asked.MatchAll, asked.Not)):
            return Value(0.0, FloatField())
        words = read(query.query_string)
        if getattr(query, "operator", "and") == "or":
            return reduce(
                lambda one, other: one + other,
                (self.score_of_words(Query((word,))) for word in words.words),
                Value(0.0, FloatField()),
            )
        return self.score_of_words(words)

    def score_of_words(self, words: Query):
        if not words:
            return Value(0.0, FloatField())
        tiers = [
            When(self.matching(match), then=Value(TIER_SCORE - at)) for at, match in enumerate(words.tiers)
        ]
        score = Case(*tiers, default=Value(0.0), output_field=FloatField())
        if "title" in self.COLUMNS:
            score += self.bonus(self.matching(words.loosest, ["title"]), TITLE_SCORE)
        texts = [text for word in words.words for text in word.texts]
        for boost in boosts_of(self.queryset.model.get_search_fields()) if texts else []:
            match = all_of(Terms((boosted_word(boost, text),)) for text in texts)
            score += self.bonus(self.matching(match), BOOST_SCORE * min(boost, BOOST_LIMIT))
        return score

    def bonus(self, condition: Q, value: float):
        return Case(When(condition, then=Value(value)), default=Value(0.0), output_field=FloatField())


class AutocompleteTermsCompiler(TermsCompiler):
    """The same while a person still types: the last word may go on."""

    COLUMNS = ["autocomplete"]

    def least(self, words: Query) -> Match:
        return words.unfinished
