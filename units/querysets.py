from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from wagtail.models import PageQuerySet

from portal.accounts.models import User
from units.enums import Role
from units.permissions import is_hall_desk, unit_ids_with_role


class UnitQuerySet(PageQuerySet):
    def for_directory(self):
        """Units as lists show them: tree order, avatar at hand."""
        return self.select_related("avatar").prefetch_related("avatar__renditions").order_by("path")

    def named(self, names):
        """Units with one of these account names.

        The type is asked for because names stand in the table of all pages: without it PostgreSQL reads every post.
        """
        return self.exact_type(self.model).filter(title__in=names)

    def writable_by(self, user):
        """Units in whose team of editors or spokespersons `user` is."""
        return self.filter(pk__in=unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER))

    def with_words(self, words):
        """Units in whose names or code the words occur: Han script has no spaces to look words up by."""
        return self.filter(
            Q(title__icontains=words) | Q(official_name__icontains=words) | Q(code__iexact=words)
        )

    def run_by(self, user):
        """Units whose team `user` looks after: all of them for the hall desk, their own for spokespersons."""
        if is_hall_desk(user):
            return self.all()
        return self.filter(pk__in=unit_ids_with_role(user, Role.REVIEWER))


class TeamQuerySet(QuerySet):
    def of_user(self, user):
        return self.filter(group__user=user)

    def with_people(self):
        """Teams with their members and how these were invited, in three queries."""
        people = User.objects.select_related("invitation").order_by("last_name", "first_name", "email")
        return self.select_related("group", "unit").prefetch_related(Prefetch("group__user_set", people))


class UnitFollowQuerySet(QuerySet):
    def with_mutual(self):
        """Follows that know whether the other unit follows back, as `is_mutual`."""
        back = self.model.objects.filter(follower=OuterRef("followed"), followed=OuterRef("follower"))
        return self.annotate(is_mutual=Exists(back))
