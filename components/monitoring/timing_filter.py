"""The timing of the promises that the Monitoring page shows, stored in the URL as `timing`."""

import pandas as pd

from components.elements.html import HtmlNode, element, part
from components.session.filter_query import query_of_view
from components.session.view import View
from model.terms import Timing
from wording.answers.occasions import timing_heading

_PARAMETER = "timing"


def chosen_timing(view: View) -> str:
    """Return the timing in the URL; "" where all promises are shown."""
    return "".join(code for code in view.parameter(_PARAMETER)[:1] if code in set(Timing))


def of_timing(table: pd.DataFrame, *, timing: str) -> pd.DataFrame:
    """Return the promises or occasions of a timing; all for ""."""
    return table[table["timing"].eq(timing)] if timing else table


def timing_toggle(view: View, timing: str, *words: HtmlNode, chosen: str) -> HtmlNode:
    """Return words as a link that shows the promises of a timing alone, or all again where it is chosen."""
    _, query, is_chosen = view.translator, query_of_view(view), timing == chosen
    name = timing_heading(timing, _)
    return element(
        "a",
        *words,
        href=query.replaced({_PARAMETER: [] if is_chosen else [timing]}),
        title=_("Remove {name}", name=name) if is_chosen else _("Filter by {name}", name=name),
        aria_current="true" if is_chosen else None,
        class_="toggle",
        base=query.replaced({_PARAMETER: [chosen] if chosen else []}),
    )


def timing_note_part(view: View, chosen: str) -> HtmlNode | None:
    """Show that promises of one timing alone are shown, with a link to all; nothing where all are."""
    if not chosen:
        return None
    _, query = view.translator, query_of_view(view)
    text = _("Only these promises are shown: {timing}.", timing=timing_heading(chosen, _))
    link = element(
        "a", _("Show all"), href=query.replaced({_PARAMETER: []}), base=query.replaced({_PARAMETER: [chosen]})
    )
    return part("timing", element("p", text, " ", link, class_="muted"))
