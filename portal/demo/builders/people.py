"""Makes the demo's people: with names, and a password where they may be tried out."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.services import find_or_create_person
from units.enums import Role
from units.models import Team
from units.services import add_member

PASSWORD = "wanlv-lake-2013"
DESK, OFFICE, ADMIN = "desk@heyuan.example", "office@heyuan.example", "admin@heyuan.example"
URGENT, INSPECTOR = "urgent@heyuan.example", "inspector@heyuan.example"
# Nobody takes two steps of one version, so that the step after one that passed up needs a second person; and nobody
# decides about an appeal against their own record.
COLLEAGUES = {
    "desk2@heyuan.example": Role.HALL_DESK,
    "office2@heyuan.example": Role.CITY_OFFICE,
    "inspector2@heyuan.example": Role.INSPECTOR,
}

SURNAMES = "陈李黄张刘叶曾罗邹钟赖温谢丘袁廖邓何朱巫"
GIVEN = "丽芳建国志强海燕春梅伟明秀英小玲文斌雪梅国栋晓东惠珍永康素云子健美华"
NAMED = {DESK: ("钟", "慧"), OFFICE: ("温", "国良"), ADMIN: ("管理", "员")}


@dataclass(frozen=True)
class SignIn:
    """One line of the table that `load_demo` prints."""

    role: str
    email: str
    task: str


def sign_ins() -> list[SignIn]:
    """Return one person for each role, with what there is to do for them."""
    return [
        SignIn(_("Editor"), "gaj.editor@heyuan.example", _("writes for 平安河源")),
        SignIn(_("Spokesperson"), "gaj.reviewer@heyuan.example", _("reviews what 平安河源 writes")),
        SignIn(_("Liaison"), "gaj.liaison@heyuan.example", _("passes things on for 平安河源")),
        SignIn(_("Organiser"), "swj.organiser@heyuan.example", _("runs campaigns of 河源水务")),
        SignIn(_("Hall desk"), DESK, _("brings units online, second review step")),
        SignIn(_("City office"), OFFICE, _("last review step of 应急 and 人事")),
        SignIn(_("Urgent lane"), URGENT, _("publishes at once in an emergency")),
        SignIn(_("Inspector"), INSPECTOR, _("issues supervision orders and judges the reports")),
        SignIn(_("Administrator"), ADMIN, _("sees everything")),
    ]


def bring_desks() -> User:
    """Make the people of the whole hall. Returns the one of the hall desk."""
    roles = {
        DESK: Role.HALL_DESK,
        OFFICE: Role.CITY_OFFICE,
        URGENT: Role.URGENT,
        INSPECTOR: Role.INSPECTOR,
        **COLLEAGUES,
    }
    for email, role in roles.items():
        person, is_new = bring_person(email)
        if is_new:
            add_member(team=Team.objects.get(unit=None, role=role), user=person)
    admin, is_new = bring_person(ADMIN)
    if is_new:
        User.objects.filter(pk=admin.pk).update(is_superuser=True, is_staff=True)
    return User.objects.get(email=DESK)


def bring_person(email: str, *, last_login: datetime | None = None) -> tuple[User, bool]:
    """Make a person of the demo, with a name and, on a development site, the one password.

    Whoever has the address already is left as they are: they may be a guest of somebody who tries the hall,
    and a password would make the letter that invites them worthless. Returns the person and whether they are new.
    """
    last_name, first_name = likely_name(email)
    person, is_new = find_or_create_person(email=email, last_name=last_name, first_name=first_name)
    if is_new:
        person.last_login = last_login
        if settings.DEBUG:
            person.password = hashed_password()
        person.save(update_fields=["last_login", "password"])
    return person, is_new


def likely_name(email: str) -> tuple[str, str]:
    """Return last and first name for an address, always the same."""
    chance = Random(email)
    start = chance.randrange(0, len(GIVEN), 2)
    return NAMED.get(email, (chance.choice(SURNAMES), GIVEN[start : start + 2]))


@cache
def hashed_password() -> str:
    """Hash the one password once: to do so is meant to be slow."""
    return make_password(PASSWORD)
