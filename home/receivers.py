from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Site

from home.services import ensure_portal, name_of_hall, name_site
from portal.core.models import PortalSettings


def build_portal(**kwargs):
    # Wagtail's permissions are given away here. After `flush` its apps would make them only after their turn.
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    ensure_portal()


@receiver(post_save, sender=PortalSettings)
def rename_site(raw=False, **kwargs):
    if not raw:
        name_site()


@receiver(pre_save, sender=Site)
def keep_one_name(instance, raw=False, **kwargs):
    if instance.is_default_site and not raw:
        instance.site_name = name_of_hall()
