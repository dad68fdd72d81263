"""Nothing about a person is forgotten in the download nor when they go: every field that names one is in a list."""

from django.apps import apps
from django.db import models
from django.test import TestCase
from django.utils import timezone

from hall.concerns.codes import new_code
from hall.concerns.enums import ConcernState
from hall.concerns.services import add_message, follow_concern, receive
from hall.interaction.models import DigestChoice, SpeakerBlock
from hall.interaction.services import trust
from portal.accounts.models import Invitation, User
from portal.accounts.personal_data import PARTS
from portal.accounts.services import delete_account
from portal.core.models import OutgoingMail
from portal.core.outbox import post_mail
from tests.factories import CitizenFactory, CommentFactory, ConcernFactory, HallDeskFactory, UserFactory

DECIDED = "a decision for the hall or a unit, kept as its record; citizens take none"
WROTE = "who works on a post, a page or a file of a unit; citizens do not"
PASSING = "lives for minutes while somebody edits in the admin"
STOCK = "Wagtail's own model, whose place one of ours has taken or which nobody here uses"
EXEMPT = {
    **dict.fromkeys(
        [
            "accounts.Invitation.invited_by",
            "units.UnitFollow.by",
            "onboarding.Upload.uploaded_by",
            "hall.CategoryRule.changed_by",
            "hall.Withdrawal.withdrawn_by",
            "hall.SuggestionAside.by",
            "review.ReviewRecord.person",
            "review.UrgentRelease.released_by",
            "review.UrgentRelease.closed_by",
            "review.JointRelease.made_by",
            "review.ReviewTaskState.finished_by",
            "review.ReviewTaskState.claimed_by",
            "review.SpeechDismissal.person",
            "interaction.SpeakerBlock.blocked_by",
            "interaction.SpeakerBlock.lifted_by",
            "interaction.Comment.decided_by",
            "campaigns.SignUp.checked_in_by",
            "interaction.Mention.settled_by",
            "interaction.TrustedSpeaker.trusted_by",
            "concerns.Concern.moderated_by",
            "concerns.Answer.submitted_by",
            "concerns.Answer.returned_by",
            "concerns.Answer.writers",
            "concerns.AnswerApproval.by",
            "concerns.ConcernEvent.person",
            "concerns.Transfer.by",
            "concerns.Extension.by",
            "assessment.AssessedMonth.checked_by",
            "assessment.Appeal.made_by",
            "assessment.Appeal.decided_by",
            "assessment.Correction.by",
            "assessment.GoodDeed.marked_by",
            "assessment.GoodDeed.decided_by",
            "assessment.Incident.noted_by",
            "assessment.Incident.taken_back_by",
            "assessment.TrainingSeat.enrolled_by",
            "campaigns.CampaignHost.invited_by",
            "campaigns.CampaignHost.answered_by",
            "campaigns.JuryMark.person",
            "campaigns.LiveEntry.written_by",
            "campaigns.Pledge.settled_by",
            "campaigns.Submission.decided_by",
            "campaigns.CharityUpdate.written_by",
            "supervision.OpinionEvent.person",
            "supervision.OpinionItem.entered_by",
            "supervision.SupervisionOrder.issued_by",
            "supervision.OrderEvent.person",
            "supervision.OrderFile.kept_by",
            "supervision.AccountabilityRecord.made_by",
            "supervision.AccountabilityRecord.outcome_by",
            "wagtailcore.WorkflowState.requested_by",
            "wagtailcore.TaskState.finished_by",
            "wagtailcore.ModelLogEntry.user",
            "wagtailcore.PageLogEntry.user",
        ],
        DECIDED,
    ),
    **dict.fromkeys(
        [
            "core.PortalImage.uploaded_by_user",
            "core.PortalMedia.uploaded_by_user",
            "review.UrgentRelease.writers",
            "wagtailcore.Page.owner",
            "wagtailcore.Page.locked_by",
            "wagtailcore.Revision.user",
            "wagtailcore.Comment.user",
            "wagtailcore.Comment.resolved_by",
            "wagtailcore.CommentReply.user",
            "wagtailcore.PageSubscription.user",
        ],
        WROTE,
    ),
    **dict.fromkeys(
        [
            "wagtailadmin.EditingSession.user",
            "wagtailadmin.FormState.user",
            "wagtailcore.UploadedFile.uploaded_by_user",
        ],
        PASSING,
    ),
    **dict.fromkeys(
        [
            "wagtailimages.Image.uploaded_by_user",
            "wagtaildocs.Document.uploaded_by_user",
            "wagtailmedia.Media.uploaded_by_user",
            "wagtailcore.APIToken.user",
            "account.EmailConfirmation.email_address",
        ],
        STOCK,
    ),
    "units.Team.lead": "who leads a team of a unit, chosen by the desk",
    "review.Deputy.person": "who of the staff is away and when, shown on the team's own screen",
    "review.Deputy.deputy": "who of the staff stands in, shown on the team's own screen",
}


