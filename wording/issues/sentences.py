"""The sentences of each issue code, from `sentences.toml`: what was found, what to do, and their variants."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from model.issues.issue_codes import FILE_FAULTS, SEVERITIES
from wording.catalogue import Translator

SOURCE = Path(__file__).with_name("sentences.toml")
TEXTS: Mapping[str, Mapping[str, Any]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
"""The sentences of every code of an issue and of a file that cannot be used, by the name of each."""

_PLACEHOLDER = re.compile(r"\{\w+\}")


def has_sentence(code: str, name: str) -> bool:
    """Return whether a code has a sentence of this name."""
    return name in TEXTS[code]


def sentence(code: str, name: str, values: Mapping[str, str], _: Translator) -> str:
    """Return a sentence of a code in the language, with its values.

    One in the singular and the plural is counted by the value that `count` of the code names. Of variants, that of the
    value of `by` is taken: `none` for an empty one, `several` for a list, else `other`.
    """
    found = TEXTS[code][name]
    while isinstance(found, Mapping):
        found = found[_variant(values.get(found["by"], ""), found)]
    if isinstance(found, str):
        return _(found, **values)
    one, many = found
    return _.plural(one, many, int(values[TEXTS[code].get("count", "count")]), **values)


def messages(source: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield every message of the sentences of codes, or its singular and plural."""
    for name, found in source.items():
        if isinstance(found, Mapping):
            yield from messages(found)
        elif name not in ("by", "count"):
            yield (found,) if isinstance(found, str) else tuple(found)


def code_list() -> str:
    """Return the list of all codes for the manual: a Markdown table of issues, and one of files that are refused."""
    issues = [f"| `{code}` | {severity.value} | {_pattern(code)} |" for code, severity in sorted(SEVERITIES.items())]
    refusals = [f"| `{code}` | {_pattern(code)} |" for code in sorted(FILE_FAULTS)]
    of_issues = ["| Code | Severity | What it says |", "|---|---|---|", *issues]
    of_refusals = ["### Files that cannot be used", "", "| Code | What it says |", "|---|---|", *refusals]
    return "\n".join([*of_issues, "", *of_refusals])


def _pattern(code: str) -> str:
    """Return the message of a code in English, with dots for its values: the most general one of variants."""
    found = TEXTS[code]["message"]
    while isinstance(found, Mapping):
        found = found.get("other") or next(variant for name, variant in found.items() if name != "by")
    return _PLACEHOLDER.sub("…", found if isinstance(found, str) else found[1])


def _variant(value: str, variants: Mapping[str, Any]) -> str:
    kind = "several" if ", " in value else value if value else "none"
    return kind if kind in variants else "other"
