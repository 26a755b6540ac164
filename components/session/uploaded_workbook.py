"""The workbook that this session is about to publish: kept here alone, until it is published or let go."""

from dataclasses import dataclass, replace
from secrets import token_hex
from typing import cast

import streamlit as st

from components.session.loaded_tracker import LoadedTracker, loaded_from
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.reading_summary import Summary, summarise
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading
from model.versions.version import Publication

OF_CANDIDATE = "candidate."
"""How every key begins under which a session keeps something of the workbook: it goes with it."""

_HELD, _ASKED, _REFUSED, _OUTCOME = (f"{OF_CANDIDATE}{name}" for name in ("held", "asked", "refused", "outcome"))
_PLACE = "upload.field-place"


@dataclass(frozen=True, slots=True)
class Recalled:
    """Answers that were given for a workbook with the same headings: by whom, and when in ISO form."""

    options: ReadOptions
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that is to be read, with the answers it is read with; None looks for those that are remembered.

    `headings` is by what it is known, where it was read before.
    """

    name: str
    content: bytes
    options: ReadOptions | None = None
    headings: str = ""


@dataclass(frozen=True, eq=False)
class Held:
    """A workbook that was read.

    Attributes:
        headings: by what workbooks with the same headings are known.
        recalled: the answers of an earlier workbook that were used for it.
        merge_only: whether it is whole only beside the recommendations that are there already.
        shown: how it was understood, without its rows, for the pieces of a page that are kept.
        summary: how much it holds.
        token: by which the store knows a second try to publish this reading.
    """

    name: str
    content: bytes
    options: ReadOptions
    reading: Reading
    headings: str
    recalled: Recalled | None
    merge_only: bool
    shown: LoadedTracker
    summary: Summary
    token: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be used, and why."""

    name: str
    error: WorkbookError


def hold(
    asked: Asked, reading: Reading, *, headings: str, recalled: Recalled | None = None, merge_only: bool = False
) -> None:
    """Keep a workbook that was read. Its bytes stand in nothing that outlives the session."""
    shown = loaded_from(replace(reading, rows={}), original=no_bytes)
    options = recalled.options if recalled else asked.options or NO_OPTIONS
    place = (headings, recalled, merge_only, shown, summarise(reading), token_hex(16))
    _forget()
    st.session_state[_HELD] = Held(asked.name, asked.content, options, reading, *place)


def held() -> Held | None:
    """Return the workbook that is kept, or None."""
    return st.session_state.get(_HELD)


def let_go() -> None:
    """Keep the workbook and everything made of it no longer, and offer an empty field for the next."""
    _forget()
    st.session_state[_PLACE] = field_place() + 1


def field_place() -> int:
    """Return how many fields for a file there were before this one: each has a key of its own, and begins empty."""
    return int(st.session_state.get(_PLACE, 0))


def ask(asked: Asked) -> None:
    """Have a file read in the run that follows."""
    st.session_state[_ASKED] = asked


def ask_again(options: ReadOptions) -> None:
    """Have the workbook that is kept read again with other answers."""
    kept = held()
    if kept is not None:
        ask(Asked(kept.name, kept.content, options, kept.headings))


def take_asked() -> Asked | None:
    """Return the file that is to be read, once."""
    return cast(Asked | None, st.session_state.pop(_ASKED, None))


def refuse(name: str, error: WorkbookError) -> None:
    """Keep why a file cannot be used, until the next is chosen."""
    let_go()
    st.session_state[_REFUSED] = Refused(name, error)


def refused() -> Refused | None:
    """Return the file that was refused last, or None."""
    return st.session_state.get(_REFUSED)


def conclude(publication: Publication) -> None:
    """Keep what came of publishing, instead of the workbook."""
    let_go()
    st.session_state[_OUTCOME] = publication


def outcome() -> Publication | None:
    """Return what came of publishing the last workbook, or None."""
    return st.session_state.get(_OUTCOME)


def _forget() -> None:
    for key in [key for key in st.session_state if str(key).startswith(OF_CANDIDATE)]:
        del st.session_state[key]


def no_bytes() -> bytes:
    """Stand for the bytes of a workbook that only its session holds."""
    return b""
