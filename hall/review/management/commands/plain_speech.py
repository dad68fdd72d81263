import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hall.review.plain_speech import check

BYTE_ORDER_MARK = "\ufeff"


class Command(BaseCommand):
    help = "Check how plainly texts speak: one text a line in, one JSON object a line out."
    stealth_options = ("stdin",)

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="UTF-8 text, one a line; standard input if left out"
        )

    def handle(self, *, file, **options):
        if file is None:
            self.report(options.get("stdin") or sys.stdin.buffer)
            return
        try:
            source = file.open("rb")
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s") % {"file": file, "reason": error.strerror}
            ) from error
        with source:
            self.report(source)

    def report(self, source: BinaryIO) -> None:
        for text in texts(source):
            self.stdout.write(json.dumps(check(text).as_dict(), ensure_ascii=False))


def texts(source: BinaryIO) -> Iterator[str]:
    """Yield each line without its end. Only a line feed ends one: other control characters belong to the text."""
    for number, line in enumerate(source):
        text = line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
        yield text.removeprefix(BYTE_ORDER_MARK) if number == 0 else text
