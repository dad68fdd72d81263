from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reviewplan",
            name="levels_at_first",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "Unit spokesperson"), (2, "Hall desk"), (3, "City office")],
                # As high as can be: of older runs nobody knows whether they were raised.
                default=3,
                verbose_name="review steps at the beginning",
            ),
            preserve_default=False,
        ),
    ]
