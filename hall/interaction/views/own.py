"""One's own comments, in one's own corner."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hall.interaction.models import Comment
from hall.interaction.services import withdraw_own_comment
from hall.interaction.threads import own_comments
from portal.accounts.me import personal_page
from portal.core.pagination import Cursor
from portal.core.refusals import Refused


@personal_page
def me_comments(request):
    """Show what somebody wrote, what became of it and why, newest first."""
    comments = own_comments(request.user, Cursor.parse(request.GET.get("before")))
    return render(request, "interaction/me_comments.html", {"comments": comments})


@require_POST
@personal_page
def withdraw(request, comment_id):
    """Take one's own comment back."""
    comment = get_object_or_404(Comment, pk=comment_id, author=request.user)
    try:
        withdraw_own_comment(comment_id=comment.pk, by=request.user, now=timezone.now())
        messages.success(request, _("You have taken your comment back."))
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    return redirect("me_comments")
