"""The one verb of onboarding: bring the units of a spreadsheet into the hall, all or none."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.permissions import why_not_invite
from portal.accounts.services import find_or_create_person, invite
from portal.core.refusals import Refused, refuse_if
from units.models import Team, UnitDirectoryPage, UnitPage
from units.onboarding.models import Batch, BatchPlace, Upload
from units.onboarding.permissions import why_not_confirm, why_not_onboard
from units.onboarding.plan import OWN_FIELDS, Plan, UnitPlan, Wish, parents_first
from units.onboarding.preview import Preview, preview_units
from units.onboarding.signals import head_account_named
from units.services import add_member, change_unit, create_unit, move_unit, remove_member
from units.teamwork import duty


@dataclass
class Onboarded:
    """What was done."""

    plan: Plan
    batch: Batch | None = None
    invited: list[User] = field(default_factory=list)


@transaction.atomic
def onboard_units(
    *, data: bytes, wish: Wish, now: datetime, by: User | None = None, agreed: str | None = None
) -> Onboarded:
    """Bring the units of a spreadsheet into the hall. A second time it changes nothing and writes to nobody.

    `agreed` is the fingerprint of the plan that a person has seen: when it would be another now, nothing is done.
    `by` is None for the shell. Raises `Refused` with every problem of the file.
    """
    if by:
        refuse_if(why_not_onboard(by))
    # Two people who confirm at the same time do it one after the other.
    UnitDirectoryPage.objects.select_for_update(of=("self",)).first()
    preview = preview_units(data=data, wish=wish)
    refuse_if(*[sentence(problem) for problem in preview.problems])
    if agreed is not None and agreed != preview.plan.fingerprint:
        raise Refused([_("The hall has changed since you looked. See below what the file would do now.")])
    return OnboardingRun(preview, by, now).do()


@transaction.atomic
def keep_upload(*, file_name: str, data: bytes, wish: Wish, by: User, now: datetime) -> Upload:
    """Keep a file until it is confirmed, and drop those that nobody has confirmed."""
    refuse_if(why_not_onboard(by))
    Upload.objects.forgotten(now).delete()
    return Upload.objects.create(
        file_name=file_name[-255:],
        data=data,
        batch_name=wish.batch,
        due_on=wish.due_on,
        uploaded_by=by,
        uploaded_at=now,
    )


@transaction.atomic
def confirm_upload(*, upload_id: int, removes_people: bool, agreed: str, by: User, now: datetime) -> Upload:
    """Do what an uploaded file says, if that is still what was agreed to. Raises `Refused` otherwise."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id)
    refuse_if(why_not_confirm(by, upload))
    done = onboard_units(
        data=bytes(upload.data), wish=upload.wish(removes_people), now=now, by=by, agreed=agreed
    )
    upload.data, upload.applied_at = b"", now
    upload.outcome = {
        "new": [row.code for row in done.plan.new],
        "changed": [row.code for row in done.plan.changed],
        "unchanged": len(done.plan.unchanged),
        "invited": [person.pk for person in done.invited],
    }
    upload.save()
    return upload


def sentence(problem) -> str:
    """Say a problem with its place, for a reader who has no table before them."""
    if problem.row and problem.column:
        return _("Row %(row)d, %(column)s: %(message)s") % vars(problem)
    if problem.column:
        return _("%(column)s: %(message)s") % vars(problem)
    return problem.message


class OnboardingRun:
    """One run of onboarding, inside its transaction."""

    def __init__(self, preview: Preview, by: User | None, now: datetime):
        self.preview, self.plan, self.by, self.now = preview, preview.plan, by, now
        self.directory = UnitDirectoryPage.objects.get()
        self.people: dict[str, User] = {}
        self.duties: dict[str, list[str]] = {}
        self.done = Onboarded(self.plan)

    def do(self) -> Onboarded:
        self.done.batch = self.keep_batch()
        self.let_go_of_names()
        for row in parents_first([*self.plan.new, *self.plan.changed], self.preview.present):
            try:
                self.keep_unit(row)
            except ValidationError as error:
                raise Refused(
                    [
                        sentence(self.preview.sheet.problem(row.record.row, "code", message))
                        for message in error.messages
                    ]
                ) from error
        for address, duties in self.duties.items():
            if not why_not_invite(self.people[address]):
                invite(user=self.people[address], duties="\n".join(duties), now=self.now, by=self.by)
                self.done.invited.append(self.people[address])
        return self.done

    def keep_batch(self) -> Batch | None:
        wish = self.plan.wish
        if not self.plan.keeps_batch:
            return None
        batch, _new = Batch.objects.get_or_create(name=wish.batch, defaults={"due_on": wish.due_on})
        if wish.due_on and batch.due_on != wish.due_on:
            batch.due_on = wish.due_on
            batch.save(update_fields=["due_on"])
        return batch

    def let_go_of_names(self) -> None:
        """Free the names that are given up, which other units of the file may take before it is their turn."""
        renamed = [row.code for row in self.plan.changed if "title" in row.changed_fields]
        # No account name has a space, so none of these can be anybody's.
        UnitPage.objects.filter(code__in=renamed).update(title=Concat(Value("→ "), Cast("pk", CharField())))

    def keep_unit(self, row: UnitPlan) -> None:
        unit = self.change(row) if row.present else self.create(row)
        self.keep_place(row, unit)
        self.keep_teams(row, unit)
        if row.record.is_head and not (row.present and row.present.is_head):
            head_account_named.send(UnitPage, unit=unit)

    def create(self, row: UnitPlan) -> UnitPage:
        fields = {name: getattr(row.record, name) for name in ["code", *OWN_FIELDS]}
        return create_unit(parent=self.parent_of(row), by=self.by, **fields)

    def change(self, row: UnitPlan) -> UnitPage:
        unit = UnitPage.objects.get(code=row.code)
        own = {name: getattr(row.record, name) for name in OWN_FIELDS if name in row.changed_fields}
        if own:
            unit = change_unit(unit_id=unit.pk, by=self.by, **own)
        if "parent" in row.changed_fields:
            unit = move_unit(unit_id=unit.pk, parent=self.parent_of(row), by=self.by)
        return unit

    def parent_of(self, row: UnitPlan) -> UnitDirectoryPage | UnitPage:
        return UnitPage.objects.get(code=row.record.parent) if row.record.parent else self.directory

    def keep_place(self, row: UnitPlan, unit: UnitPage) -> None:
        if row.present and not row.changed_fields & {"batch", "note"}:
            return
        place = BatchPlace.objects.filter(unit=unit).first()
        if place is None and self.done.batch:
            place = BatchPlace(unit=unit, batch=self.done.batch)
        if place:
            place.note = row.record.note if "note" in self.preview.sheet.headings else place.note
            place.save()

    def keep_teams(self, row: UnitPlan, unit: UnitPage) -> None:
        teams = {team.role: team for team in unit.teams.select_related("group", "unit")} if row.teams else {}
        for change in row.teams:
            for address in change.joining:
                self.join(teams[change.role], address)
            if self.plan.wish.removes_people:
                for person in teams[change.role].group.user_set.filter(email__in=change.absent):
                    remove_member(team=teams[change.role], user=person, by=self.by)

    def join(self, team: Team, address: str) -> None:
        if address not in self.people:
            self.people[address], _new = find_or_create_person(email=address)
        if add_member(team=team, user=self.people[address], by=self.by):
            self.duties.setdefault(address, []).append(duty(team))
