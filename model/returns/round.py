"""A round of returns: its month, due date and reminders; and a return as it was received: its items and answers."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from model.terms import Language, label_key, normalise_space
from model.tracker.reading import CodedError, Issue


class ReturnFormat(StrEnum):
    """The format of a return; its value is the ending of its file, without the dot."""

    EXCEL = "xlsx"
    WORD = "docx"


class Scope(StrEnum):
    """Which recommendations a round requests an update on; its value is its name on the command line.

    Attributes:
        OUTSTANDING: those whose status is not a complete one.
        FILTERED: those that matched the filter when the round started, complete or not.
    """

    OUTSTANDING = "outstanding"
    ALL = "all"
    FILTERED = "filtered"


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Who fills in one return: a lead agency and a lead role of it; "" for one that the tracker does not name."""

    agency: str
    role: str

    @property
    def name(self) -> str:
        """The agency, or the role where the tracker names no agency."""
        return self.agency or self.role


class RequestedUpdate(NamedTuple):
    """One recommendation on which a round requests an update, and who is to answer."""

    recipient: Recipient
    review: str
    ref: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round: its returns are made from one version and are due on one day.

    Attributes:
        month: the first day of its month.
        version: the version that the returns are made from.
        welsh_agencies: the agencies that get their returns in Welsh; the others get them in English.
        verified: whether the name of who started it comes from a sign-in.
        number: its number in the store; 0 for one that is not stored yet.
        started_at: when, in UTC.
        closed_at: when, in UTC; None while it is open.
    """

    month: date
    due: date
    scope: Scope
    version: int
    welsh_agencies: tuple[str, ...] = ()
    started_by: str = ""
    verified: bool = False
    started_at: datetime = datetime.min
    closed_at: datetime | None = None
    number: int = 0

    @property
    def is_open(self) -> bool:
        """Whether returns are still collected."""
        return self.closed_at is None

    def language_of(self, recipient: Recipient) -> Language:
        """Return the language of the return of a recipient."""
        return Language.WELSH if recipient.name in self.welsh_agencies else Language.ENGLISH


class Reminder(StrEnum):
    """When whoever has not answered everything is reminded.

    Attributes:
        BEFORE: two weeks before the due date.
        AFTER: the day after the due date.
    """

    BEFORE = "before"
    AFTER = "after"


_DAYS_FROM_DUE = {Reminder.BEFORE: timedelta(weeks=-2), Reminder.AFTER: timedelta(days=1)}


def reminder_days(of_round: Round) -> Mapping[Reminder, date]:
    """Return the day of each reminder of a round.

    A round that starts less than two weeks before its due date has only the one on the day after.
    """
    days = {reminder: of_round.due + offset for reminder, offset in _DAYS_FROM_DUE.items()}
    return {reminder: day for reminder, day in days.items() if day >= of_round.started_at.date()}


def reminder_on(of_round: Round, day: date) -> Reminder | None:
    """Return the reminder that falls on a day; None on all others."""
    return next((reminder for reminder, its_day in reminder_days(of_round).items() if its_day == day), None)


def reminder_at(of_round: Round, day: date) -> Reminder:
    """Return which reminder fits a day, whether or not it falls on it: what is overdue, or what is not due yet."""
    return Reminder.AFTER if day > of_round.due else Reminder.BEFORE


class Item(StrEnum):
    """One item of a recommendation in a return, in the order of its rows."""

    RECOMMENDATION = "recommendation"
    THEME = "theme"
    STATUS = "status"
    LATEST_WORDS = "latest-words"
    TARGET = "target"
    PROMISES = "promises"
    QUESTIONS = "questions"
    UPDATE = "update"
    AGENCY_STATUS = "agency-status"
    EVIDENCE = "evidence"
    CLOSURE = "closure"
    CLOSURE_REASON = "closure-reason"
    NEW_TARGET = "new-target"
    TARGET_REASON = "target-reason"


# The items that an agency fills in; all others are locked.
ANSWERS = (
    *(Item.UPDATE, Item.AGENCY_STATUS, Item.EVIDENCE),
    *(Item.CLOSURE, Item.CLOSURE_REASON, Item.NEW_TARGET, Item.TARGET_REASON),
)
# The items that are printed from the tracker.
LOCKED = tuple(item for item in Item if item not in ANSWERS)


class Label(NamedTuple):
    """A label of a return in both languages."""

    english: str
    welsh: str

    def in_language(self, language: Language) -> str:
        """Return the label in one language."""
        return self.welsh if language is Language.WELSH else self.english

    @property
    def keys(self) -> tuple[str, str]:
        """Its words in English and in Welsh as labels are compared."""
        return label_key(self.english), label_key(self.welsh)

    def in_both(self, first: Language) -> str:
        """Return the label in both languages, one of them first."""
        words = (self.english, self.welsh)
        return " · ".join(reversed(words) if first is Language.WELSH else words)


# The label of each item.
LABELS = {
    Item.RECOMMENDATION: Label("Recommendation", "Argymhelliad"),
    Item.THEME: Label("Theme", "Thema"),
    Item.STATUS: Label("Rated last", "Gradd ddiwethaf"),
    Item.LATEST_WORDS: Label("Said last", "Dywedwyd ddiwethaf"),
    Item.TARGET: Label("Target date", "Dyddiad targed"),
    Item.PROMISES: Label("Promised and now due", "Addawyd a bellach yn ddyledus"),
    Item.QUESTIONS: Label("Questions", "Cwestiynau"),
    Item.UPDATE: Label("Update", "Diweddariad"),
    Item.AGENCY_STATUS: Label("Your own rating", "Eich gradd eich hun"),
    Item.EVIDENCE: Label("Evidence", "Tystiolaeth"),
    Item.CLOSURE: Label("Proposed for closure", "Cynnig cau"),
    Item.CLOSURE_REASON: Label("Why it can be closed", "Pam y gellir ei gau"),
    Item.NEW_TARGET: Label("New target date", "Dyddiad targed newydd"),
    Item.TARGET_REASON: Label("Why the date moves", "Pam mae'r dyddiad yn symud"),
}
# The headings of the four columns of a workbook. In a Word form the first two name rows, the last two columns.
HEADINGS = (
    Label("Review", "Adolygiad"),
    Label("Ref", "Rhif"),
    Label("Item", "Eitem"),
    Label("Text or answer", "Testun neu ateb"),
)
# The label of the row of a Word form that has the month of its round, above those of review and ref.
ROUND = Label("Round", "Rownd")
# The options of a proposed closure.
YES, NO = Label("Yes", "Ie"), Label("No", "Na")
_WRITE, _CHOOSE = Label("Write here", "Ysgrifennwch yma"), Label("Choose one", "Dewiswch un")
_DAY = Label("Choose or write a day", "Dewiswch neu ysgrifennwch ddiwrnod")
# What a field of a Word form says while it is blank.
PROMPTS = dict.fromkeys(ANSWERS, _WRITE) | {Item.AGENCY_STATUS: _CHOOSE, Item.CLOSURE: _CHOOSE, Item.NEW_TARGET: _DAY}
# A sheet and the address of a cell.
Place = tuple[str, str]
# The codes of what came beside the answers: the words of the e-mail, and what is written in no place for an answer.
MESSAGE, TEXT_OUTSIDE = "return-message", "return-text-outside"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: an update, a rating in the word of the scale, `yes` or `no`, or a date in words.

    Attributes:
        cell: the sheet and the address of its cell; "" for an answer that a person typed into the page.
        language: that of the return.
    """

    review: str
    ref: str
    item: Item
    text: str
    sheet: str = ""
    cell: str = ""
    language: Language = Language.ENGLISH


