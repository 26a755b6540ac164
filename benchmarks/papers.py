"""Measure how long papers take to make, against writing the same words plainly: `python -m benchmarks.papers`.

It is processor time of one process, because by the clock other programs on the machine would count too. With
`--readers` it measures how long a reader waits for a page while others have papers made.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from statistics import median
from time import process_time

import docx
import pptx
import typst
from xlsxwriter import Workbook

from analysis.selection import Selection
from benchmarks.readers_meanwhile import HEAD, readers_meanwhile
from benchmarks.report import table
from benchmarks.trackers.large_tracker import Size, generate_rows
from loaders.client import read_candidate
from model.language import Language
from model.settings import BUNDLED_TRACKER
from model.status import RED_AMBER_GREEN
from model.tracker.tracker import Tracker
from reports.document import Block, Bullets, Edition, Heading, Paragraph, Spans, Table, Text
from reports.excel.record_sheets import summary_sheets
from reports.meeting_pack import meeting_pack
from reports.open_data import build_resources
from reports.panel.report import panel_report
from reports.panel.slides import panel_slides
from reports.registry import FORMATS, PaperType
from reports.text.narrator import Narrator

MANY = Size(500, 4)
MANY_UPDATES = Size(2_000, 50)
TIMES = 3
_PLAIN = b"#for words in json(bytes(sys.inputs.words)) { par(text(words)) }"

Work = Callable[[], object]


def main(arguments: list[str] | None = None) -> None:
    """Print the time for each paper of the bundled tracker and of a generated one, and its ratio to the floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.papers", description=__doc__.splitlines()[0])
    parser.add_argument("--recommendations", type=int, default=MANY.recommendations)
    parser.add_argument("--readers", action="store_true", help="what a reader waits for while papers are made")
    chosen = parser.parse_args(arguments)
    size = Size(chosen.recommendations, MANY.rounds)
    if chosen.readers:
        print(table(HEAD, [readers_meanwhile(each).row() for each in (size, MANY_UPDATES)]))
        return
    for tracker in (_bundled(), Tracker.from_rows(generate_rows(size), RED_AMBER_GREEN)):
        count, updates = len(tracker.recommendations), len(tracker.progress)
        edition = Edition(tracker, Selection(), Language.ENGLISH, "tracker.xlsx")
        print(f"{count:,} recommendations, {updates:,} updates:\n")
        print(table(("Paper", "Format", "Seconds", "Floor, seconds", "Times its floor"), list(_lines(edition))) + "\n")


def floor_of(edition: Edition, paper: PaperType, ending: str) -> Work:
    """Return a function that writes the same words with the same library: no styles, tables, tags, marks or figures."""
    if paper is PaperType.WORKBOOK:
        cells = [[str(cell) for cell in row] for sheet in summary_sheets(Narrator(edition)) for row in sheet.rows]
        return partial(_plain_workbook, cells)
    if paper is PaperType.OPEN_DATA:
        return lambda: [resource.table.to_csv(index=False) for resource in build_resources(edition)]
    if paper is PaperType.CALENDAR:
        return lambda: Narrator(edition).promises
    if ending == ".pptx":
        slides = [(slide.title, "\n".join(slide.notes)) for slide in panel_slides(Narrator(edition))]
        return partial(_plain_slides, slides)
    document = panel_report(edition) if paper is PaperType.PANEL else meeting_pack(edition)
    words = [each for block in document.blocks for each in _words(block)]
    return partial(_plain_word if ending == ".docx" else _plain_pdf, words)


def _lines(edition: Edition) -> Iterator[tuple[str, ...]]:
    for paper, formats in FORMATS.items():
        for ending, written in formats.items():
            seconds = _seconds(partial(written.write, edition))
            floor = _seconds(floor_of(edition, paper, ending))
            yield paper.value, ending, f"{seconds:.2f}", f"{floor:.3f}", f"{seconds / max(floor, 0.001):.1f}"


def _bundled() -> Tracker:
    reading = read_candidate(BUNDLED_TRACKER).reading
    return Tracker.from_rows(reading.rows, reading.scale)


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Paragraph(spans):
            yield _plain(spans)
        case Bullets(items):
            yield from map(_plain, items)
        case Table():
            yield from block.header
            yield from (_plain(cell) for row in block.rows for cell in row)


def _plain(spans: Spans) -> str:
    return "".join(span.words if isinstance(span, Text) else span.word for span in spans)


def _plain_word(words: list[str]) -> bytes:
    book = docx.Document()
    for each in words:
        book.add_paragraph(each)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _plain_pdf(words: list[str]) -> object:
    return typst.compile(_PLAIN, format="pdf", sys_inputs={"words": json.dumps(words)})


def _plain_slides(slides: list[tuple[str, str]]) -> bytes:
    show = pptx.Presentation()
    for title, notes in slides:
        slide = show.slides.add_slide(show.slide_layouts[5])
        slide.shapes.title.text_frame.text = title
        slide.notes_slide.notes_text_frame.text = notes
    target = BytesIO()
    show.save(target)
    return target.getvalue()


def _plain_workbook(rows: list[list[str]]) -> bytes:
    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
    return target.getvalue()


def _seconds(work: Work) -> float:
    return median(_time_run(work) for _ in range(TIMES))


def _time_run(work: Work) -> float:
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    main()
