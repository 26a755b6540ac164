"""The occasion of a meeting pack, a paper or a calendar: a slug of its month and with whom, in the URL."""

from itertools import count

from analysis.promises import occasions, split_occasion_key
from analysis.table_rows import rows_of
from components.choices.controls import select_form
from components.elements import HtmlNode
from components.session.links import MEETING, href, slug
from components.session.view import View
from model.terms import OPEN_TIMINGS
from model.tracker.rows import TableRow
from wording.answers.recommendation import occasion_name

OCCASION = "occasion"


def meeting_href(view: View, occasion: str | None = None) -> str:
    """Return the URL of the meeting pack about an occasion, by its key, or about everything that matches the filter."""
    codes = [code for code, row in occasions_by_code(view).items() if row.occasion == occasion]
    return href(MEETING, {**({OCCASION: codes[0]} if codes else {}), **view.query_on(MEETING)})


def occasions_by_code(view: View) -> dict[str, TableRow]:
    """Return the occasions of the whole tracker by slug, such as `2025-01-detective-superintendent`."""
    by_code: dict[str, TableRow] = {}
    for row in rows_of(occasions(view.unfiltered, as_at=view.as_at, today=view.today)):
        months, whom = split_occasion_key(row.occasion)
        code = f"{months}-{slug(whom or 'nobody')}"
        numbers = (code if number == 1 else f"{code}-{number}" for number in count(1))
        by_code[next(each for each in numbers if each not in by_code)] = row
    return by_code


def chosen_occasion(view: View, code: str) -> str | None:
    """Return the key of the occasion that a query parameter names; None for everything or an unknown occasion."""
    by_code = _open_occasions(view)
    return next((str(by_code[each].occasion) for each in view.parameter(code)[:1] if each in by_code), None)


def occasion_choice(view: View, code: str, *, label: str) -> HtmlNode | None:
    """Return the choice of everything or an open occasion, in the query parameter `code`; None where none is open."""
    _, by_code = view.translator, _open_occasions(view)
    if not by_code:
        return None
    labels = {"": _("All that is chosen")} | {each: occasion_name(row, view.names, _) for each, row in by_code.items()}
    return select_form(view, code, label, labels, chosen="".join(view.parameter(code)[:1]))


def _open_occasions(view: View) -> dict[str, TableRow]:
    """Return the occasions by slug that are not done and concern a recommendation that matches the filter."""
    table = occasions(view.chosen, as_at=view.as_at, today=view.today)
    open_keys = set(table.loc[table["timing"].isin(OPEN_TIMINGS), "occasion"])
    return {code: row for code, row in occasions_by_code(view).items() if row.occasion in open_keys}
