"""Every address there is; those of the admin with the things of another unit put into their gaps.

`fillings` must know every gap of every address: one that it does not know fails the test, so that whoever adds an
address thinks about whose things it opens.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.models import Site, Task, Workflow

from hall.assessment.models import Scheme
from hall.campaigns.models import CampaignPattern
from hall.concerns.asking.views import ACTS
from hall.concerns.models import ConcernKind
from hall.interaction.models import HeldWord
from hall.models import Category
from hall.review.models import SpeechPhrase
from hall.supervision.models import WatchRule
from portal.core.models import SpecialDay
from tests.factories.opinion import SourceFactory
from tests.isolation.world import Unit

PAGE_GAPS = {"page_id", "parent_page_id", "page_to_move_id", "post_id", "page_pk"}
# The steps of the review are the same for every unit.
SHARED = {"task_id"}
# A code that opens nothing.
GUESSED = "7" * 26
NAMES_A_PAGE = PAGE_GAPS | {"destination_id", "pk"}


@dataclass(frozen=True)
class Address:
    """A pattern: its name with namespaces, and the names of its gaps."""

    name: str
    gaps: tuple[str, ...]


def admin_addresses() -> list[Address]:
    return addresses(lambda prefix: prefix.startswith("cms/"))


def public_addresses() -> list[Address]:
    return addresses(lambda prefix: not prefix.startswith("cms/"))


def addresses(belongs) -> list[Address]:
    found = set(walk(get_resolver().url_patterns, belongs))
    return sorted(found, key=lambda address: (address.name, address.gaps))


def walk(patterns, belongs, prefix="", namespaces=(), gaps=()) -> Iterator[Address]:
    for pattern in patterns:
        inside = (*gaps, *(pattern.pattern.converters or pattern.pattern.regex.groupindex))
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, *filter(None, [pattern.namespace]))
            yield from walk(pattern.url_patterns, belongs, prefix + str(pattern.pattern), inner, inside)
        elif isinstance(pattern, URLPattern) and belongs(prefix) and pattern.name:
            yield Address(":".join([*namespaces, pattern.name]), inside)


def knocks(address: Address, ours: Unit, theirs: Unit) -> Iterator[str]:
    """Yield the real addresses behind a pattern, aimed at things of `theirs`, and mixed with things of `ours`."""
    choices = [fillings(address, gap, ours, theirs) for gap in address.gaps]
    for values in itertools.product(*choices):
        kwargs = dict(zip(address.gaps, values, strict=True))
        if not aims_at_theirs(kwargs, ours):
            continue
        try:
            yield reverse(address.name, kwargs=kwargs)
        except NoReverseMatch as gone:
            raise AssertionError(f"{address} cannot be filled with {kwargs}") from gone


def aims_at_theirs(kwargs, ours) -> bool:
    """Tell whether anything in the address is theirs: our own page with its own versions is nothing to protect."""
    own = {page.pk for page in ours.pages} | {"earliest", "latest"}
    gaps = kwargs.keys() - SHARED
    named = [gap for gap in gaps if gap in NAMES_A_PAGE or gap.startswith("revision_id_")]
    return len(named) < len(gaps) or not all(kwargs[gap] in own for gap in named)


def fillings(address: Address, gap: str, ours: Unit, theirs: Unit) -> list:
    namespace = address.name.rpartition(":")[0]
    by_namespace = NAMESPACES.get(namespace, {}).get(gap)
    found = by_namespace or GAPS.get(gap)
    if found is None:
        raise AssertionError(f"Whose things does {address.name} open with “{gap}”? Add it to the table.")
    return list(found(address, ours, theirs))


def pages(address, ours, theirs):
    their_pages = [page.pk for page in theirs.pages]
    # An address that also names something else must not open it through a page of ours.
    return [*their_pages, ours.posts["waiting"].pk] if len(address.gaps) > 1 else their_pages


def revisions(address, ours, theirs):
    return [post.latest_revision_id for post in theirs.posts.values()]


def keys_of(things):
    return [thing.pk for thing in things]


def codes(address, ours, theirs):
    """The code of a unit, or one that opens no concern."""
    if "number" in address.gaps:
        return [GUESSED]
    if address.name == "training_certified":
        return ["7" * 16]
    if "month" in address.gaps:
        return [theirs.page.code]
    return [theirs.page.code, ours.page.code] if len(address.gaps) > 1 else [theirs.page.code]


def kinds(address, ours, theirs):
    return [ConcernKind.objects.first().pk]


def patterns(address, ours, theirs):
    return [CampaignPattern.objects.first().pk]


def schemes(address, ours, theirs):
    return [Scheme.objects.first().pk]


def rules(address, ours, theirs):
    return [WatchRule.objects.first().pk]


def sessions(address, ours, theirs):
    """A class of the training plan, or somebody's time with an editor open."""
    is_training = address.name.startswith("training")
    return [theirs.seat.session_id if is_training else theirs.session.pk]


