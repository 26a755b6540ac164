"""The made-up tracker of an ordinary year of a commissioner: 60 recommendations, eight rounds, nine agencies.

`python -m tests.support.workbooks.ordinary_year docs/examples/ordinary-year.xlsx` writes it, always the same.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from loaders import read_workbook
from loaders.canonical import workbook_bytes
from tests.support.workbooks.canonical import write_workbook
from tests.support.workbooks.ordinary_year_texts import (
    AGENCIES,
    CLOSURES,
    CYMRAEG,
    LEADS,
    NAMES,
    OFFICE,
    PROMISES,
    RECOMMENDATIONS,
    REVIEW,
    SLIP_REASONS,
    WORDS,
)

ROUNDS = tuple(f"{month} {year}" for year in (2025, 2026) for month in ("January", "April", "July", "October"))
TARGETS = ("December 2025", "March 2026", "30 June 2026", "September 2026", "December 2026", "March 2027", "July 2027")
STATUSES = ("Red", "Amber", "Green")
SILENT_AGENCIES = ("Cwmwen Borough Council", "Wen Valley Homes")
"""Who reports too little: some of its recommendations have no response and no update in the latest round."""
Row = dict[str, Any]


def ordinary_year(path: Path) -> Path:
    """Write the workbook and return its path."""
    sheets: dict[str, Any] = {name: [] for name in ("recommendations", "progress", "monitoring", "targets")}
    sheets["decisions"] = [{"Review": REVIEW["Review"], "By": OFFICE, **row} for row in CLOSURES]
    random = Random(7)  # noqa: S311 - no secret
    for number, (theme, title, text) in enumerate(RECOMMENDATIONS, start=1):
        of: Row = {"Review": REVIEW["Review"], "Ref": str(number)}
        lead = _lead(theme, random)
        targets = _targets(random)
        recommendation: Row = {
            **of,
            "Title": title,
            "Recommendation": text,
            "Theme": theme,
            **lead,
            **CYMRAEG.get(number, {}),
        }
        recommendation |= {"Accepted": "Yes", "Target date": targets[0], "Related refs": _related(number)}
        sheets["recommendations"].append(recommendation)
        sheets["progress"] += [of | row for row in _progress(number, lead["Lead agency"], random)]
        sheets["targets"] += [of | row for row in _slips(targets)]
        sheets["monitoring"] += [of | row for row in _promises(number, lead["Lead role"], random)]
    return write_workbook(
        path,
        reviews=[REVIEW],
        names=NAMES,
        recommendations=sheets["recommendations"],
        progress=sheets["progress"],
        monitoring=sheets["monitoring"],
        targets=sheets["targets"],
        decisions=sheets["decisions"],
    )


def _lead(theme: str, random: Random) -> Row:
    lead, support = random.choice(LEADS[theme]), random.choice(list(AGENCIES))
    return {
        "Lead agency": lead,
        "Supporting agencies": None if support == lead or random.random() < 0.6 else support,
        "Lead role": random.choice(AGENCIES[lead]),
    }


def _related(number: int) -> str | None:
    return str(number - 3) if number % 7 == 0 else None


def _targets(random: Random) -> list[str | None]:
    """Return the target date of a recommendation and those that it was moved to; some have none."""
    if random.random() < 0.12:
        return [None]
    first = random.randrange(len(TARGETS))
    moves = random.choices((0, 1, 2), weights=(6, 3, 1))[0]
    return list(TARGETS[first : first + moves + 1])


def _slips(targets: list[str | None]) -> Iterator[Row]:
    for number, target in enumerate(targets[1:], start=3):
        yield {"Date": ROUNDS[number], "Target": target, "Reason": SLIP_REASONS[number % len(SLIP_REASONS)]}


def _progress(number: int, lead: str, random: Random) -> Iterator[Row]:
    """Yield the response and an update a round: most move up, a few move back, and an agency is sometimes silent."""
    late = lead in SILENT_AGENCIES and number % 2 == 0
    if not late:
        yield {"Date": ROUNDS[0], "Kind": "Response", "Update": "Accepted. " + random.choice(WORDS["Response"])}
    rank, pace = random.choice((0, 0, 0, 1)), random.choice((0.05, 0.18, 0.28, 0.36))
    words = WORDS[STATUSES[rank]][0]
    for month in ROUNDS:
        before, step = rank, random.random()
        rank = max(0, rank - 1) if step > 0.94 else min(2, rank + 1) if step < pace else rank
        if (late and month == ROUNDS[-1]) or random.random() < 0.02:
            continue
        if rank != before or random.random() < 0.75:
            words = random.choice(WORDS[STATUSES[rank]])
        yield _update(month, STATUSES[rank], words, random)


def _update(month: str, status: str, words: str, random: Random) -> Row:
    agency = STATUSES[min(2, STATUSES.index(status) + (random.random() < 0.15))]
    row: Row = {"Date": month, "Kind": "Progress", "Status": status, "Rated by": OFFICE, "Basis": "Published"}
    row |= {"Update": words, "Agency status": agency, "Evidence": None}
    if status == "Green":
        row["Evidence"] = "Audit report"
    if status == "Green" and month == ROUNDS[-1] and random.random() < 0.3:
        row |= {"Proposed closure": "Yes", "Closure reason": "The work is done, and was audited."}
    return row


def _promises(number: int, role: str, random: Random) -> Iterator[Row]:
    if number % 3 == 0:
        kind, activity, welsh = PROMISES[number // 3 % len(PROMISES)]
        due = random.choice(("June 2026", "September 2026", "November 2026", "January 2027", "February 2027"))
        done = due == "June 2026" and random.random() < 0.6
        row = {"Activity": activity, "Activity (Welsh)": welsh, "Due": due, "Kind": kind, "With": role}
        yield row | {"Done": "Yes" if done else None, "Outcome": "It was done, and noted." if done else None}


def main(path: str) -> None:
    """Write it in the canonical layout."""
    with TemporaryDirectory() as folder:
        reading = read_workbook(ordinary_year(Path(folder) / "year.xlsx").read_bytes(), name="year.xlsx")
    Path(path).write_bytes(workbook_bytes(reading.rows, reading.scale))


if __name__ == "__main__":
    main(sys.argv[1])
