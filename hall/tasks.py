"""What the hall leaves to the background."""

from django_tasks import task

from hall.models import PostPage
from hall.pictures import shapes_of_post


@task()
def draw_pictures(post_pk: int) -> None:
    """Make every rendition of a post's pictures, so that its first reader does not wait for them."""
    pictures = list(PostPage.objects.get(pk=post_pk).pictures.select_related("image"))
    specs = [spec for shape in shapes_of_post(len(pictures)) for spec in shape.specs]
    for picture in pictures:
        picture.image.get_renditions(*specs)
