"""Spreadsheets for tests: a believable row, of which a test says only what differs."""

import csv
import io

from openpyxl import Workbook

from units.onboarding.columns import HEADING

ENGLISH = {
    "code": "Code",
    "title": "Account name",
    "official_name": "Official name",
    "kind": "Account kind",
    "parent": "Parent account",
    "mark": "Mark",
    "note": "Notes",
    "editors": "Editor e-mails",
    "reviewers": "Reviewer e-mails",
    "liaisons": "Liaison e-mails",
}


def a_row(code="SWJ", **cells):
    low = code.lower()
    return {
        "code": code,
        "title": f"河源{code}",
        "official_name": "河源市水务局",
        "kind": "机构",
        "parent": "",
        "mark": "水",
        "note": "",
        "editors": f"{low}.editor@heyuan.example",
        "reviewers": f"{low}.reviewer@heyuan.example",
        "liaisons": f"{low}.liaison@heyuan.example",
        **cells,
    }


def as_lines(rows, headings=HEADING):
    return [list(headings.values()), *([row.get(field, "") for field in headings] for row in rows)]


def csv_file(*rows, headings=HEADING, encoding="utf-8", delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(as_lines(rows, headings))
    return text.getvalue().encode(encoding)


def xlsx_of(*sheets):
    """Make a workbook of sheets, each a list of lines."""
    book = Workbook()
    book.remove(book.active)
    for lines in sheets:
        sheet = book.create_sheet()
        for line in lines:
            sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xlsx_file(*rows, headings=HEADING):
    return xlsx_of(as_lines(rows, headings))
