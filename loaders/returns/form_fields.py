"""The fields of a Word form: which are blank, and what of them is not read."""

from collections.abc import Iterator

from loaders.formats.xml.events import Element
from model.returns.items import PROMPTS
from model.text import label_key

_PROMPTS = {label_key(words) for label in PROMPTS.values() for words in (label.english, label.welsh)} | {
    "click or tap here to enter text.",
    "click here to enter text.",
    "choose an item.",
    "click or tap to enter a date.",
    "click here to enter a date.",
}
"""What a blank field says: as it was made, and in the words of Word, which it has after it was emptied."""
_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_NOT_READ = ("drawing", "pict", "object", "commentReference", "footnoteReference", "endnoteReference")


def is_prompt(text: str) -> bool:
    """Return whether a text is what a blank field says."""
    return label_key(text) in _PROMPTS


def without_prompts(element: Element) -> Element:
    """Return an element without its blank fields."""
    children = [without_prompts(child) for child in element.children if not _is_blank(child)]
    return Element(element.name, element.attributes, children, element.text)


def field_issues(cell: Element) -> Iterator[tuple[str, str]]:
    """Yield the code of each issue of an answer's cell, with what was found."""
    if any(True for name in _CHANGES for _ in cell.all(name)):
        yield "return-tracked-changes", ""
    if any(next(part.all("txbxContent"), None) is None for name in _NOT_READ for part in cell.all(name)):
        yield "return-part-not-read", ""
    for field in cell.all("sdt"):
        if _shows_prompt(field) and not _is_blank(field):
            yield "return-prompt-unknown", _words(field)


def _is_blank(element: Element) -> bool:
    return element.name == "sdt" and _shows_prompt(element) and is_prompt(_words(element))


def _shows_prompt(field: Element) -> bool:
    settings = field.child("sdtPr")
    return settings is not None and settings.child("showingPlcHdr") is not None


def _words(field: Element) -> str:
    return "".join(text.text for text in field.all("t"))
