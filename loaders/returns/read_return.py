"""Read a return: its table and identity in either language; only its answers count, wherever they were moved to.

The identity stands on a hidden sheet, or is read from the row above the table where that is lost. What cannot be taken
is an issue of its cell.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from loaders.cells import CellRow, ErrorCell, SheetCells, Value, address, clean_cell_text, displayed_text
from loaders.read_cells import read_file_cells
from loaders.records import make_issue
from loaders.security import DEFAULT_LIMITS, FileType, Limits, check_package
from loaders.vocabulary.status_words import status_labels
from model.dates import Precision, parse_date
from model.returns import round as contract
from model.returns.round import ReceivedReturn, Recipient
from model.terms import Language, Scale, Status, label_key
from model.tracker.reading import SEVERITIES, Issue, WorkbookError

_SEPARATOR = "·"
_ITEMS = {key: item for item, label in contract.LABELS.items() for key in label.keys}
_LABELS = (contract.ROUND, *contract.HEADINGS, *contract.LABELS.values())
_LANGUAGES = {key: language for label in _LABELS for key, language in zip(label.keys, Language, strict=True)}
_HEADINGS = [set(heading.keys) for heading in contract.HEADINGS]
_FLAGS = dict.fromkeys(contract.YES.keys, "yes") | dict.fromkeys(contract.NO.keys, "no")
_FLAGS |= {"y": "yes", "n": "no", "true": "yes", "false": "no", "ydy": "yes", "nac ydy": "no"}
# The rows of each sheet among which a workbook that may be anything has the headings of a return.
_LOOKED_AT = 20
# The columns of the identity; the options of drop-down lists stand further right.
_WIDTH = 5


class ItemCell(NamedTuple):
    """One item of a recommendation, with its value and its place: a sheet and an address, or as a Word form has it."""

    review: str
    ref: str
    item: contract.Item
    value: Value
    sheet: str
    cell: str
    has_formula: bool = False

    def issue(self, code: str, /, found: str, **details: str) -> Issue:
        """Return an issue in its place."""
        return Issue(code, SEVERITIES[code], self.sheet, self.cell, found, details)


class ReturnTable(NamedTuple):
    """The table: its sheet, its header row, and the columns of review, ref, item and text."""

    sheet: SheetCells
    header: CellRow
    columns: tuple[int, ...]

    def read(self) -> tuple[list[ItemCell], list[Issue]]:
        """Return the items, wherever their rows were moved to, and issues of texts that were cut or are in no item."""
        sheet, (review, ref, item, text) = self.sheet, self.columns
        cells: list[ItemCell] = []
        issues = [make_issue("text-shortened", sheet=sheet.name, cell=cell) for cell in sheet.shortened]
        for row in (row for row in sheet.rows if row.number > self.header.number):
            shown = defaultdict(str, {n: _words(value) for n, value in enumerate(row.values, 1)})
            named = item_of(shown[item])
            if named is not None:
                place = address(text, row.number)
                names, is_formula = (shown[review], shown[ref], named), place in sheet.formulas
                cells.append(ItemCell(*names, row.value_at(text), sheet.name, place, is_formula))
            passed_over = self.columns[: 3 if named is None else 4]
            outside = ((column, words) for column, words in shown.items() if words and column not in passed_over)
            issues += (sheet.issue(contract.TEXT_OUTSIDE, column, row.number, found=words) for column, words in outside)
        return cells, issues


class FoundIdentity(NamedTuple):
    """What a file says of itself.

    Attributes:
        language: that of the return; where the rest is lost, the first of its labels.
        paragraphs: the digests of the paragraphs of a Word form outside its tables.
        lost: whether the hidden sheet, or the properties of a Word form, are missing.
        changed: whether they were changed since they were written.
        place: the sheet and the cell that name the round; "" where none does.
    """

    month: date | None
    recipient: Recipient | None
    version: int | None
    language: Language | None
    locked: contract.LockedCells
    paragraphs: frozenset[str]
    lost: bool
    changed: bool
    place: contract.Place = ("", "")


class ReturnContents(NamedTuple):
    """The items of a return with its identity.

    Attributes:
        cells: its locked texts and its answers.
        issues: what was found wrong while it was read: cut texts, and what is in no cell of the return.
        sheet: the name of the first sheet with its table; "" for a Word form.
    """

    cells: tuple[ItemCell, ...]
    identity: FoundIdentity
    issues: tuple[Issue, ...] = ()
    sheet: str = ""


def read_return(
    content: bytes, *, statuses: Sequence[Status], limits: Limits = DEFAULT_LIMITS
) -> tuple[ReceivedReturn, ...]:
    """Return the return in a file, with an issue for each cell that is not taken, or that was changed; none without it.

    Raises WorkbookError where the file cannot be used at all, or names two rounds.
    """
    kind, contents = check_package(content, limits=limits).kind, None
    if kind is FileType.DOCX:
        from loaders.returns.word_form import form_contents  # noqa: PLC0415 - a workbook is read without it

        contents = form_contents(content, limits=limits)
    elif kind is not FileType.PDF:
        contents = _workbook_contents(read_file_cells(content, kind=kind, limits=limits), limits)
    if contents is None:
        return ()
    identity = contents.identity
    lost = [make_issue("return-identity-lost")] if identity.lost else []
    lost += [make_issue("return-identity-lost", kind="changed")] if identity.changed else []
    answers, issues = _parse_answers(contents, statuses)
    cells = [cell for cell in contents.cells if cell.ref]
    refs = tuple(dict.fromkeys((cell.review, cell.ref) for cell in cells))
    first = next(((cell.sheet, cell.cell) for cell in cells), ("", ""))
    found = (*lost, *contents.issues, *_locked_issues(contents), *issues)
    of_round = identity.month, identity.recipient, identity.version
    return (ReceivedReturn(*of_round, refs, tuple(answers), found, identity.place, first),)


def _locked_issues(contents: ReturnContents) -> Iterator[Issue]:
    """Yield an issue for each locked cell that was changed, and for each recommendation whose rows were deleted."""
    locked = contents.identity.locked
    for cell in contents.cells:
        digest, words = locked.get((cell.review, cell.ref, cell.item)), displayed_text(cell.value)
        if digest is not None and digest != contract.text_digest(words):
            yield cell.issue("return-locked-changed", words)
    there = {(cell.review, cell.ref) for cell in contents.cells}
    for _review, ref in dict.fromkeys(key[:2] for key in locked if key[:2] not in there):
        yield make_issue("return-rows-missing", sheet=contents.sheet, found=ref)


def _workbook_contents(sheets: Sequence[SheetCells], limits: Limits) -> ReturnContents | None:
    """Return the items of a workbook; None where no sheet has the table of a return."""
    tables = _find_tables(sheets)
    if not tables:
        return None
    identity, read = _find_identity(sheets, tables), [table.read() for table in tables]
    names = [table.sheet.name for table in tables]
    issues = (*(issue for _, found in read for issue in found), *_on_other_sheets(sheets, names, limits))
    return ReturnContents(tuple(cell for found, _ in read for cell in found), identity, issues, names[0])


def _on_other_sheets(sheets: Sequence[SheetCells], known: Collection[str], limits: Limits) -> Iterator[Issue]:
    """Yield an issue for each sheet that was added to the return, with its texts line by line."""
    of_return = (contract.IDENTITY_SHEET, *contract.INSTRUCTION_SHEETS)
    for sheet in sheets:
        if sheet.name not in known and not sheet.name.casefold().startswith(of_return):
            rows = (" ".join(filter(None, map(_words, row.values))) for row in sheet.rows)
            words, shortened = clean_cell_text("\n".join(filter(None, rows)), characters=limits.characters)
            if shortened:
                yield sheet.issue("text-shortened")
            if words:
                yield sheet.issue(contract.TEXT_OUTSIDE, found=words)


def _parse_answers(contents: ReturnContents, statuses: Sequence[Status]) -> tuple[list[contract.Answer], list[Issue]]:
    """Return the answers, and an issue for each cell whose answer is not taken or not certain."""
    answers, issues = dict[tuple[str, str, contract.Item], contract.Answer](), list[Issue]()
    language = contents.identity.language or Language.ENGLISH
    for cell in contents.cells:
        if cell.item not in contract.ANSWERS or cell.value is None:
            continue
        shown, (code, text, details) = displayed_text(cell.value), _parse(cell, statuses)
        issues += [] if code is None else [cell.issue(code, shown, **details)]
        if text and cell.has_formula:
            issues.append(cell.issue("return-formula", shown))
        if text and not cell.ref:
            issues.append(cell.issue("return-ref-missing", text))
        elif text:
            answer = contract.Answer(cell.review, cell.ref, cell.item, text, cell.sheet, cell.cell, language)
            first = answers.setdefault((cell.review, cell.ref, cell.item), answer)
            if first.text != text:
                place = first.cell if first.sheet == cell.sheet else f"{first.sheet}!{first.cell}"
                issues.append(cell.issue("return-answer-repeated", shown, place=place))
    return [*answers.values()], issues


def _parse(cell: ItemCell, statuses: Sequence[Status]) -> tuple[str | None, str, dict[str, str]]:
    """Return the code of what is wrong with an answer, its text, "" where it is not taken, and details of the issue."""
    if isinstance(cell.value, ErrorCell):
        return "return-formula", "", {"kind": "error" if cell.value.displayed else "empty"}
    text, code, details = _words(cell.value), None, dict[str, str]()
    if text and cell.item is contract.Item.AGENCY_STATUS:
        text, code = status_labels(Scale(tuple(statuses))).get(label_key(text), ""), "return-status-unknown"
        details = {"allowed": ", ".join(status.name for status in statuses)}
    elif text and cell.item is contract.Item.CLOSURE:
        text, code = _FLAGS.get(label_key(text), ""), "return-flag-unknown"
    elif text and cell.item is contract.Item.NEW_TARGET:
        day = parse_date(text)
        text, code = "" if day.precision is Precision.WORDS else day.words, "return-date-unknown"
    return (None, text, {}) if text else (code, "", details)


def refuse_return(sheets: Sequence[SheetCells]) -> None:
    """Raise WorkbookError if a workbook is a return: as a tracker it would be read wrongly.

    It has the hidden sheet of a return, or begins with the table of one.
    """
    if any(_identity_rows(sheet) for sheet in sheets) or _find_tables(sheets, rows=_LOOKED_AT):
        raise WorkbookError("file-is-return")


def without_round_mark(sheets: Sequence[SheetCells]) -> list[SheetCells]:
    """Return the sheets of a workbook without the hidden one that says that it is the workbook of a round."""
    return [sheet for sheet in sheets if not _identity_rows(sheet, contract.ROUND_LAYOUT)]


def _find_tables(sheets: Sequence[SheetCells], *, rows: int | None = None) -> list[ReturnTable]:
    """Return the tables of a return, at most one of each sheet: a copy of the sheet may have been filled in as well.

    `rows` is how many rows of each sheet are looked at for the four headings; None for all.
    """
    found = (((sheet, row, _columns(row)) for row in sheet.rows[:rows]) for sheet in sheets)
    tables = (next((each for each in of_sheet if each[2]), None) for of_sheet in found)
    return [ReturnTable(*each) for each in tables if each is not None]


def item_of(label: str) -> contract.Item | None:
    """Return the item that a label names, in one language or in both."""
    return next((_ITEMS[part] for part in label_parts(label) if part in _ITEMS), None)


def first_language(label: str) -> Language | None:
    """Return the language in which a label begins that has its words in both; None where it is no such label."""
    first, *others = label_parts(label)
    return _LANGUAGES.get(first) if others else None


def label_parts(label: str) -> list[str]:
    """Return the keys of the words of a label in one language or in both."""
    return [label_key(part) for part in label.split(_SEPARATOR)]


def _columns(row: CellRow) -> tuple[int, ...]:
    """Return the columns of the four headings of a row; none where it lacks one."""
    words = [set(label_parts(displayed_text(value))) for value in row.values]
    found = [next((column for column, each in enumerate(words, 1) if each & names), 0) for names in _HEADINGS]
    return tuple(found) if all(found) else ()


def _find_identity(sheets: Sequence[SheetCells], tables: Sequence[ReturnTable]) -> FoundIdentity:
    """Return the identity of a return: what its hidden sheet does not say, the row above its first table does.

    Raises WorkbookError where its tables and hidden sheets name two rounds.
    """
    above: list[tuple[dict[str, str], contract.Place]] = []
    for sheet, row, columns in ((table.sheet, row, table.columns) for table in tables for row in table.sheet.rows):
        words = [_words(row.value_at(column)) for column in columns]
        if _month(words[0]) is not None and item_of(words[2]) is None:  # any row with a month that is no item
            values = dict(zip(("round", "version", "agency", "role"), words, strict=True))
            above.append((values, (sheet.name, address(columns[0], row.number))))
    hidden = [(sheet.name, rows) for sheet in sheets if (rows := _identity_rows(sheet))]
    named = [(_month(values["round"]), place) for values, place in above]
    for name, rows in hidden:
        named += [(_month(row[1]), (name, f"B{n}")) for n, row in enumerate(rows, 1) if row[0] == "round" and row[1:]]
    _, place = only_round(named)
    language = first_language(displayed_text(tables[0].header.value_at(tables[0].columns[2])))
    said = {"language": language or "", **(above[0][0] if above else {})}
    return identity_from_rows(hidden[0][1] if hidden else (), said)._replace(place=place)


def only_round(named: Iterable[tuple[date | None, contract.Place]]) -> tuple[date | None, contract.Place]:
    """Return the month that a return names, and where; None where it names none.

    Raises WorkbookError where it names two rounds: its answers may be of either.
    """
    places: dict[date, contract.Place] = {}
    for month, place in named:
        if month is not None:
            places.setdefault(month, place)
    if len(places) > 1:
        (month, (sheet, cell)), (other_month, (other_sheet, other_cell)) = list(places.items())[:2]
        raise WorkbookError(
            "return-two-rounds",
            **{"month": f"{month:%Y-%m}", "sheet": sheet, "cell": cell},
            **{"other_month": f"{other_month:%Y-%m}", "other_sheet": other_sheet, "other_cell": other_cell},
        )
    return next(iter(places.items()), (None, ("", "")))


def identity_from_rows(rows: Sequence[tuple[str, ...]], others: Mapping[str, str]) -> FoundIdentity:
    """Return the identity that the rows of a hidden sheet, or of the properties of a Word form, say.

    What they do not say is among `others`.
    """
    said = {row[0]: row[1] for row in rows if row[1:] and row[1] and row[0] not in ("locked", "paragraphs")}
    who, values = said if {"agency", "role"} & said.keys() else others, {**others, **said}
    agency, role = (who.get(name, "") for name in ("agency", "role"))
    version = values.get("version", "")
    number = int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else None
    recipient = Recipient(agency, role) if agency or role else None
    language = next((each for each in Language if each.value == values.get("language")), None)
    cells = (row for row in rows if row[0] == "locked" and len(row) == _WIDTH and row[3] in {*contract.Item})
    locked = {(row[1], row[2], contract.Item(row[3])): row[4] for row in cells}
    texts = frozenset(digest for row in rows if row[0] == "paragraphs" for digest in row[1:])
    changed = bool(rows) and said.get("checksum") != contract.checksum(row for row in rows if row[0] != "checksum")
    who_and_when = _month(values.get("round", "")), recipient, number, language
    return FoundIdentity(*who_and_when, locked, texts, lost=not rows, changed=changed)


def _identity_rows(sheet: SheetCells, layout: str = contract.LAYOUT) -> list[tuple[str, ...]]:
    """Return the rows of a hidden sheet; none where a sheet is another."""
    if not sheet.name.casefold().startswith(contract.IDENTITY_SHEET):
        return []
    rows = [row for each in sheet.rows if any(row := tuple(map(_words, each.values[:_WIDTH])))]
    return rows if rows and rows[0][:2] == ("layout", layout) else []


def _words(value: Value) -> str:
    return displayed_text(value).strip()


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
