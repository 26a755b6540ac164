"""Read damaged workbooks until the time is over: `python -m tests.loaders.fuzz --minutes 10`.

With `--kind return` it reads damaged returns. A worker process reads one after another, so that an abort of the
interpreter is seen as well as an exception. A workbook that makes the reader fail, hang or exceed its limits is written
to a folder; its number reproduces it.
"""

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from loaders.canonical import workbook_bytes
from loaders.command_line import check_to_json
from loaders.open_questions import open_questions
from loaders.pipeline import read_workbook
from loaders.reading_summary import summarise
from loaders.returns.read_return import read_return
from loaders.worker.child import limit_process
from loaders.worker.typed_json import from_json, to_json
from model.returns.round import ANSWERS, ReturnError, ReturnFault
from model.terms import RED_AMBER_GREEN, Language
from model.tracker.reading import WorkbookError
from tests.support.files.mutations import mutated, return_seeds, seeds
from wording.catalogue import Translator, translator
from wording.formatting import format_location
from wording.issues import message, remedy

# Processor seconds after which a reading is too slow, and seconds after which the process is killed.
SLOW, HUNG = 5.0, 20.0
# The kind of returns, of whatever format.
RETURN = "return"
# A larger file is cut: it would be refused by its size, before it is opened.
_LARGEST = 32 << 20


@dataclass(frozen=True)
class Finding:
    """A workbook that made the reader fail: its number, and the failure."""

    number: int
    what: str


def workbook(number: int, originals: list[bytes]) -> bytes:
    """Return the damaged workbook of a number, always the same."""
    generator = random.Random(number)  # noqa: S311 - must be repeatable
    damaged = mutated(generator, generator.choice(originals))
    return damaged if len(damaged) <= _LARGEST else damaged[:_LARGEST]


def originals_of(kind: str) -> list[bytes]:
    """Return what is damaged: workbooks of one kind or of all, or returns."""
    return return_seeds() if kind == RETURN else seeds(kind)


def run(
    *, first: int, seconds: float = float("inf"), most: int = sys.maxsize, kind: str = ""
) -> tuple[Counter[str], list[Finding]]:
    """Read so many damaged workbooks, or for so many seconds; return the number of each outcome, and the failures."""
    originals, outcomes, findings = originals_of(kind), Counter[str](), []
    deadline, worker = time.monotonic() + seconds, Worker(kind)
    for number in range(first, min(first + most, sys.maxsize)):
        if time.monotonic() > deadline:
            break
        outcome = worker.read(workbook(number, originals))
        outcomes[outcome if not outcome.startswith("failed") else "failed"] += 1
        if outcome.startswith("failed"):
            findings.append(Finding(number, outcome))
            if not worker.alive:
                worker = Worker(kind)
    worker.close()
    return outcomes, findings


class Worker:
    """A process that reads one workbook after another."""

    def __init__(self, kind: str = "") -> None:
        context = get_context("spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=serve, args=(there, kind), daemon=True)
        # after a page test the main module is the script of a page, which the process would run first
        with patch.dict(sys.modules, {} if __name__ == "__main__" else {"__main__": ModuleType("__main__")}):
            self._process.start()
        there.close()
        self.alive = True

    def read(self, content: bytes) -> str:
        try:
            self._pipe.send_bytes(content)
            if not self._pipe.poll(HUNG):
                raise TimeoutError(f"hung for {HUNG} seconds")
            outcome, taken = self._pipe.recv()
        except (EOFError, OSError) as ended:
            self.close()
            return f"failed: the process ended with {self._process.exitcode}, {ended}"
        return f"failed: {taken:.1f} seconds, then {outcome}" if taken > SLOW else outcome

    def close(self) -> None:
        self.alive = False
        self._process.kill()
        self._process.join()


def serve(pipe: Connection, kind: str) -> None:
    """Read workbooks or returns from a pipe, and write the outcome of each."""
    limit_process(memory=1 << 30, seconds=1 << 30)
    with suppress(EOFError):
        while True:
            content = pipe.recv_bytes()
            before = time.process_time()
            outcome = outcome_of(content, kind)
            pipe.send((outcome, time.process_time() - before))


def outcome_of(content: bytes, kind: str = "") -> str:
    """Return `reading`, the code of a refusal, or the traceback of a failure."""
    _ = translator(Language.ENGLISH if len(content) % 2 else Language.WELSH)
    try:
        (_check_return if kind == RETURN else _check_workbook)(content, _)
    except ReturnError as refusal:
        return str(refusal.code)
    except WorkbookError as refusal:
        return (
            str(refusal.code) if message(refusal, _) and remedy(refusal, _) else f"failed: {refusal.code} says nothing"
        )
    except BaseException:  # noqa: BLE001 - every exception is a finding
        return f"failed: {traceback.format_exc()}"
    return "reading"


def _check_workbook(content: bytes, _: Translator) -> None:
    reading = read_workbook(content, name="spoiled.xlsx")
    questions = open_questions(reading, (), date(2024, 6, 1))
    check_to_json(
        reading,
        summarise(reading),
        questions,
        sentences=lambda issue: {"message": message(issue, _), "remedy": remedy(issue, _)},
    )
    assert from_json(to_json(reading), type(reading)) == reading
    workbook_bytes(reading.rows, reading.scale)


def _check_return(content: bytes, _: Translator) -> None:
    found = read_return(content, statuses=RED_AMBER_GREEN.statuses)
    if not found:
        raise ReturnError(ReturnFault.NO_RETURN)
    (received,) = found
    assert from_json(to_json(received), type(received)) == received
    assert all(each.item in ANSWERS and each.ref and each.cell for each in received.answers)
    for issue in received.issues:
        assert format_location(issue.sheet, issue.cell, _)
        assert message(issue, _)
        assert remedy(issue, _)


def main() -> int:
    parser = argparse.ArgumentParser(description="Read spoiled workbooks until the time is over.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--first", type=int, default=None, help="the number of the first workbook; else by the clock")
    parser.add_argument("--kind", choices=("xlsx", "ods", "csv", RETURN), default="", help="spoil one kind alone")
    parser.add_argument("--keep", type=Path, default=Path("build") / "fuzz", help="where workbooks go that fail")
    options = parser.parse_args()
    first = int(time.time()) * 1000 if options.first is None else options.first
    outcomes, findings = run(first=first, seconds=options.minutes * 60, kind=options.kind)
    for outcome, times in outcomes.most_common():
        print(f"{times:8} {outcome}")
    originals = originals_of(options.kind)
    for finding in findings:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{finding.number}.{options.kind or 'xlsx'}").write_bytes(workbook(finding.number, originals))
        print(f"\n{finding.number}: {finding.what}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
