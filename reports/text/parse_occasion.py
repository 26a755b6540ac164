"""Which occasion is meant: by words that a person types, and what an edition's own is called."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.promises.occasions import months_and_whom, occasions
from model.language import Language
from model.terms import NameKind
from model.tracker.tracker import Tracker
from reports.text.narrator import Narrator, iter_rows
from reports.text.parse_selection import SelectionError
from wording.answers.occasions import format_due, occasion_name, with_whom_phrase
from wording.catalogue import Translator, translator
from wording.format.dates import format_round
from wording.format.names import Names

_NOBODY = "nobody"


def parse_occasion(tracker: Tracker, text: str, *, as_at: pd.Timestamp, language: Language) -> str:
    """Return the key of the occasion that is meant by when it is, and with whom where two fall together.

    "January 2025", "2025-01", "January 2025, Detective Superintendent", "January 2025, with the Detective
    Superintendent" and the code of a meeting's address mean the same, in either language. Capitals, accents and
    punctuation do not matter.

    Raises AskedError where none is meant (`occasion`) or several are (`occasions`), with those there are.
    """
    names, found = Names(tracker.names), list(iter_rows(occasions(tracker, as_at=as_at)))
    meant = [row for row in found if _folded(text) in map(_folded, _called(row, names))]
    if len(meant) == 1:
        return str(meant[0].occasion)
    known = [occasion_name(row, names, translator(language)) for row in meant or found]
    raise SelectionError("occasions" if meant else "occasion", text, known)


def edition_occasion_name(narrator: Narrator) -> str:
    """Return what the edition's occasion is called; "" where it has none, or none that the tracker knows."""
    edition = narrator.edition
    if edition.occasion is None:
        return ""
    found = occasions(edition.tracker, as_at=edition.as_at, today=edition.today)
    own = iter_rows(found[found["occasion"].eq(edition.occasion)])
    return next((occasion_name(row, narrator.names, narrator.translator) for row in own), "")


def _called(row: Any, names: Names) -> Iterator[str]:
    """Yield everything by which an occasion may be called: when, and when with whom, in either language."""
    languages = [translator(language) for language in Language]
    whens = {when for _ in languages for when in _whens(row, _)}
    yield from whens
    yield from (occasion_name(row, names, _) for _ in languages)
    whoms = {whom for _ in languages for whom in _whoms(row, names, _)}
    yield from (f"{when} {whom}" for when in whens for whom in whoms)


def _whens(row: Any, _: Translator) -> Iterator[str]:
    months, _whom = months_and_whom(row.occasion)
    yield format_due(row, _)
    yield months
    if len(months) == len("2025-01"):
        yield from (format_round(row.due, _, short=short) for short in (False, True))


def _whoms(row: Any, names: Names, _: Translator) -> Iterator[str]:
    if not isinstance(row.with_whom, str):
        yield _NOBODY
        return
    yield row.with_whom
    yield names.full(NameKind.ROLE, row.with_whom, _)
    yield names.short(NameKind.ROLE, row.with_whom, _)
    yield with_whom_phrase(row.with_whom, names, _)


def _folded(text: str) -> str:
    """Return a text without capitals, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", kept))
