"""Imports and foreign keys may only point down the building.

The table below is the architecture. A new Django app must take its place in it.
"""

import ast
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["portal", "units", "hall", "home"]

# Top to bottom. Apps on one line are neighbours: they may not know each other.
FLOORS = [
    {"portal", "portal.demo"},
    {"home"},
    {"hall.assessment", "hall.outlets"},
    {"hall.supervision"},
    {"hall.campaigns", "hall.concerns", "hall.interaction"},
    {"hall.review"},
    {"hall"},
    {"units.onboarding"},
    {"units"},
    {"portal.accounts"},
    {"portal.core"},
]
HEIGHT = {app: -level for level, floor in enumerate(FLOORS) for app in floor}


def app_of(dotted):
    """Return the app that owns a dotted name: the longest match in the table."""
    owners = [app for app in HEIGHT if dotted == app or dotted.startswith(f"{app}.")]
    return max(owners, key=len, default=None)


def may_know(app, other):
    return app == other or HEIGHT[other] < HEIGHT[app]


def imports_of(path):
    """Yield (dotted name, line) for every import in a file, inside functions too."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *filter(None, [node.module])])
            yield from ((f"{stem}.{alias.name}", node.lineno) for alias in node.names)


class FloorTests(SimpleTestCase):
    def test_every_local_app_has_a_floor(self):
        local = {app.name for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES}

        self.assertLessEqual(local, set(HEIGHT))

    def test_imports_point_down(self):
        offences = []
        for path in sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py")):
            app = app_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for name, line in imports_of(path):
                other = app_of(name)
                if other and not may_know(app, other):
                    offences.append(f"{path.relative_to(ROOT)}:{line} {app} -> {other}")

        self.assertEqual(offences, [])

    def test_relations_point_down(self):
        offences = []
        for model in apps.get_models():
            app = app_of(model.__module__)
            for field in model._meta.get_fields() if app else []:
                # The person who acts is Django's own door, AUTH_USER_MODEL: every floor may name them.
                if field.related_model is get_user_model():
                    continue
                if field.is_relation and not field.auto_created and field.related_model:
                    other = app_of(field.related_model.__module__)
                    if other and not may_know(app, other):
                        offences.append(f"{model._meta.label}.{field.name} -> {other}")

        self.assertEqual(offences, [])
