"""The sentences of a group of issues: where they are, what was found, and what to do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from textwrap import shorten
from typing import NamedTuple

from model.issue import Issue, IssueGroup, Severity, column_letters
from model.tracker.reading import MappedColumn
from wording.catalogue import Translator
from wording.format.names import format_location, format_location_part
from wording.format.text import join_first
from wording.issues import has_sentence, message, remedy, sentence, sentence_values, with_rows_left_out

Headings = Mapping[tuple[str, str], str]
"""The heading of each column that was read, by sheet and column letters."""

MOST_PLACES, MOST_EXAMPLES, MOST_MESSAGES = 8, 8, 3
"""The places, texts and messages that the sentences of a group name; the rest are counted."""
MOST_KINDS = 12
"""The kinds of issues that are shown at once; the others are behind their number."""
_EXAMPLE_AT_MOST, _HEADING_AT_MOST, _REMEDIES_AT_MOST = 50, 40, 2


class GroupText(NamedTuple):
    """Where the issues of a group are, what was found, and what to do about it."""

    location: str
    message: str
    remedy: str


def column_headings(columns: Iterable[MappedColumn]) -> Headings:
    """Return the heading of each column that was read, by sheet and column letters."""
    return {(column.sheet, column.cell.rstrip("0123456789")): column.heading for column in columns if column.cell}


def group_text(
    group: IssueGroup,
    _: Translator,
    *,
    headings: Headings,
    remedy_of: Callable[[Issue, Translator], str] = remedy,
    most: int | None = MOST_PLACES,
) -> GroupText:
    """Return the sentences of a group.

    A group of one issue has the sentences of that issue. Of several with the same message, the location names them all;
    else the sentence of the whole group does, or the sentence of the first with what else was found.

    Args:
        group: issues of one code.
        headings: the headings of the columns that were read.
        remedy_of: returns the remedy of an issue.
        most: the most places and texts to name; None names all.
    """
    issues = group.issues
    remedies = dict.fromkeys(remedy_of(issue, _) for issue in issues)
    advice = " ".join(list(remedies)[: 1 if group.severity is Severity.INFO else _REMEDIES_AT_MOST])
    if len(issues) == 1 or not has_sentence(group.first.code, "group_message"):
        return GroupText(_places(issues, _, most), _messages(issues, _, most), advice)
    values = {
        **sentence_values(group.first, _),
        "n": str(len(issues)),
        "column": _column(issues, headings, _),
        "cells": _cells(issues, _, most),
        "examples": _examples(issues, _, most),
        "same": "yes" if len({issue.found for issue in issues}) == 1 else "",
    }
    text = sentence(group.first.code, "group_message", values, _)
    return GroupText(_sheets(issues, _), with_rows_left_out(text, _left_out(issues), _), advice)


def all_locations(group: IssueGroup, _: Translator, *, most: int) -> str:
    """Return the locations of a group; those after the first `most` as a count."""
    return _places(group.issues, _, most)


def _left_out(issues: Sequence[Issue]) -> str:
    """Return the rows in which the text of columns was left out: a single time where they are the same for all."""
    rows = [issue.details.get("left_out", "") for issue in issues]
    if len(set(rows)) == 1:
        return rows[0]
    headings = (f"“{shorten(issue.found, _EXAMPLE_AT_MOST, placeholder='…')}”" for issue in issues)
    return "; ".join(f"{heading}: {left_out}" for heading, left_out in zip(headings, rows, strict=True) if left_out)


def _messages(issues: Sequence[Issue], _: Translator, most: int | None) -> str:
    """Return the different messages of issues, those after the first ones as a count."""
    different = list(dict.fromkeys(message(issue, _) for issue in issues))
    shown = different if most is None else different[:MOST_MESSAGES]
    rest = len(different) - len(shown)
    listed = " ".join(shown)
    return f"{listed} " + _.plural("And {n} more like it.", "And {n} more like these.", rest) if rest else listed


def _places(issues: Sequence[Issue], _: Translator, most: int | None) -> str:
    """Return the locations of issues with their number: each sheet with its cells, or the sheet or workbook alone."""
    if len(issues) == 1:
        return format_location(issues[0].sheet, issues[0].cell, _)
    cells = _cells(issues, _, most)
    if not cells:
        return _sheets(issues, _)
    places = f"{_sheets(issues, _)} {cells}" if _one_sheet(issues) else cells
    return f"{places} ({_.plural('{n} place', '{n} places', len(issues))})"


def _sheets(issues: Sequence[Issue], _: Translator) -> str:
    """Return the sheets that issues are on; the workbook where they are on none."""
    sheets = list(dict.fromkeys(format_location_part(issue.sheet, _) for issue in issues if issue.sheet))
    return join_first(sheets, MOST_EXAMPLES, _) or _("The workbook")


def _cells(issues: Sequence[Issue], _: Translator, most: int | None) -> str:
    """Return the addresses of issues, with the sheet of each where they are on several."""
    addresses: list[str] = []
    for sheet, same_sheet in groupby(issues, key=lambda issue: issue.sheet):
        ranges = _ranges(format_location_part(issue.cell, _) for issue in same_sheet if issue.cell)
        addresses += ranges if _one_sheet(issues) else [f"{format_location_part(sheet, _)} {one}" for one in ranges]
    if not addresses:
        return ""
    return join_first(list(dict.fromkeys(addresses)), most, _)


def _ranges(cells: Iterable[str]) -> list[str]:
    """Return addresses, with three or more in consecutive rows of a column as a range, such as "F7:F12"."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _is_next(runs[-1][-1], cell):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [part for run in runs for part in ([f"{run[0]}:{run[-1]}"] if len(run) > 2 else run)]


