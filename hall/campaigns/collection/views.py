"""The pages on which people send in, take back and vote, with and without scripts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hall.campaigns.collection import services
from hall.campaigns.collection.enums import SubmissionState
from hall.campaigns.collection.files import add_clip, add_picture, change_files
from hall.campaigns.collection.forms import CAPTION_LIMIT, SubmissionForm
from hall.campaigns.collection.permissions import why_no_vote, why_not_vote
from hall.campaigns.collection.queries import own_submissions, pages_for, voted_for
from hall.campaigns.models import CollectionPage, Submission, SubmissionPicture
from hall.campaigns.models.collection import PICTURES_AT_MOST
from hall.campaigns.permissions import why_not_organise
from hall.campaigns.taking_part import why_not_take_part
from portal.accounts.me import personal_page
from portal.core.plain_text import tidy
from portal.core.private_clips import LARGEST_CLIP, serve_private_clip
from portal.core.private_files import serve_private
from portal.core.refusals import Refused, refuse_if
from portal.core.throttling import Throttle, address_of, why_not_now
from portal.core.whole_numbers import whole_number

SEND = Throttle("send in to a collection", person="60/hour;300/day", address="600/hour", human_after=10_000)
VOTE = Throttle("vote in a collection", person="30/minute;300/day", address="300/minute", human_after=10_000)


def page_of(page_id) -> CollectionPage:
    return get_object_or_404(CollectionPage.objects.live(), pk=page_id)


def refuse_too_often(request, throttle) -> None:
    refuse_if(why_not_now(throttle, person=request.user.pk, address=address_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def submit(request, page_id):
    """Show one's own submissions and the form for another one. Whatever is wrong, nothing is lost."""
    page = get_object_or_404(pages_for(request.user), pk=page_id)
    if request.method != "POST":
        return submit_page(request, page, SubmissionForm(initial={"credit": request.user.nickname}))
    if request.POST.get("action") == "withdraw":
        return withdraw(request, page)
    form = SubmissionForm(request.POST, label_suffix="")
    draft, refusals = None, []
    try:
        refuse_too_often(request, SEND)
        refuse_if(why_not_take_part(request.user, page, timezone.now()))
        draft, refusals = kept(request, page, form)
        if request.POST.get("action") == "send" and not refusals and is_whole(form, draft):
            services.send_in(submission_id=draft.pk, user=request.user, now=timezone.now())
            messages.success(request, _("Thank you! It is public once the organisers have looked at it."))
            return redirect("collection_submit", page.pk)
    except Refused as refused:
        refusals = refused.reasons
    if request.POST.get("action") == "keep" and not refusals:
        # Nobody is told what is missing who only adds pictures.
        return submit_page(request, page, SubmissionForm(initial=request.POST.dict()), draft)
    return submit_page(request, page, form, draft, refusals, status=422)


def kept(request, page, form) -> tuple[Submission | None, list[str]]:
    """Keep what a form brings; return the draft, and why some files were not taken."""
    token = request.POST.get("token", "")
    if form["token"].errors:
        return None, []
    row = services.keep_draft(page=page, user=request.user, token=token, now=timezone.now(), **form.typed())
    sent, keys = request.POST, list(row.pictures.values_list("pk", flat=True))
    row = change_files(
        submission_id=row.pk,
        dropped=[pk for pk in keys if f"drop-{pk}" in sent],
        captions={pk: tidy(sent[f"alt-{pk}"])[:CAPTION_LIMIT] for pk in keys if f"alt-{pk}" in sent},
        drops_clip="drop-clip" in sent,
    )
    if row.state != SubmissionState.DRAFT:
        return row, []
    files = [(add_picture, file) for file in request.FILES.getlist("pictures")[: PICTURES_AT_MOST + 1]]
    files += [(add_clip, file) for file in request.FILES.getlist("clip")[:1]]
    refusals = []
    for add, file in files:
        try:
            add(submission_id=row.pk, file=file)
        except Refused as refused:
            refusals += refused.reasons
    row.refresh_from_db()
    return row, refusals


def is_whole(form, draft) -> bool:
    if draft is None or not form.is_valid():
        return False
    is_empty = not (draft.text.strip() or draft.clip or draft.pictures.exists())
    if is_empty and draft.state == SubmissionState.DRAFT:
        form.add_error("text", _("Write something, or add a picture or a clip."))
    return form.is_valid()


def submit_page(request, page, form, draft=None, refusals=(), status=200):
    context = {
        "page": page,
        "form": form,
        "draft": draft,
        "pictures": draft.pictures.all() if draft else [],
        "most": PICTURES_AT_MOST,
        "largest": LARGEST_CLIP,
        "refusals": refusals,
        "why_not": why_not_take_part(request.user, page, timezone.now()),
        "submissions": own_submissions(page, request.user),
    }
    return render(request, "campaigns/collection/submit.html", context, status=status)


def named_submission(request, page, **filters) -> Submission:
    pk = whole_number(request.POST.get("submission") or request.GET.get("submission", ""))
    return get_object_or_404(page.submissions.exclude(state=SubmissionState.DRAFT), pk=pk, **filters)


def withdraw(request, page):
    row = named_submission(request, page, author=request.user)
    services.withdraw_submission(submission_id=row.pk, user=request.user, now=timezone.now())
    messages.success(request, _("It is withdrawn; its words and files are deleted."))
    return redirect("collection_submit", page.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def vote(request, page_id):
    """A small page with a button for one submission."""
    page = page_of(page_id)
    row = named_submission(request, page, state=SubmissionState.APPROVED)
    refusals = []
    if request.method == "POST":
        act = services.take_vote_back if request.POST.get("action") == "take_back" else services.vote
        try:
            refuse_too_often(request, VOTE)
            act(submission_id=row.pk, user=request.user, now=timezone.now())
            answer = redirect("collection_vote", page.pk)
            answer["Location"] += f"?submission={row.pk}"
            return answer
        except Refused as refused:
            refusals = refused.reasons
    now, given = timezone.now(), voted_for(page, request.user)
    context = {
        "page": page,
        "submission": row,
        "given": given,
        "is_given": given == row,
        "why_not": why_no_vote(page, now) or why_not_vote(request.user, page, row, now),
        "refusals": refusals,
    }
    return render(request, "campaigns/collection/vote.html", context, status=422 if refusals else 200)


@require_safe
@personal_page
def picture(request, page_id, picture_id):
    """Serve a picture as it was sent in to its author and the organisers."""
    row = get_object_or_404(
        SubmissionPicture.objects.select_related("submission__page"),
        pk=picture_id,
        submission__page=page_id,
    )
    refuse_strangers(request, row.submission)
    return serve_private(row.file)


@require_safe
@personal_page
def clip(request, page_id, submission_id):
    """Serve a clip as it was sent in, like `picture`."""
    row = get_object_or_404(Submission.objects.exclude(clip=""), pk=submission_id, page=page_id)
    refuse_strangers(request, row)
    return serve_private_clip(request, row.clip)


def refuse_strangers(request, row: Submission) -> None:
    """Raise `Http404` for all but its author and, once it was sent in, the organisers."""
    if row.author_id == request.user.pk:
        return
    if row.state == SubmissionState.DRAFT or why_not_organise(request.user, row.page):
        raise Http404
