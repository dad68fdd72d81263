"""Packs what is known about a person for the download."""

import json
from contextlib import suppress
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

from portal.accounts.models import User
from portal.accounts.personal_data import collect_all, files_of

IN_MEMORY = 1024 * 1024
WORDS = "my-data.json"


def packed_data(user: User) -> SpooledTemporaryFile:
    """Return an archive at its beginning: the words as JSON, and beside them the files that they name."""
    pack = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it.
    words = json.dumps(collect_all(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    with ZipFile(pack, "w") as archive:
        archive.writestr(WORDS, words, ZIP_DEFLATED)
        for name, file in files_of(user):
            # A file that was lost must not keep the rest from its owner.
            with suppress(FileNotFoundError), file.open("rb") as source, archive.open(name, "w") as target:
                copyfileobj(source, target)
    pack.seek(0)
    return pack
