from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hall.supervision.opinion.enums import SourceKind, Trouble

ADDRESS_LIMIT = 1_000


class OpinionSourceQuerySet(models.QuerySet):
    def due(self, now):
        """Sources that are to be read now."""
        return self.filter(is_on=True).filter(Q(next_at=None) | Q(next_at__lte=now))

    def failing(self):
        return self.filter(is_on=True, failures__gt=0)


class OpinionSource(models.Model):
    """A feed of a local forum or paper that the hall desk has read (RSS or Atom).

    What was found at the last try stands beside it. After a failure it is tried again later and later.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    address = models.CharField(
        _("address of the feed"),
        max_length=ADDRESS_LIMIT,
        unique=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("RSS or Atom, beginning with http:// or https://"),
    )
    kind = models.CharField(_("what it is"), max_length=10, choices=SourceKind, default=SourceKind.FORUM)
    every = models.PositiveSmallIntegerField(
        _("read every so many minutes"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(24 * 60)],
    )
    is_on = models.BooleanField(_("is read"), default=True)

    next_at = models.DateTimeField(_("to be read next at"), null=True, editable=False)
    tried_at = models.DateTimeField(_("last tried at"), null=True, editable=False)
    fetched_at = models.DateTimeField(_("last read at"), null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    trouble = models.CharField(_("last trouble"), max_length=20, choices=Trouble, blank=True, editable=False)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)

    objects = OpinionSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of opinions")
        verbose_name_plural = _("sources of opinions")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def begin_anew(self) -> None:
        """Forget how reading went, to be read at once: what was found was found at another address. Saves nothing."""
        self.next_at = self.tried_at = None
        self.failures, self.trouble, self.etag, self.last_modified = 0, "", "", ""

    @property
    def edit_address(self) -> str:
        """Return where the desk changes it."""
        return reverse(self.snippet_viewset.get_url_name("edit"), args=[self.pk])

    @property
    def is_failing(self) -> bool:
        return self.is_on and self.failures > 0
