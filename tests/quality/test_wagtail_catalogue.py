"""Editors read no English: what Wagtail leaves in it we say, and an upgrade shows what is new and what fell away."""

import re
from functools import cache
from pathlib import Path

import polib
from django import conf
from django.apps import apps
from django.test import SimpleTestCase
from django.utils.translation.trans_real import DjangoTranslation

from tests.quality.catalogues import BASE, HALF_WIDTH, HAN, PLACEHOLDER, CompleteCatalogue, key, words_of

FOLDER = BASE / "portal/wagtail_locale/zh_Hans/LC_MESSAGES"
PACKAGES = [Path(conf.__file__).parent, *(Path(app.path) for app in apps.get_app_configs())]


@cache
def said_by(package, domain):
    """Return what an installed package says in English, as it publishes it for its translators."""
    source = package / f"locale/en/LC_MESSAGES/{domain}.po"
    return [entry for entry in polib.pofile(str(source)) if not entry.obsolete] if source.exists() else []


def is_in_code(entry):
    """Answer for the few that a package's own list forgot."""
    places = [package / "models.py" for package in PACKAGES if package.match(f"*/{entry.occurrences[0][0]}")]
    return any(f'_("{entry.msgid}")' in place.read_text() for place in places if place.exists())


def is_english(text):
    return not HAN.search(text) and re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", text))


# What we say in other words than the packages, everywhere: an office says it so.
SAID_OUR_WAY = {
    *("Public", "Text", "Comment", "comment", "Approve", "Awaiting your review", "View live"),
    *("Save draft", "New", "group", "Live", "Note", "All", "English", "Submitted", ", ", "Published"),
    *("sent", "Recovery codes"),
}


class OurWordsTests(SimpleTestCase):
    """Our catalogue comes first: an entry of ours speaks in the admin too, wherever a package uses the same English."""

    def said_by_packages(self):
        paths = [package / "locale/zh_Hans/LC_MESSAGES/django.po" for package in PACKAGES]
        paths = [path for path in paths if path.exists() and not path.is_relative_to(BASE / "portal")]
        said = {}
        for path in paths:
            for entry in polib.pofile(str(path)).translated_entries():
                said.setdefault(key(entry), []).append(words_of(entry))
        return said | {key(entry): [words_of(entry)] for entry in polib.pofile(str(FOLDER / "django.po"))}

    def test_mean_what_the_packages_mean_by_them(self):
        packages = self.said_by_packages()
        ours = polib.pofile(str(BASE / "portal/locale/zh_Hans/LC_MESSAGES/django.po"))
        otherwise = {
            entry.msgid
            for entry in ours
            if key(entry) in packages and words_of(entry) not in packages[key(entry)]
        }
        self.assertEqual(otherwise - SAID_OUR_WAY, set(), "Give ours a context.")
        self.assertEqual(SAID_OUR_WAY - otherwise, set(), "These are said alike now.")


class WagtailCatalogue(CompleteCatalogue):
    domain = None

    def test_every_string_is_still_said(self):
        said = {key(entry) for package in PACKAGES for entry in said_by(package, self.domain)}

        gone = [entry.msgid for entry in self.entries if key(entry) not in said and not is_in_code(entry)]
        self.assertEqual(gone, [], "No pinned package says these any more.")

    def test_nothing_that_wagtail_says_is_left_in_english(self):
        ours = [package for package in PACKAGES if "wagtail" in str(package.relative_to(package.parents[2]))]
        chinese = DjangoTranslation("zh-hans", domain=self.domain)

        english = [
            entry.msgid
            for package in ours
            for entry in said_by(package, self.domain)
            if is_english(self.shown(chinese, entry))
        ]
        self.assertEqual(english, [], "Say these in Chinese in portal/wagtail_locale.")

    def shown(self, chinese, entry):
        msgid = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        if entry.msgid_plural:
            return chinese.ngettext(msgid, entry.msgid_plural, 2)
        return chinese.gettext(msgid)

    def test_punctuation_is_full_width_and_the_reader_is_addressed_politely(self):
        said = [words for entry in self.entries for words in words_of(entry)]

        self.assertEqual([words for words in said if HALF_WIDTH.search(words) or "你" in words], [])


class PagesOfWagtailTests(WagtailCatalogue, SimpleTestCase):
    path = FOLDER / "django.po"
    domain = "django"


class ScriptsOfWagtailTests(WagtailCatalogue, SimpleTestCase):
    path = FOLDER / "djangojs.po"
    domain = "djangojs"
