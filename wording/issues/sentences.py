"""The sentences of each issue code, from `sentences.toml`: what was found, what to do, and their variants."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.issue_codes import FILE_FAULTS, SEVERITIES
from wording.catalogue import Translator
from wording.sentences import read_sentences, sentence_of

TEXTS: Mapping[str, Mapping[str, Any]] = read_sentences(Path(__file__).with_name("sentences.toml"))
"""The sentences of every code of an issue and of a file that cannot be used, by the name of each."""

_PLACEHOLDER = re.compile(r"\{\w+\}")


def has_sentence(code: str, name: str) -> bool:
    """Return whether a code has a sentence of this name."""
    return name in TEXTS[code]


def sentence(code: str, name: str, values: Mapping[str, str], _: Translator) -> str:
    """Return a sentence of a code in the language, with its values."""
    return sentence_of(TEXTS[code], name, values, _)


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
