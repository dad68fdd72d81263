import itertools

from django.utils import timezone

from hall.interaction.enums import CommentState, HeldBecause
from hall.interaction.models import Comment
from tests.factories.people import UserFactory
from tests.factories.posts import PostFactory

numbers = itertools.count(1)


def CommentFactory(*, page=None, state=CommentState.SHOWN, **fields):
    """Make a comment as it stands in the database: a citizen's and public, unless told otherwise.

    `parent` puts it below another one. What follows when a comment becomes public is the verbs' to do.
    """
    number = next(numbers)
    parent = fields.get("parent")
    page = page or (parent.page if parent else PostFactory())
    unit = fields.get("unit")
    author = fields.pop("author", None) or UserFactory()
    text = fields.pop("text", f"请问第{number}小区什么时候来水?")
    moment = fields.pop("created_at", timezone.now())
    defaults = {
        "page_unit": getattr(page.specific, "unit", None),
        "name": unit.title if unit else f"街坊{number}",
        "original_text": text,
        "held_because": HeldBecause.VOICE if unit else HeldBecause.RULE,
        "shown_at": moment if state == CommentState.SHOWN else None,
        "hidden_reason": "与本帖无关。" if state == CommentState.HIDDEN else "",
        "token": f"token{number}",
    }
    return Comment.objects.create(
        page_id=page.pk,
        text=text,
        author=author,
        state=state,
        created_at=moment,
        **{**defaults, **fields},
    )
