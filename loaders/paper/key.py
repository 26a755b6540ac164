"""The key of a paper: its statuses with their meanings, as they stand before the first recommendation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.headings import fold
from loaders.paper.line import Line
from loaders.paper.points import ended

_ENTRY = re.compile(
    r"\s*(?P<status>red|amber|green|blue|grey|gray|yellow|orange|black|white|purple"
    r"|coch|ambr|gwyrdd|glas|llwyd|melyn|oren|du|gwyn|porffor)\s*[:=–—-]?\s+(?P<meaning>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMPLETE = re.compile(r"\b(?:complete|completed|closed|implemented|achieved|cwblhau|cwblhawyd)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|yet|more|incomplete|partly|partially|heb|ddim|nid|angen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A status of a paper's key, its meaning, and whether that says that it is complete."""

    status: str
    meaning: str
    complete: bool
    line: Line


def key_of(lines: Sequence[Line]) -> list[KeyEntry]:
    """Return the statuses that follow one another in a paper's front, each a colour and what it means; else none.

    One colour at the start of a sentence is no key, nor are two entries with other text between them. A key that
    begins with what means complete is turned round, for a scale is told worst first. A meaning may go on below.
    """
    best: list[KeyEntry] = []
    run: list[KeyEntry] = []
    for line in lines:
        found = _ENTRY.fullmatch(line.text)
        if found is None and run and not (line.after_gap or line.whole or ended(run[-1].meaning)):
            run[-1] = replace(run[-1], meaning=f"{run[-1].meaning} {' '.join(line.text.split())}")
        elif found is None:
            best, run = max(best, run, key=len), []
        elif fold(found["status"]) not in {fold(entry.status) for entry in run}:
            run.append(KeyEntry(found["status"].capitalize(), " ".join(found["meaning"].split()), False, line))
    best = [replace(entry, complete=_is_complete(entry.meaning)) for entry in max(best, run, key=len)]
    done = [entry.complete for entry in best]
    best_first = any(done) and done == sorted(done, reverse=True) and not all(done)
    return (best[::-1] if best_first else best) if len(best) > 1 else []


def _is_complete(meaning: str) -> bool:
    return bool(_COMPLETE.search(meaning)) and not _NOT.search(meaning)
