"""The patterns that campaigns begin with, as the hall desk keeps them."""

from wagtail.snippets.views.snippets import SnippetViewSet

from hall.campaigns.models import CampaignPattern


class CampaignPatternViewSet(SnippetViewSet):
    model = CampaignPattern
    icon = "copy"
    copy_view_enabled = False
    list_display = ["name", "purpose", "hashtag", "days"]
    ordering = ["sort_order", "pk"]
