"""Who is blocked, who is trusted, and who could be."""

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from hall.interaction.enums import CommentState
from hall.interaction.models import Comment, ModerationSettings, SpeakerBlock, TrustedSpeaker
from portal.accounts.models import User
from units.enums import Role
from units.models import UnitPage
from units.permissions import is_hall_desk, unit_ids_with_role

SUGGESTED_AT_MOST = 20
# As far back as comments are counted: the desk's own are those of the whole city.
COUNTED_FOR = timedelta(days=180)


def blocks_seen_by(user, now: datetime):
    """Return the blocks in force that `user` sees: those of their units, and all for the desk; newest first."""
    blocks = SpeakerBlock.objects.in_force(now).select_related("user", "unit", "blocked_by")
    if not is_hall_desk(user):
        blocks = blocks.filter(unit__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))
    return blocks.order_by("-blocked_at", "-pk")


def trusted_seen_by(user):
    """Return the trusted citizens of the units of `user`, and all for the desk; newest first."""
    trusted = TrustedSpeaker.objects.select_related("user", "unit", "trusted_by")
    if not is_hall_desk(user):
        trusted = trusted.filter(unit__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))
    return trusted.order_by("-trusted_at", "-pk")


def writers_seen_by(user, unit: UnitPage | None):
    """Return whose comments in their own names `user` sees: on the pages of a unit, or without one anywhere."""
    said = Comment.objects.in_care_of(user).filter(unit__isnull=True)
    if unit:
        said = said.filter(page_unit=unit)
    return User.objects.filter(pk__in=said.order_by().values("author"))


def suggested_to(user, now: datetime) -> list[dict]:
    """Return writers with many public comments and none hidden lately whom `user` could trust, for each unit."""
    after = ModerationSettings.load().trust_after
    said = Comment.objects.in_care_of(user).filter(unit__isnull=True, author__isnull=False)
    said = said.filter(created_at__gt=now - COUNTED_FOR)
    if not is_hall_desk(user):
        said = said.filter(page_unit__in=unit_ids_with_role(user, Role.REVIEWER))
    places = Q(unit=OuterRef("page_unit")) | Q(unit__isnull=True)
    said = said.exclude(Exists(TrustedSpeaker.objects.filter(places, user=OuterRef("author"))))
    counted = (
        said.order_by()
        .values("author", "page_unit", "page_unit__title")
        .annotate(
            shown=Count("pk", filter=Q(state=CommentState.SHOWN)),
            hidden=Count("pk", filter=Q(state=CommentState.HIDDEN)),
        )
    )
    found = counted.filter(shown__gte=after, hidden=0).order_by("-shown", "author")[:SUGGESTED_AT_MOST]
    people = User.objects.in_bulk([row["author"] for row in found])
    return [
        {
            "person": people[row["author"]],
            "unit_id": row["page_unit"],
            "unit": row["page_unit__title"],
            "shown": row["shown"],
        }
        for row in found
    ]
