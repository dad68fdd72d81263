from django.db import migrations


def write_first_rules(apps, schema_editor):
    """Each category begins with the rule that it has."""
    Rule = apps.get_model("hall", "CategoryRule")
    for category in apps.get_model("hall", "Category").objects.all():
        Rule.objects.create(
            category=category,
            number=1,
            levels=category.levels,
            unit_hours=category.unit_hours,
            desk_hours=category.desk_hours,
            office_hours=category.office_hours,
        )


class Migration(migrations.Migration):
    dependencies = [("hall", "0004_rules_of_categories")]

    operations = [migrations.RunPython(write_first_rules, migrations.RunPython.noop, elidable=True)]
