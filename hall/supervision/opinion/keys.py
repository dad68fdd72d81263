"""By what something that comes twice is known. Pure."""

from hashlib import sha256

from portal.core.search.text import fold


def digest(text: str) -> str:
    """Return a short key of any text; of none, nothing."""
    return sha256(text.encode("utf-8", "replace")).hexdigest() if text else ""


def title_key(title: str) -> str:
    """Return the key of a title, the same however its signs, spaces and width are written."""
    return digest("".join(character for character in fold(title) if character.isalnum()))
