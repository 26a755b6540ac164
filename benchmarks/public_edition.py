"""Measure how long the public edition takes: `python -m benchmarks.public_edition`.

The floor is to write a paper with the same words: the panel report as Word in both languages. Seconds are by the clock,
with a process for each language. KB are of a page with its styles, compressed, as a browser gets it.
"""

import gzip
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from time import perf_counter
from typing import TypeVar

from analysis.selection import Selection
from benchmarks.report import table
from benchmarks.trackers.large_tracker import Size, generate_rows
from components.public_edition.content import PublicOptions, for_nobody
from components.public_edition.edition import edition_files
from components.published import loaded_from
from model.language import Language
from model.status import RED_AMBER_GREEN
from model.tracker.reading import Reading, Source
from model.tracker.tracker import Tracker
from reports.document import Edition
from reports.registry import FORMATS, PaperType

Result = TypeVar("Result")
SIZES = (Size(60, 8), Size(500, 8))
HEAD = ("Recommendations", "Files", "Seconds", "Floor, seconds", "Times its floor", "Largest page, KB", "All, MB")


def main() -> None:
    """Print the time and the size of the edition of two made-up trackers."""
    print(table(HEAD, map(_row, SIZES)))


def _row(size: Size) -> tuple[str, ...]:
    tracker = Tracker.from_rows(generate_rows(size), RED_AMBER_GREEN)
    reading = Reading(Source("made-up.xlsx", sha256(b"").hexdigest()), "canonical", {}, tracker.scale, (), ())
    loaded = loaded_from(reading, tracker, original=for_nobody)
    with ProcessPoolExecutor(len(Language), mp_context=get_context("spawn")) as pool:
        seconds, files = _timed(lambda: edition_files(loaded, PublicOptions(day=date(2026, 1, 1)), run=pool.map))
    floor, _paper = _timed(lambda: [_paper_of(tracker, language) for language in Language])
    pages = {path: len(gzip.compress(content)) for path, content in files.items() if path.endswith((".html", ".css"))}
    styles = sum(length for path, length in pages.items() if path.endswith(".css"))
    largest = styles + max(length for path, length in pages.items() if path.endswith(".html"))
    return (
        f"{size.recommendations}",
        f"{len(files):,}",
        f"{seconds:.1f}",
        f"{floor:.1f}",
        f"{seconds / floor:.1f}",
        f"{largest / 1000:.0f}",
        f"{sum(map(len, files.values())) / 1e6:.1f}",
    )


def _paper_of(tracker: Tracker, language: Language) -> bytes:
    return FORMATS[PaperType.PANEL][".docx"].write(Edition(tracker, Selection(), language, "made-up.xlsx"))


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


if __name__ == "__main__":
    main()
