"""A return as a workbook or as a Word form: instructions, and what to answer about each recommendation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from math import ceil
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from xlsxwriter.worksheet import Worksheet

from model.returns import round as contract
from model.returns.round import Item, Recipient, ReturnFormat, Round
from model.terms import Language, NameKind, Scale
from reports import word
from reports.document import ANSWER, COLOURS, FONT, LOCKED, MUTED, PLAIN, ROW_HEADING, Spans, StyledCell, Text
from reports.excel import Book
from reports.reproducible import saved_bytes, storable
from reports.text.narrator import Narrator
from wording.catalogue import Translator, label, translator
from wording.formatting import Names, format_day, format_round, join_words

# The index of the header row of the table, from 0.
HEADER_ROW = 2
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_MAX_INPUT_TITLE, _MAX_INPUT_MESSAGE, _MAX_FOOTER = 32, 255, 200
# The columns of the hidden sheet with the options of drop-down lists.
_LISTS = {Item.AGENCY_STATUS: 8, Item.CLOSURE: 9}
_PROTECTION = {"select_locked_cells": True, "select_unlocked_cells": True, "format_rows": True, "format_columns": True}
# The locked texts of recommendations, by review and ref.
Texts = Mapping[tuple[str, str], Mapping[Item, str]]
_FONT_SIZE = 10
# The widths of columns are in digits of this font, and Liberation Sans is as wide.
_OPTIONS = {"default_format_properties": {"font_name": FONT, "font_size": _FONT_SIZE}}
# The widths of the columns, in digits: with them the table is as wide as the page.
WIDTHS = (18, 7, 30, 86)
# The height of a line, in points.
LINE_HEIGHT = 12.75
# How many letters of a text fit a line: a letter is narrower than a digit.
_LETTERS = int(WIDTHS[-1] * 1.2)
# The most lines of a row: Excel makes no row higher than 409 points.
_MOST_LINES = 31
# The answers that the instructions explain.
_EXPLAINED = (Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE, Item.CLOSURE, Item.NEW_TARGET)
_ANSWER_LINES = {Item.UPDATE: 6, Item.EVIDENCE: 2, Item.CLOSURE_REASON: 2, Item.TARGET_REASON: 2}


class ReturnBook(Book):
    """The return of one recipient as an .xlsx; the same tracker gives the same bytes."""

    font_size, options = _FONT_SIZE, _OPTIONS

    def __init__(self, narrator: Narrator, of_round: Round, recipient: Recipient) -> None:
        _, names = narrator.translator, narrator.names
        self._round, self._recipient, self._title = of_round, recipient, return_title(of_round, recipient, names, _)
        super().__init__(narrator, f"{full_name(recipient, names, _)[:_MAX_FOOTER]} · {format_day(of_round.due, _)}")

    def bytes_of(self, texts: Texts) -> bytes:
        """Return the bytes of the three sheets."""
        note = self.translator("… [This text is cut short here; the tracker has all of it.]")
        blocks = {key: {item: shorten_text(text, note) for item, text in items.items()} for key, items in texts.items()}
        sheet = self._add_protected_sheet(self.translator("Instructions"))
        sheet.fit_to_pages(1, 1)
        sheet.set_column(0, 0, 130)
        lines = instruction_lines(self._round, self._recipient, self.narrator, ReturnFormat.EXCEL, count=len(blocks))
        for row, (_language, style, text) in enumerate(lines):
            look, size = (ROW_HEADING, 14) if style == TITLE else (PLAIN, _FONT_SIZE)
            self.write(sheet, row, 0, text, look, text_wrap=True, font_size=size)
        sheet = self._add_protected_sheet(self.translator.within("sheet", "Return"))
        self._write_head(sheet)
        self._write_blocks(sheet, blocks)
        self._write_identity(blocks)
        return self.content(title=self._title)

    def _write_head(self, sheet: Worksheet) -> None:
        """Write what stands above the table: the title, and whose return it is, which survives in a .csv file."""
        marks = f"{self._round.month:%Y-%m}", str(self._round.version), self._recipient.agency, self._recipient.role
        self.write(sheet, 0, 0, self._title, ROW_HEADING, font_size=14)
        for column, (mark, width) in enumerate(zip(marks, WIDTHS, strict=True)):
            self.write(sheet, 1, column, mark, MUTED, text_wrap=True)
            sheet.set_column(column, column, width)
        sheet.set_row(1, 2 * LINE_HEIGHT)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.repeat_rows(0, HEADER_ROW)

    def _write_blocks(self, sheet: Worksheet, blocks: Texts) -> None:
        """Write each recommendation; each begins a page, so that it can be passed on by itself."""
        size = len(contract.LOCKED) + len(contract.ANSWERS)
        header = [heading.in_both(self.translator.language) for heading in contract.HEADINGS]
        self.add_table(sheet, "return", header, row=HEADER_ROW, count=size * len(blocks))
        first_rows = range(HEADER_ROW + 1, HEADER_ROW + 1 + size * len(blocks), size)
        for first_row, (key, texts) in zip(first_rows, blocks.items(), strict=True):
            for row, item in enumerate((*contract.LOCKED, *contract.ANSWERS), start=first_row):
                sheet.set_row(row, line_count(item, texts.get(item, "")) * LINE_HEIGHT + 2)
                self._write_item(sheet, row, key, item, texts.get(item))
        sheet.set_h_pagebreaks([*first_rows[1:]])

    def _write_item(self, sheet: Worksheet, row: int, key: tuple[str, str], item: Item, text: str | None) -> None:
        top: dict[str, object] = {"top": 2, "top_color": COLOURS.accent} if item is contract.LOCKED[0] else {}
        for column, mark in enumerate(key):
            self.write(sheet, row, column, mark, MUTED, text_wrap=bool(top), **top)
        name = contract.LABELS[item].in_both(self.translator.language)
        self.write(sheet, row, 2, name, (ROW_HEADING if item in contract.ANSWERS else PLAIN), text_wrap=True, **top)
        if text is not None:
            self.write(sheet, row, 3, text, LOCKED, text_wrap=True, **top)
            return
        as_day = self.date_format("d mmmm yyyy") if item is Item.NEW_TARGET else {"align": "left"}
        sheet.write_blank(row, 3, None, self.format(ANSWER, text_wrap=True, locked=False, **as_day))
        if item in (*_LISTS, Item.NEW_TARGET):
            sheet.data_validation(row, 3, row, 3, self._validation(item, key[1]))

    def _validation(self, item: Item, ref: str) -> dict[str, object]:
        """Return which values an answer takes, and what the cell says of itself when it is chosen."""
        _ = self.translator
        rule: dict[str, object] = {"validate": "date", "error_message": _("Write a day, such as 31/03/2027.")}
        if item is Item.NEW_TARGET:
            rule |= {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        else:
            column, count = chr(ord("A") + _LISTS[item]), len(answer_options(item, self.narrator.scale, _.language))
            source = f"='{contract.IDENTITY_SHEET}'!${column}$1:${column}${count}"
            rule = {"validate": "list", "source": source, "error_message": _("Choose one from the list.")}
        title = contract.LABELS[item].in_language(_.language)[:_MAX_INPUT_TITLE]
        message = _("Recommendation {ref}", ref=storable(ref))[:_MAX_INPUT_MESSAGE]
        return {**rule, "ignore_blank": True, "input_title": title, "input_message": message}

    def _write_identity(self, blocks: Texts) -> None:
        """Write the hidden sheet: the identity with a digest of each locked text, and the options of the lists."""
        sheet = self._book.add_worksheet(contract.IDENTITY_SHEET)
        sheet.hide()
        sheet.protect("", _PROTECTION)
        for row, cells in enumerate(contract.identity_rows(self._round, self._recipient, _locked_cells(blocks))):
            for column, cell in enumerate(cells):
                self.write(sheet, row, column, cell)
        for item, column in _LISTS.items():
            for row, option in enumerate(answer_options(item, self.narrator.scale, self.translator.language)):
                self.write(sheet, row, column, option)

    def _add_protected_sheet(self, name: str) -> Worksheet:
        sheet = self.add_sheet(name)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.protect("", _PROTECTION)
        return sheet


def _locked_cells(blocks: Texts) -> contract.LockedCells:
    """Return the digests of the locked texts of a return as they are stored."""
    return {
        (storable(review), storable(ref), item): contract.text_digest(storable(text))
        for (review, ref), items in blocks.items()
        for item, text in items.items()
    }


def line_count(item: Item, text: str) -> int:
    """Return how many lines the row of an item takes: its label, its text, or room to write an answer."""
    of_label = ceil(len(contract.LABELS[item].in_both(Language.ENGLISH)) / (WIDTHS[2] - 3))
    return max(of_label, _ANSWER_LINES.get(item, 1) if item in contract.ANSWERS else _text_lines(text))


def _text_lines(text: str) -> int:
    return sum(max(1, ceil(len(line) / _LETTERS)) for line in text.split("\n"))


def shorten_text(text: str, note: str) -> str:
    """Return a text cut to what a row can show, with a note that says so."""
    if _text_lines(text) <= _MOST_LINES:
        return text
    letters, lines = (_MOST_LINES - 1) * _LETTERS, []
    for line in text.split("\n"):
        if letters > 0:
            lines.append(line if len(line) <= letters else line[:letters].rpartition(" ")[0] or line[:letters])
        letters -= _LETTERS * _text_lines(line)
    return "\n".join(lines).rstrip() + f"\n{note}"


def answer_options(item: Item, scale: Scale, language: Language) -> tuple[str, ...]:
    """Return the options of an answer, in the language of its return; none where it is written freely."""
    if item is Item.CLOSURE:
        return contract.YES.in_language(language), contract.NO.in_language(language)
    if item is Item.AGENCY_STATUS:
        return tuple(scale.label(name, language) for name in scale.names)
    return ()


# How a line of the instructions is set: the names of the styles in Word.
TITLE, LEAD, LINE = "Heading 1", "Leading Paragraph", "List Bullet"


def instruction_lines(
    of_round: Round, recipient: Recipient, narrator: Narrator, format_: ReturnFormat, *, count: int
) -> Iterator[tuple[Language, str, str]]:
    """Yield each line with its language and its style."""
    names, scale, contact = narrator.names, narrator.scale, narrator.edition.office.contact
    first = narrator.translator.language
    for language in (first, first.other):
        _ = translator(language)
        yield language, TITLE, return_title(of_round, recipient, names, _)
        due, role = format_day(of_round.due, _), recipient.role
        for_role = _("For {role}. Please send it back by {day}.", role=names.full(NameKind.ROLE, role, _), day=due)
        yield language, LEAD, for_role if role else _("Please send it back by {day}.", day=due)
        statuses = join_words([scale.label(name, language) for name in scale.names], _)
        labels = {item: contract.LABELS[item].in_language(language) for item in _EXPLAINED}
        hint = _("If a browser shows the form without letting you write, open it in Word or LibreOffice instead.")
        lines = [label("return-count", format_, _, n=count), label("return-where", format_, _)]
        lines += [label("return-item", item, _, label=name, statuses=statuses) for item, name in labels.items()]
        lines += [label("return-blank", format_, _), *([hint] if format_ is ReturnFormat.WORD else [])]
        yield from ((language, LINE, line) for line in (*lines, label("return-save", format_, _)))
        if contact:
            yield language, LEAD, _("Contact: {contact}", contact=contact)


def return_title(of_round: Round, recipient: Recipient, names: Names, _: Translator) -> str:
    """Return the title of a return: its round and its agency."""
    name = full_name(recipient, names, _)
    return _("Return for the round of {month}: {agency}", month=format_round(of_round.month, _), agency=name)


def full_name(recipient: Recipient, names: Names, _: Translator) -> str:
    """Return the full name of the agency, or of the role where the tracker names no agency."""
    return names.full(NameKind.AGENCY if recipient.agency else NameKind.ROLE, recipient.name, _)


# The widths of the two columns: together those of the page between its margins.
_WIDTHS = (Twips(2700), Twips(6938))
# The least heights of the rows with room to write.
_HEIGHTS = dict.fromkeys((Item.EVIDENCE, Item.CLOSURE_REASON, Item.TARGET_REASON), Twips(650))
_HEIGHTS[Item.UPDATE] = Twips(1700)
# The name that Word has for the style of a field that is blank.
_PROMPT_STYLE = "Placeholder Text"


class WordForm:
    """The return of one recipient as a Word form; the same tracker gives the same bytes."""

    def __init__(self, narrator: Narrator, of_round: Round, recipient: Recipient) -> None:
        self._narrator, self._round, self._recipient = narrator, of_round, recipient
        self._language = narrator.translator.language
        self._numbers = count(1)
        _, names = narrator.translator, narrator.names
        footer = f"{full_name(recipient, names, _)} · {format_day(of_round.due, _)}"
        paper = replace(narrator.paper(return_title(of_round, recipient, names, _), ()), footer=footer)
        self._book: WordDocument = word.blank_document(paper)
        self._book.styles.add_style(_PROMPT_STYLE, WD_STYLE_TYPE.CHARACTER).font.color.rgb = word.rgb(COLOURS.muted)
        protection = word.xml_element("w:documentProtection", edit="forms", enforcement="1")  # without a password
        self._book.settings.element.find(qn("w:defaultTabStop")).addprevious(protection)  # where the format has it

    def bytes_of(self, blocks: Texts) -> bytes:
        """Return the bytes of the form: the instructions, the recommendations by review and ref, and the identity."""
        lines = instruction_lines(self._round, self._recipient, self._narrator, ReturnFormat.WORD, count=len(blocks))
        _language, _style, title = next(lines)
        self._book.add_heading(storable(title), 0)
        for language, style, text in lines:
            paragraph = word.add_styled_paragraph(self._book, style, storable(text))
            if language is not self._language:
                word.set_language(paragraph.runs[0], language)
        for (review, ref), texts in blocks.items():
            self._write_recommendation(review, ref, texts)
        paragraphs = [each.text for each in self._book.paragraphs if each.text.strip()]
        rows = contract.identity_rows(self._round, self._recipient, _locked_cells(blocks), paragraphs=paragraphs)
        word.add_custom_properties(self._book, contract.identity_properties(rows))
        return saved_bytes(self._book.save)

    def _write_recommendation(self, review: str, ref: str, texts: Mapping[Item, str]) -> None:
        """Write a recommendation below its heading; each begins a page, so that it can be passed on by itself."""
        heading = self._narrator.translator("Recommendation {ref}", ref=ref)
        word.add_styled_paragraph(self._book, "Heading 1", storable(heading)).paragraph_format.page_break_before = True
        rows = word.add_grid(self._book, heading, [*self._rows(review, ref, texts)], _WIDTHS)
        for item, row in zip(contract.ANSWERS, rows[-len(contract.ANSWERS) :], strict=True):
            row.cells[1].paragraphs[0]._p.append(self._field(item, ref))
            if item in _HEIGHTS:
                row.height, row.height_rule = _HEIGHTS[item], WD_ROW_HEIGHT.AT_LEAST

    def _rows(self, review: str, ref: str, texts: Mapping[Item, str]) -> Iterator[tuple[StyledCell, StyledCell]]:
        """Yield the rows: what is locked, then a blank cell for each answer."""
        names, words = (self._label(heading, strong=True) for heading in contract.HEADINGS[2:])
        yield (names, LOCKED), (words, LOCKED)
        month = format_round(self._round.month, self._narrator.translator)
        named = zip((contract.ROUND, *contract.HEADINGS[:2]), (month, review, ref), strict=True)
        for name, text in (*named, *((contract.LABELS[item], texts[item]) for item in contract.LOCKED)):
            yield (self._label(name), LOCKED), ((Text(text),), LOCKED)
        for item in contract.ANSWERS:
            yield (self._label(contract.LABELS[item], strong=True), LOCKED), ((), ANSWER)

    def _label(self, label: contract.Label, *, strong: bool = False) -> Spans:
        """Return a label in both languages, the other one marked as such."""
        other = self._language.other
        first = Text(label.in_language(self._language), strong=strong)
        return first, Text(" · "), Text(label.in_language(other), language=other)

    def _field(self, item: Item, ref: str) -> BaseOxmlElement:
        """Return the field of an answer: what a screen reader says of it, its tag, and its prompt while it is blank."""
        label, prompt = (names[item].in_language(self._language) for names in (contract.LABELS, contract.PROMPTS))
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
