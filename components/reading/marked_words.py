"""Two versions of a text as one, with the words that differ marked, also for screen readers."""

from collections.abc import Iterable

from components.elements.html import HtmlNode, element
from wording.catalogue import Translator
from wording.format.word_diff import DiffKind, DiffRun

_TAGS = {DiffKind.REMOVED: "del", DiffKind.ADDED: "ins"}


def marked_words(runs: Iterable[DiffRun], _: Translator) -> HtmlNode:
    """Return a re-worded text with its removed words struck through and its added words underlined."""
    return element("p", *(_run(words, kind, _) for words, kind in runs), class_="reworded")


def _run(words: str, kind: DiffKind, _: Translator) -> HtmlNode:
    if kind is DiffKind.UNCHANGED:
        return words
    label = _("(removed:)") if kind is DiffKind.REMOVED else _("(added:)")
    end = element("span", f" {_('(until here)')} ", class_="away")
    return element(_TAGS[kind], element("span", f" {label} ", class_="away"), words, end)
