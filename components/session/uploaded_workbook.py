"""An uploaded workbook as values: the request to read a file, its reading, or why it was refused."""

from dataclasses import dataclass, field
from functools import cached_property
from secrets import token_hex
from urllib.parse import quote, unquote

import streamlit as st

from components.published import LoadedTracker, loaded_from
from loaders.mapping.sheet_preview import SheetPreview
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.reading_summary import Summary, summarise
from model.access import Actor
from model.issue import WorkbookError
from model.tracker.reading import ItemCard, OpenQuestion, Reading
from model.tracker.tracker import Tracker
from model.versions.version import AuditEntry

LONGEST_NAME, LONGEST_REASON = 100, 500
# The session cookie with the name: reloading a page starts a new session, which knows nothing else of the last one.
COOKIE = "cynnydd_publisher"
_NAME = "publisher.name"


@dataclass(frozen=True, slots=True)
class RememberedAnswers:
    """The answers to an earlier workbook with the same headings, with who gave them and when (ISO 8601)."""

    options: ReadOptions
    who: str
    at: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read, with a person's answers to read it with.

    Attributes:
        options: the answers; None uses the remembered ones.
        headings: the key of workbooks with the same headings; "" before the first reading.
        previous: the counts of the reading before.
        ratings: of the workbook of a round, which adds to what is published whatever its sheets, who rated and decided
            what it holds, and when; None for any other workbook.
        confirmed: the keys of what was inferred, proposed or left out that a person confirmed, also of an earlier
            reading.
    """

    name: str
    content: bytes
    options: ReadOptions | None = None
    headings: str = ""
    previous: Summary | None = None
    ratings: tuple[AuditEntry, ...] | None = None
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, kw_only=True)
class UploadedFile:
    """A file that was uploaded: a workbook that was read, or one that is refused.

    Attributes:
        request: the file with the answers that it was read with.
        reading: None where it is refused.
        remembered: the answers to an earlier workbook that it was read with.
        sheets: the first rows of its sheets.
        token: the idempotency token of this reading: the store finds a repeated attempt to publish it.
    """

    request: ReadRequest
    reading: Reading | None = None
    remembered: RememberedAnswers | None = None
    sheets: tuple[SheetPreview, ...] = ()
    token: str = field(default_factory=lambda: token_hex(16))

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.request.name

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.request.content

    @property
    def options(self) -> ReadOptions:
        """The answers that it was read with."""
        return self.request.options or NO_OPTIONS


@dataclass(frozen=True, eq=False, kw_only=True)
class UploadedWorkbook(UploadedFile):
    """A workbook that was uploaded and read, but not published.

    Attributes:
        merge_only: whether it can only be merged: it has updates or promises of published recommendations and no
            recommendation itself, or is the workbook of a round or of a translator.
        questions: what the reader asks.
        cards: some of its recommendations, with the cells that they were read from.
    """

    reading: Reading
    merge_only: bool = False
    questions: tuple[OpenQuestion, ...] = ()
    cards: tuple[ItemCard, ...] = ()

    @cached_property
    def preview(self) -> LoadedTracker:
        """Its reading without rows, for cached parts of the page: a cache may outlive the session."""
        return loaded_from(self.reading, Tracker.from_rows({}, self.reading.scale), original=no_bytes)

    @cached_property
    def summary(self) -> Summary:
        """The counts of what it contains."""
        return summarise(self.reading)


@dataclass(frozen=True, eq=False, kw_only=True)
class RefusedFile(UploadedFile):
    """A file that cannot be read, with the reason; without its bytes unless a person can map it."""

    error: WorkbookError

    @property
    def can_be_mapped(self) -> bool:
        """Whether the file is a workbook that a person can map."""
        return bool(self.sheets)


def no_bytes(_actor: Actor) -> bytes:
    """Return no bytes: the original of a preview, so that no cache refers to the uploaded file."""
    return b""


def publisher_name() -> str:
    """Return the name that was entered last, in this session or before the page was reloaded; else ""."""
    if _NAME not in st.session_state:
        remember_publisher_name(unquote(st.context.cookies.get(COOKIE, ""))[:LONGEST_NAME])
    return str(st.session_state[_NAME])


def remember_publisher_name(name: str) -> None:
    """Remember a name as the default of the next form."""
    st.session_state[_NAME] = name.strip()


def cookie_value(name: str) -> str:
    """Return a name as the value of the cookie."""
    return quote(name, safe="")
