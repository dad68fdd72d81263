from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def note_who_was_told(apps, schema_editor):
    """Answers that are public, or were before they were hidden, have been told already."""
    Answer = apps.get_model('concerns', 'Answer')
    Concern = apps.get_model('concerns', 'Concern')
    shown_at = Concern.objects.filter(pk=OuterRef('concern')).values('answer_shown_at')
    told = Answer.objects.filter(state='sent', sent_at__lte=F('concern__answer_shown_at')).order_by()
    Answer.objects.filter(pk__in=told.values('pk')).update(followers_told_at=Subquery(shown_at))


class Migration(migrations.Migration):

    dependencies = [
        ('concerns', '0007_inbox_entries'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='followers_told_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='followers told at'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'sent'), ('followers_told_at__isnull', True), _connector='OR'), name='followers_hear_of_sent_answers'),
        ),
        migrations.RunPython(note_who_was_told, migrations.RunPython.noop),
    ]