@dataclass(frozen=True, slots=True)
class ReceivedReturn:
    """What was read from one file.

    Attributes:
        month: the first day of its round's month; None where nothing in the file says so.
        recipient: who filled it in; None where nothing in the file says so.
        version: the version that it was made from; None where nothing in the file says so.
        refs: the recommendations it has, by review and ref, answered or not.
        identity_place: the sheet and the cell that name its round; "" where none does.
        first_place: those of its first recommendation.
    """

    month: date | None
    recipient: Recipient | None
    version: int | None
    refs: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    issues: tuple[Issue, ...] = ()
    identity_place: Place = ("", "")
    first_place: Place = ("", "")


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """A return in the store; the same recipient may send several, and each stays.

    Attributes:
        file: the name of its file; "" where a person typed the answers.
        received_at: when, in UTC.
        verified: whether the name of who took it in comes from a sign-in.
    """

    number: int
    recipient: Recipient
    file: str
    received_by: str
    received_at: datetime
    answers: tuple[Answer, ...]
    issues: tuple[Issue, ...] = ()
    verified: bool = False


class LatestAnswer(NamedTuple):
    """The answer that counts to an item, with the language of its return and when that came.

    `earlier` is the answer before it; "" where there is none or it is the same.
    """

    text: str
    earlier: str
    language: Language
    received_at: datetime


# The answers to the items of one recommendation.
Answers = Mapping[Item, LatestAnswer]


def answer_text(answers: Answers, item: Item) -> str:
    """Return what was answered to an item; "" for nothing."""
    return answers[item].text if item in answers else ""


def latest_answers(returns: Iterable[StoredReturn]) -> dict[tuple[str, str], dict[Item, LatestAnswer]]:
    """Return the answers that count, by review and ref: to each item that of the latest return that has one.

    A cell that a later return leaves blank does not take an earlier answer away.
    """
    found: dict[tuple[str, str], dict[Item, LatestAnswer]] = {}
    for sent in sorted(returns, key=lambda sent: sent.number):
        for each in sent.answers:
            of_ref = found.setdefault((each.review, each.ref), {})
            earlier = of_ref[each.item].text if each.item in of_ref else ""
            earlier = "" if earlier == each.text else earlier
            of_ref[each.item] = LatestAnswer(each.text, earlier, each.language, sent.received_at)
    return found


