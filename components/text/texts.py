"""Texts of the workbook in the reader's language, or in the other where there is none in that: short, or folded."""

from dataclasses import dataclass
from textwrap import shorten

from components.elements.html import HtmlNode, element
from components.session.view import View
from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.names import localised_value
from wording.format.text import format_count

_SHOWN = 300
"""The most letters shown of a folded text: about four lines on a wide screen."""


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


def labelled_text(label: str, text: str, _: Translator, *, language: str | None = None) -> list[HtmlNode]:
    """Return a text after its label, each of its lines as a paragraph; a long one behind its first words.

    `language` is that of the text, where it is not the reader's.
    """
    if len(text) <= _SHOWN:
        first, *others = text.split("\n")
        return [_labelled(label, first, language), *_paragraphs(others, language)]
    beginning = shorten(text, _SHOWN, placeholder=" …")
    if len(beginning) < _SHOWN // 2:  # a word of hundreds of letters, such as an address
        beginning = f"{text[:_SHOWN]}…"
    summary = element(
        "summary",
        element("strong", f"{label}: "),
        element("span", f"{beginning} ", class_="beginning", lang=language),
        element("span", _("Show the whole text ({n} characters)", n=format_count(len(text), _)), class_="more"),
    )
    return [element("details", summary, *_paragraphs(text.split("\n"), language), class_="long")]


def role_or_agency(view: View, name: str) -> str:
    """Return the name of a role, or of an agency where the Names sheet has no such role."""
    role = view.names.full(NameKind.ROLE, name, view.translator)
    return role if role != name else view.names.full(NameKind.AGENCY, name, view.translator)


def _labelled(label: str, first: str, language: str | None) -> HtmlNode:
    words = element("span", first, lang=language) if language else first
    return element("p", element("strong", f"{label}: "), words, class_="prose")


def _paragraphs(lines: list[str], language: str | None) -> list[HtmlNode]:
    return [element("p", line, class_="prose", lang=language) for line in lines]
