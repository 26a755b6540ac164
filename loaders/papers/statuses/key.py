"""Find the key of a paper: its statuses with their meanings, as a table or as lines before the first recommendation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.papers.statuses.tables import PaperTable, has_recommendation_column
from loaders.papers.text.bullet_points import ends_sentence
from loaders.papers.text.line import Line
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, ColumnMeaning
from model.terms import NOT_RATED, NOT_REPORTED
from model.text import label_key, normalise_space

_COLOURS = {
    "coch": "Red",
    "ambr": "Amber",
    "gwyrdd": "Green",
    "glas": "Blue",
    "llwyd": "Grey",
    "gray": "Grey",
    "melyn": "Yellow",
    "oren": "Orange",
    "du": "Black",
    "gwyn": "White",
    "porffor": "Purple",
}
_NAMED = ("red", "amber", "green", "blue", "grey", "yellow", "orange", "black", "white", "purple", *_COLOURS)
_ENTRY = re.compile(
    rf"\s*(?P<status>{'|'.join(_NAMED)})\s*[:=–—-]?\s+(?P<meaning>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(r"(?P<letters>[^\W\d_]{1,4})\s+(?P<word>\S.*)")
_WORDS = re.compile(r"[^\W\d_]{4,}")
_COMPLETE = re.compile(r"\b(?:complete|completed|closed|implemented|achieved|cwblhau|cwblhawyd)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|yet|more|incomplete|partly|partially|heb|ddim|nid|angen)\b", re.IGNORECASE)
_COMPLETE_HEADINGS = ("complete", "wedi'i gwblhau", "cyflawn")
_YES, _NO = ("yes", "y", "ie"), ("no", "n", "na")
_LONGEST = 500
"""A longer meaning is not continued."""
_UNRATED = (NOT_RATED, NOT_REPORTED, "heb ei raddio", "heb ei adrodd")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A status of a paper's key, its meaning, and whether it is complete: by a column, else by the meaning.

    Attributes:
        colour: the English name of the colour that its word is, else the shading of its cell; "" for neither.
    """

    status: str
    meaning: str
    complete: bool
    line: Line
    colour: str = ""


def find_paper_key(lines: Sequence[Line], tables: Iterable[PaperTable]) -> list[KeyEntry]:
    """Return the statuses of the first table that is a key, else of consecutive lines in a paper's front.

    Such a line is a colour and its meaning, which may continue below: one colour at the start of a sentence is no key,
    nor are two entries with other text between them. A key that begins with a complete status is reversed, for a scale
    lists the worst first, unless a column gives which statuses are complete.
    """
    for table in tables:
        if is_key_table(table) and (entries := list(_entries_in_table(table))):
            return entries if "complete" in _columns(table) else _worst_first(entries)
    return _worst_first(_entries_in_lines(lines))


def is_key_table(table: PaperTable) -> bool:
    """Return whether the headings of a table are a status and its meaning."""
    return {"status", "meaning"} <= _columns(table).keys() and not has_recommendation_column(table)


def _entries_in_lines(lines: Sequence[Line]) -> list[KeyEntry]:
    best: list[KeyEntry] = []
    run: list[KeyEntry] = []
    for line, text in _with_meanings(lines):
        found = _ENTRY.fullmatch(text)
        if found is None and run and not (line.after_gap or line.whole_paragraph or _is_full_meaning(run[-1].meaning)):
            run[-1] = _entry(run[-1].status, f"{run[-1].meaning} {line.text}", None, run[-1].line)
        elif found is None:
            best, run = max(best, run, key=len), []
        elif label_key(found["status"]) not in {label_key(entry.status) for entry in run}:
            run.append(_entry(found["status"].capitalize(), found["meaning"], None, line))
    best = max(best, run, key=len)
    return best if len(best) > 1 else []


def _with_meanings(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield lines with their texts; a line that is only a colour is joined with the next, which was the next cell."""
    index = 0
    while index < len(lines):
        line, below = lines[index], lines[index + 1].text if index + 1 < len(lines) else ""
        alone = label_key(line.text) in _NAMED and label_key(below) not in _NAMED and _WORDS.search(below)
        yield line, f"{line.text.strip()} {below.strip()}" if alone else line.text
        index += 2 if alone else 1


def _is_full_meaning(meaning: str) -> bool:
    return ends_sentence(meaning) or len(meaning) > _LONGEST


def _entries_in_table(table: PaperTable) -> Iterator[KeyEntry]:
    columns = _columns(table)
    seen: set[str] = set()
    for row in table.rows:
        status = row[columns["status"]]
        word = without_mark_letters(status.text)
        if word and label_key(word) not in {*seen, *_UNRATED}:
            seen.add(label_key(word))
            complete = _flag(row[columns["complete"]].text) if "complete" in columns else None
            entry = _entry(word, row[columns["meaning"]].text, complete, status.line)
            yield entry if entry.colour or not status.colour else replace(entry, colour=status.colour)


def _columns(table: PaperTable) -> dict[str, int]:
    """Return the columns of a status, its meaning, and whether it is complete, by their headings."""
    names = {ColumnMeaning.STATUS: "status", ColumnMeaning.STATUS_MEANING: "meaning"}
    columns: dict[str, int] = {}
    for column, cell in enumerate(table.header):
        heading = label_key(cell.text)
        meaning = STRONG_ALIASES.get(heading)
        name = "complete" if heading in _COMPLETE_HEADINGS else names.get(meaning, "") if meaning else ""
        if name:
            columns.setdefault(name, column)
    return columns


def _flag(text: str) -> bool | None:
    return True if label_key(text) in _YES else False if label_key(text) in _NO else None


def _entry(status: str, text: str, complete: bool | None, line: Line) -> KeyEntry:
    meaning = normalise_space(text)
    is_complete = bool(_COMPLETE.search(meaning)) and not _NOT.search(meaning)
    colour = _COLOURS.get(label_key(status)) or (status.capitalize() if label_key(status) in _NAMED else "")
    return KeyEntry(status, meaning, is_complete if complete is None else complete, line, colour)


def _worst_first(entries: list[KeyEntry]) -> list[KeyEntry]:
    done = [entry.complete for entry in entries]
    best_first = any(done) and done == sorted(done, reverse=True) and not all(done)
    return entries[::-1] if best_first else entries


def without_mark_letters(text: str) -> str:
    """Return the word of a mark without the capitals before it, which are its first letters or its initials."""
    words = normalise_space(text)
    found = _LETTERS.fullmatch(words)
    if found is None or not found["letters"].isupper():
        return words
    letters, word = found["letters"].casefold(), found["word"].casefold()
    initials = "".join(part[0] for part in re.findall(r"\w+", word))
    return found["word"] if word.startswith(letters) or initials == letters else words
