"""A version: one published tracker, and what is on record about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from model.tracker.reading import Reading, Source

FIRST_PUBLISHER, FIRST_REASON = "Cynnydd", "The bundled sample tracker."
"""Who publishes the bundled tracker as the first version, and why."""


class Mode(StrEnum):
    """What publishing a workbook does to the tracker that is current."""

    REPLACE = "replace"
    """The workbook is the whole tracker from now on."""
    MERGE = "merge"
    """The workbook's rows are added to the tracker; what it does not speak of stays."""


class Action(StrEnum):
    """What the audit trail records."""

    UPLOAD = "upload"
    REFUSAL = "refusal"
    PUBLISH = "publish"
    ROLL_BACK = "roll-back"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Version:
    """One published tracker. It never changes.

    Attributes:
        published_at: when, in UTC.
        who: the name that was given; nobody has checked it.
        source: the name and SHA-256 of the original file, which is kept.
        recommendations: how many it holds; `updates` likewise.
        digest: SHA-256 over every row and the scale, in order: two versions with one digest hold the same.
        compared_with: the version that was current when this one was published; None for the first.
        brings_back: the earlier version that this one publishes again, or None.
        mode: whether the workbook replaced the tracker or was merged into it.
    """

    number: int
    published_at: datetime
    who: str
    reason: str
    source: Source
    recommendations: int
    updates: int
    digest: str
    compared_with: int | None = None
    brings_back: int | None = None
    mode: Mode = Mode.REPLACE


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workbook that was read and may be published.

    Attributes:
        reading: what it holds; its rows are what will be published (merged already, where the mode is merge).
        original: the bytes of the file, kept as they are.
    """

    reading: Reading
    original: bytes
    mode: Mode = Mode.REPLACE


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of publishing: the version that holds what was published, and whether there was nothing to publish."""

    version: Version
    unchanged: bool


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail, which only grows.

    Attributes:
        at: when, in UTC.
        version: the version that was made, exported or brought back; None for an upload or a refusal.
        reason: the reason that was given, or the code of a refusal.
        details: further values by name, such as the file's name and SHA-256.
    """

    at: datetime
    who: str
    action: Action
    version: int | None
    reason: str
    details: Mapping[str, str] = field(default_factory=dict)