class ReturnProgress(NamedTuple):
    """How far the return of a recipient has come: `not-yet`, `partly` or `answered`; on how many recommendations."""

    recipient: Recipient
    requested: int
    answered: int
    progress: str
    is_overdue: bool


class ReturnFault(StrEnum):
    """Why a file is not taken in as a return of a round.

    Attributes:
        NO_RETURN: it is no return.
        OTHER_ROUND: it is of another round: details `found`, its month, and `month`.
        OTHER_REVIEW: its reviews are no review of the round: details `found`.
        OTHER_RECOMMENDATIONS: the round requests none of its recommendations: details `found`, their refs.
        OTHER_AGENCY: the round requests nothing of its agency: details `found`.
        UNKNOWN_AGENCY: nothing in it says whose it is, and its recommendations are of several agencies.
        NOTHING_ATTACHED: an e-mail or an archive without a file that may be a return.
    """

    NO_RETURN = "no-return"
    OTHER_ROUND = "other-round"
    OTHER_REVIEW = "other-review"
    OTHER_RECOMMENDATIONS = "other-recommendations"
    OTHER_AGENCY = "other-agency"
    UNKNOWN_AGENCY = "unknown-agency"
    NOTHING_ATTACHED = "nothing-attached"


class ReturnError(CodedError):
    """A file is not taken in. The details `sheet` and `cell` say where that was found."""

    code: ReturnFault


@dataclass(frozen=True, slots=True)
class ReturnOutcome:
    """What came of one file: a return, or why it is none.

    Attributes:
        name: the name of the file, below that of the e-mail or archive it came in.
        content: its bytes.
    """

    name: str
    content: bytes = field(repr=False)
    received: ReceivedReturn | None = None
    error: Exception | None = None


# The name of the hidden sheet.
IDENTITY_SHEET = "cynnydd"
# What the name of the sheet with the instructions begins with, in either language.
INSTRUCTION_SHEETS = ("instructions", "cyfarwyddiadau")
# The layout of the workbook of a round, which adds to the tracker that the round is of and replaces none.
ROUND_LAYOUT = "cynnydd-round-1"
# The layout of a return, for whoever reads one that a later release made.
LAYOUT = "cynnydd-return-1"
# What the names of the properties of a Word form begin with; each has one row.
_PROPERTY = "cynnydd."
_LOCKED, _PARAGRAPHS = "locked", "paragraphs"
# The digest of each locked cell, by review, ref and item.
LockedCells = Mapping[tuple[str, str, Item], str]


def identity_rows(
    of_round: Round, recipient: Recipient, locked: LockedCells, *, paragraphs: Sequence[str] = ()
) -> list[tuple[str, ...]]:
    """Return the rows of the identity of a return; the last has the checksum of all others.

    They say whose it is, of which round, in which language, and the version it was made from. `paragraphs` are those of
    a Word form outside its tables: what is written between them is no answer.
    """
    rows: list[tuple[str, ...]] = [
        ("layout", LAYOUT),
        ("round", f"{of_round.month:%Y-%m}"),
        ("due", of_round.due.isoformat()),
        ("agency", recipient.agency),
        ("role", recipient.role),
        ("language", of_round.language_of(recipient).value),
        ("version", str(of_round.version)),
        *((_LOCKED, review, ref, item.value, digest) for (review, ref, item), digest in locked.items()),
    ]
    if paragraphs:
        rows.append((_PARAGRAPHS, *dict.fromkeys(map(text_digest, paragraphs))))
    return [*rows, ("checksum", checksum(rows))]


def identity_properties(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the rows of an identity as the custom properties of a Word form."""
    return {f"{_PROPERTY}{number}": json.dumps(row, ensure_ascii=False) for number, row in enumerate(rows, 1)}


def rows_of_properties(properties: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the rows of an identity from the properties of a document; none where it has none, or they are spoiled."""
    named = {name.removeprefix(_PROPERTY): text for name, text in properties.items() if name.startswith(_PROPERTY)}
    texts = [text for _number, text in sorted((int(name), text) for name, text in named.items() if name.isdecimal())]
    return [*filter(None, map(_json_row, texts))]


def _json_row(text: str) -> tuple[str, ...]:
    with suppress(ValueError, RecursionError):
        cells = json.loads(text)
        return tuple(map(str, cells)) if isinstance(cells, list) else ()
    return ()


def text_digest(text: str) -> str:
    """Return the digest of a text, whatever its spaces, line ends and soft hyphens, which a program may change."""
    return hashlib.sha256(normalise_space(text.replace("\u00ad", "")).encode()).hexdigest()[:16]


def checksum(rows: Iterable[Sequence[str]]) -> str:
    """Return the checksum of the rows of a hidden sheet; blank cells at the end of a row do not count."""
    lines = ("\t".join(map(normalise_space, row)).rstrip("\t") for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
