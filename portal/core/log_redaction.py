"""Keeps secret parts of addresses out of the logs: a log is read by more people than a private question.

Whoever adds an address that opens something by itself adds its pattern here.
"""

import logging
import re

BLANK = "…"
# What stands before the secret, and the secret.
SECRET_PARTS = re.compile(
    r"(/ask/c/[^/\s?#]+/|/mail/stop/|/campaigns/sign-ups/|/cms/training/(?:tickets|here)/|/accounts/invitation/[^/\s?#]+/|/password_reset/confirm/[^/\s?#]+/)[^/\s?#\"'>]+"
)
# What was asked of the concerns may be a code in any spelling, a secret link or a name.
SEARCH_OF_CONCERNS = re.compile(r"(/cms/concerns/[^\s?#\"'>]*\?)[^\s#\"'>]+")
# The code of a concern that was typed into another search.
SEARCHED_CODE = re.compile(r"([?&]q=)(?:[0-9A-Za-z](?:[-+]|%20)*){26}(?![0-9A-Za-z])")


def redacted(text: str) -> str:
    """Return `text` with the secret parts of addresses blanked. Pure."""
    for secret in [SECRET_PARTS, SEARCH_OF_CONCERNS, SEARCHED_CODE]:
        text = secret.sub(rf"\1{BLANK}", text)
    return text


class SecretPartsFilter(logging.Filter):
    """Blanks secrets in the words of every record, and lets all records through."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if (bare := redacted(words)) != words:
            record.msg, record.args = bare, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
        return True
