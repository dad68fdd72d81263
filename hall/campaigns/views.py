"""The public list of campaigns and micro-events."""

from django.shortcuts import render
from django.utils import timezone

from hall.campaigns import queries
from hall.campaigns.enums import EventKind, Phase
from portal.core.cache import public_page
from portal.core.pagination import Cursor


@public_page
def events(request):
    """Show one phase, `?view=` (open at first), of one kind, `?kind=`, or all."""
    view = request.GET.get("view", "")
    phase = Phase(view) if view in Phase.values else Phase.OPEN
    kind = request.GET.get("kind", "")
    kind = kind if kind in EventKind.values else ""
    before = Cursor.parse(request.GET.get("before"))
    feed = queries.events_in_phase(phase, timezone.now(), kind=kind, before=before)
    return render(
        request,
        "campaigns/events.html",
        {
            "phases": Phase,
            "phase": phase,
            "kinds": EventKind,
            "kind": kind,
            "feed": feed,
            "address": f"/campaigns/?view={phase.value}&" + (f"kind={kind}&" if kind else ""),
        },
    )
