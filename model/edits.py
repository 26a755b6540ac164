"""What editors write on the page Edit: changes of cells, each with what was published before, and notes."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from model.dates import PartialDate
from model.tracker.columns import RECOMMENDATIONS, REVIEWS
from model.tracker.reading import Row

# The number under which changes are stored that belong to no round.
EDITS = 0
# The number under which notes to colleagues are stored: they are never published.
NOTES = -1
# The beginning of the name of a row that is not published yet, and of the ref of a new recommendation.
NEW = "+"
# A field of the form alone: why a row, or a recommendation with all its rows, is deleted.
DELETED = "deleted"
# The fields of a note to colleagues.
NOTE, FOLLOWED_UP_BY = "note", "followed_up_by"
# A field of the form alone: the address of an evidence, which is published behind its title.
LINK = "evidence_link"
_LINK = re.compile(r"(?:^|\s)(https?://[^\s\"'<>]+)$")
_KEYS = ("date", "kind", "activity", "due", "decision", "target")


@dataclass(frozen=True, slots=True, order=True)
class EditedField:
    """A field of a row of a recommendation, or of its review; `row` is "" for the recommendation itself."""

    table: str
    row: str
    field: str

    def __str__(self) -> str:
        return f"{self.table}:{self.row}:{self.field}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the field that a draft names."""
        return cls(*text.split(":", 2))


def row_name(table: str, row: Row) -> str:
    """Return the name of a published row among those of its recommendation: by its words and dates."""
    if table in (REVIEWS.table, RECOMMENDATIONS.table):
        return ""
    words = "\n".join(value_text(row.get(field)) for field in _KEYS)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def rows_mark(rows: Sequence[Row]) -> str:
    """Return what some rows are deleted as: a digest of their values, and the words of the first."""
    lines = sorted({repr([(name, value_text(value)) for name, value in row.items() if value]) for row in rows})
    digest = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    first = rows[0] if rows else {}
    words = [first.get("title") or first.get("recommendation"), *(first.get(field) for field in _KEYS)]
    return f"{digest} {', '.join(filter(None, map(value_text, words)))}"


def value_text(value: str | bool | PartialDate | None) -> str:
    """Return the value of a cell as it is written in a field of the form."""
    match value:
        case PartialDate():
            return value.words
        case bool():
            return "yes" if value else ""
        case _:
            return value or ""


def split_link(evidence: str) -> tuple[str, str]:
    """Return the title and the address of an evidence; the address is "" where it does not end in one of the web."""
    found = _LINK.search(evidence)
    return (evidence[: found.start()].rstrip(), found[1]) if found else (evidence, "")