def fields_about_people():
    """Return every field of the house that points at a person, or holds or names an e-mail address."""
    found = set()
    for model in apps.get_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            is_person = field.is_relation and field.related_model is User
            is_address = isinstance(field, models.EmailField) or "email" in field.name
            if (is_person or is_address) and not model._meta.auto_created:
                found.add(f"{model._meta.label}.{field.name}")
    return found


class EveryFieldTests(TestCase):
    def test_each_is_collected_or_exempt_with_a_reason(self):
        collected = {field for part in PARTS.values() for field in part.fields}
        self.assertEqual(fields_about_people() - collected - set(EXEMPT), set())

    def test_the_lists_name_nothing_twice_and_nothing_that_is_gone(self):
        collected = [field for part in PARTS.values() for field in part.fields]
        self.assertEqual(len(collected), len(set(collected)))
        self.assertEqual(set(collected) & set(EXEMPT), set())
        fields = {
            f"{model._meta.label}.{field.name}"
            for model in apps.get_models()
            for field in model._meta.get_fields()
        }
        self.assertEqual({*collected, *EXEMPT} - fields, set())


class GoneTests(TestCase):
    """Somebody does all that a citizen can do, and goes."""

    ADDRESS, NICKNAME, NAME = "fangke@mail.example", "东江钓鱼翁", "方可"

    def setUp(self):
        now, desk = timezone.now(), UserFactory()
        self.citizen = CitizenFactory(email=self.ADDRESS, nickname=self.NICKNAME)
        asked = receive(
            subject="路灯",
            text="路灯不亮",
            is_private=False,
            code=new_code(),
            asker=self.citizen,
            asker_name=self.NAME,
            now=now,
        )
        add_message(concern_id=asked.pk, user=self.citizen, text="还是不亮", now=now)
        receive(
            subject="路灯",
            text="另一盏路灯",
            is_private=True,
            code=new_code(),
            email="FangKe@mail.example",
            asker_name=self.NAME,
            now=now,
        )
        follow_concern(user=self.citizen, concern_id=ConcernFactory(is_shown=True).pk, now=now)
        others = ConcernFactory(state=ConcernState.ASSIGNED)
        add_message(concern_id=others.pk, user=self.citizen, text="我也一样", now=now, holds_code=True)
        comment = CommentFactory(author=self.citizen, name=self.NICKNAME)
        CommentFactory(parent=comment, author=CitizenFactory())
        CommentFactory(author=self.citizen, name=self.NICKNAME)
        DigestChoice.objects.create(user=self.citizen, rhythm="daily", chosen_at=now)
        SpeakerBlock.objects.create(user=self.citizen, reason="骂人", blocked_by=desk, blocked_at=now)
        trust(user=self.citizen, unit=None, by=HallDeskFactory(), now=now)
        Invitation.objects.create(user=self.citizen, invited_at=now)
        post_mail(to="FANGKE@mail.example", subject="答复", body="您好", now=now)

    def test_no_table_keeps_name_or_address_but_the_last_letter(self):
        self.assertIn("concerns_concern", self.tables_that_say(self.NAME))
        delete_account(user=self.citizen, now=timezone.now())
        self.assertEqual(OutgoingMail.objects.filter(to__iexact=self.ADDRESS).count(), 1)
        self.assertEqual(self.tables_that_say(self.ADDRESS), {"core_outgoingmail"})
        self.assertEqual(self.tables_that_say(self.NICKNAME), set())
        self.assertEqual(self.tables_that_say(self.NAME), set())

    def tables_that_say(self, words):
        """Return the tables of which some value holds `words`, whatever the capitals."""
        return {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy
            for row in model._base_manager.values_list(
                *(f.attname for f in model._meta.local_concrete_fields)
            )
            if words.lower() in str(row).lower()
        }
