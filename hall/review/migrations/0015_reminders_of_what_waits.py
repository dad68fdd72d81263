from datetime import timedelta

from django.db import migrations
from django.db.models import F


def remind_of_what_waits(apps, schema_editor):
    """What waits already is told about when it is due, and an hour later."""
    waiting = apps.get_model("review", "ReviewTaskState").objects.filter(status="in_progress")
    waiting.update(remind_at=F("due_at"), escalate_at=F("due_at") + timedelta(hours=1))


class Migration(migrations.Migration):
    dependencies = [("review", "0014_reminders_and_deputies")]

    operations = [migrations.RunPython(remind_of_what_waits, migrations.RunPython.noop, elidable=True)]
