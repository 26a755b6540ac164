"""The sentences of an issue, and of a group of issues: where it is, what was found, and what to do about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

from model.terms import LIST_SEPARATOR, Scale, group_by
from model.tracker.reading import Issue, IssueGroup, MappedColumn, Severity, WorkbookError, column_letters
from wording.catalogue import Translator, read_sentences, sentence_of
from wording.formatting import format_day, format_location, format_location_part, format_round, join_first
from wording.names import field_words

IssueOrError = Issue | WorkbookError
# The most characters of a cell that a sentence quotes.
_FOUND_AT_MOST = 120
# The details that are days or months.
_DATES = ("taken", "published", "date", "month", "other_month")
# The codes of issues in which `found` is no text of a cell but statuses of the scale.
_FOUND_STATUSES = ("key-read", "key-order-unknown", "status-from-colour")
# The details that are fields of the tracker.
_FIELDS = ("field", "fields")
# The details that may be places of a document.
_PLACES = ("place", "page", "line")
_PLACE = re.compile(r"(?:page|line|paragraph) \d+")
_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")
# The sentences of every code of an issue and of a file that cannot be used, by the name of each.
TEXTS: Mapping[str, Mapping[str, Any]] = read_sentences(Path(__file__).with_name("sentences.toml"))


def message(issue: IssueOrError, _: Translator) -> str:
    """Return the sentence that says what was found. It does not name the sheet and the cell; they are shown beside it.

    It ends with the rows in which the text of a column could not be kept, if there are any.
    """
    return with_rows_left_out(_sentence_of(issue, "message", _), issue.details.get("left_out", ""), _)


def remedy(issue: IssueOrError, _: Translator, *, on: str = "") -> str:
    """Return what to do, on any page; every code has such a sentence, if only that nothing need be done.

    `on` the page `upload`, where an answer in step 2 may be enough, or in a `command`, which may have an option for it.
    """
    return _sentence_of(issue, f"{on}_remedy" if on else "remedy", _)


def issue_sentence(issue: IssueOrError, _: Translator, *, on: str = "") -> str:
    """Return what was found, and what to do; `on` as for `remedy`."""
    return f"{message(issue, _)} {remedy(issue, _, on=on)}"


def issue_line(issue: Issue, _: Translator) -> str:
    """Return an issue with its place as one line."""
    place = f"{format_location(issue.sheet, issue.cell, _)}: " if issue.sheet else ""
    return f"{place}{issue_sentence(issue, _)}"


def command_sentences(issue: IssueOrError, _: Translator) -> dict[str, str]:
    """Return the message and the remedy of an issue in a terminal, by these names."""
    return {"message": message(issue, _), "remedy": remedy(issue, _, on="command")}


def is_answered_on_upload(issue: IssueOrError) -> bool:
    """Whether the Upload page asks what this issue is about, in step 2; never of a paper, which has no columns."""
    return "upload_remedy" in TEXTS[issue.code] and not issue.code.startswith("paper-")


def with_rows_left_out(text: str, rows: str, _: Translator) -> str:
    """Return a message followed by the rows in which the text of its column could not be kept, if there are any."""
    if not rows[:1].isdigit():
        return text
    return f"{text} " + _("These rows were left out, because nothing was reported there: {left_out}.", left_out=rows)


def sentence_values(issue: IssueOrError, _: Translator) -> Mapping[str, str]:
    """Return the values of a sentence by name, with dates, fields and places in words."""
    values = {name: _in_words(name, value, _) for name, value in issue.details.items()}
    if "places" in values:
        listed = issue.details["places"].split(LIST_SEPARATOR)
        places = _PLACE.sub(lambda found: format_location_part(found[0], _), ", ".join(listed))
        values["places"] = f"{values['count']}: {places}{', …' if int(values['count']) > len(listed) else ''}"
    if "other_cell" in values:
        values["place"] = format_location(values["sheet"], values["cell"], _)
        values["other_place"] = format_location(values["other_sheet"], values["other_cell"], _)
    if isinstance(issue, WorkbookError):
        return values
    found = shorten(issue.found, _FOUND_AT_MOST, placeholder="…")
    return {"sheet": issue.sheet, "cell": issue.cell, "found": found, **values}


def with_status_names(issues: Iterable[Issue], scale: Scale, _: Translator) -> list[Issue]:
    """Return issues that name the statuses of the scale in the language; what a cell says stays as it is.

    A value of several words is translated where each is a status.
    """
    words, named = {status.name: status.label(_.language) for status in scale.statuses}, []
    for issue in issues:
        found = _named(issue.found, words) if issue.code in _FOUND_STATUSES else issue.found
        details = {name: _named(value, words) for name, value in issue.details.items()}
        named.append(replace(issue, found=found, details=details))
    return named


def _named(value: str, words: Mapping[str, str]) -> str:
    parts = value.split(", ")
    return ", ".join(map(words.__getitem__, parts)) if all(part in words for part in parts) else value


def _sentence_of(issue: IssueOrError, name: str, _: Translator) -> str:
    """Return a sentence of an issue; that for a document where the issue is of one and has it, or the usual remedy."""
    name = name if name in TEXTS[issue.code] else "remedy"
    of_paper = f"paper_{name}"
    if "paper" in issue.details and of_paper in TEXTS[issue.code]:
        name = of_paper
    return sentence_of(TEXTS[issue.code], name, sentence_values(issue, _), _)


def _in_words(name: str, value: str, _: Translator) -> str:
    """Return a detail in words: days and months, fields, and places of a document; any other as it is."""
    if name in _DATES and _ISO.fullmatch(value):
        day = date.fromisoformat(f"{value}-01"[:10])
        return format_round(day, _) if value.count("-") == 1 else format_day(day, _)
    if name in _FIELDS:
        return ", ".join(field_words(field, _) for field in value.split(", "))
    return format_location_part(value, _) if name in _PLACES else value


# The heading of each column that was read, by sheet and column letters.
Headings = Mapping[tuple[str, str], str]

# The places, texts and messages that the sentences of a group name; the rest are counted.
MOST_PLACES, MOST_EXAMPLES, MOST_MESSAGES = 8, 8, 3
# The kinds of issues that are shown at once; the others are behind their number.
MOST_KINDS = 12
_EXAMPLE_AT_MOST, _HEADING_AT_MOST, _REMEDIES_AT_MOST = 50, 40, 2


class GroupText(NamedTuple):
    """Where the issues of a group are, what was found, and what to do about it."""

    location: str
    message: str
    remedy: str


def column_headings(columns: Iterable[MappedColumn]) -> Headings:
    """Return the heading of each column that was read, by sheet and column letters."""
    return {(column.sheet, column.letters): column.heading for column in columns if column.cell}


def group_text(
    issues: IssueGroup, _: Translator, *, headings: Headings, on: str = "", most: int | None = MOST_PLACES
) -> GroupText:
    """Return the sentences of a group.

    A group of one issue has the sentences of that issue. Of several with the same message, the location names them all;
    else the sentence of the whole group does, or the sentence of the first with what else was found.

    Args:
        issues: those of one code.
        headings: the headings of the columns that were read.
        on: where the remedy is shown, as for `remedy`.
        most: the most places and texts to name; None names all.
    """
    remedies = dict.fromkeys(remedy(issue, _, on=on) for issue in issues)
    advice = " ".join(list(remedies)[: 1 if issues[0].severity is Severity.INFO else _REMEDIES_AT_MOST])
    if len(issues) == 1 or "group_message" not in TEXTS[issues[0].code]:
        return GroupText(all_locations(issues, _, most=most), _messages(issues, _, most), advice)
    counted = {"n": str(len(issues)), "same": "yes" if len({issue.found for issue in issues}) == 1 else ""}
    places = {"column": _column(issues, headings, _), "cells": _cells(issues, _, most)}
    values = {**sentence_values(issues[0], _), **counted, **places, "examples": _examples(issues, _, most)}
    text = sentence_of(TEXTS[issues[0].code], "group_message", values, _)
    return GroupText(_sheets(issues, _), with_rows_left_out(text, _left_out(issues), _), advice)


def all_locations(issues: IssueGroup, _: Translator, *, most: int | None) -> str:
    """Return the locations of issues with their number: each sheet with its cells, or the sheet or workbook alone."""
    if len(issues) == 1:
        return format_location(issues[0].sheet, issues[0].cell, _)
    cells = _cells(issues, _, most)
    if not cells:
        return _sheets(issues, _)
    places = f"{_sheets(issues, _)} {cells}" if _one_sheet(issues) else cells
    return f"{places} ({_.plural('{n} place', '{n} places', len(issues))})"


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
    rest, listed = len(different) - len(shown), " ".join(shown)
    return f"{listed} " + _.plural("And {n} more like it.", "And {n} more like these.", rest) if rest else listed


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
    return join_first(list(dict.fromkeys(addresses)), most, _)


def _ranges(cells: Iterable[str]) -> list[str]:
    """Return addresses, with three or more in consecutive rows of a column as a range, such as "F7:F12"."""

    def run_of(placed: tuple[int, str]) -> tuple[str, int]:
        """Return the column, and how far the row is from its place in the list: the same in consecutive rows."""
        place, cell = placed
        letters = cell.rstrip("0123456789")
        row = cell.removeprefix(letters)
        return (letters, int(row) - place) if letters.isalpha() and row else ("", place)

    runs = [[cell for _place, cell in run] for _key, run in groupby(enumerate(cells), key=run_of)]
    return [part for run in runs for part in ([f"{run[0]}:{run[-1]}"] if len(run) > 2 else run)]


def _examples(issues: Sequence[Issue], _: Translator, most: int | None) -> str:
    """Return the different texts that were found, each with its cells."""
    examples = []
    for text, places in group_by(issues, partial(_example, _=_)).items():
        where = _cells(places, _, most)
        if _one_sheet(places) and not _one_sheet(issues):
            where = f"{_sheets(places, _)} {where}".rstrip()
        examples.append(f"{text} ({where})" if text and where else text or where)
    return join_first(examples, None if most is None else MOST_EXAMPLES, _)


def _example(issue: Issue, _: Translator) -> str:
    """Return what was found for one issue of a group, in quotation marks; "" where nothing was."""
    found = shorten(issue.found, _EXAMPLE_AT_MOST, placeholder="…")
    if "example" not in TEXTS[issue.code]:
        return f"“{found}”" if found else ""
    return sentence_of(TEXTS[issue.code], "example", {**sentence_values(issue, _), "found": found}, _)


def _column(issues: Sequence[Issue], headings: Headings, _: Translator) -> str:
    """Return the columns that issues are in: the heading where it is known, else the letters."""
    columns = dict.fromkeys((issue.sheet, column_letters(issue)) for issue in issues)
    names = []
    for column in (column for column in columns if column[1]):
        heading = shorten(headings.get(column, ""), _HEADING_AT_MOST, placeholder="…")
        names.append(f"“{heading}”" if column in headings else _("Column {letters}", letters=column[1]))
    return join_first(list(dict.fromkeys(names)), MOST_EXAMPLES, _) or _sheets(issues, _)


def _one_sheet(issues: Sequence[Issue]) -> bool:
    return len({issue.sheet for issue in issues}) == 1
