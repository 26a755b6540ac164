"""What a person asked for in words, as a selection; or why it cannot be meant."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from analysis.selection.selection import Selection
from model.terms import LIST_SEPARATOR, NameKind
from model.text import normalise_space
from model.tracker.tracker import Tracker

TODAY = "today"
_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


class SelectionError(Exception):
    """What was asked for cannot be meant.

    Attributes:
        code: `theme`, `agency`, `as-at`, `ending` or `occasion`: which part of it; `occasions` where several are meant.
        given: what was given.
        known: what could have been.
    """

    def __init__(self, code: str, given: str, known: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {given}")
        self.code, self.value, self.options = code, given, tuple(known)


def parse_selection(
    tracker: Tracker, *, themes: Iterable[str], agencies: Iterable[str], as_at: str | None, today: date
) -> Selection:
    """Return what is chosen by names, in either language, full or short; capitals do not matter.

    Raises AskedError where the tracker has no such theme or agency, or the month is none.
    """
    leads = tracker.recommendations["lead_agency"].dropna()
    supporting = tracker.recommendations["supporting_agencies"].dropna().str.split(LIST_SEPARATOR).explode()
    known = tuple(dict.fromkeys([*leads, *supporting]))
    return Selection(
        themes=tuple(_named(tracker, NameKind.THEME, each, tracker.themes) for each in themes),
        agencies=tuple(_named(tracker, NameKind.AGENCY, each, known) for each in agencies),
        as_at=None if as_at is None else _month(as_at.strip(), today),
    )


def _named(tracker: Tracker, kind: NameKind, given: str, known: Sequence[str]) -> str:
    """Return the name of the tracker that is meant."""
    listed = tracker.names[tracker.names["kind"].eq(kind.value)]
    others = listed[["name", "short_name", "name_cy", "short_name_cy"]].itertuples(index=False)
    meant = {_folded(str(one)): str(row[0]) for row in others for one in row if isinstance(one, str)}
    meant |= {_folded(name): name for name in known}
    found = meant.get(_folded(given))
    if found is None or found not in known:
        raise SelectionError(kind.value.casefold(), given, known)
    return found


def _folded(name: str) -> str:
    return normalise_space(name.casefold())


def _month(given: str, today: date) -> str:
    if given.casefold() == TODAY:
        return f"{today:%Y-%m}"
    if not _MONTH.fullmatch(given):
        raise SelectionError("as-at", given)
    return given
