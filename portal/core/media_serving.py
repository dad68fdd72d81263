"""Serves uploaded files of this machine with HTTP ranges, so that a visitor can seek in a video.

Neither Django's `static.serve` nor the application server answers a range (WhiteNoise does, but only for files that
were there when it started). A city with a web server in front or with object storage never comes here.
"""

import mimetypes
import os
import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

# Longer numbers than any file has bytes would not even become numbers.
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})$")
BLOCK = 64 * 1024
WEEK = 7 * 24 * 3600

# Whatever was uploaded runs no script in the portal's name, even opened on its own.
NO_SCRIPTS = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"


class Unsatisfiable(Exception):
    """The range lies outside the file."""


@require_safe
def serve_media(request, path):
    """Answer one uploaded file: 200, 206 for a range, 304 for one the visitor has, 416 for a range beyond it."""
    file = find(path)
    facts = file.stat()
    if parse_http_date_safe(request.headers.get("If-Modified-Since", "")) == int(facts.st_mtime):
        return HttpResponseNotModified()
    response = serve_part(request, file)
    if response.status_code == 416:
        return response
    response["Last-Modified"] = http_date(facts.st_mtime)
    response["Cache-Control"] = f"public, max-age={WEEK}"
    response["Content-Security-Policy"] = NO_SCRIPTS
    return response


def serve_part(request, file: Path):
    """Answer the part of a file that is asked for, or all of it: 200, 206, or 416 for what lies beyond it."""
    facts = file.stat()
    try:
        part = wanted_part(asked_range(request, facts), facts.st_size)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{facts.st_size}"})
    response = answer(file, facts.st_size, part)
    response["Accept-Ranges"] = "bytes"
    return response


def find(path: str) -> Path:
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except (SuspiciousFileOperation, ValueError):
        raise Http404 from None
    try:
        is_here = file.is_file()
    except OSError:  # A longer name than the disk can hold.
        is_here = False
    if not is_here:
        raise Http404
    return file


def asked_range(request, facts: os.stat_result) -> str:
    """Return the `Range` header, or nothing when `If-Range` says that the visitor's part is of another version."""
    known = request.headers.get("If-Range")
    if known and parse_http_date_safe(known) != int(facts.st_mtime):
        return ""
    return request.headers.get("Range", "")


def wanted_part(header: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte of a single range, or None for the whole file (also for what is no single range)."""
    match = RANGE.match(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first and last and int(first) > int(last):
        return None
    if not first:
        first, last = max(size - int(last), 0) if int(last) else size, size - 1
    first = int(first)
    if first >= size:
        raise Unsatisfiable
    return first, min(int(last) if last != "" else size - 1, size - 1)


def answer(file: Path, size: int, part: tuple[int, int] | None):
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if part is None:
        return FileResponse(file.open("rb"), content_type=kind)
    first, last = part
    response = StreamingHttpResponse(blocks(file, first, last), status=206, content_type=kind)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = last - first + 1
    return response


def blocks(file: Path, first: int, last: int):
    left = last - first + 1
    with file.open("rb") as stream:
        stream.seek(first)
        while left and (block := stream.read(min(BLOCK, left))):
            left -= len(block)
            yield block
