"""Everything that people read is said in Chinese: the catalogue is complete, and nothing in it is left over."""

import os
import re
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

import polib
from django.core.management import call_command
from django.test import SimpleTestCase, override_settings

from tests.quality.catalogues import BASE, HAN, CompleteCatalogue, key

CATALOGUE = BASE / "portal/locale/zh_Hans/LC_MESSAGES/django.po"
SOURCES = ["hall", "home", "portal", "templates", "units"]
# A sentence in a script: two words or more, the first with a capital letter.
SENTENCE = re.compile(r"""["'`][A-Z][a-z]+ [a-z]+[^"'`]*["'`]""")


class CatalogueTests(CompleteCatalogue, SimpleTestCase):
    path = CATALOGUE

    def extracted(self):
        """Return what `make messages` would find, without touching the catalogue."""
        if not shutil.which("xgettext"):
            (self.fail if os.environ.get("CI") else self.skipTest)("gettext is not installed.")
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            leave = shutil.ignore_patterns("locale", "static", "migrations", "__pycache__")
            for source in SOURCES:
                shutil.copytree(BASE / source, Path(folder, source), ignore=leave)
            with override_settings(LOCALE_PATHS=[folder + "/found"]):
                Path("found").mkdir()
                call_command("makemessages", locale=["zh_Hans"], verbosity=0)
            return {key(entry) for entry in polib.pofile("found/zh_Hans/LC_MESSAGES/django.po")}

    def test_every_string_is_there_and_no_other(self):
        found = self.extracted()
        kept = {key(entry) for entry in self.entries if not entry.obsolete}

        self.assertEqual(found - kept, set(), "Bring these in with `make messages` and translate them.")
        self.assertEqual(kept - found, set(), "Nothing says these any more.")

    def test_sources_are_written_in_english_even_where_they_quote_chinese(self):
        chinese = [entry.msgid for entry in self.entries if HAN.search(entry.msgid)]

        self.assertEqual([text for text in chinese if not re.search("[A-Za-z]{2}", text)], [])


class ScriptTests(SimpleTestCase):
    def test_scripts_take_their_words_from_the_page(self):
        for file in (BASE / "portal/static/portal/js").rglob("*.js"):
            with self.subTest(file.name):
                code = re.sub(r"//.*", "", file.read_text())
                self.assertEqual(SENTENCE.findall(code), [])
