"""Finding the parts of an .xlsx package: its sheets in order, and what they refer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import IO
from zipfile import ZipFile

from loaders.formats.xml.events import Element, parse_part

_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: its name, whether Excel shows it, and its part of the package."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the kind, the target, and whether it lies outside the package."""

    name: str
    kind: str
    target: str
    outside: bool


class OfficePackage:
    """The parts of a workbook's package, by names in any case. A part that is referred to and missing is a KeyError."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._names = {name.casefold(): name for name in package.namelist()}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._names)

    @cached_property
    def book(self) -> Element:
        """The root of the workbook's own part."""
        return parse_part(self.read(self._book_part))

    @property
    def counts_from_1904(self) -> bool:
        """Whether the workbook counts days from 1904."""
        properties = self.book.child("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in _TRUE

    def sheets(self) -> list[SheetPart]:
        """Return the sheets that have cells, in order: no chart sheets, no dialogs."""
        targets = {relation.name: relation for relation in self.relations(self._book_part)}
        return [
            SheetPart(
                sheet.attributes["name"],
                sheet.attributes.get("state", "visible") != "visible",
                targets[sheet.attributes["id"]].target,
            )
            for sheet in self.book.all("sheet")
            if targets[sheet.attributes["id"]].kind == "worksheet"
        ]

    def of_book(self, kind: str) -> str | None:
        """Return the part of a kind, such as `styles`, that the workbook refers to."""
        return next((one.target for one in self.relations(self._book_part) if one.kind == kind), None)

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield what a part refers to."""
        folder, _, name = part.rpartition("/")
        known = f"{folder}/_rels/{name}.rels".lstrip("/")
        if known.casefold() not in self._names:
            return
        for found in parse_part(self.read(known)).all("Relationship"):
            held = found.attributes
            outside = held.get("TargetMode") == "External"
            target = held.get("Target", "")
            inside = target if target.startswith("/") else join("/", dirname(part), target)
            kind = held.get("Type", "").rpartition("/")[2]
            yield Relation(held.get("Id", ""), kind, target if outside else normpath(inside).lstrip("/"), outside)

    def read(self, part: str) -> bytes:
        """Return a part's bytes."""
        return self._package.read(self._names[part.casefold()])

    def open(self, part: str) -> IO[bytes]:
        """Open a part to be read as a stream."""
        return self._package.open(self._names[part.casefold()])

    def size(self, part: str) -> int:
        """Return how many bytes a part has."""
        return self._package.getinfo(self._names[part.casefold()]).file_size

    @cached_property
    def _book_part(self) -> str:
        return next((one.target for one in self.relations("") if one.kind == "officeDocument"), "xl/workbook.xml")
