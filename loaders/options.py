"""What a person confirmed about a workbook: what its cells alone do not say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.text import label_key

_MONTH = re.compile(r"(199\d|20\d\d|2100)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers to what the loaders ask.

    Attributes:
        scale: the order of a proposed scale, worst first.
        as_at: the month, such as `2024-06`, that a list without dates is from.
        complete: the statuses of that order that mean done; None is the last of several.
        columns: the field of a column by its sheet and the cell of its heading; "" is none, so that it is not read.
        review: the name of the one review of a tracker that names none.
        known: the review and ref of each recommendation that is there already, so that a workbook which only brings
            updates of them is whole.
    """

    scale: tuple[str, ...] | None = None
    as_at: str | None = None
    complete: tuple[str, ...] | None = None
    columns: tuple[tuple[str, str, str], ...] = ()
    review: str | None = None
    known: tuple[tuple[str, str], ...] = ()

    def fields_on(self, sheet: str) -> Mapping[str, str]:
        """Return the fields that were given to columns of a sheet, by the cell of their headings."""
        return {cell: field for name, cell, field in self.columns if name == sheet}


NO_OPTIONS = ReadOptions()


class OptionError(Exception):
    """What a person gave cannot be meant. `code` says why; `given` is what it was."""

    def __init__(self, code: str, given: str) -> None:
        super().__init__(f"{code}: {given}")
        self.code, self.value = code, given


def parse_options(*, scale: str | None, as_at: str | None) -> ReadOptions:
    """Return the options that words stand for: statuses with commas between them, a month such as `2024-06`.

    Where a status holds a comma itself, semicolons stand between them, or it stands in quotation marks.

    Raises OptionError where they are no such thing.
    """
    if as_at is not None and not _MONTH.fullmatch(as_at.strip()):
        raise OptionError("as-at", as_at)
    return ReadOptions(scale=None if scale is None else _order(scale), as_at=as_at.strip() if as_at else None)


def options_from_dict(told: Mapping[str, Any]) -> ReadOptions:
    """Return the options of what `asdict` makes of them, also after JSON, in which a tuple has become a list.

    Raises TypeError where it is none.
    """
    return ReadOptions(**{name: _tupled(value) for name, value in told.items()})


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list | tuple) else value


def _order(scale: str) -> tuple[str, ...]:
    try:
        words = parse_scale_order(scale)
    except ValueError as unclosed:
        raise OptionError("scale-unclosed", scale) from unclosed
    if not words or not all(words):
        raise OptionError("scale", scale)
    if len({label_key(word) for word in words}) < len(words):
        raise OptionError("scale-repeated", scale)
    return words


_QUOTED = re.compile(r'(?:^|(?<=[,;]))\s*"(?:[^"]|"")*"\s*(?=[,;]|$)')
_WORDS = {
    sign: re.compile(rf'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>(?:[^"{sign}\s][^{sign}]*)?))\s*(?P<end>{sign}|$)')
    for sign in ",;"
}
_SPECIAL = '",;'


def parse_scale_order(written: str) -> tuple[str, ...]:
    """Return the words of a line: semicolons stand between them where there are any, else commas.

    As in a .csv file, a word that holds either stands in quotation marks, and one of these within it is doubled. Raises
    ValueError where a quotation mark is not closed.
    """
    line = " ".join(written.split())
    sign = ";" if ";" in _QUOTED.sub("", line) else ","
    return tuple(_words(line, _WORDS[sign]))


def _words(line: str, pattern: re.Pattern[str]) -> Iterator[str]:
    place, more = 0, True
    while more:
        found = pattern.match(line, place)
        if found is None:
            raise ValueError(f"a quotation mark is not closed: {line[place:]}")
        yield (found["plain"] if found["quoted"] is None else found["quoted"].replace('""', '"')).strip()
        place, more = found.end(), bool(found["end"])


def format_scale_order(words: Sequence[str]) -> str:
    """Return an order in one line: with semicolons where only commas stand in the words, else with quotation marks."""
    if len(words) == 1 or any(sign in word for word in words for sign in '";'):
        return ", ".join(_quoted(word) for word in words)
    return ("; " if any("," in word for word in words) else ", ").join(words)


def _quoted(word: str) -> str:
    if not any(sign in word for sign in _SPECIAL):
        return word
    doubled = word.replace('"', '""')
    return f'"{doubled}"'
