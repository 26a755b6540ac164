"""The sentences of an issue: what was found, and what to do about it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from textwrap import shorten

from babel.dates import format_date

from model.issues.issue import Issue, WorkbookError
from model.status.scale import Scale
from wording.catalogue import Sentence, Translator
from wording.issues import (
    cells,
    formats,
    mapping,
    papers,
    parsing,
    published,
    read_cells,
    security,
    validation,
    worker,
)
from wording.issues.issue_text import IssueText
from wording.issues.layouts import assemble, columns, interpret, key, recognise, select, tables
from wording.issues.layouts.issues import assumptions, sheet_state, sheets, text_columns
from wording.issues.layouts.issues import columns as unread_columns
from wording.issues.layouts.issues import tables as table_contents
from wording.issues.returns import answers, identity

IssueOrError = Issue | WorkbookError
_STAGES = (
    *(security, cells, formats),
    *(key, tables, columns, interpret, select, assemble),
    *(text_columns, unread_columns, sheet_state, sheets, table_contents, assumptions),
    *(answers, identity),
    *(recognise, mapping, papers, read_cells, parsing, published, validation, worker),
)
TEXTS: Mapping[str, IssueText] = {code: text for stage in _STAGES for code, text in stage.TEXTS.items()}
"""The text of every code of an issue and of a file that cannot be used."""

_FOUND_AT_MOST = 120
"""The most characters of a cell that a sentence quotes."""
_DATES = ("taken", "published", "date", "month", "other_month")
"""The details that are days or months."""
_FOUND_STATUSES = ("key-read", "key-order-unknown", "key-complete-not-last", "status-from-colour")
"""The codes of issues in which `found` is no text of a cell but statuses of the scale."""
_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


def message(issue: IssueOrError, _: Translator) -> str:
    """Return the sentence that says what was found. It does not name the sheet and the cell; they are shown beside it.

    An issue of a form or of a paper has the variant for it, where there is one.
    """
    text = TEXTS[issue.code]
    return _sentence(issue, text.message, text.form_message, text.paper_message)(_, sentence_values(issue, _))


def remedy(issue: IssueOrError, _: Translator) -> str:
    """Return the sentence that says what to do; every code has one, if only that nothing need be done."""
    text = TEXTS[issue.code]
    return _sentence(issue, text.remedy, text.form_remedy, text.paper_remedy)(_, sentence_values(issue, _))


def upload_remedy(issue: IssueOrError, _: Translator) -> str:
    """Return the remedy on the Upload page: an answer in step 2 where that is enough, else the usual one.

    For a paper it names the sheets of the workbook that the page offers, because a paper has none.
    """
    sentence = TEXTS[issue.code].upload_remedy
    return remedy(issue, _) if sentence is None else sentence(_, sentence_values(issue, _))


def is_answered_on_upload(issue: IssueOrError) -> bool:
    """Whether the Upload page asks what this issue is about, in step 2; never of a paper, which has no columns."""
    return TEXTS[issue.code].upload_remedy is not None and not issue.code.startswith("paper-")


def page_remedy(issue: Issue, _: Translator) -> str:
    """Return the remedy on any other page: a change of the workbook, or an answer when it is uploaded again."""
    sentence = TEXTS[issue.code].page_remedy
    return remedy(issue, _) if sentence is None else sentence(_, sentence_values(issue, _))


def sentence_values(issue: IssueOrError, _: Translator) -> Mapping[str, str]:
    """Return the values of a sentence by name, with dates in words."""
    details = {name: _date_in_words(value, _) if name in _DATES else value for name, value in issue.details.items()}
    if isinstance(issue, WorkbookError):
        return details
    found = shorten(issue.found, _FOUND_AT_MOST, placeholder="…")
    return {"sheet": issue.sheet, "cell": issue.cell, "found": found, **details}


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


def _sentence(issue: IssueOrError, plain: Sentence, form: Sentence | None, paper: Sentence | None) -> Sentence:
    """Return the variant for a form or a paper where the issue is of one and there is a variant; else the plain one."""
    if "down" in issue.details:
        return form or plain
    return (paper or plain) if "paper" in issue.details else plain


def _date_in_words(value: str, _: Translator) -> str:
    """Return an ISO day or month in words; any other text as it is."""
    if not _ISO.fullmatch(value):
        return value
    has_day = value.count("-") == 2
    first = date.fromisoformat(value if has_day else f"{value}-01")
    return format_date(first, "d MMMM y" if has_day else "MMMM y", locale=_.language.value)
