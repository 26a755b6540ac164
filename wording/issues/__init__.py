"""The sentences of an issue: what was found, and what to do about it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Any

from babel.dates import format_date

from model.issue import Issue, Severity, WorkbookError
from model.issue_codes import FILE_FAULTS, SEVERITIES
from model.status import Scale
from model.terms import LIST_SEPARATOR
from wording.catalogue import Translator
from wording.format.names import format_location, format_location_part
from wording.labels.names import field_words
from wording.sentences import read_sentences, sentence_of

IssueOrError = Issue | WorkbookError
RemedyFunction = Callable[[Issue, Translator], str]
"""Returns the remedy of an issue."""
AUTHOR = "Cynnydd"
"""The author of comments on cells: a name, the same in both languages."""
_FOUND_AT_MOST = 120
"""The most characters of a cell that a sentence quotes."""
_DATES = ("taken", "published", "date", "month", "other_month")
"""The details that are days or months."""
_FOUND_STATUSES = ("key-read", "key-order-unknown", "status-from-colour")
"""The codes of issues in which `found` is no text of a cell but statuses of the scale."""
_FIELDS = ("field", "fields")
"""The details that are fields of the tracker."""
_PLACES = ("place", "page", "line")
"""The details that may be places of a document."""
_PLACE = re.compile(r"(?:page|line|paragraph) \d+")
_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")
TEXTS: Mapping[str, Mapping[str, Any]] = read_sentences(Path(__file__).with_name("sentences.toml"))
"""The sentences of every code of an issue and of a file that cannot be used, by the name of each."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


def message(issue: IssueOrError, _: Translator) -> str:
    """Return the sentence that says what was found. It does not name the sheet and the cell; they are shown beside it.

    It ends with the rows in which the text of a column could not be kept, if there are any.
    """
    return with_rows_left_out(_sentence_of(issue, "message", _), issue.details.get("left_out", ""), _)


def remedy(issue: IssueOrError, _: Translator) -> str:
    """Return what to do, on any page; every code has such a sentence, if only that nothing need be done."""
    return _sentence_of(issue, "remedy", _)


def issue_sentence(issue: IssueOrError, _: Translator) -> str:
    """Return what was found, and what to do."""
    return f"{message(issue, _)} {remedy(issue, _)}"


def issue_line(issue: Issue, _: Translator) -> str:
    """Return an issue with its place as one line."""
    place = f"{format_location(issue.sheet, issue.cell, _)}: " if issue.sheet else ""
    return f"{place}{issue_sentence(issue, _)}"


def upload_remedy(issue: IssueOrError, _: Translator) -> str:
    """Return the remedy on the Upload page: an answer in step 2 where that is enough, else the usual one."""
    return _sentence_of(issue, "upload_remedy" if has_sentence(issue.code, "upload_remedy") else "remedy", _)


def command_remedy(issue: IssueOrError, _: Translator) -> str:
    """Return the remedy in a terminal, which may be an option of the command."""
    return _sentence_of(issue, "command_remedy" if has_sentence(issue.code, "command_remedy") else "remedy", _)


def is_answered_on_upload(issue: IssueOrError) -> bool:
    """Whether the Upload page asks what this issue is about, in step 2; never of a paper, which has no columns."""
    return has_sentence(issue.code, "upload_remedy") and not issue.code.startswith("paper-")


def with_rows_left_out(text: str, rows: str, _: Translator) -> str:
    """Return a message followed by the rows in which the text of its column could not be kept, if there are any."""
    if not rows[:1].isdigit():
        return text
    return f"{text} " + _("These rows were left out, because nothing was reported there: {left_out}.", left_out=rows)


def cell_notes(
    issues: Iterable[Issue], _: Translator, *, remedy_of: RemedyFunction = remedy
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the sheet, the cell, the severity and the text of each issue, for an annotated workbook."""
    for issue in issues:
        yield issue.sheet, issue.cell, issue.severity.value, f"{message(issue, _)} {remedy_of(issue, _)}"


def sentence_values(issue: IssueOrError, _: Translator) -> Mapping[str, str]:
    """Return the values of a sentence by name, with dates, fields and places in words."""
    values = {name: _in_words(name, value, _) for name, value in issue.details.items()}
    if "places" in values:
        listed = issue.details["places"].split(LIST_SEPARATOR)
        places = ", ".join(_PLACE.sub(lambda found: format_location_part(found[0], _), place) for place in listed)
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
    words = {status.name: status.label(_.language) for status in scale.statuses}
    return [
        replace(
            issue,
            found=_named(issue.found, words) if issue.code in _FOUND_STATUSES else issue.found,
            details={name: _named(value, words) for name, value in issue.details.items()},
        )
        for issue in issues
    ]


def names_in_english(scale: Scale, _: Translator) -> frozenset[str]:
    """Return the names of the statuses that a page in another language quotes in English."""
    return frozenset(status.name for status in scale.statuses if status.label(_.language) != status.name)


def _named(value: str, words: Mapping[str, str]) -> str:
    parts = value.split(", ")
    return ", ".join(map(words.__getitem__, parts)) if all(part in words for part in parts) else value


def _sentence_of(issue: IssueOrError, name: str, _: Translator) -> str:
    """Return a sentence of an issue; that for a document where the issue is of one and has it."""
    of_paper = f"paper_{name}"
    if "paper" in issue.details and has_sentence(issue.code, of_paper):
        name = of_paper
    return sentence(issue.code, name, sentence_values(issue, _), _)


def _in_words(name: str, value: str, _: Translator) -> str:
    """Return a detail in words: days and months, fields, and places of a document; any other as it is."""
    if name in _DATES and _ISO.fullmatch(value):
        has_day = value.count("-") == 2
        first = date.fromisoformat(value if has_day else f"{value}-01")
        return format_date(first, "d MMMM y" if has_day else "MMMM y", locale=_.language.value)
    if name in _FIELDS:
        return ", ".join(field_words(field, _) for field in value.split(", "))
    return format_location_part(value, _) if name in _PLACES else value


def has_sentence(code: str, name: str) -> bool:
    """Return whether a code has a sentence of this name."""
    return name in TEXTS[code]


def sentence(code: str, name: str, values: Mapping[str, str], _: Translator) -> str:
    """Return a sentence of a code in the language, with its values."""
    return sentence_of(TEXTS[code], name, values, _)


def code_list() -> str:
    """Return all codes for the manual, in Markdown: of issues, by severity, and of files that are refused."""
    lists = {
        "Errors": [code for code, severity in SEVERITIES.items() if severity is Severity.ERROR],
        "Warnings": [code for code, severity in SEVERITIES.items() if severity is Severity.WARNING],
        "Information": [code for code, severity in SEVERITIES.items() if severity is Severity.INFO],
        "Files that cannot be used": FILE_FAULTS,
    }
    parts = [
        [f"## {title}", "", *(f"- `{code}`: {_pattern(code)}" for code in sorted(lists[title]))] for title in lists
    ]
    return "\n\n".join(map("\n".join, parts))


def _pattern(code: str) -> str:
    """Return the message of a code in English, with dots for its values: the most general one of variants."""
    found = TEXTS[code]["message"]
    while isinstance(found, Mapping):
        found = found.get("other") or next(variant for name, variant in found.items() if name != "by")
    return _PLACEHOLDER.sub("…", found if isinstance(found, str) else found[1])
