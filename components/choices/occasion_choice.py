"""The choice of an occasion for a paper or a calendar, stored in the URL."""

from analysis.promises.occasions import OccasionRow, occasions
from components.choices.controls import select_form
from components.choices.occasion import occasions_by_code
from components.elements.html import HtmlNode
from components.session.view import View
from model.terms import OPEN_TIMINGS
from wording.answers.occasions import occasion_name

_ALL = ""
"""The option for everything that matches the filter; the URL then has no parameter."""


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


def _option_labels(view: View) -> dict[str, str]:
    """Return the options by slug: everything, then each open occasion."""
    _ = view.translator
    labels = {code: occasion_name(row, view.names, _) for code, row in _open_occasions(view).items()}
    return {_ALL: _("All that is chosen")} | labels


def _open_occasions(view: View) -> dict[str, OccasionRow]:
    """Return the occasions by slug that are not done and concern a recommendation that matches the filter."""
    table = view.answer(occasions, as_at=view.as_at, today=view.today)
    open_keys = set(table.loc[table["timing"].isin(OPEN_TIMINGS), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in open_keys}