def trainings(address, ours, theirs):
    return [theirs.seat.session_id]


def levels(address, ours, theirs):
    return [theirs.opinion.level_id]


def sources(address, ours, theirs):
    return [SourceFactory().pk]


def phrases(address, ours, theirs):
    return [SpeechPhrase.objects.first().pk]


def held_words(address, ours, theirs):
    return [HeldWord.objects.first().pk]


GAPS = {
    **dict.fromkeys(PAGE_GAPS, pages),
    "destination_id": lambda a, ours, theirs: [ours.page.pk, theirs.page.pk],
    "revision_id": revisions,
    "revision_id_a": lambda a, ours, theirs: ["earliest", *revisions(a, ours, theirs)],
    "revision_id_b": lambda a, ours, theirs: ["latest"],
    "task_state_id": lambda a, ours, theirs: [theirs.posts["waiting"].current_workflow_task_state.pk],
    "workflow_state_id": lambda a, ours, theirs: [theirs.posts["waiting"].current_workflow_state.pk],
    "task_id": lambda a, ours, theirs: [theirs.posts["waiting"].current_workflow_task_state.task_id],
    "workflow_pk": lambda a, ours, theirs: [Workflow.objects.active().first().pk],
    "image_id": lambda a, ours, theirs: [theirs.image.pk],
    "media_id": lambda a, ours, theirs: [theirs.clip.pk],
    "document_id": lambda a, ours, theirs: [theirs.document.pk],
    "doc_id": lambda a, ours, theirs: [theirs.document.pk],
    "uploaded_file_id": lambda a, ours, theirs: [theirs.upload.pk],
    "collection_id": lambda a, ours, theirs: [theirs.collection.pk],
    "deputy_id": lambda a, ours, theirs: [theirs.deputy.pk],
    "release_id": lambda a, ours, theirs: [theirs.release.pk],
    "session_id": sessions,
    "object_id": lambda a, ours, theirs: [str(page.pk) for page in theirs.pages],
    "month": lambda a, ours, theirs: ["2026-10"],
    "subject": lambda a, ours, theirs: ["answered_in_time"],
    "appeal_id": lambda a, ours, theirs: [theirs.appeal.pk],
    "scheme_id": schemes,
    "year": lambda a, ours, theirs: [2026],
    "week": lambda a, ours, theirs: [48],
    "slug": lambda a, ours, theirs: ["停水"],
    "page_view_restriction_id": lambda a, ours, theirs: [1],
    "code": codes,
    "template_id": lambda a, ours, theirs: [theirs.said.template.pk],
    "verb": lambda a, ours, theirs: list(ACTS),
    "comment_id": lambda a, ours, theirs: keys_of(theirs.said.comments.values()),
    "word_id": held_words,
    "number": lambda a, ours, theirs: [concern.number for concern in theirs.said.concerns.values()],
    "concern_id": lambda a, ours, theirs: keys_of(theirs.said.concerns.values()),
    "answer_id": lambda a, ours, theirs: keys_of(theirs.said.answers),
    "message_id": lambda a, ours, theirs: keys_of(theirs.said.messages),
    "picture_id": lambda a, ours, theirs: keys_of(theirs.said.pictures),
    "kind": lambda a, ours, theirs: ["unit"] if "key" in a.gaps else ["png", "svg"],
    "key": lambda a, ours, theirs: [theirs.page.pk],
    "role": lambda a, ours, theirs: ["editor"],
    "batch_id": lambda a, ours, theirs: [theirs.batch.pk],
    "upload_id": lambda a, ours, theirs: [1],
    "mention_id": lambda a, ours, theirs: [theirs.mention.pk],
    "joint_id": lambda a, ours, theirs: [theirs.joint.pk],
    "order_id": lambda a, ours, theirs: [theirs.order.pk],
    "file_id": lambda a, ours, theirs: [theirs.proof.pk],
    "record_id": lambda a, ours, theirs: [theirs.record.pk],
    "item_id": lambda a, ours, theirs: [theirs.opinion.pk],
    "source_id": sources,
    "seat_id": lambda a, ours, theirs: [theirs.seat.pk],
    "material_id": lambda a, ours, theirs: [theirs.material.pk],
    "which": lambda a, ours, theirs: ["list"],
    "form": lambda a, ours, theirs: ["csv"],
    "unit_id": lambda a, ours, theirs: [theirs.page.pk],
    "team_id": lambda a, ours, theirs: [team.pk for team in theirs.page.teams.all()],
    "user_id": lambda a, ours, theirs: [theirs.member.pk],
    "uidb64": lambda a, ours, theirs: [urlsafe_base64_encode(force_bytes(theirs.member.pk))],
    "token": lambda a, ours, theirs: ["guessed"],
    "secret": lambda a, ours, theirs: [GUESSED],
    # What people send in to events is walked in `test_events`.
    "submission_id": lambda a, ours, theirs: [1],
    "change": lambda a, ours, theirs: [0],
    "filter_spec": lambda a, ours, theirs: ["max-64x64"],
    "media_type": lambda a, ours, theirs: ["video"],
    "content_type_app_name": lambda a, ours, theirs: ["hall"],
    "content_type_model_name": lambda a, ours, theirs: ["postpage"],
    "action_name": lambda a, ours, theirs: ["approve", "reject"],
    "action": lambda a, ours, theirs: [
        "delete",
        "move",
        "publish",
        "unpublish",
        "add_tags",
        "add_to_collection",
    ],
}

