"""Which occasion an address asks for: `occasion=`, a month and with whom, as a code that keeps with the data."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.promises.occasions import months_and_whom, occasions, served_by
from components.marks.marks import rows_of
from components.session import url_state
from components.session.links import MEETING, href
from components.session.slugs import code_of
from components.session.view import View
from components.session.view_cache import cached_by_view

OCCASION = "occasion"


@dataclass(frozen=True, eq=False, slots=True)
class Meeting:
    """What a meeting is about: an occasion, or all that is chosen.

    Attributes:
        row: the occasion as a row of analysis.promises.occasions whose column `with` is `with_whom`; None for all.
        unknown: whether the address asks for an occasion that the tracker does not have.
    """

    row: Any | None = None
    unknown: bool = False

    @property
    def occasion(self) -> str | None:
        """The key of the occasion."""
        return None if self.row is None else str(self.row.occasion)

    def filter_listing(self, view: View, listing: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a listing that the meeting is about."""
        return listing if self.row is None else _served(view, listing, str(self.row.occasion))


def requested_meeting(view: View) -> Meeting:
    """Return what the address asks for."""
    asked = url_state.read(OCCASION)[:1]
    known = occasions_by_code(view)
    url_state.write(OCCASION, [code for code in asked if code in known])
    return Meeting(known.get(asked[0]), unknown=asked[0] not in known) if asked else Meeting()


def meeting_href(view: View, row: Any) -> str:
    """Return the address of the meeting pack of a row of analysis.promises.occasions."""
    code = next(code for code, known in occasions_by_code(view).items() if known.occasion == row.occasion)
    return href(MEETING, {OCCASION: code, **view.query})


def all_chosen_href(view: View) -> str:
    """Return the address of a meeting pack about all that is chosen."""
    return href(MEETING, view.query)


@cached_by_view
def occasions_by_code(view: View) -> dict[str, Any]:
    """Return the occasions of the whole tracker by their codes, such as `2025-01-detective-superintendent`."""
    coded: dict[str, Any] = {}
    found = view.unfiltered().ask(occasions, as_at=view.as_at, today=view.today)
    for row in rows_of(found.rename(columns={"with": "with_whom"})):
        code = _free(_code(row), coded)
        coded[code] = row
    return coded


def _code(row: Any) -> str:
    months, whom = months_and_whom(row.occasion)
    return f"{months}-{code_of(whom or 'nobody')}"


def _free(code: str, taken: dict[str, Any]) -> str:
    numbers = (code if number == 1 else f"{code}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbers if each not in taken)


@cached_by_view
def _served(view: View, listing: pd.DataFrame, occasion: str) -> pd.DataFrame:
    known = served_by(view.chosen, occasion=occasion)
    return listing[pd.MultiIndex.from_frame(listing[["review", "ref"]]).isin(known)]
