from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from portal.core.models import BasePage
from units.account_names import why_not_name
from units.enums import UnitKind
from units.own_files import OwnPictureChooser, UnitPageForm
from units.permissions import UnitPermissionTester
from units.querysets import UnitQuerySet


class UnitDirectoryPage(BasePage):
    """The list of all units, `/units/`. The account of every unit stands below it."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["units.UnitPage"]
    max_count = 1

    class Meta:
        verbose_name = _("unit directory")


class UnitPage(BasePage):
    """An account that speaks in the hall: a bureau, a county, a police station, a person (BRIEF M2, M5).

    `title` is the account name that people mention with @; sub-units are child pages; live means launched.
    """

    parent_page_types = ["units.UnitDirectoryPage", "units.UnitPage"]
    takes_comments = True
    permission_tester_class = UnitPermissionTester
    # Its teams and its collection come with it from `units.services`, which the page editor knows nothing of.
    is_creatable = False

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9]+(-[A-Z0-9]+)*$", _("Capital letters, digits and hyphens."))],
        help_text=_("Stable: the unit's address is made of it."),
    )
    official_name = models.CharField(_("official name"), max_length=120)
    kind = models.CharField(
        pgettext_lazy("of an account", "kind"),
        max_length=20,
        choices=UnitKind,
        default=UnitKind.INSTITUTION,
    )
    mark = models.CharField(
        _("mark"),
        max_length=1,
        validators=[MinLengthValidator(1)],
        help_text=_("One character shown where there is no avatar."),
    )
    avatar = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("avatar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    base_form_class = UnitPageForm

    objects = PageManager.from_queryset(UnitQuerySet)()

    content_panels = [
        MultiFieldPanel(
            [
                FieldPanel("title", heading=_("Account name"), help_text=_("People mention it with @.")),
                FieldPanel("official_name"),
            ],
            heading=_("Names"),
        ),
        FieldPanel("code", read_only=True),
        FieldPanel("kind"),
        FieldPanel("mark"),
        FieldPanel("avatar", widget=OwnPictureChooser),
        FieldPanel("introduction"),
    ]
    promote_panels = []
    settings_panels = []

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("official_name", boost=5),
        index.AutocompleteField("official_name"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("introduction"),
        index.FilterField("code"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [models.CheckConstraint(condition=~models.Q(mark=""), name="unit_has_a_mark")]

    def _set_core_field_defaults(self):
        # Wagtail asks here before every kind of validation. The address never follows the name: renaming a
        # unit must not rewrite its posts' addresses.
        self.code = self.code.upper()
        self.slug = self.code.lower()
        super()._set_core_field_defaults()

    def clean(self):
        super().clean()
        if reason := why_not_name(self.title):
            raise ValidationError({"title": reason})
        if other := UnitPage.objects.filter(title__iexact=self.title).exclude(pk=self.pk).first():
            taken = gettext("“%(name)s” is the name of unit %(code)s already.")
            raise ValidationError({"title": taken % {"name": self.title, "code": other.code}})

    @property
    def collection_ending(self):
        """What the name of the collection of the unit's files ends with."""
        return f"[{self.code}]"

    @property
    def colour(self):
        """Return 1 to 12: which colour of the palette marks this unit."""
        return sum(self.code.encode()) % 12 + 1

    @property
    def share_title(self) -> str:
        return f"{self.title}（{self.official_name}）"

    @property
    def is_person(self):
        return self.kind == UnitKind.PERSON

    def has_posts(self):
        """Tell whether anything but units stands below this one."""
        return self.get_descendants().not_exact_type(UnitPage).exists()

    def sub_units(self):
        return UnitPage.objects.child_of(self).live().for_directory()

    def parent_unit(self):
        """Return the unit above, or None for a unit that stands directly in the directory."""
        parent = self.get_parent()
        return UnitPage.objects.filter(pk=parent.pk).first() if parent else None
