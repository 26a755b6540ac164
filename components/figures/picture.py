"""A chart as a picture, PNG or SVG: below its title stands what is judged and when, below the chart its source."""

from components.elements.html import HtmlFragment, element
from components.session.view import View
from components.session.view_cache import cached_piece
from components.text.data_date import data_date_of
from reports.text.selection_words import selection_words


@cached_piece
def show_picture_buttons(view: View, title: str, *, alt: str, key: str) -> HtmlFragment:
    """Show a button for each format of picture. The browser makes it from the chart that it has drawn.

    The alternative text is the description of an SVG; a PNG has no place for one.
    """
    _ = view.translator
    words = {"title": title, "subtitle": _subtitle(view), "foot": view.loaded.reading.source.name, "alt": alt}
    labels = ((_("Save as a picture (PNG)"), "png"), (_("Save as a picture (SVG)"), "svg"))
    buttons = [
        element(
            "button",
            label,
            class_="link",
            saves={"chart": f"{key}-chart", "file": f"cynnydd-{key}.{ending}", **words},
        )
        for label, ending in labels
    ]
    return HtmlFragment([element("div", *buttons, class_="actions")], key=f"{key}.pictures")


def _subtitle(view: View) -> str:
    """Return the month of the data with the day of judgement, and which recommendations are charted."""
    _, selection = view.translator, view.selection
    n = view.chosen.recommendation_count
    parts = (
        data_date_of(view),
        _.plural("{n} recommendation", "{n} recommendations", n),
        ", ".join(selection.reviews),
        selection_words(selection, view.names, view.scale, _),
    )
    return " · ".join(part for part in parts if part)
