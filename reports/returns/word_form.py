"""A return as a Word form with content controls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from model.language import Language
from model.returns import received
from model.returns.received import Item, ReturnIdentity
from model.returns.round import ReturnFormat
from reports.document import COLOURS, Paper, hex_digits
from reports.reproducible import storable, without_timestamps
from reports.returns.texts import ReturnTexts
from reports.returns.workbook import (
    InstructionStyle,
    answer_options,
    full_name,
    instruction_lines,
    return_title,
    stored_texts,
)
from reports.text.narrator import Narrator
from reports.text.title_lines import page_number_pattern
from reports.word import (
    CELL_STYLE,
    add_custom_properties,
    add_styled_paragraph,
    blank_document,
    rgb,
    set_language,
    xml_element,
)
from wording.format.dates import format_day, format_round

Key = tuple[str, str]
"""A recommendation by its review and its ref."""
_STYLES = {
    InstructionStyle.TITLE: "Heading 1",
    InstructionStyle.LEAD: "Leading Paragraph",
    InstructionStyle.LINE: "List Bullet",
}
_WIDTHS = (2700, 6938)
"""The widths of the two columns, in twentieths of a point: together those of the page between its margins."""
_STYLE = CELL_STYLE.replace(" ", "")
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_digits(COLOURS.surface)}"/>'
"""What is locked is shaded; what is to be filled in is a white box."""
_BOX = (
    "<w:tcBorders>"
    + "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:color="{hex_digits(COLOURS.accent)}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    + "</w:tcBorders>"
)
_HEIGHTS = {Item.UPDATE: 1700, Item.EVIDENCE: 650, Item.CLOSURE_REASON: 650, Item.TARGET_REASON: 650}
"""The least heights of the rows with room to write, in twentieths of a point."""
_PROMPT_STYLE = "Placeholder Text"
"""The name that Word has for the style of a field that is blank."""


@dataclass(frozen=True, slots=True)
class _FormField:
    """One field.

    Attributes:
        name: what a screen reader says of it.
        tag: what a program knows it by.
        prompt: what it shows while it is blank.
        options: the options of a drop-down list; none for a text or a day.
    """

    name: str
    tag: str
    prompt: str
    options: Sequence[str] = ()
    is_day: bool = False


def return_word_bytes(narrator: Narrator, texts: ReturnTexts, identity: ReturnIdentity, keys: Sequence[Key]) -> bytes:
    """Return the return of one recipient as a .docx; the same tracker gives the same bytes."""
    writer = _FormWriter(narrator, identity)
    writer.write({key: texts.of(*key) for key in keys})
    return writer.content()


class _FormWriter:
    """Writes one Word form."""

    def __init__(self, narrator: Narrator, identity: ReturnIdentity) -> None:
        self._narrator, self._identity, self._language = narrator, identity, identity.language
        self._numbers = count(1)
        name = full_name(identity, narrator.names, narrator.translator)
        self._book: WordDocument = blank_document(
            Paper(
                title=return_title(identity, narrator.names, narrator.translator),
                subtitle=(),
                language=identity.language,
                footer=f"{name} · {format_day(identity.due, narrator.translator)}",
                page_number_pattern=page_number_pattern(narrator),
                blocks=(),
                publisher=narrator.publisher,
            )
        )
        _prepare_fields(self._book)

    def content(self) -> bytes:
        """Return the bytes of the form."""
        target = BytesIO()
        self._book.save(target)
        return without_timestamps(target.getvalue())

    def write(self, blocks: Mapping[Key, Mapping[Item, str]]) -> None:
        """Write the instructions, the recommendations by review and ref, and the identity."""
        self._write_instructions(len(blocks))
        for (review, ref), texts in blocks.items():
            self._write_recommendation(review, ref, texts)
        paragraphs = [each.text for each in self._book.paragraphs if each.text.strip()]
        rows = received.identity_rows(
            self._identity, received.locked_cells(stored_texts(blocks)), paragraphs=paragraphs
        )
        add_custom_properties(self._book, received.identity_properties(rows))

    def _write_instructions(self, recommendations: int) -> None:
        lines = instruction_lines(self._identity, self._narrator, count=recommendations, format_=ReturnFormat.WORD)
        for index, (language, style, text) in enumerate(lines):
            if index == 0:
                self._book.add_heading(storable(text), 0)
                continue
            paragraph = add_styled_paragraph(self._book, _STYLES[style], storable(text))
            if language is not self._language:
                set_language(paragraph, language)

    def _write_recommendation(self, review: str, ref: str, texts: Mapping[Item, str]) -> None:
        """Write a recommendation below its heading; each begins a page, so that it can be passed on by itself."""
        heading = self._narrator.translator("Recommendation {ref}", ref=ref)
        paragraph = add_styled_paragraph(self._book, "Heading 1", storable(heading))
        paragraph.paragraph_format.page_break_before = True
        rows = "".join(self._rows(review, ref, texts))
        table = table_element(rows, title=storable(heading))
        self._book.element.body.find(qn("w:sectPr")).addprevious(table)

    def _rows(self, review: str, ref: str, texts: Mapping[Item, str]) -> Iterator[str]:
        yield header_row(received.HEADINGS[2:], self._language)
        month = format_round(self._identity.month, self._narrator.translator)
        for label, text in zip((received.ROUND, *received.HEADINGS[:2]), (month, review, ref), strict=True):
            yield text_row(label, storable(text), self._language)
        for item in received.LOCKED:
            yield text_row(received.LABELS[item], storable(texts[item]), self._language)
        for item in received.ANSWERS:
            yield answer_row(item, self._field(item, ref), next(self._numbers), self._language)

    def _field(self, item: Item, ref: str) -> _FormField:
        label, _ = received.LABELS[item].in_language(self._language), self._narrator.translator
        return _FormField(
            name=f"{label}: {_('Recommendation {ref}', ref=ref)}",
            tag=item.value,
            prompt=received.PROMPTS[item].in_language(self._language),
            options=answer_options(item, self._narrator.scale, self._language),
            is_day=item is Item.NEW_TARGET,
        )


def table_element(rows: str, *, title: str) -> BaseOxmlElement:
    """Return a table: its rows as XML, its first row as the header row, and its title as the alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def header_row(headings: Sequence[received.Label], language: Language) -> str:
    """Return the row of headings, which each page repeats."""
    return _row(*(_label(heading, language, strong=True) for heading in headings), settings="<w:tblHeader/>")


