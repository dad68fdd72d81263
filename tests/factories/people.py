import factory

from portal.accounts.models import User
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
