import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0002_levels_at_first"),
        ("units", "0002_collections_of_units"),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewrecord",
            name="page_number",
            field=models.PositiveBigIntegerField(default=0, verbose_name="page"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="title",
            field=models.CharField(default="", max_length=255, verbose_name="title"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="units.unitpage",
                verbose_name="unit",
            ),
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="unit_name",
            field=models.CharField(blank=True, max_length=255, default="", verbose_name="name of the unit"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="person_number",
            field=models.PositiveBigIntegerField(null=True, verbose_name="number of the person"),
        ),
        migrations.AddField(
            model_name="reviewrecord",
            name="facts",
            field=models.JSONField(blank=True, default=dict, verbose_name="facts"),
        ),
        migrations.AlterField(
            model_name="reviewrecord",
            name="person_name",
            field=models.CharField(blank=True, max_length=300, verbose_name="name"),
        ),
    ]
