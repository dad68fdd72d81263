"""The rules of the watches, on Wagtail's own screens with their history. Those who are watched do not change them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from hall.supervision.inspectors import why_not_change_rules
from hall.supervision.models import WatchRule
from portal.accounts.models import User
from units.enums import Role
from units.models import Team


class WatchRulePolicy(ModelPermissionPolicy):
    """Inspectors and the city office change rules, and nobody adds or deletes one: each belongs to a watch."""

    def user_has_permission(self, user, action):
        return action in {"change", "view"} and not why_not_change_rules(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions):
        rulers = Team.objects.filter(role__in=[Role.INSPECTOR, Role.CITY_OFFICE])
        return User.objects.filter(is_active=True, groups__in=rulers.values("group")).distinct()


register_permission_policy(WatchRule, WatchRulePolicy(WatchRule))


class WatchRuleViewSet(SnippetViewSet):
    model = WatchRule
    icon = "cogs"
    copy_view_enabled = False
    list_display = [
        "__str__",
        BooleanColumn("is_on", label=_("Watched")),
        "tell_after",
        "order_after",
        "measure",
        "order_days",
    ]
    ordering = ["pk"]
    panels = [
        HelpPanel(template="supervision/rule_help.html"),
        FieldPanel("is_on"),
        FieldPanel("measure"),
        FieldRowPanel([FieldPanel("tell_after"), FieldPanel("order_after"), FieldPanel("order_days")]),
        MultiFieldPanel(
            [
                FieldPanel("tells_spokespersons"),
                FieldPanel("tells_lead"),
                FieldPanel("tells_desk"),
                FieldPanel("tells_inspectors"),
            ],
            heading=_("Who is told"),
        ),
    ]
