"""Measure `check` against `pandas.read_excel` with the same engine: `python -m benchmarks.reading`.

Whole processes, from their start to their end, in turn. The check reads fills, and pandas does not.
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
from benchmarks.trackers.long_tracker import FILLS, long_tracker
from model.settings import BUNDLED_TRACKER

ROOT = Path(__file__).parents[2]
SIZES = (Size(50, 20), Size(1_000, 20), Size(5_000, 20))
LONG_SIZES = (Size(100, 10), Size(2_000, 10), Size(10_000, 10))
READ_WITH_PANDAS = (sys.executable, str(Path(__file__).with_name("bare_pandas.py")))
MEASURE_PROCESS = (sys.executable, "-S", "-E", str(Path(__file__).with_name("whole_process.py")))
CHECK = (sys.executable, "-m", "loaders", "check")
HEAD = ("Workbook", "MB", "check, s", "pandas, s", "Ratio of processor", "check, MiB", "pandas, MiB")


@dataclass(frozen=True, slots=True)
class ProcessRun:
    """The cost of a whole process: seconds by the clock and of the processor, and the memory of its largest process."""

    seconds: float
    processor: float
    memory: int


def measure(sizes: Sequence[Size], long_sizes: Sequence[Size], *, repeats: int) -> list[tuple[str, ...]]:
    """Return a row of figures for the bundled tracker, and for a filled and a free layout of each size."""
    files = {"18 recommendations": BUNDLED_TRACKER}
    files |= {f"{size.updates:,} updates, filled": filled_tracker(size) for size in sizes}
    files |= {f"{size.updates:,} updates, own layout, fills": long_tracker(size, FILLS) for size in long_sizes}
    return [_measure_file(name, path, repeats) for name, path in files.items()]


def _measure_file(name: str, path: Path, repeats: int) -> tuple[str, ...]:
    """Return medians of runs in turn, and the ratio of consecutive runs."""
    pairs = [(run([*CHECK, str(path)]), run([*READ_WITH_PANDAS, str(path)])) for _ in range(repeats)]
    checks, pandas = zip(*pairs, strict=True)
    return (
        name,
        f"{path.stat().st_size / MEBIBYTE:.2f}",
        f"{median(one.seconds for one in checks):.2f}",
        f"{median(one.seconds for one in pandas):.2f}",
        f"{median(check.processor / bare.processor for check, bare in pairs):.1f}",
        f"{max(one.memory for one in checks) / MEBIBYTE:.0f}",
        f"{max(one.memory for one in pandas) / MEBIBYTE:.0f}",
    )


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
    sys.stdout.write(table(HEAD, measure(sizes, long_sizes, repeats=arguments.repeats)))


if __name__ == "__main__":
    main()
