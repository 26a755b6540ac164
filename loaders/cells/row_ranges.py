"""Format row numbers as ranges: 2-9, 12."""

from collections.abc import Iterable


def format_row_ranges(numbers: Iterable[int]) -> str:
    """Return row numbers as ranges, each number once and in order: 7, 9-30, 33."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
