"""What a Word form has of a return: the rows of its tables, whether or not their fields are still fields."""

from dataclasses import replace

from loaders.cells.clean_text import clean_cell_text
from loaders.formats.xml.events import Element
from loaders.papers.lines.docx import DOCUMENT, STYLES, DocxReader, blocks, read_parts, row_cells, table_rows
from loaders.papers.lines.docx_styles import read_styles
from loaders.returns.contents import ReturnContents
from loaders.returns.form_fields import field_issues, is_prompt, without_prompts
from loaders.returns.identity import FoundIdentity, identity_from_rows, refuse_two_rounds
from loaders.returns.table import ItemCell, first_language, item_of, label_parts
from loaders.security.limits import Limits
from loaders.security.parse_errors import PARSE_ERRORS
from model.dates.date_grammar import parse_date
from model.issues.issue import Issue, WorkbookError
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from model.returns.identity import rows_of_properties, text_digest
from model.returns.items import HEADINGS, LOCKED, ROUND
from model.text import label_key

_PROPERTIES = "docprops/custom.xml"
_NAMES = {
    label_key(words): position
    for position, label in enumerate((ROUND, *HEADINGS))
    for words in (label.english, label.welsh)
}
"""The rows that name a table's round, review and ref, by their labels; those after them are its headings."""
_COUNT = 3
"""How many of them name something."""


def form_contents(content: bytes, *, limits: Limits) -> ReturnContents | None:
    """Return the items of a Word form; None where nothing names a round, neither its properties nor its tables.

    Tracked changes count as accepted. Raises WorkbookError if the file is damaged.
    """
    try:
        document, styles, properties = read_parts(content, DOCUMENT, STYLES, _PROPERTIES)
        if document is None:
            raise WorkbookError("file-damaged")
        return _FormReader(DocxReader(read_styles(styles)), limits).contents(document, properties)
    except PARSE_ERRORS as damage:
        raise WorkbookError("file-damaged") from damage


def is_form(content: bytes, *, limits: Limits) -> bool:
    """Return whether a Word document is a return; a damaged one is none, and who reads it next says what is wrong."""
    try:
        return form_contents(content, limits=limits) is not None
    except WorkbookError as refusal:
        if refusal.code != "file-damaged":
            raise
        return False


def _identity_rows(properties: Element | None) -> list[tuple[str, ...]]:
    """Return the rows of the identity among the custom properties; none where they are another document's."""
    listed = properties.all("property") if properties is not None else ()
    texts = {each.attributes.get("name", ""): "".join(child.text for child in each.children) for each in listed}
    return rows_of_properties(texts)


class _FormReader:
    """Reads one Word form."""

    def __init__(self, reader: DocxReader, limits: Limits) -> None:
        self._reader, self._limits = reader, limits
        self._cells: list[ItemCell] = []
        self._issues: list[Issue] = []
        self._rounds: dict[str, str] = {}
        """The recommendation of the first table that names each round."""
        self._language: Language | None = None

    def contents(self, document: Element, properties: Element | None) -> ReturnContents | None:
        """Return the items; None where there is none, or no round: a paper may have tables with the same labels."""
        rows = _identity_rows(properties)
        identity = identity_from_rows(rows) if rows else FoundIdentity(lost=True)
        for body in document.all("body"):
            for block in blocks(body):
                if block.name == "tbl":
                    self._read_table(block)
                else:
                    self._read_paragraph(block, identity)
        if not self._cells or not (rows or self._rounds):
            return None
        identity = replace(self._with_month(identity), language=identity.language or self._language)
        return ReturnContents(tuple(self._cells), identity, tuple(self._issues))

    def _with_month(self, identity: FoundIdentity) -> FoundIdentity:
        """Return an identity with the month that its tables name, where its properties do not say.

        Raises WorkbookError where they name two.
        """
        days = ((parse_date(words).first, place) for words, place in self._rounds.items())
        named = [(day.replace(day=1), (place, "")) for day, place in days if day is not None]
        if identity.month is not None:
            named.append((identity.month, ("", "")))
        refuse_two_rounds(named)
        return replace(identity, month=named[0][0], place=named[0][1]) if named else identity

    def _read_paragraph(self, paragraph: Element, identity: FoundIdentity) -> None:
        """Add an issue for a paragraph outside the tables that was not there when the form was made."""
        words = self._text(paragraph)
        if words and not identity.lost and text_digest(words) not in identity.paragraphs:
            self._add_issue("return-text-outside", found=words)

    def _read_table(self, table: Element) -> None:
        names = [""] * _COUNT
        for row in table_rows(table):
            cells = list(row_cells(row))
            label = self._text(cells[0]) if cells else ""
            self._language = self._language or first_language(label)
            position = next((_NAMES[part] for part in label_parts(label) if part in _NAMES), None)
            if position is None:
                self._read_item(label, cells[1:], review=names[1], ref=names[2])
            elif position < _COUNT:
                names = [*names[:position], " ".join(map(self._text, cells[1:])), *[""] * (_COUNT - position - 1)]
                if names[0]:
                    self._rounds[names[0]] = self._rounds.get(names[0]) or _place(names[2])

    def _read_item(self, label: str, cells: list[Element], *, review: str, ref: str) -> None:
        """Add the item of a row, or an issue for a row that is none."""
        item, place = item_of(label), _place(ref)
        if item is None:
            words = " ".join(filter(None, (label, *map(self._text, cells))))
            if words:
                self._add_issue("return-text-outside", place, found=words)
            return
        if item in LOCKED:
            self._cells.append(ItemCell(review, ref, item, "\n".join(map(self._text, cells)), place, item.value))
            return
        for code, found in (each for cell in cells for each in field_issues(cell)):
            self._add_issue(code, place, item.value, found)
        words = "\n".join(filter(None, (self._text(without_prompts(cell)) for cell in cells)))
        text, _cleaned, shortened = clean_cell_text(words, characters=self._limits.characters)
        if shortened:
            self._add_issue("text-shortened", place, item.value)
        self._cells.append(ItemCell(review, ref, item, text, place, item.value))

    def _text(self, block: Element) -> str:
        """Return the lines of a cell or a paragraph, without the prompts of fields that became plain text."""
        container = Element("", children=[block]) if block.name == "p" else block
        lines = [line.text.strip() for line in self._reader.block(container)]
        return "\n".join(line for line in lines if line and not is_prompt(line))

    def _add_issue(self, code: str, sheet: str = "", cell: str = "", found: str = "") -> None:
        self._issues.append(Issue(code, SEVERITIES[code], sheet, cell, found))


def _place(ref: str) -> str:
    return f"recommendation {ref}" if ref else ""
