"""Present: the answer, the counts, the matrix and each recommendation, one slide at a time in large type."""

from analysis.status.latest_status import list_at
from components.choices.empty_states import no_match
from components.choices.list_order import chosen_order, in_chosen_order
from components.document.document import Document
from components.elements.html import element
from components.present.leave import page_to_leave_to
from components.present.slide import slide_parts
from components.present.slides import PARAMETER, requested_slide
from components.present.steps import steps_part
from components.session.links import BACK
from components.session.view import View


def present(view: View) -> Document:
    """Return the page."""
    if view.empty:
        return no_match(view)
    slide = requested_slide(view, in_chosen_order(view, view.answer(list_at, as_at=view.as_at)))
    number = [text for text in view.parameter(PARAMETER)[:1] if text == str(slide.number)]
    return Document(
        [element("div", steps_part(view, slide), *slide_parts(view, slide), class_="presentation")],
        own={PARAMETER: number, "sort": chosen_order(view).values, BACK: page_to_leave_to(view)},
    )
