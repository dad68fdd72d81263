from django.db import migrations


def take_names_out(apps, schema_editor):
    """Call a trusted citizen by their number: the lines stay when they go, and their nickname must not."""
    lines = apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(
        content_type__app_label="interaction", content_type__model="trustedspeaker"
    )
    for key, facts in lines.values_list("pk", "data"):
        lines.filter(pk=key).update(label=str(facts.get("person", "")))


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("interaction", "0007_comment_mail"),
        ("wagtailcore", "0066_collection_management_permissions"),
    ]

    operations = [migrations.RunPython(take_names_out, migrations.RunPython.noop)]
