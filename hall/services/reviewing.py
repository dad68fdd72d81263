"""How a page goes into review, whatever it is: a post, a campaign or a micro-event."""

from wagtail.models import Page

from portal.accounts.models import User


def begin_review(*, page: Page, user: User) -> None:
    """Start the review of a locked page, or go on with the one that came back."""
    state = page.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    else:
        page.get_workflow().start(page, user)
