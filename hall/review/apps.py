from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.signals import workflow_approved, workflow_rejected


class ReviewConfig(AppConfig):
    name = "hall.review"
    label = "review"
    verbose_name = _("Review")

    def ready(self):
        from wagtail.models import WorkflowState

        from hall.review import duties, receivers  # noqa: F401
        from hall.review.releases import receivers as release_receivers  # noqa: F401

        post_migrate.connect(receivers.bring_phrases, sender=self)

        # Wagtail's own mails are sent inside the transaction and know nothing of our steps. It connects them
        # under these names, and the first to use a name has it: this app stands above `wagtail.admin`.
        workflow_approved.connect(
            receivers.record_publication,
            sender=WorkflowState,
            dispatch_uid="workflow_state_approved_email_notification",
        )
        workflow_rejected.connect(
            receivers.leave_to_the_review,
            sender=WorkflowState,
            dispatch_uid="workflow_state_rejected_email_notification",
        )