MODELS = {
    "app_label": lambda a, ours, theirs: ["hall"],
    "model_name": lambda a, ours, theirs: ["postpage"],
}
NAMESPACES = {
    "": {
        "app_label": lambda a, ours, theirs: ["wagtailcore", "core"],
        "model_name": lambda a, ours, theirs: ["page", "portalimage"],
        "app_name": lambda a, ours, theirs: ["taggit"],
    },
    "wagtailadmin_api:pages": {
        "pk": pages,
        "action_name": lambda a, ours, theirs: [
            "copy",
            "delete",
            "publish",
            "unpublish",
            "move",
            "create_alias",
        ],
    },
    "wagtailadmin_api:images": {"pk": lambda a, ours, theirs: [theirs.image.pk]},
    "wagtailadmin_api:documents": {"pk": lambda a, ours, theirs: [theirs.document.pk]},
    "wagtailadmin_pages": {**MODELS, "pk": pages},
    "wagtailadmin_editing_sessions": MODELS,
    "wagtailadmin_collections": {"pk": lambda a, ours, theirs: [theirs.collection.pk]},
    "wagtailadmin_workflows": {
        "pk": lambda a, ours, theirs: [
            Workflow.objects.active().first().pk,
            Task.objects.active().first().pk,
        ],
        "app_label": lambda a, ours, theirs: ["review"],
        "model_name": lambda a, ours, theirs: ["reviewtask"],
    },
    "wagtailsettings": {
        "app_name": lambda a, ours, theirs: ["core"],
        "model_name": lambda a, ours, theirs: ["portalsettings"],
        "pk": lambda a, ours, theirs: [1],
    },
    "wagtailsnippets_hall_category": {"pk": lambda a, ours, theirs: [Category.objects.first().pk]},
    "wagtailsnippetchoosers_hall_category": {"pk": lambda a, ours, theirs: [Category.objects.first().pk]},
    "wagtailsnippets_interaction_heldword": {"pk": held_words},
    "wagtailsnippetchoosers_interaction_heldword": {"pk": held_words},
    "wagtailsnippets_review_speechphrase": {"pk": phrases},
    "wagtailsnippetchoosers_review_speechphrase": {"pk": phrases},
    "wagtailsnippets_campaigns_campaignpattern": {"pk": patterns},
    "wagtailsnippetchoosers_campaigns_campaignpattern": {"pk": patterns},
    "wagtailsnippets_concerns_concernkind": {"pk": kinds},
    "wagtailsnippetchoosers_concerns_concernkind": {"pk": kinds},
    "wagtailsnippets_assessment_scheme": {"pk": schemes},
    "wagtailsnippetchoosers_assessment_scheme": {"pk": schemes},
    "wagtailsnippets_supervision_watchrule": {"pk": rules},
    "wagtailsnippetchoosers_supervision_watchrule": {"pk": rules},
    "wagtailsnippets_assessment_trainingsession": {"pk": trainings},
    "wagtailsnippetchoosers_assessment_trainingsession": {"pk": trainings},
    "wagtailsnippets_supervision_opinionlevel": {"pk": levels},
    "wagtailsnippetchoosers_supervision_opinionlevel": {"pk": levels},
    "wagtailsnippets_supervision_opinionsource": {"pk": sources},
    "wagtailsnippetchoosers_supervision_opinionsource": {"pk": sources},
    "wagtailusers_users": {"pk": lambda a, ours, theirs: [theirs.member.pk]},
    "wagtailusers_groups": {"pk": lambda a, ours, theirs: [theirs.page.teams.first().group_id]},
    "wagtailimages_chooser": {"pk": lambda a, ours, theirs: [theirs.image.pk]},
    "wagtaildocs_chooser": {"pk": lambda a, ours, theirs: [theirs.document.pk]},
    "specialday": {"pk": lambda a, ours, theirs: [SpecialDay.objects.first().pk]},
    "wagtailsites": {"pk": lambda a, ours, theirs: [Site.objects.first().pk]},
}
