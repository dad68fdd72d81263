"""The sessions of the plan in Wagtail's own screens."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from hall.assessment.models import TrainingSession
from hall.assessment.training.services import tell_moved


class EditSessionView(EditView):
    """Keeps a change while nobody enrols, answers, opens or cancels; tells people of another time or place."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        TrainingSession.objects.select_for_update().filter(pk=self.object.pk).first()
        self.object = self.get_object()
        self.whereabouts = self.object.whereabouts()
        return super().post(request, *args, **kwargs)

    def save_instance(self):
        before = files_of(self.object)
        session = super().save_instance()
        for storage, name in before - files_of(session):
            transaction.on_commit(partial(storage.delete, name))
        if session.whereabouts() != self.whereabouts:
            tell_moved(session_id=session.pk, user=self.request.user, now=timezone.now())
        return session


def files_of(session: TrainingSession) -> set:
    """Return the files of the material as they are kept."""
    kept = TrainingSession.objects.get(pk=session.pk).materials.exclude(file="")
    return {(material.file.storage, material.file.name) for material in kept.all()}


class TrainingSessionViewSet(SnippetViewSet):
    model = TrainingSession
    icon = "calendar-alt"
    copy_view_enabled = True
    edit_view_class = EditSessionView
    list_display = ["title", "begins_at", "opened_at", "cancelled_at"]
    search_fields = ["title"]
