from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.enums import PORTAL_ROLES, UNIT_ROLES, Role
from units.querysets import TeamQuerySet


class Team(models.Model):
    """The people of one role: of one unit, or of the whole hall. Its members are the members of its group.

    Membership is stored nowhere else, so Wagtail's own permission screens tell the same story (BRIEF M6).
    """

    unit = models.ForeignKey(
        "units.UnitPage",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="teams",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    group = models.OneToOneField(
        Group, verbose_name=_("group"), on_delete=models.PROTECT, related_name="team"
    )

    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The spokesperson who is told first when a review of the unit is late."),
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(fields=["unit", "role"], name="one_team_per_unit_and_role"),
            models.UniqueConstraint(
                fields=["role"], condition=Q(unit__isnull=True), name="one_team_per_portal_role"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, role__in=UNIT_ROLES)
                | Q(unit__isnull=True, role__in=PORTAL_ROLES),
                name="unit_roles_have_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(lead__isnull=True) | Q(role=Role.REVIEWER), name="spokespersons_have_a_lead"
            ),
        ]

    def __str__(self):
        return f"{self.unit.title} · {self.get_role_display()}" if self.unit else self.get_role_display()

    def members(self):
        """Return the people of the team who may sign in, by name."""
        return self.group.user_set.filter(is_active=True).order_by("last_name", "first_name", "email")
