"""The shape of the house: its top level, the size and names of its files, the signature of its verbs."""

import ast
import subprocess
from pathlib import Path

from django.apps import apps
from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"portal", "hall", "units", "home", "templates", "tests"}
KINDS = ["*.py", "*.html", "*.css", "*.js"]
NOT_WRITTEN_BY_HAND = {"migrations", "vendor"}
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST = 350


def kept(*patterns):
    """Return the files of the working tree that belong to the project, those not committed yet too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [Path(line) for line in listed.stdout.splitlines()]
    return [path for path in paths if (ROOT / path).is_file()]


def verbs(path):
    """Yield the functions of a services module that others call: those in a transaction and those re-exported."""
    exported = set()
    if path.parent.name == "services":
        exported = {
            alias.name
            for node in ast.parse((ROOT / path.parent / "__init__.py").read_text()).body
            if isinstance(node, ast.ImportFrom) and node.module == path.stem
            for alias in node.names
        }
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef):
            in_transaction = any("transaction.atomic" in ast.unparse(mark) for mark in node.decorator_list)
            if in_transaction or node.name in exported:
                yield node


class TopLevelTests(SimpleTestCase):
    def test_it_is_fixed(self):
        folders = {path.parts[0] for path in kept() if len(path.parts) > 1}

        self.assertEqual({name for name in folders if not name.startswith(".")}, FOLDERS)


class FileTests(SimpleTestCase):
    def files(self):
        return [path for path in kept(*KINDS) if not NOT_WRITTEN_BY_HAND & set(path.parts)]

    def test_each_is_short_enough_to_be_read(self):
        long = {}
        for path in self.files():
            length = len((ROOT / path).read_text().splitlines())
            if length > LONGEST:
                long[str(path)] = length

        self.assertEqual(long, {})

    def test_each_is_named_after_a_thing(self):
        nameless = [str(path) for path in self.files() if NO_NAMES & {path.stem, *path.parts}]

        self.assertEqual(nameless, [])


class AppTests(SimpleTestCase):
    def test_each_states_its_name_and_label(self):
        for app in apps.get_app_configs():
            if app.name.split(".")[0] in FOLDERS:
                with self.subTest(app.name):
                    stated = vars(type(app))
                    self.assertIn("label", stated)
                    self.assertEqual(stated["name"].rsplit(".", 1)[-1], stated["label"])


class VerbTests(SimpleTestCase):
    def test_there_are_verbs(self):
        names = [verb.name for path in kept("*/services.py", "*/services/*.py") for verb in verbs(path)]

        self.assertIn("draft_post", names)
        self.assertIn("add_member", names)

    def test_each_takes_its_arguments_by_name(self):
        for path in kept("*/services.py", "*/services/*.py"):
            for verb in verbs(path):
                with self.subTest(f"{path}: {verb.name}"):
                    self.assertEqual([argument.arg for argument in verb.args.args], [])


class CommittingTests(SimpleTestCase):
    def test_each_puts_back_what_the_migrations_left(self):
        """Where Django empties the tables, the next test lacks the rows that every hall begins with."""
        for path in kept("tests/*.py"):
            for node in ast.walk(ast.parse((ROOT / path).read_text())):
                if isinstance(node, ast.ClassDef):
                    bases = [ast.unparse(base) for base in node.bases]
                    if any(base.endswith(("TransactionTestCase", "LiveServerTestCase")) for base in bases):
                        with self.subTest(f"{path}: {node.name}"):
                            self.assertEqual(bases[0], "FreshStart")
