"""The names of fields, roles, papers and layouts, the words of Streamlit's controls, and the messages of errors."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import shorten

from model.access import Grant, Role
from model.dates import PartialDate
from model.returns.draft import WrittenKind
from model.returns.round import ReturnError, ReturnFault
from model.terms import LIST_SEPARATOR, ClosureDecision, Kind, Scale, group_by
from model.tracker.columns import SHEETS
from model.tracker.reading import CardValue, ItemCard, MappedColumn, RefusedError
from model.versions.version import StoreError, StoreErrorCode
from wording.catalogue import Translator, label, read_sentences, sentence_of
from wording.formatting import format_date, format_location, format_round, join_words, marked_name, written_word

_HEADINGS = {column.field: column.heading for _plan in reversed(SHEETS) for column in _plan.columns}
_NAMES = read_sentences(Path(__file__).with_name("fields.toml"))
_COLUMNS = read_sentences(Path(__file__).with_name("columns.toml"))
_FIELDS = {heading: field for field, heading in _HEADINGS.items()}
_LONGEST = 240


def field_name(field: str, _: Translator) -> str:
    """Return the name of a field in the reader's language; the field "" means that the column is not read."""
    if field == "by":
        return _.within("who decided", "By")
    return sentence_of(_NAMES, field, {}, _) if field in _NAMES else field


def found_field(field: str, month: date | None, _: Translator) -> str:
    """Return the name of a field of a recommendation, or of an update with its round."""
    name = field_name(field, _)
    if month is None:
        return name
    is_undated = month != month  # noqa: PLR0124 - NaT is not equal to itself
    return _("{field}, {month}", field=name, month=_("no date given") if is_undated else format_round(month, _))


def columns_by_sheet(columns: Iterable[MappedColumn]) -> dict[str, list[MappedColumn]]:
    """Return the columns of each sheet, from left to right and from top to bottom."""
    sheets = group_by(columns, lambda column: column.sheet)
    return {sheet: sorted(listed, key=_cell_order) for sheet, listed in sheets.items()}


def _cell_order(column: MappedColumn) -> tuple[int, str, int]:
    return len(column.letters), column.letters, int(column.cell.removeprefix(column.letters) or 0)


def field_heading(field: str) -> str:
    """Return the heading of a field in the workbook contract."""
    return _HEADINGS.get(field, field)


def field_words(field: str, _: Translator) -> str:
    """Return the name of a field, given by itself or by its heading in the workbook contract, or what a column is."""
    return label("column-kind", field, _, default="") or field_name(_FIELDS.get(field, field), _)


def evidence_text(column: MappedColumn, _: Translator) -> str:
    """Return the evidence by which a column was recognised, and the other fields that it may mean."""
    evidence = evidence_name(column, _)
    candidates = ", ".join(field_words(field, _) for field in column.candidates if field != column.field)
    if not candidates:
        return evidence
    return _("{evidence}; it may mean: {candidates}", evidence=evidence, candidates=candidates)


def evidence_name(column: MappedColumn, _: Translator) -> str:
    """Return the evidence by which a column was recognised."""
    if column.evidence == "option":
        return _("what a person chose") if column.cell else _("the month that was given")
    return label("evidence", column.evidence, _)


def column_description(table: str, column: str, _: Translator) -> str:
    """Return what is in a column of the open data; that of a part of a date, or in Welsh, is the same for each."""
    ending = column.rpartition("_")[2]
    if ending in _COLUMNS["endings"]:
        return sentence_of(_COLUMNS["endings"], ending, {}, _)
    entries = _COLUMNS[table] if column in _COLUMNS[table] else _COLUMNS["any"]
    return sentence_of(entries, column, {}, _)


def card_title(card: ItemCard, count: int, _: Translator) -> str:
    """Return the title of a card: which recommendation it is, of how many."""
    if card.number == 1:
        return _("The first of {n}", n=count) if count > 1 else _("The only one")
    if card.number == count:
        return _("The last, number {n}", n=count)
    return _("One in the middle, number {n}", n=card.number)


def card_lines(card: ItemCard, scale: Scale, _: Translator) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each field of a card, its value in words, and where that was read."""
    for value in card.values:
        yield field_name(value.field, _), _text(value, scale, _), _place(value, _)


def _text(value: CardValue, scale: Scale, _: Translator) -> str:
    found = value.value
    if value.unread:
        return _("“{text}” was not read", text=shorten(value.unread, _LONGEST, placeholder=" …"))
    if isinstance(found, PartialDate):
        return format_date(found.first, found.last, found.precision, found.words, _)
    if value.field == "status":
        return written_word(found, scale, _)
    if value.field == "supporting_agencies":
        return "; ".join(found.split(LIST_SEPARATOR))
    return shorten(found, _LONGEST, placeholder=" …")


def _place(value: CardValue, _: Translator) -> str:
    if not value.sheet and not value.cell:
        return _("in no cell of its own")
    place = format_location(value.sheet, value.cell, _)
    return _("{place}, by its colour", place=place) if value.from_colour else place


# The layout of the workbook contract.
CANONICAL = "canonical"
# The layout of a published paper, which has no sheets and no columns.
PAPER = "published-paper"
_TEXTS = read_sentences(Path(__file__).with_name("platform.toml"))
_PLACEHOLDERS = {"n": "{n}", "text": "{text}"}


def role_word(role: Role | str, _: Translator) -> str:
    """Return the name of a role; "" for none."""
    return label("role", role, _, default="")


def granted_sentence(grant: Grant, _: Translator) -> str:
    """Return that a role was granted, and what it is limited to."""
    identity, role = grant.identity, role_word(grant.role, _)
    if grant.agencies is None:
        return _("{identity} has the role “{role}” from now on.", identity=identity, role=role)
    agencies = ", ".join(sorted(grant.agencies))
    return label("sentence", "granted-for-agencies", _, identity=identity, role=role, agencies=agencies)


def decision_word(decision: object, _: Translator) -> str:
    """Return a decision in the reader's language; "" for anything that is none."""
    words = {
        ClosureDecision.CLOSED.value: _.within("a decision", "Closed"),
        ClosureDecision.KEPT_OPEN.value: _.within("a decision", "Kept open"),
        ClosureDecision.SUPERSEDED.value: _.within("a decision", "Superseded by another"),
        ClosureDecision.NO_LONGER_APPLICABLE.value: _.within("a decision", "No longer applicable"),
        ClosureDecision.NOT_ACCEPTED.value: _.within("a decision", "Not accepted"),
        ClosureDecision.REOPENED.value: _.within("a decision", "Reopened"),
    }
    return words.get(str(decision), "")


