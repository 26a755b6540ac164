"""Recommendations: the list, filtered, sorted and in parts."""

from analysis.status.latest_status import list_at
from components.choices.empty_states import no_match
from components.choices.filter_bar import filter_bar_parts
from components.choices.list_order import chosen_order, order_choice_part
from components.document.document import Document
from components.recommendations.list import chosen_list_page, list_part
from components.recommendations.list_part import chosen_part, marks_of_part, of_part, part_query, parts_part
from components.session.filter_query import PAGE_OF_LIST
from components.session.view import View
from components.text.data_date import judged_later
from components.text.page_header import answer, subtitle_part


def recommendations(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    _, chosen = view.translator, chosen_part(view)
    listing = of_part(view, view.answer(list_at, as_at=view.as_at), part=chosen)
    number = chosen_list_page(view, len(listing))
    return Document(
        [
            answer(_.plural("{n} recommendation", "{n} recommendations", len(listing))),
            subtitle_part(marks_of_part(view, listing, part=chosen), *judged_later(view)),
            *filter_bar_parts(view),
            parts_part(view, chosen=chosen),
            order_choice_part(view),
            list_part(view, listing),
        ],
        own={
            "sort": chosen_order(view).values,
            PAGE_OF_LIST: [str(number)] if number > 1 else [],
            **part_query(view, chosen),
        },
    )
