"""Finds hashtags, mentions and links in the plain text of a post."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

HASHTAG = re.compile(r"#([^#@\s]{1,40})#")
MENTION = re.compile(r"@([\w-]{1,30})")


def hashtags(text):
    return list(dict.fromkeys(HASHTAG.findall(text)))


def candidate_mentions(text):
    return {name[:end] for name in MENTION.findall(text) for end in range(1, len(name) + 1)}


def excerpt(text, limit):
    return text if len(text) <= limit else text[:limit] + "…"


def title_of(text):
    return excerpt(" ".join(text.split()), 29)


def render(text, *, accounts, hashtag_url):
    safe = conditional_escape(text)
    return mark_safe(
        HASHTAG.sub(lambda m: format_html('<a href="{}">#{}#</a>', hashtag_url(m[1]), m[1]), safe)
    )
