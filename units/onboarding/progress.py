"""How far each unit is. Posts stand on the floor above and are read by the relation that comes down from them."""

from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from units.enums import Role
from units.models import Team, UnitPage
from units.onboarding.enums import Lack, UnitState


def with_progress(units: QuerySet[UnitPage], today: date) -> QuerySet[UnitPage]:
    """Add to each unit its `state`, `batch_name`, `due_on`, and what `lacks_of` asks for; one query in all."""
    signed_in = Team.objects.filter(
        unit=OuterRef("pk"),
        role=Role.REVIEWER,
        group__user__is_active=True,
        group__user__last_login__isnull=False,
    )
    posts = UnitPage.objects.filter(pk=OuterRef("pk"), timeline_entries__isnull=False)
    # What the team of a unit has prepared stands in its newest version until the unit is launched.
    prepared = Q(live=False, latest_revision__isnull=False) & ~Q(latest_revision__content__avatar=None)
    return units.annotate(
        batch_name=F("batch_place__batch__name"),
        due_on=F("batch_place__batch__due_on"),
        state=Case(
            When(live=True, then=Value(UnitState.LIVE)),
            When(due_on__lt=today, then=Value(UnitState.LATE)),
            default=Value(UnitState.PREPARING),
        ),
        has_avatar=Case(When(Q(avatar__isnull=False) | prepared, then=True), default=False),
        has_reviewer=Exists(signed_in),
        has_post=Exists(posts),
    )


def lacks_of(unit: UnitPage) -> list[Lack]:
    """Return what a unit read by `with_progress` still lacks."""
    has = {Lack.AVATAR: unit.has_avatar, Lack.REVIEWER: unit.has_reviewer, Lack.POST: unit.has_post}
    return [lack for lack in Lack if not has[lack]]


def state_of(unit: UnitPage) -> UnitState:
    """Return the state of a unit read by `with_progress`, with its label."""
    return UnitState(unit.state)
