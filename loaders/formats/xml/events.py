"""Read the XML of a package as events or as a tree; document types and entities are refused."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.parsers import expat

from loaders.progress import Readable

CHUNK = 1 << 18
"""How many bytes are read at a time."""


@dataclass(slots=True)
class Element:
    """An element of a small part: name and attributes without namespaces, child elements and text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator["Element"]:
        """Yield each descendant of that name, in the order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def child(self, name: str) -> "Element | None":
        """Return the first child of that name, or None."""
        return next((child for child in self.children if child.name == name), None)


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def parse_part(content: bytes) -> Element:
    """Return the root element of a small part. Raises ValueError if it is no XML or declares a document type."""
    open_elements = [Element("")]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(local_name(name), {local_name(key): value for key, value in attributes.items()})
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def text(characters: str) -> None:
        open_elements[-1].text += characters

    stream_part(BytesIO(content), start=start, end=lambda _: open_elements.pop(), text=text)
    return open_elements[0].children[0]


def stream_part(
    source: Readable,
    *,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any],
    text: Callable[[str], Any],
) -> None:
    """Call back for each start, end and text of a large part. A name is the namespace, a space and the local name.

    Raises ValueError if it is no XML or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        while chunk := source.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as broken:
        raise ValueError(f"no XML: {broken}") from broken


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a part of a workbook declares a document type")
