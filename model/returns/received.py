"""A return as it was received: its answers by cell, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from model.issues.issue import Issue
from model.language import Language
from model.returns.items import Item
from model.returns.round import Recipient

Place = tuple[str, str]
"""A sheet and the address of a cell."""
MESSAGE, TEXT_OUTSIDE = "return-message", "return-text-outside"
"""The codes of what came beside the answers: the words of the e-mail, and what is written in no place for an answer."""


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
    version: int | None = None
    verified: bool = False


class ReturnFault(StrEnum):
    """Why a file is not taken in as a return of a round."""

    NO_RETURN = "no-return"
    """It is no return."""
    OTHER_ROUND = "other-round"
    """It is of another round: details `found`, its month, and `month`."""
    OTHER_REVIEW = "other-review"
    """Its reviews are no review of the round: details `found`."""
    OTHER_RECOMMENDATIONS = "other-recommendations"
    """The round requests none of its recommendations: details `found`, their refs."""
    OTHER_AGENCY = "other-agency"
    """The round requests nothing of its agency: details `found`."""
    UNKNOWN_AGENCY = "unknown-agency"
    """Nothing in it says whose it is, and its recommendations are of several agencies."""
    NOTHING_ATTACHED = "nothing-attached"
    """An e-mail or an archive without a file that may be a return."""


class ReturnError(Exception):
    """A file is not taken in; `wording.errors` makes the sentence from its code and details.

    The details `sheet` and `cell` say where that was found.
    """

    def __init__(self, code: ReturnFault, **details: str) -> None:
        super().__init__(f"{code}: {details}" if details else str(code))
        self.code = code
        self.details: Mapping[str, str] = details


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
