"""The texts of a workbook's cells: cleaned once each, however many cells share them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

from loaders.cells.clean_text import kept_text
from loaders.formats.xml.events import local, stream_part


@dataclass(slots=True)
class SharedTexts:
    """The texts that cells refer to by number.

    Attributes:
        texts: each text as it is kept; None where nothing was left of it.
        cleaned: numbers of texts that held control characters.
        shortened: numbers of texts that were longer than a cell can hold.
        ready: the texts of which nothing is to be told, by their numbers as cells write them.
    """

    texts: list[str | None] = field(default_factory=list)
    cleaned: set[int] = field(default_factory=set)
    shortened: set[int] = field(default_factory=set)
    ready: dict[str, str] = field(default_factory=dict)


def share_texts(texts: Sequence[str], *, characters: int) -> SharedTexts:
    """Return texts as cells keep them."""
    shared = SharedTexts()
    for number, text in enumerate(texts):
        kept, cleaned, shortened = kept_text(text, characters=characters)
        shared.texts.append(kept)
        if cleaned:
            shared.cleaned.add(number)
        if shortened:
            shared.shortened.add(number)
        if kept and not cleaned and not shortened:
            shared.ready[str(number)] = kept
    return shared


def read_shared_texts(source: IO[bytes], *, characters: int) -> SharedTexts:
    """Return the texts of the part that cells share. The pieces of a rich text are joined; readings are left out."""
    scan = _TextScan()
    stream_part(source, start=scan.start, end=scan.end, text=scan.pieces.append)
    return share_texts(scan.texts, characters=characters)


class _TextScan:
    """Collects the text of each `si`: that of its `t`, but not of those within `rPh`, which say how to pronounce it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self._held: list[str] = []
        self._reading = False

    def start(self, name: str, _: dict[str, str]) -> None:
        self.pieces.clear()
        if name.endswith(" rPh"):
            self._reading = True

    def end(self, name: str) -> None:
        kind = local(name)
        if kind == "t" and not self._reading:
            self._held += self.pieces
        elif kind == "rPh":
            self._reading = False
        elif kind == "si":
            self.texts.append("".join(self._held))
            self._held.clear()
        self.pieces.clear()