def kind_words(_: Translator) -> dict[str, str]:
    """Return the word of each kind of an update."""
    return {Kind.RESPONSE.value: _("Formal response"), Kind.PROGRESS.value: _("Progress")}


def written_words(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much was written, by kind: "2 ratings and 3 answers"."""
    return join_words([label("written-count", kind, _, n=counts[kind]) for kind in WrittenKind if counts.get(kind)], _)


def unpublished_sentence(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much of a round is not published yet."""
    return label("sentence", "unpublished", _, n=sum(counts.values()), what=written_words(counts, _))


def platform_words(_: Translator) -> Mapping[str, str]:
    """Return the English texts of Streamlit, each with the text to show instead.

    `{text}` stands for any text and `{n}` for a number, in both. A text that stays as it is has no entry.
    """
    too_large = _("The file is larger than {n} MB.", n="{n}")
    what_to_do = _("Remove pictures and unused sheets, or split the workbook, and save it again.")
    shown = {english: sentence_of(_TEXTS, english, _PLACEHOLDERS, _) for english in _TEXTS}
    shown |= {"Error: ": "", "File must be {n}.0MB or smaller.": f"{too_large} {what_to_do}"}
    shown |= {"Remove {text}": f"{_('Remove')} {{text}}", "add icon": ""}
    return {english: text for english, text in shown.items() if english != text}


# Examples of database addresses, for a remedy.
EXAMPLE_ADDRESSES = "sqlite:////srv/cynnydd/cynnydd.db, postgresql://cynnydd@127.0.0.1/cynnydd"
_SETTING = "CYNNYDD_DATABASE_URL"
_VALUES = ("current", "who", "verified", "version", "latest", "role", "identity", "longest", "name", "month")
# The values of details that an error was raised without.
_DEFAULTS = dict.fromkeys(_VALUES, "") | {"versions": "0", "setting": _SETTING, "addresses": EXAMPLE_ADDRESSES}
# The messages and remedies, by what they are about and by code.
TEXTS = read_sentences(Path(__file__).with_name("errors.toml"))


def store_fault(fault: StoreError, _: Translator) -> str:
    """Return the message and the remedy of a store error."""
    return f"{fault_message(fault, _)} {fault_message(fault, _, name='remedy')}"


def fault_message(fault: StoreError, _: Translator, *, name: str = "message") -> str:
    """Return the message of a store error, what happened; or its `remedy`, what to do."""
    details = {**_DEFAULTS, **fault.details}
    if fault.code is StoreErrorCode.UNPUBLISHED and name == "message":
        return unpublished_sentence({kind: int(details[kind]) for kind in WrittenKind if kind in details}, _)
    who = marked_name(details["who"], _, verified=bool(details["verified"]))
    words = {"who": who, "month": _month(details["month"], _), "role": role_word(details["role"], _)}
    return sentence_of(TEXTS["store"][fault.code], name, {**details, **words}, _)


def refused(error: RefusedError, _: Translator) -> str:
    """Return what is wrong with what a person gave, and what to give instead."""
    details = error.details
    if error.about != "mapping" or error.code not in TEXTS["mapping"]["entry"]:
        return refusal(error.about, error.code, _, **details)
    where = details["location"] or _("the whole file")
    problem = sentence_of(TEXTS["mapping"]["entry"], error.code, details, _)
    return _("The mapping {file} is wrong at {where}: {problem}.", file=details["file"], where=where, problem=problem)


def refusal(about: str, code: str, _: Translator, **values: str) -> str:
    """Return what is wrong, and what to do instead.

    Args:
        about: what is refused: an `answer`, an `option`, a `logo`, an `output` (a file to write) or a `merge`.
        code: what is wrong with it.
        _: the translator.
        values: those of the sentence.
    """
    return sentence_of(TEXTS[about], code, values, _)


def paper_failure(reason: str, _: Translator) -> str:
    """Return the message on a paper that its format cannot hold."""
    return _("The paper cannot be made: {reason}.", reason=reason.rstrip("."))


def return_fault(error: ReturnError, _: Translator) -> str:
    """Return why a file is not taken in, and what to do."""
    place = format_location(error.details.get("sheet", ""), error.details.get("cell", ""), _)
    values = {"found": error.details.get("found", ""), "place": place}
    if error.code is ReturnFault.OTHER_ROUND:
        values |= {"found": _month(values["found"], _), "month": _month(error.details.get("month", ""), _)}
    entry = TEXTS["return"][error.code]
    return " ".join(sentence_of(entry, name, values, _) for name in ("message", "remedy") if name in entry)


def _month(month: str, _: Translator) -> str:
    return format_round(date.fromisoformat(f"{month}-01"), _) if month else ""
