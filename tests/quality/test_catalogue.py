"""Everything that people read is said in Chinese: the catalogue is complete, and nothing in it is left over."""

import os
import re
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command
from django.test import SimpleTestCase, override_settings

BASE = Path(settings.BASE_DIR)
CATALOGUE = BASE / "portal/locale/zh_Hans/LC_MESSAGES/django.po"
SOURCES = ["hall", "home", "portal", "templates", "units"]
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
# A sentence in a script: two words or more, the first with a capital letter.
SENTENCE = re.compile(r"""["'`][A-Z][a-z]+ [a-z]+[^"'`]*["'`]""")


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def words_of(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


class CatalogueTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = polib.pofile(str(CATALOGUE))

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

    def test_every_string_is_translated(self):
        self.assertEqual([entry.msgid for entry in self.entries.untranslated_entries()], [])
        self.assertEqual([entry.msgid for entry in self.entries.fuzzy_entries()], [])
        self.assertEqual([entry.msgid for entry in self.entries.obsolete_entries()], [])

    def test_placeholders_and_tags_are_those_of_the_source(self):
        for entry in self.entries:
            sources = {
                frozenset(PLACEHOLDER.findall(text)) for text in [entry.msgid, entry.msgid_plural] if text
            }
            for words in filter(None, words_of(entry)):
                with self.subTest(entry.msgid):
                    self.assertIn(frozenset(PLACEHOLDER.findall(words)), sources)

    def test_sources_are_written_in_english_even_where_they_quote_chinese(self):
        chinese = [entry.msgid for entry in self.entries if HAN.search(entry.msgid)]

        self.assertEqual([text for text in chinese if not re.search("[A-Za-z]{2}", text)], [])

    def test_the_compiled_catalogue_is_that_of_the_source(self):
        compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

        self.assertEqual(
            {key(entry): words_of(entry) for entry in compiled},
            {key(entry): words_of(entry) for entry in self.entries},
        )


class ScriptTests(SimpleTestCase):
    def test_scripts_take_their_words_from_the_page(self):
        for file in (BASE / "portal/static/portal/js").rglob("*.js"):
            with self.subTest(file.name):
                code = re.sub(r"//.*", "", file.read_text())
                self.assertEqual(SENTENCE.findall(code), [])
