"""What proves a report: pictures, drawn anew, and documents, which are only ever handed out as files."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _

from hall.supervision.models import OrderFile, SupervisionOrder
from hall.supervision.orders.permissions import why_not_keep_file
from hall.supervision.terms import MOST_FILES
from portal.accounts.models import User
from portal.core.locking import lock_row
from portal.core.plain_text import cut, tidy
from portal.core.private_files import LARGEST, clean_picture
from portal.core.refusals import Refused, refuse_if

# How a document of each kind begins.
DOCUMENTS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".xlsx": b"PK\x03\x04"}
NAME_LIMIT = 120


@transaction.atomic
def keep_files(
    *, order_id: int, user: User, files: Sequence[File], now: datetime, without: Collection[int] = ()
) -> list[str]:
    """Keep files at an order until its report is sent, after taking away some. Returns why some were not taken.

    What can be taken is kept whatever else is wrong with the form. Raises `Refused`.
    """
    order = lock_row(SupervisionOrder, order_id)
    refuse_if(why_not_keep_file(user, order))
    drop(order.files.filter(event=None, pk__in=without))
    free = MOST_FILES - order.files.filter(event=None).count()
    refusals = []
    for file in files[:free]:
        try:
            clean = clean_file(file)
        except Refused as refused:
            refusals += [f"{name_of(file)}：{reason}" for reason in refused.reasons]
            continue
        OrderFile.objects.create(order=order, file=clean, name=name_of(file), kept_by=user, kept_at=now)
    if len(files) > free:
        refusals.append(_("At most %(count)d files are taken.") % {"count": MOST_FILES})
    return refusals


def clean_file(file: File) -> File:
    """Return a picture drawn anew, or a document under a name that says nothing. Raises `Refused`."""
    ending = PurePath(file.name or "").suffix.lower()
    if ending not in DOCUMENTS:
        return clean_picture(file)
    if file.size > LARGEST:
        raise Refused([_("This file is too large: at most 10 MB are taken.")])
    content = file.read()
    if not content.startswith(DOCUMENTS[ending]):
        raise Refused([_("This is no file of the kind that its name says.")])
    return ContentFile(content, name=f"{secrets.token_hex(16)}{ending}")


def name_of(file: File) -> str:
    """Return what the file was called where it came from, without any folder."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    return cut(" ".join(tidy(name).split()), NAME_LIMIT) or _("File")


def drop(files) -> None:
    """Delete files that no report names; what they held goes after the commit."""
    for one in files:
        transaction.on_commit(lambda file=one.file: file.storage.delete(file.name))
        one.delete()
