"""A return as a workbook: instructions, and a row for each recommendation to answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil

from xlsxwriter.worksheet import Worksheet

from model.returns import received
from model.returns.received import Item, ReturnIdentity
from model.returns.round import ReturnFormat
from model.status import Scale
from model.terms import Language, NameKind
from reports.document import ANSWER, COLOURS, FONT, LOCKED, MUTED, PLAIN, ROW_HEADING
from reports.excel import Book
from reports.reproducible import storable
from reports.text.narrator import Narrator
from wording.catalogue import Translator, translator
from wording.formatting import Names, format_day, format_round, join_words
from wording.sentences import label

# The index of the header row of the table, from 0.
HEADER_ROW = 2
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_MAX_INPUT_TITLE, _MAX_INPUT_MESSAGE, _MAX_FOOTER = 32, 255, 200
# The columns of the hidden sheet with the options of drop-down lists.
_LISTS = {Item.AGENCY_STATUS: 8, Item.CLOSURE: 9}
_PROTECTION = {"select_locked_cells": True, "select_unlocked_cells": True, "format_rows": True, "format_columns": True}
# A recommendation by its review and its ref.
Key = tuple[str, str]
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


def return_workbook_bytes(
    narrator: Narrator, identity: ReturnIdentity, texts: Mapping[Key, Mapping[Item, str]]
) -> bytes:
    """Return the return of one recipient as an .xlsx; the same tracker gives the same bytes."""
    note = narrator.translator("… [This text is cut short here; the tracker has all of it.]")
    return _ReturnWriter(narrator, identity).write({key: shorten_texts(each, note) for key, each in texts.items()})


class _ReturnWriter:
    """Writes the sheets of one return."""

    def __init__(self, narrator: Narrator, identity: ReturnIdentity) -> None:
        self._narrator, self._identity, self._translator = narrator, identity, narrator.translator
        self._book = Book(identity.language, font_size=_FONT_SIZE, options=_OPTIONS)
        self._title = return_title(identity, narrator.names, narrator.translator)

    def write(self, blocks: Mapping[Key, Mapping[Item, str]]) -> bytes:
        """Return the bytes of the three sheets; the texts of each recommendation are by review and ref."""
        _ = self._translator
        self._write_instructions(len(blocks))
        sheet = self._add_sheet(_.within("sheet", "Return"))
        self._write_head(sheet)
        self._write_blocks(sheet, blocks)
        self._write_identity(blocks)
        return self._book.content(title=self._title, author=self._narrator.publisher)

    def _write_instructions(self, count: int) -> None:
        _ = self._translator
        sheet = self._add_sheet(_("Instructions"))
        sheet.fit_to_pages(1, 1)
        sheet.set_column(0, 0, 130)
        lines = instruction_lines(self._identity, self._narrator, count=count, format_=ReturnFormat.EXCEL)
        for row, (_language, style, text) in enumerate(lines):
            look, size = (ROW_HEADING, 14) if style == TITLE else (PLAIN, _FONT_SIZE)
            self._book.write(sheet, row, 0, text, look, text_wrap=True, font_size=size)

    def _write_head(self, sheet: Worksheet) -> None:
        """Write what stands above the table: the title, and whose return it is, which survives in a .csv file."""
        identity = self._identity
        version = "" if identity.version is None else str(identity.version)
        marks = (f"{identity.month:%Y-%m}", version, identity.recipient.agency, identity.recipient.role)
        self._book.write(sheet, 0, 0, self._title, ROW_HEADING, font_size=14)
        for column, (mark, width) in enumerate(zip(marks, WIDTHS, strict=True)):
            self._book.write(sheet, 1, column, mark, MUTED, text_wrap=True)
            sheet.set_column(column, column, width)
        sheet.set_row(1, 2 * LINE_HEIGHT)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.repeat_rows(0, HEADER_ROW)

    def _write_blocks(self, sheet: Worksheet, blocks: Mapping[Key, Mapping[Item, str]]) -> None:
        """Write each recommendation; each begins a page, so that it can be passed on by itself."""
        size = len(received.LOCKED) + len(received.ANSWERS)
        header = [heading.in_both(self._identity.language) for heading in received.HEADINGS]
        self._book.add_table(sheet, "return", header, row=HEADER_ROW, count=max(1, size * len(blocks)))
        for number, (key, texts) in enumerate(blocks.items()):
            first_row = HEADER_ROW + 1 + number * size
            for row, item in enumerate((*received.LOCKED, *received.ANSWERS), start=first_row):
                sheet.set_row(row, line_count(item, texts.get(item, "")) * LINE_HEIGHT + 2)
                self._write_item(sheet, row, key, item, texts.get(item))
        sheet.set_h_pagebreaks([HEADER_ROW + 1 + number * size for number in range(1, len(blocks))])

    def _write_item(self, sheet: Worksheet, row: int, key: Key, item: Item, text: str | None) -> None:
        top: dict[str, object] = {"top": 2, "top_color": COLOURS.accent} if item is received.LOCKED[0] else {}
        for column, mark in enumerate(key):
            self._book.write(sheet, row, column, mark, MUTED, text_wrap=bool(top), **top)
        name = received.LABELS[item].in_both(self._identity.language)
        look = ROW_HEADING if item in received.ANSWERS else PLAIN
        self._book.write(sheet, row, 2, name, look, text_wrap=True, **top)
        if text is not None:
            self._book.write(sheet, row, 3, text, LOCKED, text_wrap=True, **top)
            return
        as_day = self._book.date_format("d mmmm yyyy") if item is Item.NEW_TARGET else {}
        answer = self._book.format(ANSWER, text_wrap=True, locked=False, **{"align": "left", **as_day})
        sheet.write_blank(row, 3, None, answer)
        if item in (*_LISTS, Item.NEW_TARGET):
            sheet.data_validation(row, 3, row, 3, self._validation(item, key[1]))

    def _validation(self, item: Item, ref: str) -> dict[str, object]:
        """Return which values an answer takes, and what the cell says of itself when it is chosen."""
        _ = self._translator
        if item is Item.NEW_TARGET:
            rule: dict[str, object] = {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": _LAST_DAY,
                "error_message": _("Write a day, such as 31/03/2027."),
            }
        else:
            column, count = chr(ord("A") + _LISTS[item]), len(answer_options(item, self._narrator.scale, _.language))
            source = f"='{received.IDENTITY_SHEET}'!${column}$1:${column}${count}"
            rule = {"validate": "list", "source": source, "error_message": _("Choose one from the list.")}
        title = received.LABELS[item].in_language(_.language)[:_MAX_INPUT_TITLE]
        message = _("Recommendation {ref}", ref=storable(ref))[:_MAX_INPUT_MESSAGE]
        return {**rule, "ignore_blank": True, "input_title": title, "input_message": message}

    def _write_identity(self, blocks: Mapping[Key, Mapping[Item, str]]) -> None:
        """Write the hidden sheet: the identity with a digest of each locked text, and the options of the lists."""
        sheet = self._book.add_hidden_sheet(received.IDENTITY_SHEET)
        sheet.protect("", _PROTECTION)
        for row, cells in enumerate(
            received.identity_rows(self._identity, received.locked_cells(stored_texts(blocks)))
        ):
            for column, cell in enumerate(cells):
                self._book.write(sheet, row, column, cell)
        for item, column in _LISTS.items():
            for row, option in enumerate(answer_options(item, self._narrator.scale, self._identity.language)):
                self._book.write(sheet, row, column, option)

    def _add_sheet(self, name: str) -> Worksheet:
        due = format_day(self._identity.due, self._translator)
        recipient = full_name(self._identity, self._narrator.names, self._translator)
        footer = f"{recipient[:_MAX_FOOTER]} · {due}"
        sheet = self._book.add_sheet(name, footer=footer, page_number_pattern=self._narrator.page_number_pattern)
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        sheet.protect("", _PROTECTION)
        return sheet


def stored_texts(blocks: Mapping[Key, Mapping[Item, str]]) -> dict[tuple[str, str, Item], str]:
    """Return the locked texts of a return as they are stored, by review, ref and item."""
    return {
        (storable(review), storable(ref), item): storable(text)
        for (review, ref), items in blocks.items()
        for item, text in items.items()
    }


def line_count(item: Item, text: str) -> int:
    """Return how many lines the row of an item takes: its label, its text, or room to write an answer."""
    of_label = ceil(len(received.LABELS[item].in_both(Language.ENGLISH)) / (WIDTHS[2] - 3))
    return max(of_label, _ANSWER_LINES.get(item, 1) if item in received.ANSWERS else _text_lines(text))


def _text_lines(text: str) -> int:
    return sum(max(1, ceil(len(line) / _LETTERS)) for line in text.split("\n"))


def shorten_texts(texts: Mapping[Item, str], note: str) -> dict[Item, str]:
    """Return the texts cut to what a row can show, each that is cut with a note that says so."""
    return {item: _cut(text, _MOST_LINES, note) for item, text in texts.items()}


def _cut(text: str, most: int, note: str) -> str:
    """Return the first lines of a text with the note, where it takes more than the most."""
    if _text_lines(text) <= most:
        return text
    letters, lines = (most - 1) * _LETTERS, []
    for line in text.split("\n"):
        if letters <= 0:
            break
        lines.append(line if len(line) <= letters else line[:letters].rpartition(" ")[0] or line[:letters])
        letters -= _LETTERS * max(1, ceil(len(line) / _LETTERS))
    return "\n".join(lines).rstrip() + f"\n{note}"


def answer_options(item: Item, scale: Scale, language: Language) -> tuple[str, ...]:
    """Return the options of an answer, in the language of its return; none where it is written freely."""
    if item is Item.CLOSURE:
        return received.YES.in_language(language), received.NO.in_language(language)
    if item is Item.AGENCY_STATUS:
        return tuple(scale.label(name, language) for name in scale.names)
    return ()


# How a line of the instructions is set: the names of the styles in Word.
TITLE, LEAD, LINE = "Heading 1", "Leading Paragraph", "List Bullet"


def instruction_lines(
    identity: ReturnIdentity, narrator: Narrator, *, count: int, format_: ReturnFormat
) -> Iterator[tuple[Language, str, str]]:
    """Yield each line with its language and its style."""
    names, scale, contact = narrator.names, narrator.scale, narrator.edition.office.contact
    for language in (identity.language, identity.language.other):
        _ = translator(language)
        yield language, TITLE, return_title(identity, names, _)
        due, role = format_day(identity.due, _), identity.recipient.role
        for_role = _("For {role}. Please send it back by {day}.", role=names.full(NameKind.ROLE, role, _), day=due)
        yield language, LEAD, for_role if role else _("Please send it back by {day}.", day=due)
        statuses = join_words([scale.label(name, language) for name in scale.names], _)
        labels = {item: received.LABELS[item].in_language(language) for item in _EXPLAINED}
        hint = _("If a browser shows the form without letting you write, open it in Word or LibreOffice instead.")
        lines = [
            label("return-count", format_, _, n=count),
            label("return-where", format_, _),
            *(label("return-item", item, _, label=name, statuses=statuses) for item, name in labels.items()),
            label("return-blank", format_, _),
            *([hint] if format_ is ReturnFormat.WORD else []),
            label("return-save", format_, _),
        ]
        yield from ((language, LINE, line) for line in lines)
        if contact:
            yield language, LEAD, _("Contact: {contact}", contact=contact)


def return_title(identity: ReturnIdentity, names: Names, _: Translator) -> str:
    """Return the title of a return: its round and its agency."""
    name = full_name(identity, names, _)
    return _("Return for the round of {month}: {agency}", month=format_round(identity.month, _), agency=name)


def full_name(identity: ReturnIdentity, names: Names, _: Translator) -> str:
    """Return the full name of the agency, or of the role where the tracker names no agency."""
    kind = NameKind.AGENCY if identity.recipient.agency else NameKind.ROLE
    return names.full(kind, identity.recipient.name, _)
