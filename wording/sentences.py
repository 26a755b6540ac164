"""Sentences from a table: the text of a code in a language, with its variants and its plural."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wording.catalogue import Translator

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def label(
    table: str, code: str, _: Translator, /, *, n: float = 0, default: str | None = None, **values: object
) -> str:
    """Return the label of a code in a table of `labels.toml`, in the language.

    Args:
        table: what the code is, such as `movement`.
        code: the code, or a member of an enumeration.
        _: the translator.
        n: the number of a label that is counted.
        default: what to return for a code without a label; without it such a code is a KeyError.
        values: the values of the label.
    """
    if default is not None and code not in _labels()[table]:
        return default
    found = _labels()[table][code]
    if isinstance(found, str):
        return _(found, n=n, **values)
    one, many = found
    return _.plural(one, many, int(n), **values)


def labels(table: str, _: Translator) -> dict[str, str]:
    """Return every label of a table by its code, in the order of the file."""
    return {code: label(table, code, _) for code in _labels()[table]}


@cache
def _labels() -> Mapping[str, Any]:
    return read_sentences(Path(__file__).with_name("labels.toml"))


def read_sentences(path: Path) -> Mapping[str, Any]:
    """Return the table of sentences in a `.toml` file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sentence_of(entry: Mapping[str, Any], name: str, values: Mapping[str, str], _: Translator) -> str:
    """Return a sentence of an entry in the language, with its values.

    One in the singular and the plural is counted by the value that `count` of the entry names. Of variants, that of the
    value of `by` is taken: `none` for an empty one, `several` for a list, else `other`.
    """
    found = entry[name]
    while isinstance(found, Mapping):
        found = found[_variant(values.get(found["by"], ""), found)]
    if isinstance(found, str):
        return _(found, **_complete(values, found))
    one, many = found
    return _.plural(one, many, int(values[entry.get("count", "count")]), **_complete(values, one, many))


def _complete(values: Mapping[str, str], *texts: str) -> Mapping[str, str]:
    """Return the values of a sentence, with dots for one that it needs and an issue of another release lacks."""
    return {**{name: "…" for text in texts for name in _PLACEHOLDER.findall(text) if name != "n"}, **values}


def messages(source: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield every message of a table, or its singular and plural."""
    for name, found in source.items():
        if isinstance(found, Mapping):
            yield from messages(found)
        elif name not in ("by", "count"):
            yield (found,) if isinstance(found, str) else tuple(found)


def _variant(value: str, variants: Mapping[str, Any]) -> str:
    kind = "several" if ", " in value else value if value else "none"
    return kind if kind in variants else "other"
