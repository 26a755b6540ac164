"""Find the parts of an .xlsx package: its sheets in order, and the parts that they refer to."""

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
    """A sheet: its name, whether it is hidden, and the path of its part."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its id, its kind, its target, and whether that is outside the package."""

    name: str
    kind: str
    target: str
    is_external: bool


class OfficePackage:
    """The parts of a workbook package, by name in any case. Raises KeyError for a part that is missing."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self._names = {name.casefold(): name for name in package.namelist()}

    @property
    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._names)

    @cached_property
    def workbook(self) -> Element:
        """The root element of the workbook part."""
        return parse_part(self.read(self._workbook_path))

    @property
    def counts_from_1904(self) -> bool:
        """Whether the workbook counts days from 1904."""
        properties = self.workbook.child("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in _TRUE

    def sheets(self) -> list[SheetPart]:
        """Return the worksheets in order, without chart sheets and dialogs."""
        targets = {relation.name: relation for relation in self._workbook_relations}
        return [
            SheetPart(
                sheet.attributes["name"],
                sheet.attributes.get("state", "visible") != "visible",
                targets[sheet.attributes["id"]].target,
            )
            for sheet in self.workbook.all("sheet")
            if targets[sheet.attributes["id"]].kind == "worksheet"
        ]

    def workbook_part(self, kind: str) -> str | None:
        """Return the part of a kind, such as `styles`, that the workbook refers to, or None."""
        targets = (relation.target for relation in self._workbook_relations if relation.kind == kind)
        return next(targets, None)

    def relations(self, part: str) -> Iterator[Relation]:
        """Yield the relationships of a part."""
        folder, _, name = part.rpartition("/")
        relations_part = f"{folder}/_rels/{name}.rels".lstrip("/")
        if relations_part.casefold() not in self._names:
            return
        for element in parse_part(self.read(relations_part)).all("Relationship"):
            attributes = element.attributes
            is_external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            path = target if target.startswith("/") else join("/", dirname(part), target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = target if is_external else normpath(path).lstrip("/")
            yield Relation(attributes.get("Id", ""), kind, target, is_external)

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        return self._package.read(self._names[part.casefold()])

    def open(self, part: str) -> IO[bytes]:
        """Open a part as a stream."""
        return self._package.open(self._names[part.casefold()])

    def size(self, part: str) -> int:
        """Return the size of a part in bytes."""
        return self._package.getinfo(self._names[part.casefold()]).file_size

    @cached_property
    def _workbook_path(self) -> str:
        targets = (relation.target for relation in self.relations("") if relation.kind == "officeDocument")
        return next(targets, "xl/workbook.xml")

    @cached_property
    def _workbook_relations(self) -> list[Relation]:
        return list(self.relations(self._workbook_path))
