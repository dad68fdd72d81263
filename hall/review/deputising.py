"""Naming somebody who reviews in one's place, and taking that back."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hall.review.benches import LEVELS
from hall.review.models.deputy import Deputy
from portal.accounts.models import User
from portal.core.refusals import refuse_if
from units.permissions import is_hall_desk, roles_of


def level_of(user) -> int:
    """Return the highest step that somebody takes by a role of their own; 0 for nobody's reviewer."""
    return max((LEVELS.get(role, 0) for _unit, role in roles_of(user)), default=0)


def why_not_see_deputies_of(user, person) -> str:
    """Say why `user` has nothing to do with the deputies of `person`."""
    if user.is_active and (user.pk == person.pk or is_hall_desk(user)):
        return ""
    return _("Everybody names their own deputy; the hall desk does it for others.")


def why_not_deputise(user, person, deputy, first_day: date, last_day: date, today: date) -> str:
    """Say why `user` may not name `deputy` for `person`.

    A deputy reviews already, and at the same step or a higher one: somebody who only writes would become a second
    self, and four eyes two.
    """
    if reason := why_not_see_deputies_of(user, person):
        return reason
    if not level_of(person):
        return _("%(person)s reviews nothing, so nobody is needed in their place.") % {"person": person}
    if deputy.pk == person.pk:
        return _("A deputy is somebody else.")
    if not deputy.is_active or level_of(deputy) < level_of(person):
        return _("%(person)s does not review at this step or a higher one. Choose somebody who does.") % {
            "person": deputy
        }
    return why_not_on_days(person, deputy, first_day, last_day, today)


def why_not_on_days(person, deputy, first_day: date, last_day: date, today: date) -> str:
    if last_day < first_day:
        return _("The last day lies before the first.")
    if last_day < today:
        return _("These days are over.")
    days = Deputy.objects.between(first_day, last_day)
    if other := days.filter(person=person).select_related("deputy").first():
        return _("%(deputy)s stands in from %(first)s to %(last)s already.") % {
            "deputy": other.deputy,
            "first": date_format(other.first_day),
            "last": date_format(other.last_day),
        }
    if days.filter(person=deputy).exists():
        return _("%(person)s is away on some of these days too.") % {"person": deputy}
    if days.filter(deputy=person).exists():
        return _("%(person)s stands in for somebody else on some of these days.") % {"person": person}
    return ""


@transaction.atomic
def name_deputy(
    *, person: User, deputy: User, first_day: date, last_day: date, by: User, today: date
) -> Deputy:
    """Let `deputy` review in the place of `person` on these days. Raises `Refused`."""
    # In the order of their keys, so that two who name each other do not wait for each other for ever.
    list(User.objects.select_for_update().filter(pk__in=[person.pk, deputy.pk]).order_by("pk"))
    refuse_if(why_not_deputise(by, person, deputy, first_day, last_day, today))
    named = Deputy.objects.create(person=person, deputy=deputy, first_day=first_day, last_day=last_day)
    data = {"deputy": deputy.email, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    log(instance=person, action="review.deputy.name", user=by, data=data)
    return named


@transaction.atomic
def end_deputy(*, deputy_id: int, by: User, today: date) -> None:
    """Take a deputy back from today on. Raises `Refused`."""
    named = (
        Deputy.objects.select_for_update(of=("self",)).select_related("person", "deputy").get(pk=deputy_id)
    )
    refuse_if(why_not_see_deputies_of(by, named.person))
    log(instance=named.person, action="review.deputy.end", user=by, data={"deputy": named.deputy.email})
    if named.first_day >= today:
        named.delete()
    elif named.last_day >= today:
        named.last_day = today - timedelta(days=1)
        named.save(update_fields=["last_day"])
