"""Measure `check` against a plain calamine read of the same file: `python -m benchmarks.reading`.

Whole processes, from their start to their end, in turn. The check reads fills, and calamine does not.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.report import MEBIBYTE, table
from benchmarks.trackers.filled_tracker import filled_tracker
from benchmarks.trackers.large_tracker import Size
from benchmarks.trackers.long_tracker import FILLS, WORDS, long_tracker
from model.settings import BUNDLED_TRACKER

ROOT = Path(__file__).parents[2]
SIZES = (Size(50, 20), Size(1_000, 20), Size(5_000, 20))
LONG_SIZES = (Size(100, 10), Size(2_000, 10), Size(10_000, 10))
READ_WITH_CALAMINE = (sys.executable, str(Path(__file__).with_name("bare_calamine.py")))
MEASURE_PROCESS = (sys.executable, "-S", "-E", str(Path(__file__).with_name("whole_process.py")))
CHECK = (sys.executable, "-m", "loaders", "check")
HEAD = (
    *("Workbook", "MB", "check, s", "calamine, s", "check, processor s", "calamine, processor s"),
    *("Ratio", "Ratio of processor", "check, MiB", "calamine, MiB"),
)


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """The cost of a whole process: seconds by the clock and of the processor, and the memory of its largest process."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """The runs on one workbook."""

    name: str
    bytes: int
    checks: Sequence[ProcessRun]
    calamine: Sequence[ProcessRun]

    def row(self) -> tuple[str, ...]:
        """Return the figures as a row of the table: medians, and ratios of consecutive runs."""
        pairs = list(zip(self.checks, self.calamine, strict=True))
        return (
            self.name,
            f"{self.bytes / MEBIBYTE:.2f}",
            f"{median(run.seconds for run in self.checks):.2f}",
            f"{median(run.seconds for run in self.calamine):.2f}",
            f"{median(run.processor for run in self.checks):.2f}",
            f"{median(run.processor for run in self.calamine):.2f}",
            f"{median(check.seconds / calamine.seconds for check, calamine in pairs):.1f}",
            f"{median(check.processor / calamine.processor for check, calamine in pairs):.1f}",
            f"{max(run.memory for run in self.checks) / MEBIBYTE:.0f}",
            f"{max(run.memory for run in self.calamine) / MEBIBYTE:.0f}",
        )


def measure(sizes: Sequence[Size], long_sizes: Sequence[Size], *, repeats: int) -> list[ReadingFigures]:
    """Return the figures of the bundled tracker, one of each size, and free layouts of each size and kind of status."""
    files = {"18 recommendations": BUNDLED_TRACKER}
    files |= {f"{size.updates:,} updates, filled": filled_tracker(size) for size in sizes}
    for statuses in (WORDS, FILLS):
        named = {f"{size.updates:,} updates, own layout, {statuses}": size for size in long_sizes}
        files |= {name: long_tracker(size, statuses) for name, size in named.items()}
    return [_measure_file(name, path, repeats) for name, path in files.items()]


def _measure_file(name: str, path: Path, repeats: int) -> ReadingFigures:
    checks, calamine = [], []
    for _ in range(repeats):
        checks.append(run([*CHECK, str(path)]))
        calamine.append(run([*READ_WITH_CALAMINE, str(path)]))
    return ReadingFigures(name, path.stat().st_size, checks, calamine)


def run(command: Sequence[str]) -> ProcessRun:
    """Run a process to its end. Raises RuntimeError if it fails."""
    done = subprocess.run([*MEASURE_PROCESS, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    seconds, processor, memory, status = done.stdout.split()
    if status != "0":
        raise RuntimeError(f"ended with {status}: {' '.join(command)}")
    return ProcessRun(float(seconds), float(processor), int(memory))


def main() -> None:
    """Print the figures as a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only the smaller workbooks")
    arguments = parser.parse_args()
    sizes, long_sizes = (SIZES[:1], LONG_SIZES[:1]) if arguments.quick else (SIZES, LONG_SIZES)
    sys.stdout.write(table(HEAD, [figures.row() for figures in measure(sizes, long_sizes, repeats=arguments.repeats)]))


if __name__ == "__main__":
    main()
