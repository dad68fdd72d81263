from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.log_actions import get_active_log_context

from hall.enums import CategoryColour, ReviewLevel
from hall.querysets import CategoryQuerySet
from portal.core.models import WrittenOnce

# Working hours. Half a day for those who sit near the text, a day for the office that is asked last.
HOURS_ALLOWED = {ReviewLevel.UNIT: 4, ReviewLevel.HALL_DESK: 4, ReviewLevel.CITY_OFFICE: 8}
LONGEST_STEP = 80


def hours_field(level):
    return models.PositiveSmallIntegerField(
        level.label,
        default=HOURS_ALLOWED[level],
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_STEP)],
    )


class Rule(models.Model):
    """How many review steps a text passes, and how many working hours each of them may take."""

    levels = models.PositiveSmallIntegerField(
        _("review steps"),
        choices=ReviewLevel,
        default=ReviewLevel.HALL_DESK,
        help_text=_("The highest step a post of this category must pass; all lower ones come before it."),
    )
    unit_hours = hours_field(ReviewLevel.UNIT)
    desk_hours = hours_field(ReviewLevel.HALL_DESK)
    office_hours = hours_field(ReviewLevel.CITY_OFFICE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(levels__in=ReviewLevel.values), name="%(class)s_has_known_levels"
            ),
            models.CheckConstraint(
                condition=models.Q(unit_hours__gte=1, desk_hours__gte=1, office_hours__gte=1),
                name="%(class)s_allows_some_time",
            ),
        ]

    @property
    def hours(self) -> list[int]:
        """The working hours of the three steps, lowest first."""
        return [self.unit_hours, self.desk_hours, self.office_hours]

    def says(self) -> tuple:
        return (self.levels, *self.hours)

    def time_allowed(self, level: int) -> timedelta:
        """Return the working time that a step of this level may take."""
        return timedelta(hours=self.hours[level - 1])


class Category(Rule):
    """What kind of thing a post says, and so how many people must agree to it, and how soon (BRIEF M7).

    Whatever its rule has been is kept in `CategoryRule`.
    """

    name = models.CharField(_("name"), max_length=20, unique=True)
    colour = models.CharField(_("colour"), max_length=10, choices=CategoryColour, default=CategoryColour.LAKE)
    guidance = models.TextField(
        _("guidance"), max_length=300, blank=True, help_text=_("Shown to the writer who picks the category.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_for_all = models.BooleanField(
        _("for all units"),
        default=False,
        help_text=_("Its posts are suggested for reposting to every unit that follows the one that speaks."),
    )
    is_retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No new post can choose it. Posts that have it keep it.")
    )

    objects = CategoryQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("levels"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("unit_hours"), FieldPanel("desk_hours"), FieldPanel("office_hours")])],
            heading=_("Working hours for each step"),
            help_text=_(
                "Counted from the moment a post comes to the step, for steps that the category passes. "
                "What waits already keeps its deadline."
            ),
        ),
        FieldPanel("guidance"),
        FieldPanel("colour"),
        FieldPanel("sort_order"),
        FieldPanel("is_for_all"),
        FieldPanel("is_retired"),
    ]

    class Meta(Rule.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.keep_rule()

    def keep_rule(self) -> "CategoryRule":
        """Return the version of the rule that the category has now, written down when it is a new one."""
        last = self.rules.order_by("number").last()
        if last and last.says() == self.says():
            return last
        return self.rules.create(
            number=last.number + 1 if last else 1,
            changed_by=get_active_log_context().user,
            **{name: getattr(self, name) for name in RULE_FIELDS},
        )


RULE_FIELDS = [field.name for field in Rule._meta.local_fields]


class CategoryRule(WrittenOnce, Rule):
    """One version of a category's rule. Written once; a review names the one that it was routed by."""

    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.CASCADE, related_name="rules"
    )
    number = models.PositiveIntegerField(_("version"))
    valid_from = models.DateTimeField(_("valid from"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Rule.Meta):
        verbose_name = _("rule of a category")
        verbose_name_plural = _("rules of categories")
        ordering = ["category", "number"]
        constraints = [
            *Rule.Meta.constraints,
            models.UniqueConstraint(fields=["category", "number"], name="rules_of_a_category_are_numbered"),
        ]

    def __str__(self):
        return f"{self.category} · {self.number}"
