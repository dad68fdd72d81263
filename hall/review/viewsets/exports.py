"""Files that people take away from reports hold what others have typed, and spreadsheet programs compute cells."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.reports import ReportView

from units.onboarding.columns import guarded

SAFE_CELLS = {
    **ReportView.custom_value_preprocess,
    str: {
        ReportView.FORMAT_CSV: guarded,
        # The format knows no control characters; openpyxl would refuse the whole file.
        ReportView.FORMAT_XLSX: lambda text: ILLEGAL_CHARACTERS_RE.sub("", text),
    },
}
