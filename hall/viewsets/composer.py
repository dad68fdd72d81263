"""The composer: a panel on the admin's home page, and a page of its own when something has to be asked again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Media
from django.forms.widgets import Script
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.utils.decorators import xframe_options_sameorigin_override

from hall.attachments import Attachments
from hall.corrections import pending_reason
from hall.forms import ComposerForm, When, moment_typed, new_key
from hall.models import ALONE, PICTURE_LIMIT, TEXT_LIMIT, PostPage
from hall.permissions import CORRECTION_LIMIT, why_not_change, why_not_overwrite
from hall.queries import drafts_of, public_lately, return_of
from hall.services import draft_post, save_draft, submit_post
from hall.signals import post_composed
from portal.core.refusals import Refused
from portal.core.viewsets.screen import ScreenMixin
from units.enums import Role
from units.models import UnitPage
from units.permissions import has_role

LAST_UNIT = "composer_unit"
SAVED_KEY = "composer_saved"
YEAR = 365 * 24 * 3600
MINUTE = 60
DRAFTS_SHOWN = 10
PUBLIC_SHOWN = 5
READING_LIMIT = 300

STYLES = ["composer", "composer_files", "my_drafts", "review_steps", "speech_hints"]
SCRIPTS = ["composer/start", "speech/start", "growing_frame"]
MEDIA = Media(
    css={"all": [f"portal/css/admin/{name}.css" for name in STYLES]},
    js=[Script(f"portal/js/{name}.js", type="module") for name in SCRIPTS],
)


def units_of(user):
    """Return the units that `user` writes for, in the order of the tree."""
    return UnitPage.objects.writable_by(user).order_by("path")


def composer_context(request, *, form, attachments, post=None, newer=""):
    """Return what `components/composer.html` takes."""
    units = list(form.fields["unit"].queryset)
    chosen = str(form["unit"].value() or (units[0].pk if units else ""))
    return {
        "form": form,
        "attachments": attachments,
        "post": post,
        "newer": newer,
        "returned": return_of(post) if post else None,
        "units": units,
        "unit": next((unit for unit in units if str(unit.pk) == chosen), None),
        "categories": list(form.fields["category"].queryset),
        "author": request.user,
        "category_value": str(form["category"].value() or ""),
        "text_limit": TEXT_LIMIT,
        "reading_limit": READING_LIMIT,
        "correction_limit": CORRECTION_LIMIT,
        "picture_limit": PICTURE_LIMIT,
        "action": reverse("hall_compose_post", args=[post.pk]) if post else reverse("hall_compose"),
    }


def blank_form(request) -> ComposerForm:
    """Return an empty form for the unit that the user wrote for last."""
    return ComposerForm(
        units=units_of(request.user), initial={"key": new_key(), "unit": request.COOKIES.get(LAST_UNIT)}
    )


def planned(written, now) -> dict:
    """Return when a post is to go out, as the form has it. A public post keeps the hour at which it once went out."""
    moment = written.go_live_at
    if moment is None or (written.live and moment <= now):
        return {"when": When.NOW}
    return {"when": When.LATER, "go_live_at": moment_typed(moment)}


class ComposerPanel(Component):
    """On the home page of everybody who writes for a unit: write a post, and see where the last ones are."""

    name = "composer"
    order = 100
    template_name = "hall/composer/panel.html"
    media = MEDIA

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        return {
            **composer_context(request, form=blank_form(request), attachments=Attachments()),
            "drafts": drafts_of(request.user, DRAFTS_SHOWN),
            "public": self.public_posts(request.user),
            "csrf_token": parent_context["csrf_token"],
        }

    def public_posts(self, user):
        """Return (where a post stands, whether `user` may withdraw it) for the newest of the user's units."""
        return [
            (standing, has_role(user, standing.unit, Role.REVIEWER))
            for standing in public_lately(user, PUBLIC_SHOWN)
        ]


