"""The selection of a paper from words: filters, the month and an occasion."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.promises import OccasionRow, occasions, split_occasion_key
from analysis.selection import Selection
from analysis.table_rows import rows_of
from model.language import Language, base_letters
from model.status import Scale
from model.terms import LIST_SEPARATOR, NameKind
from model.tracker.tracker import Tracker
from reports.text.narrator import Narrator
from wording.answers.occasions import format_due, occasion_name, with_whom_phrase
from wording.catalogue import Translator, translator
from wording.format.dates import format_round
from wording.format.names import Names
from wording.format.statuses import standing_word

TODAY = "today"
_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")
_NOBODY = "nobody"


class SelectionError(Exception):
    """An option of a paper has an invalid value.

    Attributes:
        code: the option: `theme`, `agency`, `as-at`, `ending` or `occasion`; `occasions` where several match.
        value: the invalid value.
        options: the valid values.
    """

    def __init__(self, code: str, value: str, options: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value, self.options = code, value, tuple(options)


def parse_selection(
    tracker: Tracker, *, themes: Iterable[str], agencies: Iterable[str], as_at: str | None, today: date
) -> Selection:
    """Return the selection of themes and agencies by name: full or short, in either language and any case.

    Raises:
        SelectionError: the tracker has no such theme or agency, or the month is invalid.
    """
    leads = tracker.recommendations["lead_agency"].dropna()
    supporting = tracker.recommendations["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    options = tuple(dict.fromkeys([*leads, *supporting]))
    return Selection(
        themes=tuple(_find_name(tracker, NameKind.THEME, each, tracker.themes) for each in themes),
        agencies=tuple(_find_name(tracker, NameKind.AGENCY, each, options) for each in agencies),
        as_at=None if as_at is None else _parse_month(as_at.strip(), today),
    )


def _find_name(tracker: Tracker, kind: NameKind, value: str, options: Sequence[str]) -> str:
    """Return the name in the tracker that matches a name."""
    listed = tracker.names[tracker.names["kind"].eq(kind.value)]
    name_rows = listed[["name", "short_name", "name_cy", "short_name_cy"]].itertuples(index=False)
    names_by_key = {
        _name_key(str(variant)): str(row[0]) for row in name_rows for variant in row if isinstance(variant, str)
    }
    names_by_key |= {_name_key(name): name for name in options}
    match = names_by_key.get(_name_key(value))
    if match is None or match not in options:
        raise SelectionError(kind.value.casefold(), value, options)
    return match


def _parse_month(value: str, today: date) -> str:
    if value.casefold() == TODAY:
        return f"{today:%Y-%m}"
    if not _MONTH.fullmatch(value):
        raise SelectionError("as-at", value)
    return value


def selection_words(selection: Selection, names: Names, scale: Scale, _: Translator) -> str:
    """Return what is selected, without reviews and the month; "" where nothing is."""
    parts = [
        *(names.full(NameKind.THEME, theme or None, _) for theme in selection.themes),
        *(_lead(agency, names, _) for agency in selection.leads),
        *(_("{agency}, leading or supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.agencies),
        *(_("{agency}, supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.supporters),
        *(names.full(NameKind.ROLE, role or None, _) for role in selection.roles),
        *(standing_word(mark, scale, _) for mark in selection.statuses),
        *([f"“{selection.text}”"] if selection.text.strip() else []),
    ]
    return _("Only: {chosen}", chosen=", ".join(parts)) if parts else ""


def _lead(agency: str, names: Names, _: Translator) -> str:
    full = names.full(NameKind.AGENCY, agency or None, _)
    return _("{agency}, leading", agency=full) if agency else full


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
    return " ".join(re.findall(r"\w+", base_letters(text)))
