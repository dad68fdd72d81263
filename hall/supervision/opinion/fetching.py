"""Reads one address of the web within limits: time, size, redirects, and no way into our own network.

The name is resolved once for each request, every address that it has is looked at, and the connection goes to one of
these: a name that answers differently the second time leads nowhere else. Redirects are looked at anew.
"""

import ipaddress
import socket
import ssl
import zlib
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from hall.supervision.opinion.enums import Trouble

SECONDS = 10
LARGEST = 5 * 1024 * 1024
MOST_REDIRECTS = 5
CHUNK = 64 * 1024
GONE = {404, 410}
LEADS_ON = {301, 302, 303, 307, 308}
# IPv4 inside of IPv6: what is asked of the outer address must be asked of the inner one.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
ASKED_FOR = {
    "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8",
    "Accept-Encoding": "gzip",
    "User-Agent": "ReleaseHall/1.0 (feed reader)",
    "Connection": "close",
}


class NotRead(Exception):
    """Raised when an address cannot be read; says why."""

    def __init__(self, trouble: Trouble):
        self.trouble = trouble
        super().__init__(trouble.value)


@dataclass(frozen=True)
class Fetched:
    """What came. Without content nothing has changed since the marks that were sent."""

    content: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class Deadline:
    """Cuts the socket that it holds when the time is over, whatever the other side does in small pieces."""

    def __init__(self, seconds: float):
        self.is_over = Event()
        # Not the connection: it forgets its socket while an answer that ends with it is still being read.
        self.held: socket.socket | None = None
        self.timer = Timer(seconds, self.cut)
        self.timer.daemon = True

    def cut(self) -> None:
        self.is_over.set()
        if self.held:
            with suppress(OSError):
                self.held.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "Deadline":
        self.timer.start()
        return self

    def __exit__(self, *what) -> None:
        self.timer.cancel()


class Connection(HTTPConnection):
    """Connects to an address that was looked at, and asks for a certificate of the name."""

    def __init__(self, parts: SplitResult, place: str, port: int, deadline: Deadline):
        super().__init__(parts.hostname or "", port, timeout=SECONDS)
        self.default_port = port if parts.port is None else self.default_port
        self.place, self.is_encrypted, self.deadline = place, parts.scheme == "https", deadline

    def connect(self) -> None:
        self.sock = self.deadline.held = socket.create_connection((self.place, self.port), self.timeout)
        if self.is_encrypted:
            context = ssl.create_default_context()
            # The handshake comes after the socket is known, so that the deadline can cut it.
            self.sock = self.deadline.held = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()


def fetch(address: str, *, etag: str = "", last_modified: str = "", seconds: float = SECONDS) -> Fetched:
    """Return what stands at an address. Raises `NotRead`."""
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {**ASKED_FOR, **{name: mark for name, mark in marks.items() if mark}}
    with Deadline(seconds) as deadline:
        try:
            return follow(address, headers, deadline)
        except NotRead:
            if deadline.is_over.is_set():
                raise NotRead(Trouble.SLOW) from None
            raise
        except (OSError, HTTPException, ValueError, zlib.error) as failure:
            raise NotRead(Trouble.SLOW if deadline.is_over.is_set() else trouble_of(failure)) from None


def trouble_of(failure: Exception) -> Trouble:
    """Return what a failure on the way means to the desk."""
    kinds = [
        (TimeoutError, Trouble.SLOW),
        (socket.gaierror, Trouble.NO_NAME),
        (ssl.SSLCertVerificationError, Trouble.CERTIFICATE),
    ]
    return next((trouble for kind, trouble in kinds if isinstance(failure, kind)), Trouble.UNREACHABLE)


def follow(address: str, headers: dict, deadline: Deadline) -> Fetched:
    for _hop in range(MOST_REDIRECTS + 1):
        parts = parts_of(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = Connection(parts, place_of(parts.hostname or "", port), port, deadline)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            if response.status not in LEADS_ON:
                return read(response, deadline)
            address = urljoin(address, response.headers.get("Location", ""))
        finally:
            connection.close()
    raise NotRead(Trouble.REDIRECTS)


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address of the web. Raises `NotRead`."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or any(character <= " " or character > "~" for character in address):
        raise NotRead(Trouble.NO_ADDRESS)
    return parts


def place_of(host: str, port: int) -> str:
    """Return the address to connect to. Raises `NotRead` when one of those of the name lies in our own network."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(entry[4][0]) for entry in found]
    if not all(map(may_connect, places)):
        raise NotRead(Trouble.INSIDE)
    return places[0]


def may_connect(place: str) -> bool:
    """Tell whether an address may be read: one outside, and one inside where the hall is set so.

    What a cloud tells its own machines is never a feed.
    """
    address = ipaddress.ip_address(place.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or address
    return is_outside(place) or (settings.OPINION_READS_INSIDE and not inner.is_link_local)


def is_outside(place: str) -> bool:
    """Tell whether an address belongs to the world at large."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner and not is_outside(str(inner)):
            return False
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


def read(response: HTTPResponse, deadline: Deadline) -> Fetched:
    """Read an answer up to the limit, unpacked. Raises `NotRead`."""
    if response.status == 304:
        return Fetched(None)
    if response.status in GONE:
        raise NotRead(Trouble.MISSING)
    if response.status != 200:
        raise NotRead(Trouble.REFUSED)
    unpack = zlib.decompressobj(47) if response.headers.get("Content-Encoding") == "gzip" else None
    kept = bytearray()
    while chunk := response.read1(CHUNK):
        kept += unpack.decompress(chunk, LARGEST + 1 - len(kept)) if unpack else chunk
        if len(kept) > LARGEST:
            raise NotRead(Trouble.TOO_LARGE)
    if deadline.is_over.is_set():
        raise NotRead(Trouble.SLOW)
    marks = (
        mark(response.headers.get(name, ""), limit) for name, limit in [("ETag", 300), ("Last-Modified", 100)]
    )
    return Fetched(bytes(kept), response.headers.get("Content-Type", ""), *marks)


def mark(header: str, limit: int) -> str:
    """Return a mark that can be kept and sent back; another one is as good as none."""
    return header if header.isascii() and header.isprintable() and len(header) <= limit else ""
