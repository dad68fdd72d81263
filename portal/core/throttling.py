"""How often one person and one address may try something, and when to try again.

Counts stand in Redis when the hall has one, else in the memory of each process. A Redis that is away is not asked
again for a while; meanwhile each process counts for itself, so nobody is shut out and nobody has a free hand.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from ipaddress import ip_address, ip_network
from math import ceil
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerSecond, parse_many
from limits.errors import StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

ADDRESS_BITS = {4: 32, 6: 64}  # Whoever has one IPv6 address usually has a whole /64.
PATIENCE_SECONDS = 0.5
ASK_AGAIN_AFTER_SECONDS = 30
NOWHERE = "unknown"

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Throttle:
    """Rates as "5/minute;50/day". Past `human_after` tries within an hour, the next one needs a proof of work."""

    name: str
    person: str
    address: str
    human_after: int


def why_not_now(throttle: Throttle, *, person: int | None, address: str) -> str:
    """Count one try. Return a sentence that says when to try again, or nothing."""
    counted("hit", hourly(throttle), throttle.name, "human", who(person, address))
    # A try that one rate refuses does not count against the others.
    return why_not_yet(throttle, person=person, address=address) or refusal_of(
        "hit", throttle, person=person, address=address
    )


def why_not_yet(throttle: Throttle, *, person: int | None, address: str) -> str:
    """Say when to try again, counting nothing: for whoever counts only the tries that fail."""
    return refusal_of("test", throttle, person=person, address=address)


def refusal_of(act: str, throttle: Throttle, *, person: int | None, address: str) -> str:
    for rate, *key in rates_of(throttle, person=person, address=address):
        if not counted(act, rate, *key):
            stats = asked(lambda counter, rate=rate, key=key: counter.get_window_stats(rate, *key))
            return too_often(stats.reset_time - time.time(), timezone.now())
    return ""


def needs_human(throttle: Throttle, *, person: int | None, address: str) -> bool:
    """Tell whether the next try must bring a proof of work. Counts nothing."""
    is_trusted = counted("test", hourly(throttle), throttle.name, "human", who(person, address))
    return throttle.human_after <= 0 or not is_trusted


def minutes_until_trusted(throttle: Throttle, *, person: int | None, address: str) -> int:
    """Return after how many minutes without a try no proof of work is needed."""
    key = (throttle.name, "human", who(person, address))
    stats = asked(lambda counter: counter.get_window_stats(hourly(throttle), *key))
    return min(max(ceil((stats.reset_time - time.time()) / 60), 1), 60)


def is_first_time(name: str, key: str, *, seconds: int) -> bool:
    """Tell whether nobody has brought `key` within the last `seconds`. The second of two at once is told no."""
    return counted("hit", RateLimitItemPerSecond(1, seconds), name, key)


def hourly(throttle: Throttle) -> RateLimitItem:
    return RateLimitItemPerHour(max(throttle.human_after, 1))


def who(person: int | None, address: str) -> str:
    return f"address {address}" if person is None else f"person {person}"


def rates_of(throttle: Throttle, *, person: int | None, address: str) -> list[tuple]:
    rates: list[tuple[RateLimitItem, str, str]] = [
        (rate, throttle.name, f"address {address}") for rate in parse_many(throttle.address)
    ]
    if person is not None:
        rates += [(rate, throttle.name, f"person {person}") for rate in parse_many(throttle.person)]
    return rates


def counted(act: str, rate: RateLimitItem, *key: str) -> bool:
    return asked(lambda counter: getattr(counter, act)(rate, *key))


def asked(question: Callable[[MovingWindowRateLimiter], Answer]) -> Answer:
    """Put a question to the shared counter, or to our own while that one is away."""
    counters = all_counters()
    if counters.shared and time.monotonic() >= counters.away_until:
        try:
            return question(counters.shared)
        except StorageError:
            counters.away_until = time.monotonic() + ASK_AGAIN_AFTER_SECONDS
    return question(counters.own)


class Counters:
    def __init__(self, redis_url: str):
        self.own = MovingWindowRateLimiter(MemoryStorage())
        self.shared = shared_counter(redis_url) if redis_url else None
        self.away_until = 0.0


@cache
def all_counters() -> Counters:
    return Counters(settings.REDIS_URL)


def shared_counter(redis_url: str) -> MovingWindowRateLimiter:
    address = f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url
    patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    return MovingWindowRateLimiter(storage_from_string(address, wrap_exceptions=True, **patience))


def forget_counts() -> None:
    """Begin anew in this process; what stands in Redis stays."""
    all_counters().own.storage.reset()


def too_often(seconds: float, now: datetime) -> str:
    """Say when to try again in words that people read. Pure."""
    minutes = max(ceil(seconds / 60), 1)
    if minutes < 60:
        return ngettext(
            "That was too often in a short time. Please try again in %(count)d minute.",
            "That was too often in a short time. Please try again in %(count)d minutes.",
            minutes,
        ) % {"count": minutes}
    hours = ceil(seconds / 3600)
    if (now + timedelta(seconds=seconds)).astimezone(now.tzinfo).date() == now.date() or hours <= 6:
        return ngettext(
            "That was too often. Please try again in %(count)d hour.",
            "That was too often. Please try again in %(count)d hours.",
            hours,
        ) % {"count": hours}
    if hours <= 24:
        return _("That was too often for today. Please try again tomorrow.")
    days = ceil(hours / 24)
    return ngettext(
        "That was too often. Please try again in %(count)d day.",
        "That was too often. Please try again in %(count)d days.",
        days,
    ) % {"count": days}


def address_of(request: HttpRequest) -> str:
    """Return the address that a request came from, an IPv6 one as its /64.

    Only the last `TRUSTED_PROXIES` machines are believed about who asked them; what a visitor wrote before is not.
    """
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.TRUSTED_PROXIES
    told = chain[-proxies] if 0 < proxies <= len(chain) else ""
    return network_of(told) or network_of(request.META.get("REMOTE_ADDR", "")) or NOWHERE


def network_of(text: str) -> str:
    """Return an address as it is counted, or nothing for what is no address. Ports and zones are left out. Pure."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    bits = ADDRESS_BITS[address.version]
    network = ip_network((address, bits), strict=False)
    return str(address) if bits == address.max_prefixlen else str(network)
