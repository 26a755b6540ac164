"""The sentences of an issue: what was found, and what to do about it."""

import re
from collections.abc import Mapping
from datetime import date
from textwrap import shorten

from babel.dates import format_date

from model.issues.issue import Issue, WorkbookError
from wording.catalogue import Translator
from wording.issues import cell, file, form_variants, key, layout, paper_variants, row, sheet
from wording.issues.text import Sentence

Trouble = Issue | WorkbookError
_KINDS = (file, sheet, layout, cell, row, key)
MESSAGES: Mapping[str, Sentence] = {code: said for kind in _KINDS for code, said in kind.MESSAGES.items()}
"""What was found, for every code of an issue and of a file that cannot be used."""
REMEDIES: Mapping[str, Sentence] = {code: said for kind in _KINDS for code, said in kind.REMEDIES.items()}
"""What to do about it."""
_FOUND_AT_MOST = 120
"""So many characters of a cell are quoted in a sentence."""
_DAYS = ("taken", "published", "date")
"""The details that are days or months."""
_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


def message(trouble: Trouble, _: Translator) -> str:
    """Return the sentence that says what was found. Its place (sheet and cell) is told beside it, not in it."""
    sentences = _own(trouble, form_variants.MESSAGES, paper_variants.MESSAGES)
    return sentences.get(trouble.code, MESSAGES[trouble.code])(_, _values(trouble, _))


def remedy(trouble: Trouble, _: Translator) -> str:
    """Return the sentence that says what to do; every code has one, if only that nothing need be done."""
    sentences = _own(trouble, form_variants.REMEDIES, paper_variants.REMEDIES)
    return sentences.get(trouble.code, REMEDIES[trouble.code])(_, _values(trouble, _))


def _own(trouble: Trouble, form: Mapping[str, Sentence], paper: Mapping[str, Sentence]) -> Mapping[str, Sentence]:
    """Return the sentences that a form or a paper has of its own."""
    if "down" in trouble.details:
        return form
    return paper if "paper" in trouble.details else {}


def _values(trouble: Trouble, _: Translator) -> Mapping[str, str]:
    details = {name: _spelt_out(value, _) if name in _DAYS else value for name, value in trouble.details.items()}
    if isinstance(trouble, WorkbookError):
        return details
    found = shorten(trouble.found, _FOUND_AT_MOST, placeholder="…")
    return {"sheet": trouble.sheet, "cell": trouble.cell, "found": found, **details}


def _spelt_out(value: str, _: Translator) -> str:
    """Return an ISO day or month in words; any other text as it is."""
    if not _ISO.fullmatch(value):
        return value
    has_day = value.count("-") == 2
    first = date.fromisoformat(value if has_day else f"{value}-01")
    return format_date(first, "d MMMM y" if has_day else "MMMM y", locale=_.language.value)
