"""A screen of the admin that stands by itself, under a title of its own."""

from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class ScreenMixin(WagtailAdminTemplateMixin):
    """Wagtail's page furniture; its slim header shows the last breadcrumb as the title."""

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), here]
