"""All public submissions of a collection as one file: pictures, clips, and a table of who made them."""

import zipfile
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile

from django.utils.translation import gettext as _

from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.models import CollectionPage
from portal.core.tables import table_file


def write_archive(page: CollectionPage):
    """Return an open file with the archive, at its beginning. Files are packed one by one, not in memory."""
    archive = TemporaryFile()  # noqa: SIM115 - the answer closes it
    rows = [[_("Number"), _("Title"), _("Named as"), _("Text"), _("Award"), _("Votes"), _("Files")]]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        shown = page.submissions.filter(state=SubmissionState.APPROVED).prefetch_related("pictures")
        for row in shown.order_by("pk"):
            names = [
                pack(packed, f"{row.pk}-{picture.position}", picture.file) for picture in row.pictures.all()
            ]
            if row.clip:
                names.append(pack(packed, f"{row.pk}", row.clip))
            rows.append([row.pk, row.title, row.credit, row.text, row.award, row.votes, " ".join(names)])
        for form in ("csv", "xlsx"):
            with table_file(form, rows) as table, packed.open(f"credits.{form}", "w") as target:
                copyfileobj(table, target)
    archive.seek(0)
    return archive


def pack(packed: zipfile.ZipFile, stem: str, kept) -> str:
    name = f"{stem}{PurePath(kept.name).suffix}"
    with kept.open("rb") as file, packed.open(name, "w") as target:
        copyfileobj(file, target)
    return name
