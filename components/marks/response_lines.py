"""The formal response to each review that is chosen: when it is due, and how much of it has come."""

import pandas as pd

from analysis.promises.responses import ResponseDueRow, responses_due
from analysis.table_rows import rows_of
from components.elements.html import HtmlNode, element, part
from components.session.view import View
from components.text.filter_toggle import count_link, with_links
from components.text.localised_text import localised
from components.text.page_header import section_heading
from model.terms import ShownPart, Timing
from wording.rounds.responses import responded_words, response_sentences


def chosen_responses(view: View) -> pd.DataFrame:
    """Return the formal responses of the chosen recommendations, as `analysis.promises.responses` has them."""
    return view.answer(responses_due, as_at=view.as_at, today=view.today)


def open_responses_part(view: View) -> HtmlNode | None:
    """Return the formal responses that have not come as a whole; nothing where there is none."""
    responses = chosen_responses(view)
    still_open = responses[responses["timing"].ne(Timing.DONE)]
    return None if still_open.empty else _lines_part(view, still_open)


def responses_parts(view: View) -> list[HtmlNode]:
    """Return a section with the formal response to each review; nothing where no review has a due date."""
    responses = chosen_responses(view)
    if responses.empty:
        return []
    return [section_heading(view.translator("Formal responses")), _lines_part(view, responses)]


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
