"""Who reviews a text, and why not. An empty answer means yes.

`why_not_review` is the one function: buttons, locks, verbs, queue, panel and the receivers of mail all ask it or the
assignment it reads. A superuser is nobody special here.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from hall.review.authorship import approvers_of, authors_of
from hall.review.benches import Assignment, Roster, assign
from hall.review.claims import Claim, claim_that_holds, name_of
from hall.review.models.urgent import UrgentRelease
from hall.review.urgent.permissions import why_not_use_lane
from portal.accounts.models import User
from units.enums import Role
from units.permissions import has_portal_role, is_hall_desk, unit_ids_with_role


def authors_under_review(task_state) -> set[int]:
    """Return the people who wrote, own or submitted the text that a step is about."""
    run = task_state.workflow_state
    authors = authors_of([int(run.object_id)]).get(int(run.object_id), set())
    return authors | ({run.requested_by_id} - {None})


def approvers_under_review(task_state) -> set[int]:
    """Return the people who approved another step of exactly this version: each step is for another person."""
    return approvers_of([task_state.workflow_state_id])[task_state.workflow_state_id]


def assignment_of(task_state) -> Assignment:
    """Return who can take a step now."""
    path = Page.objects.values_list("path", flat=True).get(pk=task_state.workflow_state.object_id)
    benches = Roster.for_paths([path]).benches(task_state.level, path)
    return assign(benches, authors_under_review(task_state) | approvers_under_review(task_state))


def why_not_decided(task_state) -> str:
    """Say that a step waits for nobody any more."""
    run = task_state.workflow_state
    if (
        task_state.status == TaskState.STATUS_IN_PROGRESS
        and run.status == WorkflowState.STATUS_IN_PROGRESS
        and run.current_task_state_id == task_state.pk
    ):
        return ""
    if release := UrgentRelease.objects.filter(run=run).select_related("released_by").first():
        return _("%(person)s released it through the urgent lane, so there is nothing to decide now.") % {
            "person": release.released_by
        }
    if task_state.finished_by_id and task_state.status == TaskState.STATUS_CANCELLED:
        return _("%(person)s took it back, so there is nothing to decide now.") % {
            "person": task_state.finished_by
        }
    if task_state.finished_by_id:
        if task_state.status == TaskState.STATUS_REJECTED:
            words = _("%(person)s has returned it already.")
        else:
            words = _("%(person)s has approved it already.")
        return words % {"person": task_state.finished_by}
    return _("This step is not waiting for a review any more.")


def in_place_of(user, task_state) -> dict:
    """Return, as facts of a line, for whom a deputy takes a step; nothing for those who take their own."""
    person = assignment_of(task_state).stands_in_for(user.pk) if user else None
    return {"in_place_of": str(User.objects.get(pk=person))} if person else {}


def claim_of(task_state, now, assignment: Assignment | None = None) -> Claim | None:
    """Return who has claimed a step, as long as the claim holds."""
    if task_state.claimed_by_id is None:
        return None
    people = (assignment or assignment_of(task_state)).people
    return claim_that_holds(task_state.claimed_by_id, task_state.claimed_until, people, now)


def why_not_review(user, task_state, now=None) -> str:
    """Say why `user` may not approve or return the text at this step (`now`, unless told)."""
    return why_not_take(user, task_state) or why_not_past_claim(user, task_state, now or timezone.now())


def why_not_take(user, task_state) -> str:
    """Say why a step is not one of those that `user` can take, whoever has claimed it."""
    if not user.is_active:
        return _("You do not review this text.")
    if reason := why_not_decided(task_state):
        return reason
    assignment = assignment_of(task_state)
    if user.pk in assignment.people:
        return ""
    if user.pk in authors_under_review(task_state):
        return _("You worked on this text or submitted it, so somebody else must review it.")
    if user.pk in approvers_under_review(task_state):
        return _("You approved another step of this version, so somebody else takes this one.")
    if assignment.bench is None:
        return assignment.because
    return _("This step is taken by %(bench)s.") % {"bench": assignment.bench}


def why_not_past_claim(user, task_state, now) -> str:
    """Say that a colleague has claimed a step. They read it already; taking it over is a button of its own."""
    claim = claim_of(task_state, now)
    return claim.words(name_of(claim)) if claim and claim.person != user.pk else ""


def why_not_claim(user, task_state, now, taken_from_id: int | None = None) -> str:
    """Say why `user` may not claim a step, or take over the claim of `taken_from_id`."""
    if reason := why_not_take(user, task_state):
        return reason
    claim = claim_of(task_state, now)
    if claim is None or claim.person == taken_from_id != user.pk:
        return ""
    return claim.words(name_of(claim), user.pk)


def why_not_give_up(user, task_state, now) -> str:
    if reason := why_not_decided(task_state):
        return reason
    claim = claim_of(task_state, now)
    return "" if claim and claim.person == user.pk else _("You have not claimed this text.")


def why_not_correct(user, task_state) -> str:
    """Say why `user` may not change the text while it waits at this step.

    A reviewer may, and may go on doing so after the first change, which has cost the right to approve it; but not
    while a colleague has claimed it.
    """
    reason = why_not_take(user, task_state)
    if reason and (not user.is_active or why_not_decided(task_state)):
        return reason
    if reason and not was_corrector(user, task_state):
        return reason
    return why_not_past_claim(user, task_state, timezone.now())


def was_corrector(user, task_state) -> bool:
    """Tell whether only their own corrections keep `user` from taking this step."""
    run = task_state.workflow_state
    page = Page.objects.get(pk=run.object_id)
    has_written_before = page.revisions.filter(user=user, pk__lte=task_state.revision_id).exists()
    others = {run.requested_by_id, page.owner_id} | approvers_under_review(task_state)
    if user.pk in others or has_written_before:
        return False
    benches = Roster.for_paths([page.path]).benches(task_state.level, page.path)
    return bool(benches) and user.pk in benches[0].people


def why_not_take_back(user, run) -> str:
    """Say why `user` may not end a review that runs. A reviewer returns the text, and says why."""
    if run is None or not run.is_active:
        return _("This text is not under review.")
    if user.is_active and user.pk in {run.requested_by_id, run.content_object.owner_id}:
        return ""
    return _("Only those who wrote or submitted a text take it back.")


def why_not_recategorise(user) -> str:
    """Say why `user` may not change the category of a post while it is under review."""
    if has_portal_role(user, Role.HALL_DESK) or has_portal_role(user, Role.CITY_OFFICE):
        return ""
    return _("Only the hall desk changes the category of a post under review.")


def why_not_see(user, page) -> str:
    """Say why `user` may not look at the review of a page: neither writing nor reviewing there, nor in the lane."""
    state = page.current_workflow_task_state
    if (
        page.permissions_for_user(user).can_edit()
        or (state and not why_not_take(user, state))
        or has_portal_role(user, Role.HALL_DESK)
        or has_portal_role(user, Role.CITY_OFFICE)
        or not why_not_use_lane(user)
        or could_take_last(user, page)
    ):
        return ""
    return _("You have nothing to do with the review of this page.")


def could_take_last(user, page) -> bool:
    """Tell whether the step that was decided last could have been taken by `user`, who is told who was quicker.

    Deputies and spokespersons of a unit above have no other part in the page.
    """
    decided = TaskState.objects.filter(
        workflow_state__in=page.workflow_states.values("pk"),
        reviewtaskstate__isnull=False,
        finished_by__isnull=False,
    )
    last = decided.select_related("workflow_state", "reviewtaskstate").order_by("finished_at", "pk").last()
    if last is None or not user.is_active:
        return False
    others = authors_under_review(last) | (approvers_under_review(last) - {last.finished_by_id})
    benches = Roster.for_paths([page.path]).benches(last.reviewtaskstate.level, page.path)
    return user.pk in assign(benches, others).people


def why_not_check_speech(user, page=None) -> str:
    """Say why `user` may not have a text checked: that of a page which they see, or one that belongs to none.

    Liaisons write answers to citizens.
    """
    if page:
        return why_not_see(user, page)
    if is_hall_desk(user) or unit_ids_with_role(user, Role.EDITOR, Role.REVIEWER, Role.LIAISON):
        return ""
    return _("You do not write for a unit.")


def why_not_dismiss(user, page) -> str:
    """Say why `user` may not answer the hints on a page: that is for those who may change its words."""
    if user.is_active and page.permissions_for_user(user).can_edit():
        return ""
    return _("You do not write for this unit.")


def why_not_count_speech(user) -> str:
    """Say why `user` may not see which phrases units use: the count compares them with each other."""
    return "" if is_hall_desk(user) else _("Only the hall desk sees this count.")


def why_not_see_board(user) -> str:
    """Say why `user` may not see the queues and silences of all units."""
    if is_hall_desk(user) or has_portal_role(user, Role.CITY_OFFICE):
        return ""
    return _("Only the hall desk and the city office see the board of all units.")
