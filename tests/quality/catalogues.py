"""What holds for every catalogue that we keep, whoever says the words in it."""

import re
from pathlib import Path

import polib
from django.conf import settings

BASE = Path(settings.BASE_DIR)
HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")
# Half-width punctuation inside a Chinese sentence, and quotation marks of the typewriter around a name.
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!(]|[,;?!)][\u3400-\u9fff]|'%\(")


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def words_of(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def placeholders(text):
    return frozenset(PLACEHOLDER.findall(text))


class CompleteCatalogue:
    """Mixed into the tests of one catalogue: `path` is that of its .po file."""

    path = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.entries = polib.pofile(str(cls.path))

    def test_every_string_is_translated(self):
        self.assertEqual([entry.msgid for entry in self.entries.untranslated_entries()], [])
        self.assertEqual([entry.msgid for entry in self.entries.fuzzy_entries()], [])
        self.assertEqual([entry.msgid for entry in self.entries.obsolete_entries()], [])

    def test_placeholders_and_tags_are_those_of_the_source(self):
        self.assertEqual([entry.msgid for entry in self.entries if not self.keeps_placeholders(entry)], [])

    def keeps_placeholders(self, entry):
        sources = [placeholders(text) for text in [entry.msgid, entry.msgid_plural] if text]
        said = [placeholders(words) for words in words_of(entry) if words]
        # Only a translation that says so may leave something out; none may invent.
        if "no-python-format" in entry.flags:
            return all(found < sources[0] for found in said)
        return all(found in sources for found in said)

    def test_the_compiled_catalogue_is_that_of_the_source(self):
        compiled = polib.mofile(str(self.path.with_suffix(".mo")))

        self.assertEqual(
            {key(entry): words_of(entry) for entry in compiled},
            {key(entry): words_of(entry) for entry in self.entries},
        )
