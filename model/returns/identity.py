"""The identity of a return, which its hidden sheet carries: whose it is, of which round, and made from what."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.language import Language
from model.returns.items import Item
from model.returns.round import Recipient
from model.text import normalise_space

IDENTITY_SHEET = "cynnydd"
"""The name of the hidden sheet."""
LAYOUT = "cynnydd-return-1"
"""The layout of the workbook, for whoever reads one that a later release made."""
_LOCKED = "locked"

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


def identity_rows(identity: ReturnIdentity, locked: LockedCells) -> list[tuple[str, ...]]:
    """Return the rows of the hidden sheet; the last has the checksum of all others."""
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
    return [*rows, ("checksum", checksum(rows))]


def locked_cells(texts: Mapping[tuple[str, str, Item], str]) -> LockedCells:
    """Return the digest of each locked text."""
    return {place: text_digest(text) for place, text in texts.items()}


def text_digest(text: str) -> str:
    """Return the digest of a text, whatever its spaces and line ends: a spreadsheet program may change them."""
    return hashlib.sha256(normalise_space(text).encode()).hexdigest()[:16]


def checksum(rows: Iterable[Sequence[str]]) -> str:
    """Return the checksum of the rows of a hidden sheet; blank cells at the end of a row do not count."""
    lines = ("\t".join(map(normalise_space, row)).rstrip("\t") for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
