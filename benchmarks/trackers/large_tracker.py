"""A large tracker: a canonical workbook of generated updates, always the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import gettempdir
from typing import TYPE_CHECKING

from loaders.canonical import workbook_bytes
from model.dates import PartialDate, Precision, months_from
from model.terms import RED_AMBER_GREEN, Basis, Kind

if TYPE_CHECKING:
    from model.tracker.reading import Row

REVIEW = "Made-up review"
THEMES = tuple(f"Theme {letter}" for letter in "ABCDEF")
AGENCIES = tuple(f"Agency {number}" for number in range(1, 9))
PHRASES = (
    "The policy was reviewed and the training plan agreed.",
    "Funding is being sought until April 2027.",
    "The pilot has started in two of four areas; see Recommendation 7.",
    "No progress since the last update.",
    "A dip sample found most records complete.",
    "The partnership board will consider the next step in autumn 2026.",
    "Staff were briefed and the guidance published.",
)


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a tracker: every recommendation has an update in every round."""

    recommendations: int
    rounds: int

    @property
    def updates(self) -> int:
        """The number of updates."""
        return self.recommendations * self.rounds


LARGE = Size(recommendations=5_000, rounds=20)
MEDIUM = Size(recommendations=90, rounds=4)


def large_tracker(size: Size) -> Path:
    """Return the workbook of a size; it is written if it does not exist.

    Writing takes longer than any measurement, so the file stays in the system's temporary folder, under a name with its
    size. The folder may be emptied at any time.
    """
    path = Path(gettempdir()) / f"cynnydd-benchmark-{size.recommendations}x{size.rounds}.xlsx"
    if not path.exists():
        part = path.with_suffix(".part")
        part.write_bytes(workbook_bytes(generate_rows(size), RED_AMBER_GREEN))
        part.replace(path)
    return path


def generate_rows(size: Size) -> "Mapping[str, list[Row]]":
    """Return the rows of a tracker of a size: six themes, eight agencies, a promise for every fifth."""
    random = Random(2024)  # noqa: S311 -- the rows must be the same each time
    refs = [str(number) for number in range(1, size.recommendations + 1)]
    return {
        "reviews": [{"review": REVIEW, "title": REVIEW, "source": "Made-up updates"}],
        "recommendations": [_recommendation(ref, random) for ref in refs],
        "progress": [row for ref in refs for row in _updates(ref, size.rounds, random)],
        "monitoring": [_promise(ref, number) for number, ref in enumerate(refs) if number % 5 == 0],
    }


def _recommendation(ref: str, random: Random) -> "Row":
    return {
        "review": REVIEW,
        "ref": ref,
        "title": f"Recommendation {ref} on {random.choice(THEMES).lower()}",
        "recommendation": f"The agency should do what recommendation {ref} says, and report on it each round.",
        "theme": random.choice(THEMES),
        "lead_agency": random.choice(AGENCIES),
    }


def _updates(ref: str, rounds: int, random: Random) -> "Iterator[Row]":
    """Yield an update a round; the status sometimes moves up or down by one, and one update in fifty is not rated."""
    rank = random.randrange(len(RED_AMBER_GREEN.names))
    for number in range(rounds):
        rank = max(0, min(len(RED_AMBER_GREEN.names) - 1, rank + random.choice((-1, 0, 0, 0, 0, 1, 1))))
        rated = random.random() > 0.02
        yield {
            "review": REVIEW,
            "ref": ref,
            "date": _month(number),
            "kind": Kind.PROGRESS.value,
            "status": RED_AMBER_GREEN.names[rank] if rated else None,
            "rated_by": "Overseer" if rated else None,
            "basis": Basis.PUBLISHED.value if rated else None,
            "update": f"{random.choice(PHRASES)} {random.choice(PHRASES)}",
        }


def _promise(ref: str, number: int) -> "Row":
    return {
        "review": REVIEW,
        "ref": ref,
        "activity": "Meet the lead officer.",
        "due": _month(60 + number % 36),
        "kind": "Meeting",
        "with": AGENCIES[number % len(AGENCIES)],
    }


def _month(number: int) -> PartialDate:
    year, month = divmod(number, 12)
    first = date(2020 + year, month + 1, 1)
    return months_from(first, 1, precision=Precision.MONTH, words=f"{first:%B} {first.year}")
