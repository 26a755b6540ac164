"""What a person confirmed about a workbook: what its cells alone do not say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to what the loaders ask.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month, such as `2024-06`, that a list without dates is from.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None


NO_OPTIONS = ReadOptions()
