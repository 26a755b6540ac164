"""Parse the options of a paper into a selection."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from analysis.selection import Selection
from model.terms import LIST_SEPARATOR, NameKind
from model.text import normalise_space
from model.tracker.tracker import Tracker

TODAY = "today"
_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


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


def _name_key(name: str) -> str:
    return normalise_space(name.casefold())


def _parse_month(value: str, today: date) -> str:
    if value.casefold() == TODAY:
        return f"{today:%Y-%m}"
    if not _MONTH.fullmatch(value):
        raise SelectionError("as-at", value)
    return value
