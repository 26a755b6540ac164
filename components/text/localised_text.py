"""A text of the workbook in the reader's language, and whether it had to be left in English."""

from dataclasses import dataclass
from typing import Any

from components.elements.html import HtmlNode, element
from components.session.view import View
from model.language import Language


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """A text and, where it is not in the page's language, the language it is in: a screen reader must be told."""

    text: str
    language: str | None = None

    def node(self, tag: str = "span", **attributes: object) -> HtmlNode:
        """Return the text in an element that names its language where it must."""
        return element(tag, self.text, lang=self.language, **attributes)


def localised(view: View, row: Any, field: str) -> LocalisedText:
    """Return a field of a row: its Welsh column for a Welsh reader, and English where there is no Welsh.

    A field that holds nothing in either language is an empty text.
    """
    welsh = getattr(row, f"{field}_cy", None)
    if view.translator.language is Language.WELSH and isinstance(welsh, str) and welsh.strip():
        return LocalisedText(welsh)
    english = getattr(row, field, None)
    if not isinstance(english, str) or not english.strip():
        return LocalisedText("")
    return LocalisedText(english, Language.ENGLISH.value if view.translator.language is Language.WELSH else None)
