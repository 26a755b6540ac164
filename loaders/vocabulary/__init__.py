"""The words that trackers use for columns, statuses, refs, rounds and agencies, in English and Welsh."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Every word list by its name, such as the headings of a meaning.
WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def values_by_word(name: str) -> Mapping[str, str]:
    """Return the value of each word of a list, such as `Response` of "ymateb"."""
    return {word: value for value, words in WORDS[name].items() for word in words}


def words_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern that finds any word of a list of `patterns`, whatever its case."""
    return re.compile(rf"\b(?:{WORDS['patterns'][name]})\b", re.IGNORECASE)


def text_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of `texts`, whatever the case."""
    return re.compile(WORDS["texts"][name], re.IGNORECASE)


def paper_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of `paper_texts`, whatever the case."""
    return re.compile(WORDS["paper_texts"][name], re.IGNORECASE | re.DOTALL)
