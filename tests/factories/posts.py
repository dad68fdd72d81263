import itertools
from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from hall.models import Category, PostPage
from portal.core.models import PortalImage, PortalMedia
from tests.factories.units import UnitFactory

numbers = itertools.count(1)


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda n: f"分类{n}")
    levels = 1


def ImageFactory(**fields):
    """Make a small real picture."""
    number = next(numbers)
    data = BytesIO()
    Image.new("RGB", (64, 48), (11, 107, 91)).save(data, "JPEG")
    file = ContentFile(data.getvalue(), name=f"picture{number}.jpg")
    return PortalImage.objects.create(**{"title": f"图{number}", "file": file, **fields})


def MediaFactory(**fields):
    """Make a clip; its bytes are not a film."""
    number = next(numbers)
    file = ContentFile(b"clip", name=f"clip{number}.mp4")
    return PortalMedia.objects.create(
        **{"title": f"片{number}", "file": file, "type": "video", "duration": 3, **fields}
    )


def PostFactory(*, unit=None, live=True, published_at=None, pictures=(), **fields):
    """Make a post: live and on the timeline, or a draft with `live=False`."""
    unit = unit or UnitFactory()
    post = PostPage(
        **{
            "text": f"今晚停水通知{next(numbers)}:新江路明早六点恢复供水。#便民提示#",
            "category": Category.objects.first() or CategoryFactory(),
            "live": False,
            "first_published_at": published_at if live else None,
            **fields,
        }
    )
    post.pictures.set([post.pictures.model(image=image, alt_text="示意图") for image in pictures])
    unit.refresh_from_db()
    unit.add_child(instance=post)
    revision = post.save_revision(user=fields.get("owner"))
    if live:
        revision.publish(skip_permission_checks=True)
        post.refresh_from_db()
    return post
