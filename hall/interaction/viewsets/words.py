"""The desk's list of words that hold comments: kept, pasted, tried on a text, and looked for in what is public."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from hall.interaction.models import HeldWord
from hall.interaction.moderating import acts, looking_again
from hall.interaction.moderating.forms import PastedListForm, TriedTextForm
from hall.interaction.moderating.marking import marked
from hall.interaction.moderating.services import add_words
from hall.interaction.moderating.word_list import words_in
from hall.interaction.viewsets.deciding import named_keys
from hall.interaction.viewsets.screens import DeskScreen

PAGE_SIZE = 50


def again_address(word: HeldWord) -> str:
    return reverse("comments_words_again", args=[word.pk])


class WordListView(IndexView):
    @property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(_("Paste a list"), url=reverse("comments_words_paste"), icon_name="list-ul", priority=20),
            Button(_("Test a text"), url=reverse("comments_words_test"), icon_name="search", priority=30),
            Button(_("Queue of comments"), url=reverse("comments"), icon_name="comment", priority=40),
        ]


class LooksAgainMixin:
    """After a word is kept, offers to look for it in what is public already."""

    def get_success_buttons(self):
        return [
            *super().get_success_buttons(),
            messages.button(again_address(self.object), _("Look for it in what is public already")),
        ]


class AddWordView(LooksAgainMixin, CreateView):
    pass


class EditWordView(LooksAgainMixin, EditView):
    pass


class HeldWordViewSet(SnippetViewSet):
    model = HeldWord
    icon = "comment"
    copy_view_enabled = False
    index_view_class = WordListView
    add_view_class = AddWordView
    edit_view_class = EditWordView
    list_per_page = PAGE_SIZE
    list_display = ["word", "kind", "note", BooleanColumn("is_active", label=gettext_lazy("In use"))]
    list_filter = ["kind", "is_active"]
    list_export = ["word", "kind", "note", "is_active"]
    search_fields = ["word", "note"]
    ordering = ["word"]
    panels = [
        FieldRowPanel([FieldPanel("word"), FieldPanel("kind")]),
        FieldPanel("note"),
        FieldPanel("is_active"),
    ]


class PasteWordsView(DeskScreen, View):
    """A list that somebody has in a file or a letter, pasted in one piece. With one wrong line nothing is kept."""

    template_name = "interaction/moderating/paste_words.html"
    page_title = gettext_lazy("Paste a list")

    def get(self, request):
        return self.ask(PastedListForm())

    def post(self, request):
        form = PastedListForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        words = form.cleaned_data["words"]
        added = add_words(words=words, by=request.user)
        messages.success(
            request, ngettext("%(n)d word was added.", "%(n)d words were added.", added) % {"n": added}
        )
        if known := len(words) - added:
            said = ngettext("%(n)d was in the list already.", "%(n)d were in the list already.", known)
            messages.info(request, said % {"n": known})
        return redirect(HeldWord.snippet_viewset.get_url_name("list"))

    def ask(self, form):
        return TemplateResponse(self.request, self.template_name, self.get_context_data(form=form))


class TestTextView(DeskScreen, View):
    """Says which words of the list would hold a text. Nothing is kept."""

    template_name = "interaction/moderating/test_text.html"
    page_title = gettext_lazy("Test a text")
    tab = "comments_words_test"

    def get(self, request):
        return self.answer(TriedTextForm())

    def post(self, request):
        form = TriedTextForm(request.POST)
        return self.answer(form, form.cleaned_data["text"] if form.is_valid() else "")

    def answer(self, form, text=""):
        words = HeldWord.objects.filter(is_active=True)
        found = set(words_in(text, words.values_list("word", flat=True))) if text else set()
        context = self.get_context_data(
            form=form,
            is_tried=bool(text),
            found=[(word, marked(text, word.word)) for word in words if word.word in found],
        )
        return TemplateResponse(self.request, self.template_name, context)


class LookAgainView(DeskScreen, View):
    """Public comments of the last thirty days that have a word. Only those that are ticked wait again."""

    template_name = "interaction/moderating/look_again.html"
    page_title = gettext_lazy("Look again at what is public")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.word = get_object_or_404(HeldWord, pk=kwargs["word_id"])

    def get_page_subtitle(self):
        return self.word.word

    def get(self, request, word_id):
        found = looking_again.public_with_word(self.word.word, timezone.now() - timedelta(looking_again.DAYS))
        context = self.get_context_data(
            word=self.word,
            found=[(comment, marked(comment.text, self.word.word)) for comment in found],
            days=looking_again.DAYS,
            limit=looking_again.SHOWN_AT_MOST,
        )
        return TemplateResponse(request, self.template_name, context)

    def post(self, request, word_id):
        keys = named_keys(request.POST.getlist("keys"))
        outcome = acts.hold_for_word(keys, request.user, timezone.now(), word=self.word)
        for reason in outcome.refusals:
            messages.error(request, reason)
        if count := len(outcome.done):
            said = ngettext("%(n)d comment waits again.", "%(n)d comments wait again.", count)
            messages.success(request, said % {"n": count})
        else:
            nothing = _("No comment waits again.") if keys else _("Tick at least one comment.")
            messages.warning(request, nothing)
        return redirect(again_address(self.word))
