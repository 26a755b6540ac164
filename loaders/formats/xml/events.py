"""Reading the XML of a package: a part is told element by element, and no entity is ever expanded."""

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
    """An element of a small part: its name and attributes without namespaces, what it holds, and its own text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> Iterator["Element"]:
        """Yield each element of that name within, at any depth, in the order of the document."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def child(self, name: str) -> "Element | None":
        """Return the first element of that name directly within."""
        return next((child for child in self.children if child.name == name), None)


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def parse_part(content: bytes) -> Element:
    """Return the root of a small part. Raises ValueError where it is no XML or declares a document type."""
    open_elements = [Element("")]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(local(name), {local(key): value for key, value in attributes.items()})
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
    """Tell a large part element by element, as a `Teller` does."""
    teller = Teller(start=start, end=end, text=text)
    while chunk := source.read(CHUNK):
        teller.feed(chunk)
    teller.close()


class Teller:
    """Tells XML element by element as it is fed. A name is its namespace, a space and the name itself.

    Raises ValueError where it is no XML or declares a document type.
    """

    def __init__(
        self,
        *,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any],
        text: Callable[[str], Any],
    ) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        self._parser = parser

    def feed(self, more: bytes | str) -> None:
        """Read on."""
        self._parse(more, last=False)

    def close(self) -> None:
        """Read to the end. What is still open makes it no XML."""
        self._parse(b"", last=True)

    def _parse(self, more: bytes | str, *, last: bool) -> None:
        try:
            self._parser.Parse(more, last)
        except expat.ExpatError as broken:
            raise ValueError(f"no XML: {broken}") from broken


def _refuse(*_: object) -> None:
    raise ValueError("a part of a workbook declares a document type")
