"""The digest of a version: a few characters that stand for all that readers will see of it, files included.

Algorithm 1: SHA-256 over canonical JSON (UTF-8, keys in order, no spaces) of the version as Wagtail keeps it, without
what Wagtail itself writes when a page is published, and of every picture and clip it carries: its number, the
SHA-256 of its file and of a clip's poster, and where a picture's crops are centred. It is the same on every
database and every Python. What belongs to others is no part of it, since it has a life of its own: the names of
categories and accounts, and the post that a repost quotes. The hour of release is none either; it may be moved.
"""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from portal.core.models import PortalImage, PortalMedia
from portal.core.refusals import Refused

ALGORITHM = 1

# Publishing keeps these as they are on the page, or writes them itself; readers see none of them.
BOOKKEEPING = {
    "path", "depth", "numchild", "url_path", "content_type", "locale", "translation_key", "alias_of", "draft_title",
    "owner", "locked", "locked_at", "locked_by", "live", "expired", "has_unpublished_changes", "go_live_at",
    "latest_revision", "latest_revision_created_at", "live_revision", "last_published_at", "wagtail_admin_comments",
}  # fmt: skip


@dataclass(frozen=True)
class Digest:
    """What a version looks like: `whole` for everything, `files` for each picture and clip, with its title."""

    whole: str
    files: list[dict]


def digest_of(revision: Revision) -> Digest:
    """Return the digest of a version as the database has it. Raises `Refused` where a file cannot be read."""
    content = Revision.objects.values_list("content", flat=True).get(pk=revision.pk)
    model = revision.content_type.model_class()
    files = [file_line(item) for item in files_of(model, content)]
    shown = {key: value for key, value in content.items() if key not in BOOKKEEPING}
    sums = [[line["kind"], line["number"], line["sum"]] for line in files]
    return Digest(sha256_of([ALGORITHM, shown, sums]), files)


def files_of(model, content: dict) -> list:
    """Return the pictures and clips that a version names, in the order in which it names them."""
    found = own_files_of(model, content)
    for relation in get_all_child_relations(model):
        for row in content.get(relation.get_accessor_name(), []):
            found += own_files_of(relation.related_model, row)
    return found


def own_files_of(model, row: dict) -> list:
    found = []
    for field in model._meta.concrete_fields:
        if field.related_model in (PortalImage, PortalMedia) and row.get(field.name):
            found += field.related_model.objects.filter(pk=row[field.name])
    return found


def file_line(item: PortalImage | PortalMedia) -> dict:
    """Return what is kept about one picture or clip, as plain JSON."""
    if isinstance(item, PortalImage):
        centre = [item.focal_point_x, item.focal_point_y, item.focal_point_width, item.focal_point_height]
        return line_of(item, "picture", [file_sum(item, item.file), centre])
    poster = file_sum(item, item.thumbnail) if item.thumbnail else ""
    return line_of(item, "clip", [file_sum(item, item.file), poster])


def line_of(item, kind: str, shown: list) -> dict:
    return {"kind": kind, "number": item.pk, "title": item.title, "sum": sha256_of(shown)}


def file_sum(item, file) -> str:
    try:
        with file.storage.open(file.name, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused([_("The file of “%(title)s” cannot be read.") % {"title": item.title}]) from error


def sha256_of(value) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
