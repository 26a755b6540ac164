"""How statuses were read: as a word, a letter or a colour; and a proposed scale that is not confirmed."""

from components.elements.html import HtmlNode, element, part
from components.elements.table import heading, table_region
from components.session.view import View
from wording.catalogue import Translator
from wording.format.numbers import format_count
from wording.issues import page_remedy


def statuses_read_part(view: View) -> HtmlNode:
    """Show the number of statuses read in each way, and the words of a proposed scale with their counts."""
    _, reading = view.translator, view.loaded.reading
    lines: list[HtmlNode] = []
    for method, name in reading_methods(_).items():
        count = reading.statuses_read.get(method, 0)
        if count:
            lines += [element("dt", name), element("dd", _.plural("{n} status", "{n} statuses", count))]
    nodes: list[HtmlNode] = [element("dl", *lines, class_="rows")] if lines else []
    if not lines:
        nodes = [element("p", _("No cell gives a status."), class_="muted")]
    return part("statuses", *nodes, *_proposed(view))


def reading_methods(_: Translator) -> dict[str, str]:
    """Return the names of the ways in which a status can be read, by code."""
    return {
        "word": _("As a word"),
        "letter": _("As a letter"),
        "meaning": _("As the meaning written out"),
        "colour": _("From the colour of the cell"),
    }


def _proposed(view: View) -> list[HtmlNode]:
    _, proposed = view.translator, view.loaded.reading.proposed_scale
    if proposed is None or proposed.confirmed:
        return []
    rows = [
        element("tr", element("th", word, scope="row"), element("td", format_count(count, _), class_="number"))
        for word, count in proposed.words
    ]
    headings = (heading(_("Status")), heading(_("Cells"), number=True))
    text = _("These statuses are words of the tracker’s own. Nothing says their order or which means done.")
    scale_issues = [
        issue for issue in view.loaded.reading.issues if issue.code in ("scale-proposed", "scale-words-missing")
    ]
    return [
        element("h3", _("Statuses whose order is not known")),
        element("p", text, class_="prose"),
        table_region(_("Statuses whose order is not known"), headings, rows, class_="list figures"),
        *(element("p", page_remedy(issue, _), class_="prose") for issue in scale_issues),
    ]
