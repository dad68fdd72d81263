from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from hall.campaigns.activity import screens as activity
from hall.campaigns.charity import screens as charity
from hall.campaigns.collection import screens as collection
from hall.campaigns.interview.screens import InterviewView
from hall.campaigns.live.screens import LiveScreen
from hall.campaigns.survey import screens as survey
from hall.campaigns.topic.screens import TopicView
from hall.campaigns.viewsets import mine, one
from hall.campaigns.viewsets.panel import OrganiserPanel
from hall.campaigns.viewsets.patterns import CampaignPatternViewSet
from hall.campaigns.viewsets.screens import CampaignsMenuItem, is_organiser

register_snippet(CampaignPatternViewSet)


@hooks.register("register_log_actions")
def register_campaign_actions(actions):
    actions.register_action("campaigns.end", _("End"), _("The event was ended"))
    actions.register_action("campaigns.call_off", _("Call off"), _("The event was called off"))
    actions.register_action(
        "campaigns.host.invite", _("Invite host"), _("A unit was asked to host the campaign")
    )
    actions.register_action("campaigns.host.agree", _("Host"), _("A unit agreed to host the campaign"))
    actions.register_action("campaigns.host.decline", _("Decline"), _("A unit declined to host the campaign"))
    actions.register_action("campaigns.host.drop", _("Drop host"), _("A host was taken off the campaign"))
    actions.register_action(
        "campaigns.live.correct", _("Correct entry"), _("An entry of the live report was corrected")
    )
    actions.register_action(
        "campaigns.live.take_back", _("Take back entry"), _("An entry of the live report was taken back")
    )
    actions.register_action("campaigns.interview.show", _("Show question"), _("A question was shown"))
    actions.register_action(
        "campaigns.interview.set_aside", _("Set question aside"), _("A question was set aside")
    )
    actions.register_action("campaigns.interview.move", _("Move question"), _("A question was moved"))
    actions.register_action("campaigns.interview.answer", _("Answer question"), _("A question was answered"))
    actions.register_action(
        "campaigns.interview.concern", _("Make a concern"), _("A concern was made of a question")
    )
    actions.register_action("campaigns.topic.choose", _("Choose comment"), _("A comment was chosen"))
    actions.register_action(
        "campaigns.topic.put_back", _("Put comment back"), _("A comment is chosen no more")
    )
    actions.register_action(
        "campaigns.activity.export",
        _("Export sign-ups"),
        _("The list of who signed up was taken away as a file"),
    )
    actions.register_action(
        "campaigns.activity.undo_check_in", _("Undo check-in"), _("A check-in was undone")
    )
    actions.register_action("campaigns.charity.receive", _("Receive"), _("A pledge was noted as received"))
    actions.register_action("campaigns.charity.export", _("Download"), _("The pledges were downloaded"))
    actions.register_action("campaigns.collection.approved", _("Approve"), _("A submission was approved"))
    actions.register_action("campaigns.collection.declined", _("Decline"), _("A submission was declined"))
    actions.register_action("campaigns.collection.announce", _("Announce"), _("The winners were announced"))
    actions.register_action(
        "campaigns.collection.export", _("Download"), _("The submissions were downloaded")
    )
    actions.register_action(
        "campaigns.collection.list",
        _("Download"),
        _("The list of what was sent in was taken away as a file"),
    )
    actions.register_action("campaigns.charity.tell", _("Tell"), _("The page says where it went"))
    actions.register_action(
        "campaigns.charity.take_off", _("Take off"), _("An update was taken off the page")
    )
    actions.register_action(
        "campaigns.survey.export", _("Export answers"), _("The answers to a survey were exported")
    )


@hooks.register("register_admin_urls")
def register_campaign_urls():
    return [
        path("campaigns/", mine.CampaignsView.as_view(), name="campaigns"),
        path("campaigns/new/", mine.StartView.as_view(), name="campaigns_new"),
        path("campaigns/invitations/", mine.InvitationsView.as_view(), name="campaigns_invitations"),
        path("campaigns/<int:page_id>/interview/", InterviewView.as_view(), name="campaigns_interview"),
        path("campaigns/<int:page_id>/topic/", TopicView.as_view(), name="campaigns_topic"),
        path("campaigns/<int:page_id>/", one.CampaignView.as_view(), name="campaigns_one"),
        path(
            "campaigns/activities/<int:page_id>/",
            activity.ActivityView.as_view(),
            name="campaigns_activity",
        ),
        path(
            "campaigns/activities/<int:page_id>/sign-ups.<str:form>",
            activity.SignUpsTable.as_view(),
            name="campaigns_activity_export",
        ),
        path("campaigns/<int:page_id>/charity/", charity.CharityDesk.as_view(), name="charity_desk"),
        path(
            "campaigns/<int:page_id>/charity/pledges.<str:form>",
            charity.PledgesTable.as_view(),
            name="charity_pledges",
        ),
        path("campaigns/<int:page_id>/live/", LiveScreen.as_view(), name="campaigns_live"),
        path("campaigns/surveys/<int:page_id>/", survey.SurveyView.as_view(), name="campaigns_survey"),
        path(
            "campaigns/surveys/<int:page_id>/answers.<str:form>",
            survey.AnswersTable.as_view(),
            name="campaigns_survey_export",
        ),
        path(
            "campaigns/<int:page_id>/collection/",
            collection.CollectionDesk.as_view(),
            name="collection_desk",
        ),
        path(
            "campaigns/<int:page_id>/collection/archive/",
            collection.ArchiveView.as_view(),
            name="collection_archive",
        ),
        path(
            "campaigns/<int:page_id>/collection/submissions.<str:form>",
            collection.SubmissionsTable.as_view(),
            name="collection_submissions",
        ),
    ]


@hooks.register("register_admin_menu_item")
def register_campaigns_menu_item():
    return CampaignsMenuItem(
        _("Campaigns"), reverse("campaigns"), name="campaigns", icon_name="site", order=85
    )


@hooks.register("construct_homepage_panels")
def show_what_waits_for_organisers(request, panels):
    if is_organiser(request.user):
        panels.append(OrganiserPanel())
