"""The table of statuses round by round, where a paper has nothing but its lines: a PDF, or a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.papers.statuses.matrix import ITEM_NAME, Given
from loaders.papers.statuses.status_mark import NO_STATUS, Marks
from loaders.papers.statuses.tables import ITEM, meaning_of, round_in_heading
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.refs import plain_ref
from model.language import Language

_CUT_OFF = re.compile(r",\s*(?:wedi['’]i)?$")
_GAPS = re.compile(r"\t+\s*|\s{2,}")
_LONGEST = 500
"""A longer line is no row of headings."""


@dataclass(slots=True)
class TextMatrix:
    """What was read of such tables: the statuses they give, and the lines that are theirs."""

    given: list[Given] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def statuses_in_text(lines: Sequence[Line], marks: Marks) -> TextMatrix:
    """Return the statuses of each table whose headings stand on one line, a recommendation and rounds.

    A row begins with a number and ends with a status for each round; what narrow cells wrap stands on the lines below.
    A status that is cut off behind its comma is inferred, for nothing else stands there.
    """
    found = TextMatrix()
    cell = _cell(marks)
    rounds: list[str] = []
    row = False
    for line in lines:
        if headed := _rounds(line):
            rounds, row = headed, False
            found.lines.append(line)
        elif rounds and (read := _row(line, rounds, marks, cell)):
            row = True
            found.given += read
            found.lines.append(line)
        elif rounds and row and not (line.after_gap or line.heading or line.item):
            found.lines.append(line)
        else:
            rounds = []
    return found if found.given else TextMatrix()


def _rounds(line: Line) -> list[str]:
    first, *rest = _GAPS.split(line.text.strip())
    rounds = [round_in_heading(text) for text in rest]
    if meaning_of(first) in ITEM and rest and all(rounds):
        return [words for words in rounds if words]
    return _rounds_in_a_row(line.text)


def _rounds_in_a_row(text: str) -> list[str]:
    """Return the rounds behind the name of the first column, where nothing but spaces parts them; two at least."""
    rounds: list[str] = []
    rest, words = split_round(" ".join(text.split()) if len(text) <= _LONGEST else "")
    while words is not None:
        rounds.insert(0, words)
        rest, words = split_round(rest)
    return rounds if len(rounds) > 1 and meaning_of(rest) in ITEM else []


def _cell(marks: Marks) -> str:
    statuses = marks.scale.statuses
    words = [word for status in statuses for word in (status.name, status.name_cy) if word]
    listed = "|".join(sorted(map(re.escape, [*words, *NO_STATUS]), key=len, reverse=True))
    letters = "|".join({re.escape(marks.scale.letter(one.name, language)) for one in statuses for language in Language})
    return rf"(?:(?:{letters})\s+)?(?:{listed})(?:,(?:\s*(?:inferred|wedi['’]i(?:\s+ddehongli)?))?)?"


def _row(line: Line, rounds: Sequence[str], marks: Marks, cell: str) -> list[Given]:
    """Return the statuses of a row; none where it is no row."""
    cells = rf"\s+({cell})" * len(rounds)
    found = re.fullmatch(rf"\s*(?P<item>.*?){cells}\s*", line.text, re.IGNORECASE)
    item = ITEM_NAME.fullmatch(" ".join(found["item"].split())) if found else None
    if found is None or item is None:
        return []
    named = (plain_ref(item["ref"]), item["aside"] or "", item["title"] or "")
    told = found.groups()[1:]
    return [
        Given(*named, words, marks.read(_CUT_OFF.sub(", inferred", text)), line)
        for words, text in zip(rounds, told, strict=True)
    ]
