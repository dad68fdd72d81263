"""Saved versions of a page, and what they point at.

A picture, clip or category that only a version uses can be deleted, since no row of the database holds it. Reading
such a version must not fail: modelcluster knows what to do for CASCADE and SET_NULL, and raises for PROTECT.
"""

from django.db.models import PROTECT
from modelcluster.models import get_all_child_relations


def without_what_is_gone(model, content: dict) -> dict:
    """Return the content of a version with empty fields, and without rows, where what they point at is deleted."""
    kept = {**content, **dict.fromkeys(names_gone(model, content))}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if rows := content.get(name):
            kept[name] = [row for row in rows if not names_gone(relation.related_model, row)]
    return kept


def names_gone(model, content: dict) -> list[str]:
    """Return the protected fields of a row that point at nothing."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.remote_field
        and field.remote_field.on_delete is PROTECT
        and content.get(field.name) is not None
        and not field.remote_field.model._base_manager.filter(pk=content[field.name]).exists()
    ]
