"""A template is a function: it says what it takes, is called with `only`, and shares its name with its stylesheet."""

import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

BASE = Path(settings.BASE_DIR)
TEMPLATES = BASE / "templates"
COMPONENTS = TEMPLATES / "components"
STYLES = BASE / "portal/static/portal/css/components"
SCRIPTS = BASE / "portal/static/portal/js"

# Blocks without markup of their own: a class on a link, what a script puts in, the frame that several components share.
CLASSES_ONLY = {
    "settings",
    "button",
    "complaint",
    "panel",
    "directory",
    "one_question",
    "follow_list",
    "board",
    "short_form",
}


def public_templates():
    return [file for file in TEMPLATES.rglob("*.html") if file.parent.name != "mail"]


class ComponentTests(SimpleTestCase):
    def test_each_says_what_it_takes(self):
        for file in COMPONENTS.glob("*.html"):
            with self.subTest(file.name):
                self.assertRegex(file.read_text(), r"\{% comment %\}[^%]*Takes")

    def test_each_is_included_with_only(self):
        for file in public_templates():
            for call in re.findall(r'\{% include "components/[^%]+%\}', file.read_text()):
                with self.subTest(f"{file.name}: {call}"):
                    self.assertTrue(call.endswith(" only %}"))

    def test_each_with_a_form_is_given_its_token(self):
        for file in public_templates():
            for call, name in re.findall(r'(\{% include "(components/[^"]+)"[^%]+%\})', file.read_text()):
                if "{% csrf_token %}" in (TEMPLATES / name).read_text():
                    with self.subTest(f"{file.name}: {call}"):
                        self.assertIn(" csrf_token=csrf_token ", call)

    def test_each_stylesheet_belongs_to_a_component_of_its_name(self):
        names = {file.stem for file in COMPONENTS.glob("*.html")} | CLASSES_ONLY
        for file in STYLES.glob("*.css"):
            with self.subTest(file.name):
                self.assertIn(file.stem, names)
                self.assertIn(f".{file.stem.replace('_', '-')}", file.read_text())


class StrictPolicyTests(SimpleTestCase):
    def test_no_template_carries_a_script_or_a_style(self):
        for file in public_templates():
            with self.subTest(file.name):
                self.assertNotRegex(file.read_text(), r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=")

    def test_scripts_are_small(self):
        for file in SCRIPTS.glob("*.js"):
            with self.subTest(file.name):
                self.assertLess(len(file.read_text().splitlines()), 60)


class LetterTests(SimpleTestCase):
    """A letter reads as one from a person: it says whom to ask, and its subject what it is about."""

    def bodies(self):
        letters = [*TEMPLATES.rglob("mail/*.txt"), *TEMPLATES.rglob("staff_mail/*.txt")]
        return [file for file in letters if not file.stem.endswith(("_subject", "_short"))]

    def test_each_says_whom_to_ask(self):
        letters = [file for file in self.bodies() if file.with_name(f"{file.stem}_subject.txt").exists()]
        self.assertGreater(len(letters), 30)
        for file in letters:
            with self.subTest(file.relative_to(TEMPLATES)):
                self.assertRegex(file.read_text(), r"{% mail_foot( portal)? %}|portal\.manager")
