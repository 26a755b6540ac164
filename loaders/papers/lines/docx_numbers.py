"""The numbers that Word gives the paragraphs of its numbered lists; they are no text of the document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.formats.xml.events import Element
from loaders.papers.lines.docx_styles import DocxStyles, value_of

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: the number it starts with, and its text, such as "%1."; "" for bullets and letters."""

    start: int
    text: str


def paragraph_numbers(document: Element, numbering: Element | None, styles: DocxStyles) -> Mapping[int, str]:
    """Return the number of each paragraph of a decimal list, such as "3" or "R1.2", by the identity of its element."""
    levels = _levels(numbering) if numbering is not None else {}
    return dict(_numbers(document, levels, styles)) if levels else {}


def _levels(numbering: Element) -> dict[str, list[_Level]]:
    """Return the levels of each list by its id."""
    definitions = {
        each.attributes.get("abstractNumId", ""): [_level(level) for level in each.children if level.name == "lvl"]
        for each in numbering.children
        if each.name == "abstractNum"
    }
    lists = (each for each in numbering.children if each.name == "num")
    return {each.attributes.get("numId", ""): definitions.get(value_of(each, "abstractNumId"), []) for each in lists}


def _level(level: Element) -> _Level:
    start = value_of(level, "start")
    is_decimal = value_of(level, "numFmt") in ("", "decimal")
    return _Level(int(start) if start.isdecimal() else 1, value_of(level, "lvlText") if is_decimal else "")


def _numbers(document: Element, levels: Mapping[str, list[_Level]], styles: DocxStyles) -> Iterator[tuple[int, str]]:
    counts: dict[str, dict[int, int]] = {}
    for paragraph in document.all("p"):
        listed, depth = styles.list_level(paragraph)
        of_list, level = levels.get(listed, []), int(depth) if depth.isdecimal() else 0
        if level >= len(of_list):
            continue
        count = counts.setdefault(listed, {})
        for above in range(level):
            count.setdefault(above, of_list[above].start)
        count[level] = count.get(level, of_list[level].start - 1) + 1
        for deeper in [each for each in count if each > level]:
            del count[deeper]
        if of_list[level].text:
            yield id(paragraph), _number(of_list[level].text, count).strip().rstrip(".):")


def _number(text: str, counts: Mapping[int, int]) -> str:
    """Return the text of a level with the count of each level that it names."""
    return _PLACEHOLDER.sub(lambda found: str(counts.get(int(found[1]) - 1, "")), text)
