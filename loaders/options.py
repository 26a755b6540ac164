"""The answers of a person about a workbook, where its cells alone are not enough."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.mapping.sheet_mapping import NO_MAPPING, Correction, WorkbookMapping
from model.terms import label_key, normalise_space
from model.tracker.reading import NOTHING_PUBLISHED, Published

_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to the questions of the loaders.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month of a list without dates, such as `2024-06`.
        complete: the statuses of that order that mean done; None is the last of several.
        mapping: the sheets, header rows, columns and rows that a person mapped by hand.
        review: the name of the one review of a tracker that names none.
        known: the review and ref of each recommendation already published, to which a workbook may have updates only.
        corrections: the texts of cells that are read as others.
        statuses_added: words that are statuses of the scale as well, and mean done.
        published: what is published already: names, dates and the scale are read as they are there.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None
    complete: tuple[str, ...] | None = None
    mapping: WorkbookMapping = NO_MAPPING
    review: str | None = None
    known: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    statuses_added: tuple[str, ...] = ()
    published: Published = NOTHING_PUBLISHED


NO_OPTIONS = ReadOptions()


class OptionError(Exception):
    """An option is not valid: `code` is the reason, `value` its text."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


def parse_options(*, scale: str | None, as_at: str | None) -> ReadOptions:
    """Return the options of texts: statuses separated by commas, and a month such as `2024-06`.

    If a status contains a comma, semicolons separate them.

    Raises OptionError if a text is not valid.
    """
    if as_at is not None and not _MONTH.fullmatch(as_at.strip()):
        raise OptionError("as-at", as_at)
    return ReadOptions(scale=None if scale is None else _parse_scale(scale), as_at=as_at.strip() if as_at else None)


def _parse_scale(scale: str) -> tuple[str, ...]:
    words = parse_scale_order(scale)
    if not words or not all(words):
        raise OptionError("scale", scale)
    if len({label_key(word) for word in words}) < len(words):
        raise OptionError("scale-repeated", scale)
    return words


def parse_scale_order(text: str) -> tuple[str, ...]:
    """Return the words of a line, separated by semicolons if there are any, else by commas."""
    return tuple(map(normalise_space, text.split(",") if ";" not in text else text.rstrip("; \n").split(";")))


def format_scale_order(words: Sequence[str]) -> str:
    """Return an order in one line, separated by semicolons if words contain commas."""
    return "; ".join(words if len(words) > 1 else (*words, "")) if "," in "".join(words) else ", ".join(words)
