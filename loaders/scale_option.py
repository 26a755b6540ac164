"""An order of statuses in one line, as it is given to a command: what stands between quotation marks is one word."""

import re
from collections.abc import Iterator, Sequence

_QUOTED = re.compile(r'(?:^|(?<=[,;]))\s*"(?:[^"]|"")*"\s*(?=[,;]|$)')
_WORDS = {
    sign: re.compile(rf'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>(?:[^"{sign}\s][^{sign}]*)?))\s*(?P<end>{sign}|$)')
    for sign in ",;"
}
_SPECIAL = '",;'


def read_order(written: str) -> tuple[str, ...]:
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


def written_order(words: Sequence[str]) -> str:
    """Return an order in one line: with semicolons where only commas stand in the words, else with quotation marks."""
    if len(words) == 1 or any(sign in word for word in words for sign in '";'):
        return ", ".join(_quoted(word) for word in words)
    return ("; " if any("," in word for word in words) else ", ").join(words)


def _quoted(word: str) -> str:
    if not any(sign in word for sign in _SPECIAL):
        return word
    doubled = word.replace('"', '""')
    return f'"{doubled}"'
