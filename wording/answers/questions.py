"""Questions to ask in a meeting, each with what it is made from."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from model.language import Language
from model.status.scale import Scale
from model.terms import Apart, Question
from wording.catalogue import Translator
from wording.format.dates import format_date, format_round
from wording.format.statuses import mark_word


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what it is made from.

    Attributes:
        question: what to ask.
        ground: which data says so; it leads up to the quotation where there is one.
        quoted: the words it is made from as they were written; "" where none are quoted.
        language: the language of the quoted words, where it is known not to be the reader's.
    """

    question: str
    ground: str
    quoted: str = ""
    language: Language | None = None


def asked(row: Any, scale: Scale, _: Translator) -> Asked:
    """Return the question of a row of analysis.attention.questions, in words."""
    question = Question(row.question)
    if question is Question.SAID_AND_RATED_APART:
        return _quoting(row, _apart(Apart(row.rule), _), _rated(row, scale, _), _)
    if question in _DATED:
        return _quoting(row, _dated(question, _date(row, _), _), _dated_ground(question, row, _), _)
    if question in _QUOTED:
        return _quoting(row, *_stalled(question, row, _), _)
    return Asked(*_plain(question, row, mark_word(str(row.mark), scale, _), _))


_DATED = (Question.OVERDUE, Question.ENDED, Question.PASSED, Question.ENDS, Question.AHEAD)
_QUOTED = (Question.NO_PROGRESS, Question.SAME_WORDS, Question.UPDATE_AS_OF, Question.NO_CHANGE)


def _quoting(row: Any, question: str, ground: str, _: Translator) -> Asked:
    """Return a question with the words it quotes: Welsh for a Welsh reader where there is Welsh."""
    welsh = _.language is Language.WELSH
    if welsh and isinstance(row.words_cy, str):
        return Asked(question, ground, row.words_cy)
    words = row.words if isinstance(row.words, str) else ""
    return Asked(question, ground, words, Language.ENGLISH if welsh else None)


def _dated(question: Question, date: str, _: Translator) -> str:
    return {
        Question.OVERDUE: _("This was promised for {date}: was it kept, and what came of it?", date=date),
        Question.ENDED: _("{date} has passed: what followed?", date=date),
        Question.PASSED: _("{date} has passed: was it done?", date=date),
        Question.ENDS: _("What follows {date}?", date=date),
        Question.AHEAD: _("Is this on course for {date}?", date=date),
    }[question]


def _dated_ground(question: Question, row: Any, _: Translator) -> str:
    if question is Question.OVERDUE:
        return _("A monitoring promise that is overdue:")
    return _("The update of {month} says:", month=_month(row.round, _))


def _apart(rule: Apart, _: Translator) -> str:
    return {
        Apart.NO_PROGRESS: _("Has there been progress, or none?"),
        Apart.STILL_OPEN: _("What is still to be done?"),
        Apart.SAID_COMPLETE: _("Is it complete?"),
    }[rule]


def _rated(row: Any, scale: Scale, _: Translator) -> str:
    status = mark_word(str(row.mark), scale, _)
    return _("Its status of {month} is {status}, and the update says:", month=_month(row.round, _), status=status)


def _stalled(question: Question, row: Any, _: Translator) -> tuple[str, str]:
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


def _plain(question: Question, row: Any, status: str, _: Translator) -> tuple[str, str]:
    month = _month(row.round, _)
    match question:
        case Question.NOT_REPORTED:
            return _("What is the position now?"), _silence(row, month, _)
        case Question.SAME_STATUS:
            ground = _.plural(
                "It has stood at the same status for {n} round, since {month}.",
                "It has stood at the same status for {n} rounds, since {month}.",
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


def _silence(row: Any, month: str, _: Translator) -> str:
    if pd.isna(row.since):
        return _("Nothing has been reported on it yet.")
    since = _month(row.since, _)
    return _("Nothing was reported in {month}; the latest update is of {since}.", month=month, since=since)


def _month(month: Any, _: Translator) -> str:
    return "" if pd.isna(month) else format_round(month, _)


def _date(row: Any, _: Translator) -> str:
    """Return the date; of a season, whose words stand after "by" or "in", its name and year alone."""
    written = " ".join(str(row.written).split()[-2:])
    return format_date(row.first, row.last, row.precision, written, _)
