"""What a Word form has of a return: the rows of its tables, whether or not their fields are still fields."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from loaders.cells import clean_cell_text
from loaders.papers.docx import BREAKS, DELETED, name_of, parts_of
from loaders.records import make_issue
from loaders.returns import read_return
from loaders.security import Limits, refuse_damage
from model.dates import parse_date
from model.returns.round import HEADINGS, LOCKED, PROMPTS, ROUND, TEXT_OUTSIDE, rows_of_properties, text_digest
from model.terms import Language, label_key
from model.tracker.reading import Issue

_DOCUMENT, _PROPERTIES = "word/document.xml", "docprops/custom.xml"
# The rows that name a table's round, review and ref, by their labels; those after them are its headings.
_NAMES = {key: position for position, label in enumerate((ROUND, *HEADINGS)) for key in label.keys}
# How many of them name something.
_COUNT = 3
# What a blank field says: as it was made, and in the words of Word, which it has after it was emptied.
_PROMPTS = {key for label in PROMPTS.values() for key in label.keys} | {
    "click or tap here to enter text.",
    "click here to enter text.",
    "choose an item.",
    "click or tap to enter a date.",
    "click here to enter a date.",
}
_CHANGES = {"ins", "del", "moveFrom", "moveTo"}
_NOT_READ = {"drawing", "pict", "object", "sym", "commentReference", "footnoteReference", "endnoteReference"}


@refuse_damage()
def form_contents(content: bytes, *, limits: Limits) -> read_return.ReturnContents | None:
    """Return the items of a Word form; None where nothing names a round, neither its properties nor its tables.

    Tracked changes count as accepted. Raises WorkbookError if the file is damaged.
    """
    with ZipFile(BytesIO(content)) as package:
        names = {name.casefold(): name for name in package.namelist()}
        document = parse_xml(package.read(names[_DOCUMENT]))
        properties = parse_xml(package.read(names[_PROPERTIES])) if _PROPERTIES in names else ()
    return _FormReader(limits).contents(document, properties)


class _FormReader:
    """Reads one Word form."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells: list[read_return.ItemCell] = []
        self._issues: list[Issue] = []
        # The texts of rows that are no item, with their place.
        self._others: list[tuple[str, str]] = []
        # The recommendation of the first table that names each round.
        self._rounds: dict[str, str] = {}
        self._language: Language | None = None

    def contents(self, document: Any, properties: Iterable[Any]) -> read_return.ReturnContents | None:
        """Return the items; None where there is none, or no round: a paper may have tables with the same labels.

        The month is that of the tables where the properties name none. Raises WorkbookError where two are named.
        """
        rows = rows_of_properties({each.get("name", ""): "".join(each.itertext()) for each in properties})
        for table in parts_of(document.body, "tbl"):
            self._read_table(table)
        if not self._cells:
            return None
        identity = read_return.identity_from_rows(rows, {})
        days = ((parse_date(words).first, place) for words, place in self._rounds.items())
        named = [(day.replace(day=1) if day is not None else None, (place, "")) for day, place in days]
        month, place = read_return.only_round([*named, (identity.month, ("", ""))])
        if not (rows or month):
            return None
        paragraphs = [] if identity.lost else [_text(each) for each in parts_of(document.body, "p")]
        outside = [(words, "") for words in paragraphs if text_digest(words) not in identity.paragraphs]
        issues = [make_issue(TEXT_OUTSIDE, sheet=at, found=words) for words, at in self._others + outside if words]
        identity = identity._replace(month=month, place=place, language=identity.language or self._language)
        return read_return.ReturnContents(tuple(self._cells), identity, (*self._issues, *issues))

    def _read_table(self, table: Any) -> None:
        names = [""] * _COUNT
        for row in parts_of(table, "tr"):
            cells = list(parts_of(row, "tc"))
            label = _text(cells[0]) if cells else ""
            self._language = self._language or read_return.first_language(label)
            position = next((_NAMES[part] for part in read_return.label_parts(label) if part in _NAMES), None)
            if position is None:
                self._read_item(label, cells, review=names[1], ref=names[2])
            elif position < _COUNT:
                names = [*names[:position], " ".join(map(_text, cells[1:])), *[""] * (_COUNT - position - 1)]
                if names[0]:
                    self._rounds[names[0]] = self._rounds.get(names[0]) or _place(names[2])

    def _read_item(self, label: str, cells: Sequence[Any], *, review: str, ref: str) -> None:
        item, place = read_return.item_of(label), _place(ref)
        if item is None:
            self._others.append((" ".join(filter(None, map(_text, cells))), place))
            return
        text, fields = "\n".join(filter(None, map(_text, cells[1:]))), [] if item in LOCKED else cells[1:]
        value, shortened = clean_cell_text(text, characters=self._limits.characters) if fields else (text, False)
        cell = read_return.ItemCell(review, ref, item, value, place, item.value)
        found = [*chain.from_iterable(map(_field_issues, fields)), *[("text-shortened", "")] * shortened]
        self._issues += [cell.issue(code, words) for code, words in found]
        self._cells.append(cell)


def _place(ref: str) -> str:
    return f"recommendation {ref}" if ref else ""


def _text(block: Any) -> str:
    """Return the lines of a paragraph or a cell, without blank fields and prompts that became plain text."""
    lines = (line.strip() for line in _words(block).split("\n"))
    return "\n".join(line for line in lines if line and label_key(line) not in _PROMPTS)


def _words(element: Any) -> str:
    """Return the words of an element; each paragraph ends a line."""
    name = name_of(element)
    is_hidden = name == "r" and element.find("{*}rPr/{*}vanish") is not None
    if name in DELETED or is_hidden or label_key(_prompt(element)) in _PROMPTS:
        return ""
    if name in BREAKS:
        return " " if element.get(qn("w:type")) in ("page", "column") else BREAKS[name]
    if name == "t":
        return (element.text or "").replace("\u00ad", "")
    # An alternate content has the same twice, for newer and for older readers.
    words = "".join(map(_words, list(element)[:1] if name == "AlternateContent" else element))
    return f"\n{words}" if name == "txbxContent" else f"{words}\n" if name == "p" else words


def _field_issues(cell: Any) -> Iterator[tuple[str, str]]:
    """Yield the code of each issue of an answer's cell, with what was found."""
    names = [(name_of(part), part) for part in cell.iter()]
    if not _CHANGES.isdisjoint(name for name, _ in names):
        yield "return-tracked-changes", ""
    if any(name in _NOT_READ and part.find(".//{*}txbxContent") is None for name, part in names):
        yield "return-part-not-read", ""
    prompts = map(_prompt, cell.iter(qn("w:sdt")))
    yield from (("return-prompt-unknown", words) for words in prompts if words and label_key(words) not in _PROMPTS)


def _prompt(field: Any) -> str:
    """Return what a field says that shows its prompt; "" for another field, or an element that is none."""
    shown = name_of(field) == "sdt" and field.find("{*}sdtPr/{*}showingPlcHdr") is not None
    return "".join(text.text or "" for text in field.iter(qn("w:t"))) if shown else ""