class ComposeView(ScreenMixin, View):
    """Take a post from the composer. Whatever is wrong with it, everything typed and uploaded comes back."""

    template_name = "hall/composer/page.html"
    page_title = gettext_lazy("Write a post")
    header_icon = "edit"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        row = get_object_or_404(PostPage, pk=kwargs["post_id"]) if "post_id" in kwargs else None
        self.post_row = row
        self.newer = ""
        self.written = row.get_latest_revision_as_object() if row else None

    def dispatch(self, request, *args, **kwargs):
        if self.post_row:
            if not self.post_row.permissions_for_user(request.user).can_edit():
                raise PermissionDenied
        elif not units_of(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.post_row is None:
            return self.show(blank_form(request), Attachments())
        if reason := why_not_change(request.user, self.post_row):
            messages.warning(request, reason)
            return redirect("wagtailadmin_home")
        written = self.written
        initial = {
            "unit": written.get_parent().pk,
            "text": written.text,
            "category": written.category_id,
            "location": written.location,
            **planned(written, timezone.now()),
            "correction": pending_reason(self.post_row),
            "key": new_key(),
            "seen": self.post_row.version,
        }
        form = ComposerForm(units=self.units(), post=written, initial=initial)
        return self.show(form, Attachments.of_post(written))

    def post(self, request, *args, **kwargs):
        form = ComposerForm(request.POST, units=self.units(), post=self.written)
        is_valid = form.is_valid()
        before = Attachments.of_post(self.written) if self.written else Attachments()
        attachments = Attachments.from_request(request, form.cleaned_data.get("unit"), before)
        if is_valid and not attachments.errors:
            try:
                return self.leave(self.write(form, attachments), form)
            except Refused as refused:
                form.add_error(None, refused.reasons)
                self.show_newer(form)
            except ValidationError as error:
                form.add_error(None, error.messages)
        return self.show(form, attachments)

    def units(self):
        """Return the units to choose from: a post that exists stays where it is."""
        if self.post_row:
            return UnitPage.objects.filter(pk=self.post_row.get_parent().pk)
        return units_of(self.request.user)

    @transaction.atomic
    def write(self, form, attachments) -> PostPage:
        """Save the post as draft and, if that was asked, start its review: both or nothing."""
        typed = form.cleaned_data
        content = {
            "author": self.request.user,
            "text": typed["text"],
            "category": typed["category"],
            "location": typed["location"],
            "go_live_at": typed["go_live_at"],
            "media": attachments.clip,
            "pictures": [(picture.image, picture.alt_text) for picture in attachments.pictures],
        }
        sent = self.sent_before(typed)
        if sent and sent.workflow_in_progress and sent.text == typed["text"]:
            return sent
        known = self.post_row or (sent if sent and not sent.workflow_in_progress else None)
        if known:
            post = save_draft(post_id=known.pk, seen=typed["seen"], correction=typed["correction"], **content)
        else:
            post = draft_post(unit=typed["unit"], slug="" if sent else typed["key"], **content)
        post_composed.send(PostPage, post=post, person=self.request.user, sent=form.data)
        if form.is_submitting:
            submit_post(post_id=post.pk, user=self.request.user)
        return post

    def sent_before(self, typed) -> PostPage | None:
        """Return the post that this very form has made already: it was sent twice, or went back and forth."""
        if self.post_row or not typed["key"]:
            return None
        posts = PostPage.objects.child_of(typed["unit"])
        return posts.filter(slug=typed["key"], owner=self.request.user).first()

    def leave(self, post, form):
        edit = reverse("hall_compose_post", args=[post.pk])
        if form.data.get("action") == "preview":
            return self.remember(redirect(f"{edit}?preview"), form)
        if form.data.get("action") == "release":
            return self.remember(redirect("urgent_release", post.pk), form)
        if form.is_submitting:
            messages.success(self.request, _("Submitted for review."))
        else:
            messages.success(self.request, _("Draft saved."), buttons=[messages.button(edit, _("Edit"))])
        return self.remember(redirect("wagtailadmin_home"), form)

    def remember(self, response, form):
        """Tell the browser which unit was chosen, and which form it need not keep the words of any more."""
        path = reverse("wagtailadmin_home")
        unit = form.cleaned_data["unit"].pk
        response.set_cookie(LAST_UNIT, unit, max_age=YEAR, path=path, samesite="Lax", httponly=True)
        response.set_cookie(SAVED_KEY, form.cleaned_data["key"], max_age=MINUTE, path=path, samesite="Strict")
        return response

    def show_newer(self, form):
        """Show where the newer version is, and let the form be sent again: it has now been told of it."""
        if not self.post_row:
            return
        self.post_row.refresh_from_db(fields=["latest_revision", "latest_revision_created_at"])
        if why_not_overwrite(self.request.user, self.post_row, form.cleaned_data["seen"]):
            self.newer = reverse("wagtailadmin_pages:view_draft", args=[self.post_row.pk])
            form.data = form.data.copy()
            form.data["seen"] = self.post_row.version

    def show(self, form, attachments):
        context = self.get_context_data(
            **composer_context(
                self.request, form=form, attachments=attachments, post=self.written, newer=self.newer
            ),
            media=MEDIA,
            shows_preview="preview" in self.request.GET,
        )
        return TemplateResponse(self.request, self.template_name, context)


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class PreviewView(View):
    """The newest version of a post as readers will see it, with nothing around it, for a frame beside the composer."""

    def get(self, request, post_id):
        post = get_object_or_404(PostPage, pk=post_id)
        if not post.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return post.get_latest_revision_as_object().make_preview_request(request, ALONE)
