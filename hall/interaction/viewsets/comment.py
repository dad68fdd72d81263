"""One comment by itself: as it was typed, what stands around it, and what was done with it by whom and why."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from hall.interaction.models import Comment
from hall.interaction.moderating import history, queries
from hall.interaction.viewsets.deciding import DecidingMixin
from hall.interaction.viewsets.screens import CommentsScreen
from portal.core.queries import calendar_for
from units.permissions import is_hall_desk

REPLIES_SHOWN = 20


class CommentView(DecidingMixin, CommentsScreen, View):
    template_name = "interaction/moderating/comment.html"
    page_title = gettext_lazy("Comment and its history")

    @cached_property
    def comment(self) -> Comment:
        found = queries.with_all_that_shows(Comment.objects.in_care_of(self.request.user))
        comment = found.filter(pk=self.kwargs["comment_id"]).first()
        if comment is None:
            raise Http404
        return comment

    def get(self, request, *args, **kwargs):
        user = request.user
        rows = queries.rows_of([self.comment], user, timezone.now(), calendar_for(request))
        replies = Comment.objects.in_care_of(user).filter(parent=self.comment).order_by("created_at", "pk")
        context = self.get_context_data(
            rows=self.rows_with_what_was_typed(rows),
            comment=self.comment,
            replies=replies[:REPLIES_SHOWN],
            more_replies=max(0, replies.count() - REPLIES_SHOWN),
            lines=history.lines_of(self.comment),
            is_desk=is_hall_desk(user),
        )
        return TemplateResponse(request, self.template_name, context)
