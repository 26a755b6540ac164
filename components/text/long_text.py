"""A labelled text, of which a long one is folded behind its beginning; opened, it is complete."""

from textwrap import shorten

from components.elements.html import HtmlNode, element
from wording.catalogue import Translator
from wording.format.numbers import format_count

_SHOWN = 300
"""The most letters shown of a folded text: about four lines on a wide screen."""


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


def _labelled(label: str, first: str, language: str | None) -> HtmlNode:
    words = element("span", first, lang=language) if language else first
    return element("p", element("strong", f"{label}: "), words, class_="prose")


def _paragraphs(lines: list[str], language: str | None) -> list[HtmlNode]:
    return [element("p", line, class_="prose", lang=language) for line in lines]
