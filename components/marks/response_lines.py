"""The formal response to each review that is chosen: when it is due, and how much of it has come."""

import pandas as pd

from analysis.promises.responses import ResponseDueRow, responses_due
from analysis.table_rows import rows_of
from components.document.pieces import show, show_section_heading
from components.elements.html import HtmlNode, element, part
from components.session.view import View
from components.session.view_cache import cached_by_table
from components.text.filter_toggle import count_link, with_links
from components.text.localised_text import localised
from model.terms import ShownPart, Timing
from wording.rounds.responses import responded_words, response_sentences


def chosen_responses(view: View) -> pd.DataFrame:
    """Return the formal responses of the chosen recommendations, as `analysis.promises.responses` has them."""
    return view.answer(responses_due, as_at=view.as_at, today=view.today)


def show_open_responses(view: View) -> None:
    """Show the formal responses that have not come as a whole; nothing where there is none."""
    still_open = _open_responses(chosen_responses(view))
    if not still_open.empty:
        show(_lines_part(view, still_open))


@cached_by_table
def _open_responses(responses: pd.DataFrame) -> pd.DataFrame:
    return responses[responses["timing"].ne(Timing.DONE)]


def show_responses(view: View) -> None:
    """Show a section with the formal response to each review; nothing where no review has a due date."""
    responses = chosen_responses(view)
    if not responses.empty:
        show_section_heading(view.translator("Formal responses"))
        show(_lines_part(view, responses))


def _lines_part(view: View, responses: pd.DataFrame) -> HtmlNode:
    lines = [_line(view, row) for row in rows_of(responses, ResponseDueRow)]
    return part("responses", element("ul", *lines, class_="lines prose"))


def _line(view: View, row: ResponseDueRow) -> HtmlNode:
    title = localised(view, row, "title")
    name = title.node("strong") if title.text else element("strong", row.review)
    sentences = response_sentences(row, view.translator)
    words = responded_words(row, view.translator)
    review = view.filter_options.slug("review", row.review)
    link = count_link(view, row.responded, words, only=ShownPart.RESPONDED.value, review=review)
    return element("li", name, ": ", *with_links(sentences, (words, link)))
