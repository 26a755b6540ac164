"""Tell a legend of something else, such as the levels of a risk, from a key that could not be read."""

import re
from collections.abc import Collection

from loaders.cells.addresses import enclosing_range
from loaders.cells.sheet import SheetCells
from loaders.cells.values import plain_text
from loaders.issue_log import make_issue
from loaders.layouts.key.vocabulary import is_known_status
from model.issues.issue import Issue
from model.text import label_key

_WORDS = re.compile(r"\w{2,}")
"""The words of a sentence, without its letters: the article is no Amber."""
_LINES = 2
"""A legend has so many lines with a word and its meaning; less may be a sentence, or the text beside a picture."""
_NAMED = 3


def explains_something_else(sheet: SheetCells, statuses: Collection[str]) -> bool:
    """Return whether a sheet is a legend that names none of the statuses in use, and no usual one.

    Without statuses in words this is unknown: the colours may mean what the legend says.
    """
    lines = sum(row.filled_count > 1 for row in sheet.rows)
    return bool(statuses) and lines >= _LINES and not any(_names_status(text, statuses) for text in sheet.texts)


def other_legend_issue(sheet: SheetCells, cell: str) -> Issue:
    """Return the issue of a legend of something else on a sheet of its own, with the first of its words."""
    firsts = [plain_text(row.value_at(row.filled_columns[0])) for row in sheet.rows if row.filled_count]
    area = enclosing_range((column, row.number) for row in sheet.rows for column in row.filled_columns)
    found = ", ".join([*firsts[:_NAMED], *(["…"] if len(firsts) > _NAMED else [])])
    return make_issue("key-of-something-else", sheet=sheet.name, cell=cell, found=found, range=area.text)


def _names_status(text: str, statuses: Collection[str]) -> bool:
    if any(map(is_known_status, [text, *_WORDS.findall(text)])):
        return True
    return any(re.search(rf"\b{re.escape(label_key(status))}\b", label_key(text)) for status in statuses)
