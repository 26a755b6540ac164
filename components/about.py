"""About: what the statuses mean, and how everything is counted."""

from analysis.table_rows import rows_of
from components import elements
from components.difference import source_line
from components.document.document import Document
from components.downloads import template_link, tracker_workbook_link
from components.elements import HtmlNode, answer, columns, element, part, section
from components.marks.lines import key_part, text_block
from components.published import without_store
from components.session.links import href
from components.session.view import View
from components.texts import localised
from model.access import Role
from model.terms import NameKind, TableRow
from wording.catalogue import labels
from wording.formatting import format_date


def about(view: View) -> Document:
    """Return the page."""
    _ = view.translator
    inferred = _(
        "Where a report's published colours are not in its text, each status is inferred: "
        "the report's own key is applied to the words of the update."
    )
    marked = _(
        "An inferred status has a dashed edge, and is called inferred wherever it is named. "
        "A published status replaces it as soon as the office's own workbook is used."
    )
    reviews = (node for row in rows_of(view.tracker.reviews) for node in _review(view, row))
    meanings = [
        *section(_("The key"), key_part(view)),
        *section(_("Inferred statuses"), elements.paragraphs_part(inferred, marked, key="inferred")),
        *section(_("Where the data comes from"), part("reviews", *reviews)),
        part("tracker-workbook", tracker_workbook_link(view, _("Tracker workbook"))),
    ]
    words, rule_of = labels("counting-term", _), labels("counting-rule", _)
    counted = elements.definitions(((word, rule_of[code]) for code, word in words.items()), class_="facts prose")
    rules = section(_("How each number is counted"), part("rules", counted))
    if view.may(Role.EDITOR):
        how_to = _("Updates are made in the workbook, not on these pages: download it, and add the new round to it.")
        link = element("a", _("Upload it here"), href=href("upload", view.query))
        what_follows = _("It is checked, what it would change is shown, and you publish it with a reason.")
        change = elements.paragraphs_part([how_to, " ", link, ". ", what_follows], key="change")
        if without_store():
            change = elements.paragraphs_part(how_to, _("Then start the dashboard with it."), key="change")
        rules += section(_("How to change what is shown"), change, part("template", template_link(view)))
    title = answer(_("What the statuses mean, and how everything here is counted"))
    return Document(title, elements.subtitle_part(source_line(view)), columns([1, 1], meanings, rules))


def _review(view: View, row: TableRow) -> list[HtmlNode]:
    _ = view.translator
    title, source, notes = (localised(view, row, field) for field in ("title", "source", "notes"))
    facts: dict[str, object] = {
        _("Body"): view.names.full(NameKind.AGENCY, row.body, _) if isinstance(row.body, str) else None,
        _("Published"): format_date(row.published, row.published_last, row.published_precision, row.published_words, _),
        _("Response days"): row.response_days,
        _("Source"): source.node() if source.text else None,
    }
    rows = [(name, value) for name, value in facts.items() if isinstance(value, str | list)]
    return [title.node("h3"), elements.definitions(rows), *([text_block(notes)] if notes.text else [])]
