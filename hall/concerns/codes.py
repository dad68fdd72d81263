"""The secret that opens a concern: 128 bits, written so that people can copy it by hand. Pure but for chance.

The form carries a new code before anything is stored, so whoever sends the form twice has one concern and its code.
The hall keeps only digests: one of the code, and another one as the token that makes a form count once.
"""

import hashlib
import re
import secrets

# Crockford's digits: none of I, L, O and U, which hands and eyes confuse.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OILU", "011V")
LENGTH = 26
GROUPS = (5, 5, 5, 5, 6)
NO_PART_OF_IT = re.compile(r"[\s\-\u2010-\u2015]+")
LONGEST_TYPED = 100


def new_code() -> str:
    """Return a new code in groups, as people read it."""
    number = secrets.randbits(128)
    digits = "".join(DIGITS[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))
    return in_groups(digits)


def in_groups(digits: str) -> str:
    ends = [sum(GROUPS[: place + 1]) for place in range(len(GROUPS))]
    return "-".join(digits[end - length : end] for end, length in zip(ends, GROUPS, strict=True))


def read_code(typed: str) -> str:
    """Return the code that somebody typed, in groups; empty for what cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return ""
    digits = NO_PART_OF_IT.sub("", typed).upper().translate(MISREAD)
    if len(digits) != LENGTH or not set(digits) <= set(DIGITS):
        return ""
    return in_groups(digits)


def digest_of(code: str) -> str:
    """Return what is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def token_of(code: str) -> str:
    """Return the token of the form that carries a code. It tells nothing about the code nor about its digest."""
    return hashlib.sha256(b"form " + code.encode()).hexdigest()


def token_of_message(token: str) -> str:
    """Return the token under which pictures of a message are kept: never that of a question; empty for no token."""
    return hashlib.sha256(b"message " + token.encode()).hexdigest() if token else ""


def is_code_of(code: str, digest: str) -> bool:
    """Tell whether a typed code is the one of a digest, in a time that tells nothing."""
    return secrets.compare_digest(digest_of(read_code(code)), digest or digest_of(new_code()))
