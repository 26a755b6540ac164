"""Locations in words: a cell of a sheet, a line of a paper, or a field of a Word form."""

import re

from model.returns.items import LABELS
from wording.catalogue import Translator

_PAPER_LOCATION = re.compile(r"(page|line|paragraph) (\d+)")
_FORM_LOCATION = re.compile(r"recommendation (.+)", re.DOTALL)
_WORD_TABLE = re.compile(r"(?:(?P<title>.+) \()?Word table (?P<number>\d+)(?(title)\))", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_ITEMS = {item.value: label for item, label in LABELS.items()}


def format_location(sheet: str, cell: str, _: Translator) -> str:
    """Return a location in words: sheet and cell, page and line, or the workbook where both are "".

    That of a Word form is a recommendation and the label of a field; that of a table in Word a row and a column.
    """
    table, place = _WORD_TABLE.fullmatch(sheet), _ADDRESS.fullmatch(cell)
    if table is not None and place is not None:
        row, column = place[2], sum((ord(letter) - 64) * 26**power for power, letter in enumerate(place[1][::-1]))
        return _("{table}, row {row}, column {column}", table=format_location_part(sheet, _), row=row, column=column)
    form = _FORM_LOCATION.fullmatch(sheet)
    if form is not None and cell in _ITEMS:
        return _("recommendation {ref}, “{field}”", ref=form[1], field=_ITEMS[cell].in_language(_.language))
    return " ".join(format_location_part(part, _) for part in (sheet, cell) if part) or _("The workbook")


def format_location_part(part: str, _: Translator) -> str:
    """Return a page, line or paragraph of a paper, or a field of a form, in words; another sheet or cell unchanged."""
    if part in _ITEMS:
        return f"“{_ITEMS[part].in_language(_.language)}”"
    table = _WORD_TABLE.fullmatch(part)
    if table is not None:
        name = _("Word table {n}", n=table["number"])
        return f"{table['title']} ({name})" if table["title"] else name
    found = _PAPER_LOCATION.fullmatch(part)
    if found is None:
        return part
    words = {"page": _("page {n}", n=found[2]), "line": _("line {n}", n=found[2])}
    return words.get(found[1]) or _("paragraph {n}", n=found[2])
