"""Wagtail's people, with a list that shows staff."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffListConfig(WagtailUsersAppConfig):
    label = "wagtailusers"
    user_viewset = "portal.accounts.viewsets.StaffViewSet"
