"""What the paper will hold, on screen: its title, its first words, and its parts with how much is in each."""

from dataclasses import replace

from components.downloads.paper import edition_of
from components.elements.html import HtmlFragment, HtmlNode, element
from components.papers.choice import PaperChoice
from components.session.view import View
from components.session.view_cache import cached_piece
from model.language import Language
from model.tracker.columns import SHEETS
from reports.outline import Outline, Part, outline_of
from reports.registry import Paper

MOST_PARTS = 20


def show_preview(view: View, wish: PaperChoice) -> None:
    """Show the outline of what is chosen."""
    _preview(view, wish.paper, wish.ending, wish.language.value, wish.occasion)


@cached_piece
def _preview(view: View, paper: str, ending: str, language: str, occasion: str | None) -> HtmlFragment:
    wish = PaperChoice(paper, ending, Language(language), occasion)
    if wish.is_canonical:
        return HtmlFragment(_sheets(view), key="preview")
    edition = replace(edition_of(view), language=wish.language, occasion=wish.occasion)
    own = None if wish.language is view.translator.language else wish.language.value
    return HtmlFragment(
        [element("div", *_outline(view, outline_of(edition, Paper(paper), ending)), lang=own)], key="preview"
    )


def _outline(view: View, told: Outline) -> list[HtmlNode]:
    return [
        element("p", element("strong", told.title)),
        *(element("p", line, class_="muted") for line in told.lines),
        *(element("p", line, class_="prose") for line in told.words),
        element("h3", told.holds),
        *_parts(view, told.parts),
        element("p", told.foot, class_="muted small"),
    ]


def _sheets(view: View) -> list[HtmlNode]:
    """Return the sheets of the tracker workbook; it is always the whole tracker."""
    _ = view.translator
    tables = [(plan.name, getattr(view.whole, plan.table, None)) for plan in SHEETS]
    rows = [(name, len(view.scale.statuses) if table is None else len(table)) for name, table in tables]
    parts = tuple(Part(name, _.plural("{n} row", "{n} rows", count)) for name, count in rows)
    said = _("It is the whole tracker, whatever is chosen above, in the layout that the Upload page reads.")
    return [element("p", said, class_="prose"), *_parts(view, parts)]


def _parts(view: View, parts: tuple[Part, ...]) -> list[HtmlNode]:
    _ = view.translator
    lines = [
        element("li", part.name, *([element("span", f" ({part.holds})", class_="muted")] if part.holds else []))
        for part in parts[:MOST_PARTS]
    ]
    nodes: list[HtmlNode] = [element("ol", *lines, class_="points")] if lines else []
    if len(parts) > MOST_PARTS:
        more = _.plural("{n} more", "{n} more", len(parts) - MOST_PARTS)
        nodes.append(element("p", more, class_="muted"))
    return nodes
