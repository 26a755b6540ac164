"""Where a search was found in a recommendation: the field, and a line of its text with the words marked."""

from analysis.selection.found_text import FoundPlace
from components.elements.html import HtmlNode, element
from components.session.view import View
from model.language import Language
from wording.labels.found_fields import found_field


def found_lines(view: View, places: tuple[FoundPlace, ...]) -> list[HtmlNode]:
    """Return a line for each place where words of the search were found."""
    return [_line(view, place) for place in places]


def _line(view: View, place: FoundPlace) -> HtmlNode:
    language = Language.WELSH if place.field.endswith("_cy") else Language.ENGLISH
    text = [element("mark", piece) if number % 2 else piece for number, piece in enumerate(place.pieces)]
    return element(
        "div",
        f"{found_field(place.field, place.round, view.translator)}: ",
        element("span", *text, lang=None if language is view.translator.language else language.value),
        class_="found muted small",
    )
