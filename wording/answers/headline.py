"""The headline: how many recommendations are complete, the statuses of the others, and what moved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from model.status.scale import Scale
from model.terms import NOT_RATED, NOT_REPORTED, STANDSTILLS, Movement
from wording.answers.movement import from_to, movement_count, ways_of
from wording.catalogue import Translator
from wording.format.dates import format_round
from wording.format.lists import begin_sentence, join_clauses, join_words
from wording.format.numbers import format_count
from wording.format.statuses import mark_word

if TYPE_CHECKING:
    from analysis.status import Silence


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A line about one movement, and the recommendations that moved so as pairs of review and ref."""

    movement: Movement
    text: str
    recommendations: tuple[tuple[str, str], ...]


def headline(counts: pd.DataFrame, scale: Scale, _: Translator) -> str:
    """Return the headline as one or two sentences, from the columns mark and count.

    For a scale without a complete status it has the counts of all statuses, as nothing can be counted as complete.
    """
    by_mark = {str(mark): int(n) for mark, n in zip(counts["mark"], counts["count"], strict=True) if n}
    total = sum(by_mark.values())
    if total == 0:
        return _("There are no recommendations to show.")
    if total == 1 and not set(by_mark) & set(scale.complete):
        return _("The one recommendation is {status}.", status=mark_word(next(iter(by_mark)), scale, _))
    if not scale.complete:
        return _sentence(_clauses(by_mark, scale, total, _), _)
    done = {mark: n for mark, n in by_mark.items() if mark in scale.complete}
    rest = {mark: n for mark, n in by_mark.items() if mark not in scale.complete}
    answer = _how_many_complete(done, total, scale, _)
    return f"{answer} {_sentence(_clauses(rest, scale, total, _), _)}" if rest else answer


def movement_summary(
    movements: Iterable[str], between: tuple[date | pd.Timestamp | None, date | pd.Timestamp], _: Translator
) -> str:
    """Return what moved between two rounds, the earlier first, from the movement of each recommendation.

    Where the second is the earlier one, a version was compared with one before it.
    """
    start, end = between
    if start is None or pd.isna(start):
        return _("There is no earlier round to compare with.")
    months, counts = {"start": format_round(start, _), "end": format_round(end, _)}, Counter(movements)
    if not set(counts) - set(STANDSTILLS):
        return _("Nothing moved from {start} to {end}.", **months)
    listed = ", ".join(movement_count(kind, counts[kind], _) for kind in Movement if kind in counts)
    if end < start:
        return _("From {start} back to {end}: {movements}.", **months, movements=listed)
    if {Movement.WORSENED, Movement.REOPENED, Movement.CHANGED, Movement.NOT_REPORTED} & set(counts):
        return _("From {start} to {end}: {movements}.", **months, movements=listed)
    return _("From {start} to {end}: {movements}; nothing got worse.", **months, movements=listed)


def silence_sentence(silence: "Silence", _: Translator) -> str:
    """Return how many recommendations reported nothing in a round, from analysis.status; "" for none."""
    if not silence.count:
        return ""
    return _.plural(
        "{n} of {total} reported nothing in {month}.",
        "{n} of {total} reported nothing in {month}.",
        silence.count,
        total=format_count(silence.total, _),
        month=format_round(silence.month, _),
    )


def moved_lines(moves: pd.DataFrame, scale: Scale, _: Translator) -> list[MovedLine]:
    """Return a line for each movement that occurs, steps backwards first.

    The columns are review, ref, from_mark, to_mark and movement. Recommendations keep the order of the table.
    """
    lines = []
    for movement in Movement:
        rows = moves[moves["movement"].eq(movement)]
        if len(rows):
            pairs = tuple(zip(rows["review"].to_numpy(object), rows["ref"].to_numpy(object), strict=True))
            lines.append(MovedLine(movement, _moved_text(movement, rows, scale, _), pairs))
    return lines


def _how_many_complete(done: Mapping[str, int], total: int, scale: Scale, _: Translator) -> str:
    n = sum(done.values())
    if n == 0:
        return _.plural(
            "The one recommendation is not complete.", "None of the {n} recommendations is complete.", total
        )
    if n == total:
        answer = _.plural("The one recommendation is complete.", "All {n} recommendations are complete.", total)
    else:
        answer = _.plural(
            "{n} of {total} recommendations is complete.",
            "{n} of {total} recommendations are complete.",
            n,
            total=format_count(total, _),
        )
    if len(done) == 1:
        return answer
    return f"{answer} {_sentence(_status_clauses(done, scale, _), _)}"


def _clauses(rest: Mapping[str, int], scale: Scale, total: int, _: Translator) -> list[str]:
    """Return a clause for each mark: the statuses, worst first, then marks without one, then that none is worst."""
    if rest == {NOT_REPORTED: total}:
        return [_("nothing has been reported yet")]
    if rest == {NOT_RATED: total}:
        return [_("none has been given a status")]
    if len(rest) == 1 and sum(rest.values()) == total:
        return [_.plural("it is {status}", "all {n} are {status}", total, status=mark_word(next(iter(rest)), scale, _))]
    clauses = _status_clauses(rest, scale, _)
    if n := rest.get(NOT_RATED):
        clauses.append(_.plural("{n} is not rated", "{n} are not rated", n))
    if n := rest.get(NOT_REPORTED):
        clauses.append(_.plural("{n} was never reported", "{n} were never reported", n))
    worst = scale.names[0]
    if worst not in rest and worst not in scale.complete:
        clauses.append(_("none is {status}", status=mark_word(worst, scale, _)))
    return clauses


def _status_clauses(counts: Mapping[str, int], scale: Scale, _: Translator) -> list[str]:
    in_scale = [mark for mark in scale.names if mark in counts]
    other = sorted(set(counts) - {*scale.names, NOT_RATED, NOT_REPORTED})
    return [
        _.plural("{n} is {status}", "{n} are {status}", counts[mark], status=mark_word(mark, scale, _))
        for mark in (*in_scale, *other)
    ]


def _sentence(clauses: list[str], _: Translator) -> str:
    return begin_sentence(join_clauses(clauses, _)) + "."


def _moved_text(movement: Movement, rows: pd.DataFrame, scale: Scale, _: Translator) -> str:
    count = movement_count(movement, len(rows), _)
    if movement in STANDSTILLS:
        return count
    changes: Counter[str] = Counter()
    for way, n in ways_of(rows).items():
        changes[from_to(*way, scale, _)] += n
    if len(changes) == 1:
        return _("{movement}: {way}", movement=count, way=next(iter(changes)))
    each = [_("{n} {way}", n=format_count(n, _), way=way) for way, n in changes.items()]
    return _("{movement}: {way}", movement=count, way=join_words(each, _))
