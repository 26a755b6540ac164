"""What comes out of a mapping: how many recommendations and updates, and the first of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from components.elements.html import HtmlNode, element
from components.elements.table import heading, table_region
from components.session.uploaded_workbook import UploadedWorkbook
from loaders.reading_summary import Summary
from wording.catalogue import Translator
from wording.format.statuses import mark_word

if TYPE_CHECKING:
    from model.tracker.tracker import Row

_SHOWN = 3
_MAX_TEXT = 160


def outcome_nodes(workbook: UploadedWorkbook, _: Translator) -> list[HtmlNode]:
    """Return how many recommendations and updates were read, and before the last change, and the first of them."""
    nodes: list[HtmlNode] = [element("h3", _("What comes out"))]
    nodes.append(element("p", _counts(workbook, _), class_="prose", role="status"))
    rows = workbook.reading.rows.get("recommendations", ())[:_SHOWN]
    if rows:
        names = (_("Ref"), _("Recommendation"), _("Lead agency"), _("Theme"), _("Latest status"))
        caption = _("How the first recommendations come out")
        nodes.append(table_region(caption, map(heading, names), [_row(row, workbook, _) for row in rows]))
    return nodes


def _counts(workbook: UploadedWorkbook, _: Translator) -> str:
    now, before = counts_text(workbook.summary, _), workbook.previous
    if before is None or counts_text(before, _) == now:
        return now
    return _("{now} (before the last change: {before})", now=now, before=counts_text(before, _))


def counts_text(summary: Summary, _: Translator) -> str:
    """Return how many recommendations, updates and promises there are."""
    return ", ".join(
        (
            _.plural("{n} recommendation", "{n} recommendations", summary.recommendations),
            _.plural("{n} update", "{n} updates", summary.updates),
            _.plural("{n} monitoring promise", "{n} monitoring promises", summary.monitoring),
        )
    )


def _row(row: "Row", workbook: UploadedWorkbook, _: Translator) -> HtmlNode:
    text = _text(row, "title") or _text(row, "recommendation")
    cells = (text, _text(row, "lead_agency"), _text(row, "theme"), _latest_status(row, workbook, _))
    return element(
        "tr",
        element("th", _text(row, "ref"), scope="row"),
        *(element("td", cell or "–", class_="words") for cell in cells),
    )


def _text(row: "Mapping[str, object]", field: str) -> str:
    value = row.get(field)
    text = "" if value is None else str(value)
    return text if len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"


def _latest_status(row: "Row", workbook: UploadedWorkbook, _: Translator) -> str:
    """Return the last status of a recommendation in the order of the workbook."""
    key = (row.get("review"), row.get("ref"))
    updates = workbook.reading.rows.get("progress", ())
    found = (_text(update, "status") for update in updates if (update.get("review"), update.get("ref")) == key)
    name = next((status for status in reversed([*found]) if status), "")
    return mark_word(name, workbook.reading.scale, _)
