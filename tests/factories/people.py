import factory
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.services import choose_nickname
from units.enums import Role
from units.models import Team
from units.services import add_member


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@heyuan.example")
    last_name = "张"
    first_name = factory.Sequence(lambda n: f"晓{n}")

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)


class CitizenFactory(UserFactory):
    """Somebody who signed in by code. `nickname=""` for one who has not chosen a nickname yet."""

    email = factory.Sequence(lambda n: f"resident{n}@mail.example")
    last_name = first_name = ""

    @classmethod
    def create(cls, *, nickname=None, **fields):
        user = super().create(**fields)
        name = f"市民{user.pk}" if nickname is None else nickname
        return choose_nickname(user=user, nickname=name, now=timezone.now()) if name else user


def MemberFactory(unit, role=Role.EDITOR, **fields):
    """Make a person in one team of a unit."""
    user = UserFactory(**fields)
    add_member(team=Team.objects.get(unit=unit, role=role), user=user)
    return user


def HallDeskFactory(**fields):
    return MemberFactory(None, Role.HALL_DESK, **fields)


def CityOfficeFactory(**fields):
    return MemberFactory(None, Role.CITY_OFFICE, **fields)


def LanePersonFactory(**fields):
    return MemberFactory(None, Role.URGENT, **fields)