def _is_next(cell: str, following: str) -> bool:
    letters = cell.rstrip("0123456789")
    if not letters.isalpha() or following.rstrip("0123456789") != letters:
        return False
    row, following_row = cell.removeprefix(letters), following.removeprefix(letters)
    return bool(row and following_row) and int(following_row) == int(row) + 1


def _examples(issues: Sequence[Issue], _: Translator, most: int | None) -> str:
    """Return the different texts that were found, each with its cells."""
    texts: dict[str, list[Issue]] = {}
    for issue in issues:
        texts.setdefault(_example(issue, _), []).append(issue)
    one_sheet = _one_sheet(issues)
    examples = []
    for text, places in texts.items():
        where = _cells(places, _, most)
        if not one_sheet and _one_sheet(places):
            where = f"{_sheets(places, _)} {where}".rstrip()
        examples.append(f"{text} ({where})" if text and where else text or where)
    return join_first(examples, None if most is None else MOST_EXAMPLES, _)


def _example(issue: Issue, _: Translator) -> str:
    """Return what was found for one issue of a group, in quotation marks; "" where nothing was."""
    found = shorten(issue.found, _EXAMPLE_AT_MOST, placeholder="…")
    if not has_sentence(issue.code, "example"):
        return f"“{found}”" if found else ""
    return sentence(issue.code, "example", {**sentence_values(issue, _), "found": found}, _)


def _column(issues: Sequence[Issue], headings: Headings, _: Translator) -> str:
    """Return the columns that issues are in: the heading where it is known, else the letters."""
    columns = dict.fromkeys((issue.sheet, column_letters(issue)) for issue in issues)
    names = [
        f"“{shorten(headings[column], _HEADING_AT_MOST, placeholder='…')}”"
        if column in headings
        else _("Column {letters}", letters=column[1])
        for column in columns
        if column[1]
    ]
    return join_first(list(dict.fromkeys(names)), MOST_EXAMPLES, _) or _sheets(issues, _)


def _one_sheet(issues: Sequence[Issue]) -> bool:
    return len({issue.sheet for issue in issues}) == 1
