from django.apps import apps
from django.contrib.auth.management import create_permissions

from home.services import ensure_portal


def build_portal(**kwargs):
    # Wagtail's permissions are given away here. After `flush` its apps would make them only after their turn.
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    ensure_portal()
