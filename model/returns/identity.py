"""The identity of a return: whose it is, of which round, and made from what.

The hidden sheet of a workbook carries it, or the custom properties of a Word form.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.language import Language
from model.returns.items import Item
from model.returns.round import Recipient
from model.text import normalise_space

IDENTITY_SHEET = "cynnydd"
"""The name of the hidden sheet."""
INSTRUCTION_SHEETS = ("instructions", "cyfarwyddiadau")
"""What the name of the sheet with the instructions begins with, in either language."""
ROUND_LAYOUT = "cynnydd-round-1"
"""The layout of the workbook of a round, which adds to the tracker that the round is of and replaces none."""
LAYOUT = "cynnydd-return-1"
"""The layout of a return, for whoever reads one that a later release made."""
_PROPERTY = "cynnydd."
"""What the names of the properties of a Word form begin with; each has one row."""
_LOCKED, _PARAGRAPHS = "locked", "paragraphs"

LockedCells = Mapping[tuple[str, str, Item], str]
"""The digest of each locked cell, by review, ref and item."""


@dataclass(frozen=True, slots=True)
class ReturnIdentity:
    """Whose return it is, of which round, in which language, and the version it was made from."""

    recipient: Recipient
    month: date
    due: date
    language: Language
    version: int | None


def identity_rows(
    identity: ReturnIdentity, locked: LockedCells, *, paragraphs: Sequence[str] = ()
) -> list[tuple[str, ...]]:
    """Return the rows of the identity; the last has the checksum of all others.

    `paragraphs` are those of a Word form outside its tables: what is written between them is no answer.
    """
    rows: list[tuple[str, ...]] = [
        ("layout", LAYOUT),
        ("round", f"{identity.month:%Y-%m}"),
        ("due", identity.due.isoformat()),
        ("agency", identity.recipient.agency),
        ("role", identity.recipient.role),
        ("language", identity.language.value),
        ("version", "" if identity.version is None else str(identity.version)),
        *((_LOCKED, review, ref, item.value, digest) for (review, ref, item), digest in locked.items()),
    ]
    if paragraphs:
        rows.append((_PARAGRAPHS, *dict.fromkeys(map(text_digest, paragraphs))))
    return [*rows, ("checksum", checksum(rows))]


def identity_properties(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the rows of an identity as the custom properties of a Word form."""
    return {f"{_PROPERTY}{number}": json.dumps(row, ensure_ascii=False) for number, row in enumerate(rows, 1)}


def rows_of_properties(properties: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the rows of an identity from the properties of a document; none where it has none, or they are spoiled."""
    numbered = {name.removeprefix(_PROPERTY): text for name, text in properties.items() if name.startswith(_PROPERTY)}
    rows = []
    for _number, text in sorted((int(number), text) for number, text in numbered.items() if number.isdecimal()):
        row = _json_row(text)
        if row:
            rows.append(row)
    return rows


def _json_row(text: str) -> tuple[str, ...]:
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return tuple(map(str, cells)) if isinstance(cells, list) else ()


def locked_cells(texts: Mapping[tuple[str, str, Item], str]) -> LockedCells:
    """Return the digest of each locked text."""
    return {place: text_digest(text) for place, text in texts.items()}


def text_digest(text: str) -> str:
    """Return the digest of a text, whatever its spaces, line ends and soft hyphens, which a program may change."""
    return hashlib.sha256(normalise_space(text.replace("\u00ad", "")).encode()).hexdigest()[:16]


def checksum(rows: Iterable[Sequence[str]]) -> str:
    """Return the checksum of the rows of a hidden sheet; blank cells at the end of a row do not count."""
    lines = ("\t".join(map(normalise_space, row)).rstrip("\t") for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
