"""A text of the workbook in the reader's language, or in English where there is no Welsh."""

from dataclasses import dataclass
from typing import Any

from components.elements.html import HtmlNode, element
from components.session.view import View
from model.language import Language


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """A text, and its language where that is not the page's: a screen reader needs it."""

    text: str
    language: str | None = None

    def node(self, tag: str = "span", **attributes: object) -> HtmlNode:
        """Return the text in an element, with its `lang` attribute where the language is not the page's."""
        return element(tag, self.text, lang=self.language, **attributes)


def localised(view: View, row: Any, field: str) -> LocalisedText:
    """Return a field of a row in the reader's language: the Welsh column for a Welsh reader, else English.

    A field that is blank in both languages is an empty text.
    """
    welsh = getattr(row, f"{field}_cy", None)
    if view.translator.language is Language.WELSH and isinstance(welsh, str) and welsh.strip():
        return LocalisedText(welsh)
    english = getattr(row, field, None)
    if not isinstance(english, str) or not english.strip():
        return LocalisedText("")
    return LocalisedText(english, Language.ENGLISH.value if view.translator.language is Language.WELSH else None)
