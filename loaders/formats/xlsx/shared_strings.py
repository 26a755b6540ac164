"""Read the shared strings of a workbook, each cleaned once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

from loaders.cells.clean_text import clean_cell_text
from loaders.formats.xml.events import local_name, stream_part


@dataclass(slots=True)
class SharedStrings:
    """The texts that cells refer to by number.

    Attributes:
        texts: each text after cleaning; None if it is empty.
        cleaned: numbers of texts whose control characters were removed.
        shortened: numbers of texts that were cut because a cell cannot hold more.
    """

    texts: list[str | None] = field(default_factory=list)
    cleaned: set[int] = field(default_factory=set)
    shortened: set[int] = field(default_factory=set)


def share_strings(texts: Sequence[str], *, characters: int) -> SharedStrings:
    """Return texts cleaned and cut to the length that a cell can have."""
    shared = SharedStrings()
    for number, text in enumerate(texts):
        clean, cleaned, shortened = clean_cell_text(text, characters=characters)
        shared.texts.append(clean)
        if cleaned:
            shared.cleaned.add(number)
        if shortened:
            shared.shortened.add(number)
    return shared


def read_shared_strings(source: IO[bytes], *, characters: int) -> SharedStrings:
    """Return the shared strings of a part. The pieces of a rich text are joined; phonetic guides are left out."""
    reader = _StringReader()
    stream_part(source, start=reader.start, end=reader.end, text=reader.pieces.append)
    return share_strings(reader.texts, characters=characters)


class _StringReader:
    """Collects the text of each `si`: that of its `t`, without those in `rPh`, a phonetic guide."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self._parts: list[str] = []
        self._is_phonetic = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self.pieces.clear()
        if name.endswith(" rPh"):
            self._is_phonetic = True

    def end(self, name: str) -> None:
        kind = local_name(name)
        if kind == "t" and not self._is_phonetic:
            self._parts += self.pieces
        elif kind == "rPh":
            self._is_phonetic = False
        elif kind == "si":
            self.texts.append("".join(self._parts))
            self._parts.clear()
        self.pieces.clear()
