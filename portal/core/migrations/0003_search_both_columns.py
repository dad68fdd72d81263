"""Index what the search backend asks PostgreSQL: title and body together. Wagtail's migrations index each alone."""

from django.db import migrations

INDEX = "search_title_and_body"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("wagtailsearch", "IndexEntry")._meta.db_table
        schema_editor.execute(f'CREATE INDEX "{INDEX}" ON "{table}" USING gin ((title || body))')


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'DROP INDEX "{INDEX}"')


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_work_calendar"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(make, remove)]
