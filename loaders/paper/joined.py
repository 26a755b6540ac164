"""Lines of a heading as one."""

from collections.abc import Iterator, Sequence
from functools import reduce

SOFT_HYPHEN = "\u00ad"
"""What some programs write where they part a word at the end of a line; it is no letter of the word."""


def joinings(lines: Sequence[str]) -> Iterator[str]:
    """Yield what several lines may say as one: with each hyphen that parts a word, and without it."""
    yield reduce(_with_hyphen, lines)
    yield reduce(_without_hyphen, lines)


def _with_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    if before.endswith(SOFT_HYPHEN):
        return f"{before[:-1]}{after}"
    return f"{before}{after}" if before.endswith("-") and after[:1].islower() else f"{before} {after}"


def _without_hyphen(first: str, second: str) -> str:
    before, after = first.rstrip(), second.strip()
    parted = before.endswith(("-", SOFT_HYPHEN)) and after[:1].islower()
    return f"{before[:-1]}{after}" if parted else f"{before} {after}"
