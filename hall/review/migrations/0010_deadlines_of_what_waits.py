from datetime import timedelta

from django.db import migrations
from django.utils import timezone

from portal.core.workdays import Calendar

HOURS_ALLOWED = {1: 4, 2: 4, 3: 8}


def give_time_to_what_waits(apps, schema_editor):
    """What waits is counted from now, so that nothing is late at once; a category names the rule it has."""
    Plan = apps.get_model("review", "ReviewPlan")
    Page = apps.get_model("wagtailcore", "Page")
    rules = {rule.category_id: rule for rule in apps.get_model("hall", "CategoryRule").objects.all()}
    for plan in Plan.objects.filter(workflow_state__status__in=["in_progress", "needs_changes"]):
        page = Page.objects.filter(pk=plan.workflow_state.object_id).select_related("latest_revision").first()
        if page and page.latest_revision:
            plan.rule = rules.get(page.latest_revision.content.get("category"))
            plan.save(update_fields=["rule"])
    days = apps.get_model("core", "SpecialDay").objects
    calendar = Calendar(
        holidays=dict(days.filter(kind="holiday").values_list("date", "name")),
        makeup_days=dict(days.filter(kind="makeup").values_list("date", "name")),
    )
    State = apps.get_model("review", "ReviewTaskState")
    for state in State.objects.filter(status="in_progress", workflow_state__status="in_progress"):
        allowed = timedelta(hours=HOURS_ALLOWED[state.level])
        state.due_at = calendar.add_working_time(timezone.now(), allowed)
        state.save(update_fields=["due_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("hall", "0005_first_rules"),
        ("review", "0009_deadlines"),
        ("core", "0005_duty_runs"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(give_time_to_what_waits, migrations.RunPython.noop, elidable=True)]
