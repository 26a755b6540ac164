"""The questions to ask in a meeting, flags of updates, and the lists and groups of a page, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from model.status import Scale
from model.terms import Contradiction, Flag, Language, Movement, NameKind, Question, ShownPart, TableRow
from wording import formatting
from wording.answers.headline import movement_heading
from wording.catalogue import Translator, label

if TYPE_CHECKING:
    from analysis.attention import CountedPart


# The most groups that a sentence names.
MOST_GROUPS = 3


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


def question_text(row: TableRow, scale: Scale, _: Translator) -> QuestionText:
    """Return the text of a question from a row of analysis.reasons.

    Its quotation is in Welsh for a Welsh reader if the tracker has it.
    """
    question, status = Question(row.question), formatting.mark_word(str(row.mark), scale, _)
    months = row.since, row.since if question in _SINCE else row.round
    since, month = ("" if pd.isna(when) else formatting.format_round(when, _) for when in months)
    if question is Question.CONTRADICTION:
        asked = label("question-of-contradiction", Contradiction(row.rule), _)
    else:
        written = " ".join(str(row.written).split()[-2:])  # of a season its name and year alone
        date = formatting.format_date(row.first, row.last, row.precision, written, _)
        asked = label("question", question, _, date=date, status=status, ref=row.other, month=since)
    code: str = question
    if question is Question.NOT_REPORTED and not since:
        code = "never-reported"
    elif question is Question.REFERS and not month:
        code = "related"
    n = 0 if pd.isna(row.rounds) else int(row.rounds)
    ground = label("question-ground", code, _, n=n, month=month, since=since, status=status)
    if question not in _QUOTED:
        return QuestionText(asked, ground)
    is_welsh = _.language is Language.WELSH
    if is_welsh and isinstance(row.words_cy, str):
        return QuestionText(asked, ground, row.words_cy)
    words = row.words if isinstance(row.words, str) else ""
    return QuestionText(asked, ground, words, Language.ENGLISH if is_welsh else None)


# The questions that quote the tracker.
_QUOTED = (
    *(Question.CONTRADICTION, Question.OVERDUE, Question.ENDED, Question.PASSED, Question.ENDS, Question.AHEAD),
    *(Question.NO_PROGRESS, Question.SAME_WORDS, Question.UPDATE_AS_OF, Question.NO_CHANGE),
)


# The questions about the round in which the status or the words first appeared.
_SINCE = (Question.SAME_STATUS, Question.UPDATE_AS_OF, Question.NO_CHANGE)


def shared_question_text(question: str, mark: str, count: int, scale: Scale, _: Translator) -> str:
    """Return a question that is asked once about several recommendations of one status."""
    n, status = formatting.format_count(count, _), formatting.mark_word(mark, scale, _)
    if question == Question.INFERRED:
        return _("Is {status} still right for {n} of them?", status=status, n=n)
    return _("What is needed to move {n} of them on from {status}?", status=status, n=n)


def flag_sentence(flag: Flag | str, mark: str, scale: Scale, _: Translator) -> str:
    """Return the sentence on a flag of an update (analysis.texts.phrases), from the mark of the update."""
    return label("flag", Flag(flag), _, status=formatting.mark_word(mark, scale, _))


def part_words(
    part: "CountedPart", scale: Scale, _: Translator, *, since: pd.Timestamp | None, at: pd.Timestamp
) -> str:
    """Return what is in a part: "Completed (June 2024, since February 2024)", "Red in February 2024".

    `since` and `at` are the months of the part.
    """
    words = []
    if part.was:
        words.append(_in_month(formatting.standing_word(part.was, scale, _), since, _))
    if part.now:
        words.append(_in_month(formatting.standing_word(part.now, scale, _), at, _))
    if part.only in set(Movement) and since is not None:
        start, end = formatting.format_round(since, _), formatting.format_round(at, _)
        name = movement_heading(part.only, _)
        words.append(_("{movement} ({end}, since {start})", movement=name, start=start, end=end))
    elif part.only:
        name = part_heading(part.only, _)
        words.append(name if part.at is None else _in_month(name, at, _))
    return formatting.join_words(words, _)


def _in_month(words: str, month: pd.Timestamp | None, _: Translator) -> str:
    if month is None or pd.isna(month):
        return words
    return _("{words} ({month})", words=words, month=formatting.format_round(month, _))


def part_heading(part: str, _: Translator) -> str:
    """Return the heading of a part of the list."""
    if part in set(Movement):
        return movement_heading(part, _)
    if part == ShownPart.CLOSED:
        return _.within("a part of the list", "Closed")
    return label("shown-part", ShownPart(part), _)


def group_sentence(groups: pd.DataFrame, names: formatting.Names, _: Translator, *, kind: NameKind | str) -> str:
    """Return how many recommendations are outstanding, and of which groups: "17 of 18 outstanding: DPP 16 of 16".

    The columns are group, outstanding and recommendations of analysis.attention. It gives numbers and no
    verdict: which group is behind is not for a program to say, least of all by one case.
    """
    if groups.empty:
        return _("There are no recommendations to show.")
    total, outstanding = int(groups["recommendations"].sum()), int(groups["outstanding"].sum())
    if not outstanding:
        return label("nothing-outstanding", kind, _, n=len(groups))
    of_all = {"n": formatting.format_count(outstanding, _), "total": formatting.format_count(total, _)}
    listed = groups.loc[groups["outstanding"].gt(0), ["group", "outstanding", "recommendations"]]
    parts = [group_part(group, n, size, names, _, kind=kind) for group, n, size in listed.itertuples(index=False)]
    if len(groups) == 1:
        name = formatting.begin_sentence(_name(names, kind, groups["group"].iloc[0], _))
        return _("{name}: {n} of {total} outstanding.", name=name, **of_all)
    return _("{n} of {total} outstanding: {groups}.", groups=formatting.join_first(parts, MOST_GROUPS, _), **of_all)


def group_part(
    group: object, outstanding: int, size: int, names: formatting.Names, _: Translator, *, kind: NameKind | str
) -> str:
    """Return how many recommendations of a group are outstanding, in few words: "DPP 16 of 16"."""
    n, total = formatting.format_count(outstanding, _), formatting.format_count(size, _)
    return _("{name} {n} of {total}", name=_name(names, kind, group, _), n=n, total=total)


def _name(names: formatting.Names, kind: NameKind | str, group: object, _: Translator) -> str:
    return names.short(kind, group, _) if kind == NameKind.AGENCY else names.full(kind, group, _)
