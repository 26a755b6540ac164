"""The plain fixes of an issue: what a person can choose to read its cell as."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from loaders.options import Correction, ReadOptions
from loaders.parsing.statuses import BLUE
from model.dates import ENGLISH_MONTHS, WELSH_MONTHS, read_date
from model.terms import Scale, label_key
from model.tracker.reading import Issue

_MOST_CHOICES = 6
_NEAR_WORD, _NEAR_MONTH = 65, 75
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_WORD = re.compile(r"[^\W\d_]{4,}")


def fixes_of(issue: Issue, scale: Scale) -> tuple[Correction, ...]:
    """Return the fixes of an issue, the likeliest first; none where no fix is plain."""
    place = _ADDRESS.fullmatch(issue.cell)
    if place is None:
        return ()
    row = int(place[2]) if issue.code == "status-colour-disagrees" else 0
    cell = Correction(issue.sheet, place[1], issue.found, "", row, within=issue.code == "name-similar")
    is_blue = issue.code == "status-unknown" and label_key(issue.found) in ("blue", "glas")
    new = (Correction.new_status(BLUE.name),) if is_blue and BLUE.name not in scale.names else ()
    return (*new, *(cell._replace(value=value) for value in _values(issue, scale)))


def _values(issue: Issue, scale: Scale) -> Sequence[str]:
    """Return what the cell of an issue may be read as."""
    details = issue.details
    match issue.code:
        case "status-unknown" | "colour-unsure":
            named = details.get("candidates", details.get("statuses", "")).split(", ")
            return [each for each in named if each in scale.names] or _near(issue.found, scale.names)
        case "status-colour-disagrees":
            return issue.found, details["colour"]
        case "name-similar":
            return (details["similar"],)
        case "word-unknown":
            return _near(issue.found, [each for each in details["expected"].split(", ") if each])
        case "date-unrecognised":
            return _with_month(issue.found)
    return ()


def with_fixes(options: ReadOptions, fixes: Iterable[Correction]) -> ReadOptions:
    """Return the options with some fixes, each in place of an earlier one of the same cells."""
    by_place = {each if each.is_new_status else (*each[:3], each.row): each for each in (*options.corrections, *fixes)}
    return replace(options, corrections=tuple(by_place.values()))


def _near(text: str, words: Sequence[str]) -> Sequence[str]:
    """Return the word that a text nearly is; every word where there are few, and it is near to none."""
    found = process.extractOne(label_key(text), {word: label_key(word) for word in words}, scorer=fuzz.ratio)
    if found is not None and found[1] >= _NEAR_WORD:
        return [found[2]]
    return words if len(words) <= _MOST_CHOICES else ()


def _with_month(text: str) -> Sequence[str]:
    """Return a text whose misspelt month is written out, if it is a date then."""
    months = [*ENGLISH_MONTHS.values(), *(month.capitalize() for month in WELSH_MONTHS.values())]
    for word in _WORD.findall(text):
        found = process.extractOne(word.capitalize(), months, scorer=fuzz.ratio, score_cutoff=_NEAR_MONTH)
        written = text.replace(word, found[0]) if found is not None else text
        if written != text and read_date(written).date.first is not None:
            return [written]
    return ()
