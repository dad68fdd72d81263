from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture in a unit's collection. `description` is its alternative text unless a post gives its own."""

    admin_form_fields = Image.admin_form_fields

    class Meta:
        verbose_name = Image._meta.verbose_name
        verbose_name_plural = Image._meta.verbose_name_plural


class PortalRendition(AbstractRendition):
    """One size and format of a picture, made once and kept."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_image_and_filter"
            )
        ]
