"""What a paper covers: its selection and its occasion, from words, and in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.promises import occasions
from analysis.selection import Selection
from analysis.table_rows import rows_of
from model.status import Scale
from model.terms import LIST_SEPARATOR, Language, NameKind, TableRow, base_letters
from model.tracker.reading import RefusedError
from model.tracker.tracker import Tracker
from wording.answers.recommendation import occasion_name
from wording.catalogue import Translator, translator
from wording.formatting import Names, format_round, standing_word

TODAY = "today"
_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


class SelectionError(RefusedError):
    """An option of a paper is not valid: `theme`, `agency`, `as-at`, `ending` or `occasion`; or `occasions` match.

    `given` is its text, and `known` are the valid ones.
    """

    about = "paper"


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
    month = None if as_at is None else as_at.strip()
    if month is not None and month.casefold() == TODAY:
        month = f"{today:%Y-%m}"
    elif month is not None and not _MONTH.fullmatch(month):
        raise SelectionError("as-at", given=month)
    found = tuple(_find_name(tracker, NameKind.THEME, each, tracker.themes) for each in themes)
    involved = tuple(_find_name(tracker, NameKind.AGENCY, each, options) for each in agencies)
    return Selection(themes=found, agencies=involved, as_at=month)


def _find_name(tracker: Tracker, kind: NameKind, value: str, options: Sequence[str]) -> str:
    """Return the name in the tracker that matches a name."""
    listed = tracker.names[tracker.names["kind"].eq(kind.value)]
    name_rows = listed[["name", "short_name", "name_cy", "short_name_cy"]].itertuples(index=False)
    names_by_key = {_name_key(each): str(row[0]) for row in name_rows for each in row if isinstance(each, str)}
    names_by_key |= {_name_key(name): name for name in options}
    match = names_by_key.get(_name_key(value))
    if match is None or match not in options:
        raise SelectionError(kind.value.casefold(), given=value, known=", ".join(options))
    return match


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
    """Return the key of the occasion whose date, and with whom it is, have all words of a text, in either language.

    Capitals, accents and punctuation do not matter, and the slug of a meeting in a URL is such a text, too.

    Raises:
        SelectionError: no occasion matches (`occasion`) or several do (`occasions`), with the candidates as options.
    """
    names, candidates = Names(tracker.names), list(rows_of(occasions(tracker, as_at=as_at)))
    asked = set(_name_key(text).split())
    matches = [row for row in candidates if asked and asked <= set(_occasion_words(row, names))]
    if len(matches) == 1:
        return str(matches[0].occasion)
    options = [occasion_name(row, names, translator(language)) for row in matches or candidates]
    raise SelectionError("occasions" if matches else "occasion", given=text, known="; ".join(options))


def _occasion_words(row: TableRow, names: Names) -> Iterator[str]:
    yield from _name_key(row.occasion).split()
    for _ in map(translator, Language):
        texts = [occasion_name(row, names, _), format_round(row.due, _)]
        if isinstance(row.with_whom, str):
            texts += [look_up(NameKind.ROLE, row.with_whom, _) for look_up in (names.full, names.short)]
        yield from _name_key(" ".join(texts)).split()


def _name_key(text: str) -> str:
    """Return the key by which names are compared: without capitals, accents and punctuation."""
    return " ".join(re.findall(r"\w+", base_letters(text)))
