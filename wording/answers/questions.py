"""The questions to ask in a meeting, each with the data it is based on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from model.language import Language
from model.status.scale import Scale
from model.terms import Contradiction, Question
from wording.catalogue import Translator
from wording.format.dates import format_date, format_round
from wording.format.statuses import mark_word

if TYPE_CHECKING:
    from analysis.questions import QuestionRow


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question and the data it is based on.

    Attributes:
        question: what to ask.
        ground: the data behind it, as a sentence; it introduces the quotation, if there is one.
        quoted: the quoted words of the tracker; "" without a quotation.
        language: the language of the quoted words, where it is known not to be the reader's.
    """

    question: str
    ground: str
    quoted: str = ""
    language: Language | None = None


def question_text(row: "QuestionRow", scale: Scale, _: Translator) -> QuestionText:
    """Return the text of a question from a row of analysis.questions."""
    question = Question(row.question)
    if question is Question.CONTRADICTION:
        return _with_quotation(
            row, _contradiction_question(Contradiction(row.rule), _), _rating_ground(row, scale, _), _
        )
    if question in _DATED:
        return _with_quotation(row, _dated(question, _date(row, _), _), _dated_ground(question, row, _), _)
    if question in _QUOTED:
        return _with_quotation(row, *_stalled(question, row, _), _)
    return QuestionText(*_plain(question, row, mark_word(str(row.mark), scale, _), _))


_DATED = (Question.OVERDUE, Question.ENDED, Question.PASSED, Question.ENDS, Question.AHEAD)
_QUOTED = (Question.NO_PROGRESS, Question.SAME_WORDS, Question.UPDATE_AS_OF, Question.NO_CHANGE)


def _with_quotation(row: "QuestionRow", question: str, ground: str, _: Translator) -> QuestionText:
    """Return a question with its quotation, in Welsh for a Welsh reader if the tracker has it."""
    welsh = _.language is Language.WELSH
    if welsh and isinstance(row.words_cy, str):
        return QuestionText(question, ground, row.words_cy)
    words = row.words if isinstance(row.words, str) else ""
    return QuestionText(question, ground, words, Language.ENGLISH if welsh else None)


def _dated(question: Question, date: str, _: Translator) -> str:
    return {
        Question.OVERDUE: _("This was promised for {date}: was it kept, and what came of it?", date=date),
        Question.ENDED: _("{date} has passed: what followed?", date=date),
        Question.PASSED: _("{date} has passed: was it done?", date=date),
        Question.ENDS: _("What follows {date}?", date=date),
        Question.AHEAD: _("Is this on course for {date}?", date=date),
    }[question]


def _dated_ground(question: Question, row: "QuestionRow", _: Translator) -> str:
    if question is Question.OVERDUE:
        return _("A monitoring promise that is overdue:")
    return _("The update of {month} says:", month=_month(row.round, _))


def _contradiction_question(rule: Contradiction, _: Translator) -> str:
    return {
        Contradiction.NO_PROGRESS: _("Has there been progress, or none?"),
        Contradiction.STILL_OPEN: _("What is still to be done?"),
        Contradiction.SAID_COMPLETE: _("Is it complete?"),
    }[rule]


def _rating_ground(row: "QuestionRow", scale: Scale, _: Translator) -> str:
    status = mark_word(str(row.mark), scale, _)
    return _("Its status of {month} is {status}, and the update says:", month=_month(row.round, _), status=status)


def _stalled(question: Question, row: "QuestionRow", _: Translator) -> tuple[str, str]:
    month, since = _month(row.round, _), _month(row.since, _)
    return {
        Question.NO_PROGRESS: (_("What stands in the way?"), _("The update of {month} says:", month=month)),
        Question.SAME_WORDS: (
            _("What has happened since {month}?", month=since),
            _("The update of {month} says what was said in {since}:", month=month, since=since),
        ),
        Question.UPDATE_AS_OF: (
            _("What has been done since then?"),
            _("The update of {month} points back to an earlier one:", month=since),
        ),
        Question.NO_CHANGE: (
            _("What will change, and by when?"),
            _("The update of {month} says that things are as they were:", month=since),
        ),
    }[question]


def _plain(question: Question, row: "QuestionRow", status: str, _: Translator) -> tuple[str, str]:
    month = _month(row.round, _)
    match question:
        case Question.NOT_REPORTED:
            return _("What is the position now?"), _silence(row, month, _)
        case Question.SAME_STATUS:
            ground = _.plural(
                "It has stood at the same status in the latest round, since {month}.",
                "It has stood at the same status in the last {n} rounds, since {month}.",
                int(row.rounds),
                month=_month(row.since, _),
            )
            return _("What is needed to move on from {status}?", status=status), ground
        case Question.REFERS:
            asking = _("How does it depend on Recommendation {ref} ({status})?", ref=row.other, status=status)
            return asking, _("It is named in the update of {month}.", month=month) if month else _(
                "It is among its related recommendations."
            )
        case Question.NOT_RATED:
            return _("Which status does it have?"), _("The update of {month} gives none.", month=month)
        case _other:
            ground = _("It was inferred from the update of {month}; none has been published.", month=month)
            return _("Is {status} the right status?", status=status), ground


def _silence(row: "QuestionRow", month: str, _: Translator) -> str:
    if pd.isna(row.since):
        return _("Nothing has been reported on it yet.")
    since = _month(row.since, _)
    return _("Nothing was reported in {month}; the latest update is of {since}.", month=month, since=since)


def _month(month: pd.Timestamp, _: Translator) -> str:
    return "" if pd.isna(month) else format_round(month, _)


def _date(row: "QuestionRow", _: Translator) -> str:
    """Return a date; of a season only its name and year, without a word such as "by" or "in" before them."""
    written = " ".join(str(row.written).split()[-2:])
    return format_date(row.first, row.last, row.precision, written, _)
