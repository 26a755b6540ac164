"""The sentences of an issue: what was found, and what to do about it."""

from collections.abc import Mapping
from textwrap import shorten

from model.issue import Issue, WorkbookError
from wording.catalogue import Translator
from wording.issue_messages import MESSAGES
from wording.issue_remedies import REMEDIES

Trouble = Issue | WorkbookError
_FOUND_AT_MOST = 120
"""So many characters of a cell are quoted in a sentence."""


def message(trouble: Trouble, _: Translator) -> str:
    """Return the sentence that says what was found. Its place (sheet and cell) is told beside it, not in it."""
    return MESSAGES[trouble.code](_, _values(trouble))


def remedy(trouble: Trouble, _: Translator) -> str:
    """Return the sentence that says what to do; every code has one, if only that nothing need be done."""
    return REMEDIES[trouble.code](_, _values(trouble))


def _values(trouble: Trouble) -> Mapping[str, str]:
    if isinstance(trouble, WorkbookError):
        return trouble.details
    found = shorten(trouble.found, _FOUND_AT_MOST, placeholder="…")
    return {"sheet": trouble.sheet, "cell": trouble.cell, "found": found, **trouble.details}
