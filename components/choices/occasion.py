"""The occasion of a meeting pack, a paper or a calendar: a slug of its month and with whom, in the URL."""

from dataclasses import dataclass

import pandas as pd

from analysis.promises import occasions, recommendations_of_occasion, split_occasion_key
from analysis.table_rows import rows_of
from components.choices.controls import select_form
from components.elements import HtmlNode
from components.session.links import MEETING, href, slug
from components.session.view import View
from model.terms import OPEN_TIMINGS
from model.tracker.rows import TableRow
from model.tracker.tracker import Tracker
from wording.answers.recommendation import occasion_name

OCCASION = "occasion"
# The option for everything that matches the filter; the URL then has no parameter.
_ALL = ""


@dataclass(frozen=True, eq=False, slots=True)
class Meeting:
    """What a meeting is about: an occasion, or everything that matches the filter.

    Attributes:
        row: the occasion as a row of analysis.promises with `with` renamed `with_whom`; None for everything.
        unknown: whether the URL names an occasion that the tracker does not have.
    """

    row: TableRow | None = None
    unknown: bool = False

    @property
    def occasion(self) -> str | None:
        """The key of the occasion, None for everything."""
        return None if self.row is None else str(self.row.occasion)

    def filter_listing(self, view: View, listing: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a listing that the meeting is about."""
        return listing if self.row is None else _rows_of_occasion(view, listing, str(self.row.occasion))


def requested_meeting(view: View) -> Meeting:
    """Return the meeting that the URL asks for."""
    requested = view.parameter(OCCASION)[:1]
    by_code = occasions_by_code(view)
    return Meeting(by_code.get(requested[0]), unknown=requested[0] not in by_code) if requested else Meeting()


def meeting_href(view: View, row: TableRow) -> str:
    """Return the URL of the meeting pack of a row of analysis.promises."""
    code = next(code for code, candidate in occasions_by_code(view).items() if candidate.occasion == row.occasion)
    return href(MEETING, {OCCASION: code, **view.query_on(MEETING)})


def all_chosen_href(view: View) -> str:
    """Return the URL of a meeting pack about everything that matches the filter."""
    return href(MEETING, view.query_on(MEETING))


def occasions_by_code(view: View) -> dict[str, TableRow]:
    """Return the occasions of the whole tracker by slug, such as `2025-01-detective-superintendent`."""
    return _by_code(view.unfiltered, as_at=view.as_at, today=view.today)


def chosen_occasion(view: View, code: str) -> str | None:
    """Return the key of the occasion that a query parameter names; None for everything or an unknown occasion."""
    by_code = _open_occasions(view)
    return next((str(by_code[each].occasion) for each in view.parameter(code)[:1] if each in by_code), None)


def understood_occasion(view: View, code: str) -> list[str]:
    """Return the value of the query parameter that names an open occasion; nothing where it names none."""
    return [each for each in view.parameter(code)[:1] if each in _open_occasions(view)]


def occasion_choice(view: View, code: str, *, label: str) -> HtmlNode | None:
    """Return the choice where any occasion is still open; it is in the query parameter `code`."""
    labels = _option_labels(view)
    if len(labels) == 1:
        return None
    return select_form(view, code, label, labels, chosen=next(iter(understood_occasion(view, code)), _ALL))


def _by_code(tracker: Tracker, *, as_at: pd.Timestamp, today: pd.Timestamp | None) -> dict[str, TableRow]:
    by_code: dict[str, TableRow] = {}
    for row in rows_of(occasions(tracker, as_at=as_at, today=today)):
        code = _unique_code(_code(row), by_code)
        by_code[code] = row
    return by_code


def _code(row: TableRow) -> str:
    months, whom = split_occasion_key(row.occasion)
    return f"{months}-{slug(whom or 'nobody')}"


def _unique_code(code: str, taken: dict[str, TableRow]) -> str:
    numbers = (code if number == 1 else f"{code}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbers if each not in taken)


def _rows_of_occasion(view: View, listing: pd.DataFrame, occasion: str) -> pd.DataFrame:
    keys = recommendations_of_occasion(view.chosen, occasion=occasion, as_at=view.as_at)
    return listing[pd.MultiIndex.from_frame(listing[["review", "ref"]]).isin(keys)]


def _option_labels(view: View) -> dict[str, str]:
    """Return the options by slug: everything, then each open occasion."""
    _ = view.translator
    labels = {code: occasion_name(row, view.names, _) for code, row in _open_occasions(view).items()}
    return {_ALL: _("All that is chosen")} | labels


def _open_occasions(view: View) -> dict[str, TableRow]:
    """Return the occasions by slug that are not done and concern a recommendation that matches the filter."""
    table = occasions(view.chosen, as_at=view.as_at, today=view.today)
    open_keys = set(table.loc[table["timing"].isin(OPEN_TIMINGS), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in open_keys}
