"""The locked texts of a return: what the tracker has on each recommendation."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.meeting_questions import QuestionRow, questions
from analysis.promises import PromiseRow
from analysis.returns import promises_due
from analysis.status import StatusRow, status_at
from analysis.table_rows import rows_by_recommendation, rows_of
from model.returns.received import Item
from model.terms import NameKind
from reports.document import plain_text
from reports.panel.report import promise_spans
from reports.text.narrator import Narrator
from wording.answers.meeting_questions import question_text
from wording.format.dates import format_date, format_round


class ReturnTexts:
    """The locked texts of the recommendations of an edition, in its language; made once for all returns in it."""

    def __init__(self, narrator: Narrator) -> None:
        """Analyse the whole tracker, as at the month of the edition."""
        tracker, as_at, today = narrator.edition.tracker, narrator.edition.as_at, narrator.edition.today
        self._narrator = narrator
        self._standing = {(row.review, row.ref): row for row in rows_of(status_at(tracker, as_at=as_at), StatusRow)}
        self._promises: Mapping[tuple[str, str], Sequence[PromiseRow]] = rows_by_recommendation(
            promises_due(tracker, as_at=as_at, today=today), PromiseRow
        )
        self._questions: Mapping[tuple[str, str], Sequence[QuestionRow]] = rows_by_recommendation(
            questions(tracker, as_at=as_at, today=today), QuestionRow
        )

    def of(self, review: str, ref: str) -> dict[Item, str]:
        """Return the text of each locked item of a recommendation; the word for none where there is nothing."""
        key = review, ref
        narrator, _ = self._narrator, self._narrator.translator
        texts = {
            Item.RECOMMENDATION: _recommendation(narrator, key),
            Item.THEME: _theme(narrator, key),
            Item.STATUS: _status(narrator, self._standing[key]),
            Item.LATEST_WORDS: _latest_words(narrator, key),
            Item.TARGET: _target(narrator, key),
            Item.PROMISES: "\n".join(plain_text(promise_spans(narrator, row)) for row in self._promises.get(key, ())),
            Item.QUESTIONS: "\n".join(_question(narrator, row) for row in self._questions.get(key, ())),
        }
        return {item: text or _("none") for item, text in texts.items()}


def _recommendation(narrator: Narrator, key: tuple[str, str]) -> str:
    row = narrator.recommendations[key]
    texts = (narrator.localised(row, field) for field in ("title", "recommendation"))
    return "\n".join(dict.fromkeys(text.words for text in texts if text))


def _theme(narrator: Narrator, key: tuple[str, str]) -> str:
    theme = narrator.recommendations[key].theme
    return narrator.names.full(NameKind.THEME, theme, narrator.translator) if isinstance(theme, str) else ""


def _status(narrator: Narrator, row: StatusRow) -> str:
    """Return the status with the month in which it was given; an inferred one is marked as such."""
    word = narrator.mark(row.mark, row.basis).word
    if pd.isna(row.rated_on):
        return word
    month = format_round(row.rated_on, narrator.translator)
    return f"{word} {narrator.translator('(given in {month})', month=month)}"


def _latest_words(narrator: Narrator, key: tuple[str, str]) -> str:
    """Return the words of the latest round that has any, below its month."""
    worded = [(row, text) for row in narrator.updates.get(key, ()) if (text := narrator.localised(row, "update"))]
    if not worded:
        return ""
    latest = worded[-1][0].round
    words = [text.words for row, text in worded if row.round == latest]
    return "\n".join([f"{format_round(latest, narrator.translator)}:", *words])


def _target(narrator: Narrator, key: tuple[str, str]) -> str:
    row = narrator.recommendations[key]
    if not isinstance(row.target_words, str):
        return ""
    return format_date(row.target, row.target_last, row.target_precision, row.target_words, narrator.translator)


def _question(narrator: Narrator, row: QuestionRow) -> str:
    text = question_text(row, narrator.scale, narrator.translator)
    quoted = f" “{text.quoted}”" if text.quoted else ""
    return f"{text.question} {text.ground}{quoted}"
