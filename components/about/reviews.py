"""The reviews of the tracker: body, date of publication, source and notes of each."""

from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.marks.update_story import text_block
from components.session.view import View
from components.text.localised_text import localised
from model.terms import NameKind
from model.tracker.rows import ReviewRow
from wording.format.dates import format_date


def reviews_part(view: View) -> HtmlNode:
    """Show each review of the tracker with its facts and notes."""
    return part("reviews", *[node for row in rows_of(view.tracker.reviews, ReviewRow) for node in _review(view, row)])


def _review(view: View, row: ReviewRow) -> list[HtmlNode]:
    _ = view.translator
    facts: dict[str, object] = {
        _("Body"): view.names.full(NameKind.AGENCY, row.body, _) if isinstance(row.body, str) else None,
        _("Published"): format_date(row.published, row.published_last, row.published_precision, row.published_words, _),
        _("Response days"): row.response_days,
    }
    pairs = [
        node
        for name, value in facts.items()
        if isinstance(value, str)
        for node in (element("dt", name), element("dd", value))
    ]
    source = localised(view, row, "source")
    pairs += [element("dt", _("Source")), source.node("dd")] if source.text else []
    notes = localised(view, row, "notes")
    title = localised(view, row, "title").node("h3")
    return [title, element("dl", *pairs, class_="facts"), *([text_block(notes)] if notes.text else [])]
