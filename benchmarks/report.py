"""Format the measurements as Markdown tables."""

from collections.abc import Iterable, Sequence

MEBIBYTE = 2**20


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