def text_row(label: received.Label, text: str, language: Language) -> str:
    """Return a row with a text that is known: a paragraph for each of its lines."""
    paragraphs = "".join(_paragraph(_run(line)) for line in text.split("\n"))
    return _row(_label(label, language, strong=False), paragraphs, look=_SHADE)


def answer_row(item: Item, field: _FormField, number: int, language: Language) -> str:
    """Return a row with a field to fill in."""
    settings = f'<w:trHeight w:val="{_HEIGHTS[item]}" w:hRule="atLeast"/>' if item in _HEIGHTS else ""
    content = _paragraph(_field_xml(field, number, language))
    return _row(_label(received.LABELS[item], language, strong=True), content, settings=settings, look=_BOX)


def _row(first: str, second: str, *, settings: str = "", look: str = _SHADE) -> str:
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{each_look}</w:tcPr>{content}</w:tc>'
        for content, width, each_look in zip((first, second), _WIDTHS, (_SHADE, look), strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{settings}</w:trPr>{columns}</w:tr>"


def _label(label: received.Label, language: Language, *, strong: bool) -> str:
    """Return a label in both languages, each marked with its own."""
    first, second = label.in_language(language), label.in_language(language.other)
    return _paragraph(_run(first, strong=strong) + _run(" · ") + _run(second, language=language.other))


def _paragraph(content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}"/></w:pPr>{content}</w:p>'


def _run(text: str, *, strong: bool = False, language: Language | None = None) -> str:
    settings = ("<w:b/>" if strong else "") + (f'<w:lang w:val="{language.tag}"/>' if language else "")
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r><w:rPr>{settings}</w:rPr>{pieces}</w:r>"


def _prepare_fields(book: WordDocument) -> None:
    """Add the style of blank fields, and lock all else without a password."""
    style = book.styles.add_style(_PROMPT_STYLE, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = rgb(COLOURS.muted)
    protection = xml_element("w:documentProtection", edit="forms", enforcement="1")
    book.settings.element.find(qn("w:defaultTabStop")).addprevious(protection)  # where the format has it


def _field_xml(field: _FormField, number: int, language: Language) -> str:
    """Return a field as the XML of a paragraph's content; `number` differs for each field of a document."""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(storable(field.name))}/><w:tag w:val={quoteattr(field.tag)}/>"
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{_kind_xml(field, language)}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="{_PROMPT_STYLE.replace(" ", "")}"/></w:rPr>'
        f"<w:t>{escape(field.prompt)}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _kind_xml(field: _FormField, language: Language) -> str:
    if field.is_day:
        return (
            f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{language.tag}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if not field.options:
        return '<w:text w:multiLine="1"/>'
    options = "".join(
        f"<w:listItem w:displayText={text} w:value={text}/>" for text in map(quoteattr, map(storable, field.options))
    )
    return f'<w:dropDownList><w:listItem w:displayText={quoteattr(field.prompt)} w:value=""/>{options}</w:dropDownList>'
