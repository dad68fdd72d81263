"""The portal with Wagtail's write API beside it, which the site itself does not mount."""

from django.urls import path
from wagtail.api.v3.urls import api

from portal.urls import urlpatterns as portal

urlpatterns = [path("write-api/", api.urls), *portal]
