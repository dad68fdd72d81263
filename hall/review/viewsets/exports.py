"""Files that people take away from reports hold what others have typed, and spreadsheet programs compute cells."""

from django.utils.translation import get_language, override
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.reports import ReportView

from portal.core.tables import guarded

SAFE_CELLS = {
    **ReportView.custom_value_preprocess,
    str: {
        ReportView.FORMAT_CSV: guarded,
        # The format knows no control characters; openpyxl would refuse the whole file.
        ReportView.FORMAT_XLSX: lambda text: ILLEGAL_CHARACTERS_RE.sub("", text),
    },
}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # Without it spreadsheet programs here take Han script for something else.


class ReadersLanguageMixin:
    """A report whose file speaks the reader's language: Wagtail writes it after it has put the language away."""

    custom_value_preprocess = SAFE_CELLS

    def stream_csv(self, queryset):
        with override(self.language):
            yield BYTE_ORDER_MARK
            yield from super().stream_csv(queryset)

    def render_to_response(self, context, **response_kwargs):
        self.language = get_language()
        return super().render_to_response(context, **response_kwargs)
