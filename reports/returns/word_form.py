"""A return as a Word form with content controls."""

from collections.abc import Iterator, Mapping
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips

from model.returns import received
from model.returns.received import Item, ReturnIdentity
from model.returns.round import ReturnFormat
from reports.document import ANSWER, COLOURS, LOCKED, Paper, Spans, StyledCell, Text
from reports.reproducible import storable
from reports.returns.workbook import Key, answer_options, full_name, instruction_lines, return_title, stored_texts
from reports.text.narrator import Narrator
from reports.word import (
    add_custom_properties,
    add_grid,
    add_styled_paragraph,
    blank_document,
    document_bytes,
    rgb,
    set_language,
    xml_element,
)
from wording.formatting import format_day, format_round

# The widths of the two columns: together those of the page between its margins.
_WIDTHS = (Twips(2700), Twips(6938))
# The least heights of the rows with room to write.
_HEIGHTS = {
    Item.UPDATE: Twips(1700),
    **dict.fromkeys((Item.EVIDENCE, Item.CLOSURE_REASON, Item.TARGET_REASON), Twips(650)),
}
# The name that Word has for the style of a field that is blank.
_PROMPT_STYLE = "Placeholder Text"


def return_word_bytes(narrator: Narrator, identity: ReturnIdentity, texts: Mapping[Key, Mapping[Item, str]]) -> bytes:
    """Return the return of one recipient as a .docx; the same tracker gives the same bytes."""
    return _FormWriter(narrator, identity).write(texts)


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
                page_number_pattern=narrator.page_number_pattern,
                blocks=(),
                publisher=narrator.publisher,
            )
        )
        _prepare_fields(self._book)

    def write(self, blocks: Mapping[Key, Mapping[Item, str]]) -> bytes:
        """Return the bytes of the form: the instructions, the recommendations by review and ref, and the identity."""
        self._write_instructions(len(blocks))
        for (review, ref), texts in blocks.items():
            self._write_recommendation(review, ref, texts)
        paragraphs = [each.text for each in self._book.paragraphs if each.text.strip()]
        rows = received.identity_rows(
            self._identity, received.locked_cells(stored_texts(blocks)), paragraphs=paragraphs
        )
        add_custom_properties(self._book, received.identity_properties(rows))
        return document_bytes(self._book)

    def _write_instructions(self, recommendations: int) -> None:
        lines = instruction_lines(self._identity, self._narrator, count=recommendations, format_=ReturnFormat.WORD)
        for index, (language, style, text) in enumerate(lines):
            if index == 0:
                self._book.add_heading(storable(text), 0)
                continue
            paragraph = add_styled_paragraph(self._book, style, storable(text))
            if language is not self._language:
                set_language(paragraph, language)

    def _write_recommendation(self, review: str, ref: str, texts: Mapping[Item, str]) -> None:
        """Write a recommendation below its heading; each begins a page, so that it can be passed on by itself."""
        heading = self._narrator.translator("Recommendation {ref}", ref=ref)
        paragraph = add_styled_paragraph(self._book, "Heading 1", storable(heading))
        paragraph.paragraph_format.page_break_before = True
        rows = add_grid(self._book, heading, [*self._rows(review, ref, texts)], _WIDTHS)
        for item, row in zip(received.ANSWERS, rows[-len(received.ANSWERS) :], strict=True):
            row.cells[1].paragraphs[0]._p.append(self._field(item, ref))
            if item in _HEIGHTS:
                row.height, row.height_rule = _HEIGHTS[item], WD_ROW_HEIGHT.AT_LEAST

    def _rows(self, review: str, ref: str, texts: Mapping[Item, str]) -> Iterator[tuple[StyledCell, StyledCell]]:
        """Yield the rows: what is locked, then a blank cell for each answer."""
        names, words = (self._label(heading, strong=True) for heading in received.HEADINGS[2:])
        yield (names, LOCKED), (words, LOCKED)
        month = format_round(self._identity.month, self._narrator.translator)
        named = zip((received.ROUND, *received.HEADINGS[:2]), (month, review, ref), strict=True)
        for label, text in (*named, *((received.LABELS[item], texts[item]) for item in received.LOCKED)):
            yield (self._label(label), LOCKED), ((Text(text),), LOCKED)
        for item in received.ANSWERS:
            yield (self._label(received.LABELS[item], strong=True), LOCKED), ((), ANSWER)

    def _label(self, label: received.Label, *, strong: bool = False) -> Spans:
        """Return a label in both languages, the other one marked as such."""
        other = self._language.other
        first = Text(label.in_language(self._language), strong=strong)
        return first, Text(" · "), Text(label.in_language(other), language=other)

    def _field(self, item: Item, ref: str) -> BaseOxmlElement:
        """Return the field of an answer: what a screen reader says of it, its tag, and its prompt while it is blank."""
        label, prompt = (names[item].in_language(self._language) for names in (received.LABELS, received.PROMPTS))
        name = f"{label}: {self._narrator.translator('Recommendation {ref}', ref=ref)}"
        return parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val={quoteattr(storable(name))}/><w:tag w:val="{item.value}"/>'
            f'<w:id w:val="{next(self._numbers)}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>'
            f"{self._kind(item, prompt)}</w:sdtPr>"
            f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="{_PROMPT_STYLE.replace(" ", "")}"/></w:rPr>'
            f"<w:t>{escape(prompt)}</w:t></w:r></w:sdtContent></w:sdt>"
        )

    def _kind(self, item: Item, prompt: str) -> str:
        """Return the kind of a field: a day, a drop-down list or a text."""
        if item is Item.NEW_TARGET:
            return (
                f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{self._language.tag}"/>'
                '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
            )
        options = answer_options(item, self._narrator.scale, self._language)
        if not options:
            return '<w:text w:multiLine="1"/>'
        texts = map(quoteattr, map(storable, options))
        listed = "".join(f"<w:listItem w:displayText={text} w:value={text}/>" for text in texts)
        return f'<w:dropDownList><w:listItem w:displayText={quoteattr(prompt)} w:value=""/>{listed}</w:dropDownList>'


def _prepare_fields(book: WordDocument) -> None:
    """Add the style of blank fields, and lock all else without a password."""
    style = book.styles.add_style(_PROMPT_STYLE, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = rgb(COLOURS.muted)
    protection = xml_element("w:documentProtection", edit="forms", enforcement="1")
    book.settings.element.find(qn("w:defaultTabStop")).addprevious(protection)  # where the format has it
