"""Read the status matrix of a paper whose file has lines but no tables: a PDF, or a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.papers.statuses.matrix import ITEM_NAME, PrintedStatus
from loaders.papers.statuses.status_mark import NO_STATUS_WORDS, MarkReader
from loaders.papers.statuses.tables import ITEM_MEANINGS, heading_meaning, round_in_heading
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_periods import split_round
from loaders.vocabulary.refs import normalise_ref
from model.language import Language
from model.text import normalise_space

_CUT_OFF = re.compile(r",\s*(?:wedi['’]i)?$")
_GAPS = re.compile(r"\t+\s*|\s{2,}")
_LONGEST = 500
"""A longer line is no row of headings."""


@dataclass(slots=True)
class TextMatrix:
    """The statuses of such tables, and the lines of these tables."""

    statuses: list[PrintedStatus] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def find_text_matrix(lines: Sequence[Line], marks: MarkReader) -> TextMatrix:
    """Return the statuses of each table whose headings are on one line, a recommendation and rounds.

    A row begins with a number and ends with a status for each round; wrapped cells continue on the lines below.
    A status that is cut off after its comma is inferred, for that is the only word that follows one.
    """
    matrix = TextMatrix()
    cell = _cell(marks)
    rounds: list[str] = []
    in_row = False
    for line in lines:
        if header_rounds := _rounds(line):
            rounds, in_row = header_rounds, False
            matrix.lines.append(line)
        elif rounds and (read := _row(line, rounds, marks, cell)):
            in_row = True
            matrix.statuses += read
            matrix.lines.append(line)
        elif rounds and in_row and not (line.after_gap or line.heading or line.item):
            matrix.lines.append(line)
        else:
            rounds = []
    return matrix if matrix.statuses else TextMatrix()


def _rounds(line: Line) -> list[str]:
    first, *rest = _GAPS.split(line.text.strip())
    rounds = [round_in_heading(text) for text in rest]
    if heading_meaning(first) in ITEM_MEANINGS and rest and all(rounds):
        return [words for words in rounds if words]
    return _consecutive_rounds(line.text)


def _consecutive_rounds(text: str) -> list[str]:
    """Return the rounds behind the name of the first column if only spaces separate them; at least two."""
    rounds: list[str] = []
    rest, words = split_round(normalise_space(text) if len(text) <= _LONGEST else "")
    while words is not None:
        rounds.insert(0, words)
        rest, words = split_round(rest)
    return rounds if len(rounds) > 1 and heading_meaning(rest) in ITEM_MEANINGS else []


def _cell(marks: MarkReader) -> str:
    statuses = marks.scale.statuses
    words = [word for status in statuses for word in (status.name, status.name_cy) if word]
    listed = "|".join(sorted(map(re.escape, [*words, *NO_STATUS_WORDS]), key=len, reverse=True))
    letters = "|".join(
        {re.escape(marks.scale.letter(status.name, language)) for status in statuses for language in Language}
    )
    return rf"(?:(?:{letters})\s+)?(?:{listed})(?:,(?:\s*(?:inferred|wedi['’]i(?:\s+ddehongli)?))?)?"


def _row(line: Line, rounds: Sequence[str], marks: MarkReader, cell: str) -> list[PrintedStatus]:
    """Return the statuses of a row; none if it is no row."""
    cells = rf"\s+({cell})" * len(rounds)
    found = re.fullmatch(rf"\s*(?P<item>.*?){cells}\s*", line.text, re.IGNORECASE)
    item = ITEM_NAME.fullmatch(normalise_space(found["item"])) if found else None
    if found is None or item is None:
        return []
    named = (normalise_ref(item["ref"]), item["bracketed"] or "", item["title"] or "")
    texts = found.groups()[1:]
    return [
        PrintedStatus(*named, words, marks.read(_CUT_OFF.sub(", inferred", text)), line)
        for words, text in zip(rounds, texts, strict=True)
    ]
