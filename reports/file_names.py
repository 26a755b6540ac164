"""The name of a file: the review, what it is where that is not the panel report, the month and the language."""

import re
import unicodedata
from dataclasses import replace

import pandas as pd

from analysis.promises.occasions import months_and_whom
from analysis.selection.selection import Selection
from model.language import Language
from reports.content.edition import Edition
from reports.registry import PaperType

_LONGEST = 60
_MORE = {PaperType.PACK: "meeting-pack", PaperType.CALENDAR: "monitoring", PaperType.OPEN_DATA: "open-data"}


def file_name(edition: Edition, ending: str, *, paper: PaperType = PaperType.PANEL) -> str:
    """Return a name such as `stalking-and-harassment-2024-06-cy.docx`; several reviews are named one after another."""
    return _name(edition, ending, more=_MORE.get(paper, ""))


def tracker_file_name(edition: Edition) -> str:
    """Return the name of all of a tracker as a workbook in English headings, whatever an edition chooses of it."""
    return _name(replace(edition, selection=Selection(), language=Language.ENGLISH), ".xlsx", more="tracker")


def _name(edition: Edition, ending: str, *, more: str) -> str:
    reviews = dict.fromkeys(edition.chosen.recommendations["review"])
    named = _cut("-".join(map(str, reviews))) or "cynnydd"
    about = "" if edition.occasion is None else _cut("-".join(months_and_whom(edition.occasion)))
    month = "" if pd.isna(edition.as_at) else f"{edition.as_at:%Y-%m}"
    parts = (named, more, about, month, edition.language.value)
    return "-".join(part for part in parts if part) + ending


def _cut(text: str) -> str:
    """Return a text as a part of a name that is not too long: whole words where it has several."""
    plain = _plain(text)
    if len(plain) <= _LONGEST:
        return plain
    return plain[: _LONGEST + 1].rpartition("-")[0] or plain[:_LONGEST]


def _plain(text: str) -> str:
    """Return a text in the letters that every system can have in a file's name."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
