from django.db.models import QuerySet
from wagtail.models import PageQuerySet

from units.enums import Role, UnitKind
from units.permissions import unit_ids_with_role


class UnitQuerySet(PageQuerySet):
    def for_directory(self):
        """Units as lists show them: tree order, avatar at hand."""
        return self.select_related("avatar").prefetch_related("avatar__renditions").order_by("path")

    def institutions(self):
        return self.filter(kind=UnitKind.INSTITUTION)

    def persons(self):
        return self.filter(kind=UnitKind.PERSON)

    def writable_by(self, user):
        """Units in whose team of editors or spokespersons `user` is."""
        return self.filter(pk__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))


class TeamQuerySet(QuerySet):
    def of_user(self, user):
        return self.filter(group__user=user)
