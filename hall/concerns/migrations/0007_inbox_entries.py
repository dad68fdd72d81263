import django.db.models.deletion
import portal.core.search.fields
from django.db import migrations, models


def index_what_is_there(apps, schema_editor):
    Concern = apps.get_model('concerns', 'Concern')
    ConcernInboxEntry = apps.get_model('concerns', 'ConcernInboxEntry')
    rows = Concern.objects.order_by('pk').values_list('pk', 'subject', 'text')
    ConcernInboxEntry.objects.bulk_create(
        (ConcernInboxEntry(concern_id=pk, terms=[subject, text]) for pk, subject, text in rows.iterator()),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0006_asked_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConcernInboxEntry',
            fields=[
                ('concern', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='inbox_entry', serialize=False, to='concerns.concern')),
                ('terms', portal.core.search.fields.TermsField()),
            ],
            options={
                'verbose_name': 'inbox entry of a concern',
                'verbose_name_plural': 'inbox entries of concerns',
            },
        ),
        portal.core.search.fields.index_terms('concerns', 'ConcernInboxEntry', 'terms'),
        migrations.RunPython(index_what_is_there, migrations.RunPython.noop),
    ]
