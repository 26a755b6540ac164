"""The recommendation that the URL asks for."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.selection.neighbours import Neighbours, neighbours
from analysis.selection.selection import Selection
from analysis.status.latest_status import list_at
from components.choices.list_order import in_chosen_order
from components.document.document import NOT_FOUND, Document
from components.elements.html import HtmlNode, element, part
from components.marks.marks import href_of
from components.session.links import href
from components.session.view import View
from components.text.page_header import answer
from wording.format.dates import format_round


@dataclass(frozen=True, slots=True)
class RecommendationKey:
    """The key of a recommendation: its review and its ref."""

    review: str
    ref: str

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table about this recommendation."""
        return table[table["review"].eq(self.review) & table["ref"].eq(self.ref)]

    def row(self, table: pd.DataFrame) -> Any:
        """Return the first row of a table about this recommendation, columns as attributes, or None."""
        return next(self.rows(table).itertuples(index=False), None)

    def neighbours(self, view: View) -> Neighbours:
        """Return the previous and next recommendation in the filtered list, in its chosen order.

        Where the filter excludes this recommendation, the list is that of the whole tracker.
        """
        listing = view.answer(list_at, as_at=view.as_at)
        if self.rows(listing).empty:
            listing = view.answer_of_all(list_at, as_at=view.as_at)
        return neighbours(in_chosen_order(view, listing), review=self.review, ref=self.ref)

    def existed(self, view: View) -> bool:
        """Return whether its review had been published, or reported on, by the month of the view."""
        of_month = Selection(as_at=view.selection.as_at).apply(view.tracker)
        return not self.rows(of_month.recommendations).empty

    def filter_note_part(self, view: View) -> HtmlNode | None:
        """Return a note where the filter or its month excludes this recommendation, which is shown all the same."""
        if len(self.rows(view.chosen.recommendations)):
            return None
        _ = view.translator
        text = _("Recommendation {ref} is not among those chosen in the filter.", ref=self.ref)
        if not self.existed(view):
            month = format_round(view.as_at, _)
            text = _("The review of recommendation {ref} was published after {month}.", ref=self.ref, month=month)
        return part("not-chosen", element("p", text, class_="muted"))


def requested_recommendation(view: View) -> RecommendationKey | None:
    """Return the recommendation of `?ref=`, with `review=` (its name or slug) where the ref is not unique.

    None where the URL names none, or an ambiguous ref.
    """
    matches = _matches(view, *_requested_key(view))
    return matches[0] if len(matches) == 1 else None


def _matches(view: View, ref: str, review: str) -> list[RecommendationKey]:
    table = view.tracker.recommendations
    matches = [RecommendationKey(str(each), ref) for each in table.loc[table["ref"].eq(ref), "review"]]
    names = {review, view.filter_options.review.get(review, review)}
    return [match for match in matches if match.review in names] if review else matches


def unknown_recommendation(view: View) -> Document:
    """Return that the URL names no recommendation, or an ambiguous ref, with links to the candidates or the list."""
    _ = view.translator
    ref, review = _requested_key(view)
    candidates = _matches(view, ref, review)
    if candidates:
        links = [element("li", element("a", each.review, href=href_of(view, each.review, ref))) for each in candidates]
        listed = part("unknown", element("p", _("Several reviews have one:")), element("ul", *links, class_="lines"))
        return Document([answer(_("Which recommendation {ref}?", ref=ref)), listed], status=NOT_FOUND)
    heading = answer(_("There is no recommendation {ref}.", ref=ref) if ref else _("No recommendation was asked for."))
    link = element("a", _("See all recommendations"), href=href("recommendations", view.query))
    missing = (
        _("The review “{review}” does not have it.", review=review) if review else _("This tracker does not have it.")
    )
    return Document([heading, part("unknown", element("p", missing, " ", link))], status=NOT_FOUND)


def _requested_key(view: View) -> tuple[str, str]:
    ref, review = ("".join(view.parameter(name)[-1:]).strip() for name in ("ref", "review"))
    return ref, review
