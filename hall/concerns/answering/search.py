"""Finds concerns for those who answer, among what one rule lets them see: the caller passes that set on."""

import re

from django.db.models import Case, Q, QuerySet, Value, When

from hall.concerns.codes import read_code, token_of
from hall.concerns.models import Concern, ConcernInboxEntry
from hall.concerns.places import sees_all
from portal.core.search.query import read

NUMBER = re.compile(r"\d{4,8}(?:-\d*)?", re.ASCII)


def search_inbox(concerns: QuerySet[Concern], typed: str) -> QuerySet[Concern]:
    """Narrow concerns down to those that say what is typed, best first, or to the beginning of a number."""
    query, typed = read(typed), typed.strip()
    by_number = Q(number__startswith=typed) if NUMBER.fullmatch(typed) else Q(pk__in=[])
    if not query:
        return concerns.none() if typed else concerns
    found = ConcernInboxEntry.objects.filter(terms__matches=query.loosest)
    tiers = [When(inbox_entry__terms__matches=match, then=Value(at)) for at, match in enumerate(query.tiers)]
    concerns = concerns.filter(by_number | Q(pk__in=found.values("pk")))
    return concerns.annotate(tier=Case(*tiers, default=Value(-1))).order_by("tier", *concerns.query.order_by)


def concern_of_code(user, typed: str) -> Concern | None:
    """Return the concern whose secret somebody read out to the desk. Exactly it, or nothing."""
    code = read_code(typed)
    if not code or not sees_all(user):
        return None
    return Concern.objects.in_inbox_of(user).filter(token=token_of(code)).first()
