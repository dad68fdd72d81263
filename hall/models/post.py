from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.forms import RadioSelect
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import CommentPanel, FieldPanel, InlinePanel
from wagtail.log_actions import log
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from hall import markup
from hall.editor import CorrectionPanel, GoLivePanel, OriginalPanel, PostPageForm
from hall.enums import ReviewLevel
from hall.permissions import CORRECTION_LIMIT, PostPermissionTester, why_not_file
from hall.querysets import PostQuerySet
from portal.core.cache import set_cache_policy
from portal.core.models import BasePage
from portal.core.plain_text import tidy
from portal.core.refusals import refuse_if
from units.models import UnitPage
from units.own_files import OwnClipChooser, OwnPictureChooser

TEXT_LIMIT = 5_000
PICTURE_LIMIT = 9
SLUG_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789"
ALONE = "alone"


class PostPage(BasePage):
    """One microblog post of one unit: plain text, and up to nine pictures or one clip (BRIEF M9).

    `title` and `slug` are derived. Counters and feed order live in `TimelineEntry`.
    """

    permission_tester_class = PostPermissionTester

    parent_page_types = ["units.UnitPage"]
    subpage_types = []
    takes_comments = True

    text = models.TextField(_("text"), validators=[MaxLengthValidator(TEXT_LIMIT)], blank=True)
    category = models.ForeignKey(
        "hall.Category",
        verbose_name=_("category"),
        null=True,
        on_delete=models.PROTECT,
        related_name="posts",
        help_text=_("Decides how many people review the post."),
    )
    location = models.CharField(_("location"), max_length=60, blank=True)
    media = models.ForeignKey(
        "core.PortalMedia",
        verbose_name=_("video or audio clip"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    correction = models.CharField(
        _("why it changes"),
        max_length=CORRECTION_LIMIT,
        blank=True,
        help_text=_(
            "One sentence. Readers have seen this post; they will find it below the text, with the time."
        ),
    )
    repost_of = models.ForeignKey(
        "self",
        verbose_name=_("repost of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reposts",
    )

    objects = PageManager.from_queryset(PostQuerySet)()

    base_form_class = PostPageForm

    content_panels = [
        OriginalPanel("repost_of"),
        CorrectionPanel("correction"),
        FieldPanel(
            "text",
            help_text=_("#topic# and @account become links. Past 300 characters most people stop reading."),
        ),
        FieldPanel("category", widget=RadioSelect),
        InlinePanel("pictures", heading=_("Pictures"), label=_("Picture"), max_num=PICTURE_LIMIT),
        FieldPanel("media", widget=OwnClipChooser),
        FieldPanel("location"),
    ]
    promote_panels = []
    settings_panels = [GoLivePanel(), CommentPanel()]

    preview_modes = [("", _("The whole page")), (ALONE, _("The post alone"))]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("text"),
        index.AutocompleteField("text"),
        index.SearchField("location"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def _set_core_field_defaults(self):
        # Wagtail asks here before every kind of validation, of drafts too.
        passed_on = self.repost_of.title if self.repost_of else ""
        self.title = self.draft_title = markup.title_of(self.text) or passed_on or str(_("Post"))
        self.slug = self.slug or get_random_string(8, SLUG_CHARACTERS)
        super()._set_core_field_defaults()

    def clean(self):
        super().clean()
        if not self.text.strip() and not self.repost_of_id:
            raise ValidationError({"text": _("Write something first.")})
        if self.media_id and self.pictures.exists():
            raise ValidationError({"media": _("A post carries pictures or a clip, not both.")})
        if self.pictures.count() > PICTURE_LIMIT:
            raise ValidationError(_("A post carries at most %(limit)d pictures.") % {"limit": PICTURE_LIMIT})

    def save_revision(self, user=None, *args, **kwargs):
        """Save a version; a category that became another one is written into the log, whatever way it came."""
        before = self.latest_revision.content.get("category") if self.latest_revision else None
        revision = super().save_revision(user, *args, **kwargs)
        if before and before != self.category_id:
            log(
                instance=self,
                action="hall.recategorise",
                user=user,
                revision=revision,
                data={"before": before, "after": self.category_id},
            )
        return revision

    @cached_property
    def unit(self):
        """The unit whose post this is: the page above."""
        return UnitPage.objects.get(pk=self.get_parent().pk)

    @property
    def share_title(self) -> str:
        return f"{self.unit.title}：{self.title}"

    @property
    def version(self) -> str:
        """Name the newest version. An editor that saves by itself writes the same revision again and again."""
        latest = self.latest_revision
        return f"{latest.pk} {latest.created_at.isoformat()}" if latest else ""

    def categories_it_has(self) -> set[int]:
        """Return the keys of the categories of this text and of the newest version."""
        newest = self.latest_revision.content.get("category") if self.latest_revision else None
        return {self.category_id, newest} - {None}

    def publish(self, revision, **kwargs):
        """Make a version public. Raises `Refused` when its category is gone: nothing could file it any more."""
        refuse_if(why_not_file(revision.as_object()))
        super().publish(revision, **kwargs)

    @property
    def shown(self) -> tuple:
        """What of this version readers see, as plain values; blank space counts for nothing."""
        pictures = [(picture.image_id, picture.alt_text) for picture in self.pictures.all()]
        return (
            self.text.split(),
            self.location,
            self.category_id,
            self.media_id,
            self.repost_of_id,
            pictures,
        )

    def review_levels(self):
        return self.category.levels if self.category else ReviewLevel.CITY_OFFICE

    def get_preview_template(self, request, mode_name):
        if mode_name == ALONE:
            return "hall/post_alone.html"
        return super().get_preview_template(request, mode_name)

    def route(self, request, path_components):
        if not path_components and not self.live and hasattr(self, "withdrawal"):
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if self.live:
            return super().serve(request, *args, **kwargs)
        if not hasattr(self, "withdrawal"):
            raise Http404
        context = {"page": self, "unit": self.unit, "withdrawal": self.withdrawal}
        response = TemplateResponse(request, "hall/withdrawn_post.html", context, status=410)
        return set_cache_policy(request, response)


class PostPicture(Orderable):
    """A picture of a post, with the words that stand for it where it cannot be seen."""

    post = ParentalKey(PostPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "core.PortalImage", verbose_name=_("picture"), on_delete=models.PROTECT, related_name="+"
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )

    panels = [FieldPanel("image", widget=OwnPictureChooser), FieldPanel("alt_text")]

    def __str__(self):
        return self.alt_text or self.image.title

    def clean(self):
        super().clean()
        self.alt_text = tidy(self.alt_text)


class Withdrawal(models.Model):
    """Why a post that was public is no longer: its address says so."""

    post = models.OneToOneField(PostPage, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.CharField(_("reason"), max_length=300)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return self.reason
