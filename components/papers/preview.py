"""The preview of a paper on screen: its title, its first lines, and the size of each of its parts."""

from dataclasses import replace

from components.downloads.paper import edition_of
from components.elements.html import HtmlNode, element, part
from components.papers.choice import PaperChoice
from components.session.view import View
from components.text.more import MOST_MORE, rest_of
from model.tracker.columns import SHEETS
from reports.outline import Outline, OutlinePart, build_outline
from reports.registry import PaperType

MOST_PARTS = 20


def preview_part(view: View, choice: PaperChoice) -> HtmlNode:
    """Return the outline of the chosen paper."""
    if choice.is_canonical:
        return part("preview", *_sheets(view))
    edition = replace(edition_of(view), language=choice.language, occasion=choice.occasion)
    lang = None if choice.language is view.translator.language else choice.language.value
    return part(
        "preview",
        element("div", *_outline(view, build_outline(edition, PaperType(choice.paper), choice.ending)), lang=lang),
    )


def _outline(view: View, outline: Outline) -> list[HtmlNode]:
    return [
        element("p", element("strong", outline.title)),
        *(element("p", line, class_="muted") for line in outline.subtitle),
        *(element("p", line, class_="prose") for line in outline.sentences),
        element("h3", outline.size),
        *_parts(view, outline.parts),
        element("p", outline.footer, class_="muted small"),
    ]


def _sheets(view: View) -> list[HtmlNode]:
    """Return the sheets of the canonical workbook, which has the whole tracker."""
    _ = view.translator
    tables = [(plan.name, getattr(view.tracker, plan.table, None)) for plan in SHEETS]
    rows = [(name, len(view.scale.statuses) if table is None else len(table)) for name, table in tables]
    parts = tuple(OutlinePart(name, _.plural("{n} row", "{n} rows", count)) for name, count in rows)
    text = _("It is the whole tracker, whatever is chosen above, in the layout that the Upload page reads.")
    return [element("p", text, class_="prose"), *_parts(view, parts)]


def _parts(view: View, parts: tuple[OutlinePart, ...]) -> list[HtmlNode]:
    """Return the parts as a numbered list, those after the first behind their number."""
    lines = [
        element("li", part.name, *([element("span", f" ({part.size})", class_="muted")] if part.size else []))
        for part in parts[: MOST_PARTS + MOST_MORE]
    ]
    first, rest = lines[:MOST_PARTS], lines[MOST_PARTS:]
    nodes: list[HtmlNode] = [element("ol", *first, class_="points")] if first else []
    numbered = element("ol", *rest, class_="points", start=str(MOST_PARTS + 1))
    return [*nodes, *rest_of(view, [numbered], len(parts) - MOST_PARTS, shown=len(rest))]
