"""Format the measurements as Markdown tables."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from benchmarks.timing import TimeSummary

if TYPE_CHECKING:
    from benchmarks.pages import PageFigures, ServerFigures

MEBIBYTE = 2**20


def speed_table(figures: "Sequence[PageFigures]") -> str:
    """Return the rerun times: median / 95th percentile in milliseconds, then ratios of medians."""
    head = (
        *("Tracker", "Page", "Floor, default", "Page, default", "Floor, ours", "Page, ours"),
        *("Ours / default floor", "Ours / our floor", "Processor, ours / our floor"),
    )
    rows = [
        (
            figure.tracker,
            figure.page,
            _times(figure.floor_at_default),
            _times(figure.page_at_default),
            _times(figure.floor_at_ours),
            _times(figure.page_at_ours),
            f"{figure.page_at_ours.p50 / figure.floor_at_default.p50:.2f}",
            f"{figure.page_at_ours.p50 / figure.floor_at_ours.p50:.2f}",
            f"{figure.page_at_ours.cpu / figure.floor_at_ours.cpu:.2f}" if figure.floor_at_ours.cpu else "",
        )
        for figure in figures
    ]
    return table(head, rows)


def figures_table(figures: "Sequence[PageFigures]") -> str:
    """Return the elements of each page, the bytes sent, and the milliseconds of a first visit and a new filter."""
    head = (
        *("Tracker", "Page", "Elements", "Charts", "Rows", "First visit", "New filter"),
        *("Bytes, first visit", "Bytes, rerun"),
    )
    rows = [
        (
            figure.tracker,
            figure.page,
            str(figure.page_census.elements),
            str(len(figure.page_census.charts)),
            str(figure.page_census.rows),
            f"{figure.visit.seconds * 1000:.0f}",
            _times(figure.new_filter),
            f"{figure.visit.received:,}",
            f"{figure.rerun.received:,}",
        )
        for figure in figures
    ]
    return table(head, rows)


def server_table(figures: "Sequence[ServerFigures]") -> str:
    """Return the reading time of each tracker, and the memory of the server's process."""
    head = ("Tracker", "Reading, s", "First page of a server, s", "Memory then, MiB", "Memory at the end, MiB")
    rows = [
        (
            figure.tracker,
            f"{figure.reading:.1f}",
            f"{figure.first_page:.1f}",
            f"{figure.memory_at_first / MEBIBYTE:.0f}",
            f"{figure.memory_at_end / MEBIBYTE:.0f}",
        )
        for figure in figures
    ]
    return table(head, rows)


def _times(timing: TimeSummary) -> str:
    return f"{timing.p50 * 1000:.0f} / {timing.p95 * 1000:.0f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
