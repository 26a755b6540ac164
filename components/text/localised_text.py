"""A text of the workbook in the reader's language, or in the other language where there is none in that."""

from dataclasses import dataclass

from components.elements.html import HtmlNode, element
from components.session.view import View
from wording.format.localised import localised_value


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """A text, and its language where that is not the page's: a screen reader needs it."""

    text: str
    language: str | None = None

    def node(self, tag: str = "span", **attributes: object) -> HtmlNode:
        """Return the text in an element, with its `lang` attribute where the language is not the page's."""
        return element(tag, self.text, lang=self.language, **attributes)


def localised(view: View, row: object, field: str) -> LocalisedText:
    """Return a field of a row in the reader's language, else in the other.

    A field that is blank in both languages is an empty text.
    """
    value = localised_value(row, field, view.translator.language)
    return LocalisedText(value.text, value.language.value if value.language else None)
