import django.core.validators
from django.db import migrations, models


def know_what_was_told(apps, schema_editor):
    """Take what was ever public as told: nobody reads of an old answer now."""
    comments = apps.get_model("interaction", "Comment").objects
    comments.filter(unit__isnull=False, shown_at__isnull=False).update(told_at=models.F("shown_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('interaction', '0008_no_names_in_the_history'),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='told_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='told at'),
        ),
        migrations.AlterField(
            model_name='moderationsettings',
            name='trust_after',
            field=models.PositiveSmallIntegerField(default=10, help_text='Those of the last half year are counted.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='suggest to trust a citizen after so many public comments'),
        ),
        migrations.RunPython(know_what_was_told, migrations.RunPython.noop),
    ]
