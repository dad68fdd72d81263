"""What somebody who is signed in may do with a public post, as a fragment for its public page.

The page itself is the same for everybody and sets no cookie. A script asks for this fragment only in a browser
with which somebody has signed in; that may be a citizen, so it stands outside the admin.
"""

from django.shortcuts import get_object_or_404, render

from hall.models import PostPage
from hall.permissions import why_not_change, why_not_repost, why_not_withdraw
from hall.viewsets.composer import units_of
from portal.core.cache import personal_fragment


@personal_fragment
def post_tools(request, post_id):
    """Show the ways on from a live post: repost it, edit it, withdraw it."""
    post = get_object_or_404(PostPage.objects.live(), pk=post_id)
    source = post.repost_of or post
    may = {
        "may_repost": any(not why_not_repost(request.user, unit, source) for unit in units_of(request.user)),
        "may_change": not why_not_change(request.user, post),
        "may_withdraw": not why_not_withdraw(request.user, post),
    }
    return render(request, "hall/posts/tools.html", {"post": post, **may})
