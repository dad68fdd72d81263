"""Whole numbers in what came from outside: an address, a form, a file of somebody's."""

LONGEST = 18  # Digits: every such number fits into a database, and none takes Python a while to read.


def whole_number(text: str) -> int | None:
    """Return the number that `text` writes with plain digits, or None for anything else or longer. Pure."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
