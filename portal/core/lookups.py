"""A number that no database keeps finds nothing, from wherever it came: an address, a form, a filter.

Django says so itself where it compares one number with a column of numbers. A key that points at another row (a post's
own key points at its page) and lists of keys it hands on as they are, and SQLite breaks on them.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

KEPT = range(-(2**63), 2**63)


def is_kept(value) -> bool:
    """Tell whether a database can hold `value`, as far as it is a number."""
    return not isinstance(value, int) or value in KEPT


class KeptOnlyMixin:
    """Leaves out of a list of values what no row can have."""

    def get_prep_lookup(self):
        values = super().get_prep_lookup()
        return [value for value in values if is_kept(value)] if self.rhs_is_direct_value() else values


@IntegerField.register_lookup
class NumberIn(KeptOnlyMixin, In):
    pass


@ForeignObject.register_lookup
class KeyIn(KeptOnlyMixin, RelatedIn):
    pass


@ForeignObject.register_lookup
class KeyExact(RelatedExact):
    def process_rhs(self, compiler, connection):
        if not is_kept(self.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)
