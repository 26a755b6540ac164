"""Parse the name of an occasion, and name the occasion of an edition."""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from analysis.promises import OccasionRow, occasions, split_occasion_key
from analysis.table_rows import rows_of
from model.language import Language
from model.terms import NameKind
from model.tracker.tracker import Tracker
from reports.text.narrator import Narrator
from reports.text.parse_selection import SelectionError
from wording.answers.occasions import format_due, occasion_name, with_whom_phrase
from wording.catalogue import Translator, translator
from wording.format.dates import format_round
from wording.format.names import Names

_NOBODY = "nobody"


def parse_occasion(tracker: Tracker, text: str, *, as_at: pd.Timestamp, language: Language) -> str:
    """Return the key of the occasion with a name: its date, and with whom it is where two have one date.

    "January 2025", "2025-01", "January 2025, Detective Superintendent", "January 2025, with the Detective
    Superintendent" and the slug of a meeting in a URL are the same, in either language. Capitals, accents and
    punctuation do not matter.

    Raises:
        SelectionError: no occasion matches (`occasion`) or several do (`occasions`), with the candidates as options.
    """
    names, candidates = Names(tracker.names), list(rows_of(occasions(tracker, as_at=as_at), OccasionRow))
    matches = [row for row in candidates if _name_key(text) in map(_name_key, _occasion_names(row, names))]
    if len(matches) == 1:
        return str(matches[0].occasion)
    options = [occasion_name(row, names, translator(language)) for row in matches or candidates]
    raise SelectionError("occasions" if matches else "occasion", text, options)


def edition_occasion_name(narrator: Narrator) -> str:
    """Return the name of the edition's occasion; "" where it has none, or the tracker does not have it."""
    edition = narrator.edition
    if edition.occasion is None:
        return ""
    candidates = occasions(edition.tracker, as_at=edition.as_at, today=edition.today)
    rows = rows_of(candidates[candidates["occasion"].eq(edition.occasion)], OccasionRow)
    return next((occasion_name(row, narrator.names, narrator.translator) for row in rows), "")


def _occasion_names(row: OccasionRow, names: Names) -> Iterator[str]:
    """Yield every name of an occasion: its date, and its date with whom, in either language."""
    languages = [translator(language) for language in Language]
    dates = {date for _ in languages for date in _date_names(row, _)}
    yield from dates
    yield from (occasion_name(row, names, _) for _ in languages)
    roles = {role for _ in languages for role in _role_names(row, names, _)}
    yield from (f"{date} {role}" for date in dates for role in roles)


def _date_names(row: OccasionRow, _: Translator) -> Iterator[str]:
    months, _whom = split_occasion_key(row.occasion)
    yield format_due(row, _)
    yield months
    if len(months) == len("2025-01"):
        yield from (format_round(row.due, _, short=short) for short in (False, True))


def _role_names(row: OccasionRow, names: Names, _: Translator) -> Iterator[str]:
    if not isinstance(row.with_whom, str):
        yield _NOBODY
        return
    yield row.with_whom
    yield names.full(NameKind.ROLE, row.with_whom, _)
    yield names.short(NameKind.ROLE, row.with_whom, _)
    yield with_whom_phrase(row.with_whom, names, _)


def _name_key(text: str) -> str:
    """Return the key by which names are compared: without capitals, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    base_letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", base_letters))
