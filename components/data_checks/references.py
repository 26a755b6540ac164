"""References in the texts that are broken: to a missing recommendation, or to the recommendation itself."""

import pandas as pd

from analysis.table_rows import rows_of
from analysis.texts.references import ReferenceRow
from components.elements.html import HtmlNode, element, part
from components.marks.marks import href_of, named_ref
from components.session.view import View
from components.text.more import MOST_MORE, rest_of_list

MOST = 60
"""The number of references listed; the rest stand behind their number."""


def reference_checks_part(view: View, references: pd.DataFrame) -> HtmlNode:
    """Show each broken or self reference of analysis.texts.references, with a link to its recommendation."""
    _ = view.translator
    broken = references[references["problem"].notna()].drop_duplicates(["review", "ref", "target"])
    lines = []
    for row in rows_of(broken.head(MOST + MOST_MORE), ReferenceRow):
        ref = named_ref(view, row)
        if row.problem == "self":
            text = _("Recommendation {ref} refers to itself.", ref=ref)
        else:
            text = _("Recommendation {ref} refers to {target}, which is not there.", ref=ref, target=row.target)
        lines.append(element("li", element("a", text, class_="plain", href=href_of(view, row.review, row.ref))))
    if not lines:
        return part("references", element("p", _("Every reference leads to a recommendation."), class_="muted"))
    more = rest_of_list(view, lines[MOST:], len(broken) - MOST)
    return part("references", element("ul", *lines[:MOST], class_="lines"), *more)
