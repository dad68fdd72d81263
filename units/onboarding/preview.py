"""What a file would do to the hall as it is now: every problem in it, or the plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.accounts.models import User
from units.models import UnitPage
from units.onboarding.models import Batch
from units.onboarding.plan import Plan, Wish, compare
from units.onboarding.present import present_units
from units.onboarding.records import PresentUnit, Problem, Sheet
from units.onboarding.spreadsheet import read_units
from units.permissions import why_not_move


@dataclass
class Preview:
    """A file beside the hall. `plan` is empty while there are problems."""

    sheet: Sheet
    plan: Plan
    present: list[PresentUnit]

    @property
    def problems(self) -> list[Problem]:
        return self.sheet.problems

    @property
    def notices(self) -> list[Problem]:
        return self.sheet.notices


def preview_units(*, data: bytes, wish: Wish) -> Preview:
    """Read a spreadsheet and compare it with the hall. Changes nothing."""
    present = present_units()
    sheet = read_units(data, present)
    if sheet.problems:
        return Preview(sheet, Plan(wish=wish), present)
    batch = Batch.objects.filter(name=wish.batch).first()
    due_before = batch.due_on if batch else None
    plan = compare(sheet, present, wish, due_before, has_batch=batch is not None)
    sheet.problems += move_problems(plan, sheet)
    sheet.notices += bench_notices(plan, sheet)
    sheet.notices += people_notices(plan, sheet)
    return Preview(sheet, plan, present)


def move_problems(plan: Plan, sheet: Sheet) -> list[Problem]:
    """Tell of units that would have to move and cannot. Asked one by one: moves are rare."""
    movers = {unit.code: unit for unit in plan.moves}
    units = UnitPage.objects.filter(code__in=movers).order_by("path") if movers else []
    reasons = [(movers[unit.code], why_not_move(unit)) for unit in units]
    return [sheet.problem(row.record.row, "parent", reason) for row, reason in reasons if reason]


def bench_notices(plan: Plan, sheet: Sheet) -> list[Problem]:
    """Tell of units that nobody reviews for, neither in the file nor in the hall."""
    nobody = _("Nobody reviews; posts go to the unit above or to the hall desk.")
    return [
        sheet.problem(row.record.row, "reviewers", nobody)
        for row in [*plan.new, *plan.changed, *plan.unchanged]
        if not (row.record.reviewers or (row.present and row.present.reviewers))
    ]


def people_notices(plan: Plan, sheet: Sheet) -> list[Problem]:
    """Tell of people who are named but have been switched off."""
    if not plan.joining:
        return []
    off = set(User.objects.filter(is_active=False).values_list("email", flat=True)) & plan.joining
    return [
        sheet.problem(
            row.record.row,
            name,
            _("%(address)s has been switched off and cannot sign in.") % {"address": address},
        )
        for row in [*plan.new, *plan.changed]
        for name in ("editors", "reviewers", "liaisons")
        for address in getattr(row.record, name)
        if address in off
    ]
