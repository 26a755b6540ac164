"""Phrases of an update that mean that nothing has happened since an earlier one."""

import re
from datetime import date

import pandas as pd

from model.dates.date_grammar import parse_date
from model.terms import StallSign

_AS_OF = re.compile(
    r"\bupdate as (?:of|at|per)\b(?: the)?(?: [A-Za-z]+ \d{4})?"
    r"|\bdiweddariad fel (?:yr oedd |y mae |ag )?(?:ar|ym|yn)\b(?: mis)?(?: \w+ \d{4})?",
    re.IGNORECASE,
)
_AS_OF_MONTH = re.compile(
    r"\b(?:as (?:of|at|in)|fel (?:yr oedd )?(?:ar|ym|yn)(?: mis)?) (?P<month>\w+ \d{4})", re.IGNORECASE
)
_NO_CHANGE = re.compile(
    r"\b(?:interim|temporary) \w+ (?:still |currently )?(?:remains?|continues?)\b(?: in place)?"
    r"|\bremains? (?:in place|unchanged|the same|as (?:before|reported|previously reported))\b"
    r"|\bno (?:further |new )?(?:changes?|updates?)\b(?! (?:(?:is|are|was|were) )?(?:needed|required|necessary))"
    r"|\b(?:nothing|no news) (?:further |new )?to report\b"
    r"|\bdros dro yn parhau\b|\b(?:dim|heb) newid\b|\bdim diweddariad\b",
    re.IGNORECASE,
)


def stalled_phrase(words: str, *, reported: pd.Timestamp) -> tuple[StallSign, str] | None:
    """Find the phrase by which an update states that nothing has happened, with its sign; None without a match.

    "As of" a month counts only where that month is before the round of the update: a figure as of June, reported in
    June, is news.
    """
    found = _AS_OF.search(words) or _earlier_month(words, reported.date())
    if found:
        return StallSign.UPDATE_AS_OF, found.group().strip()
    unchanged = _NO_CHANGE.search(words)
    return (StallSign.NO_CHANGE, unchanged.group()) if unchanged else None


def _earlier_month(words: str, reported: date) -> re.Match[str] | None:
    for found in _AS_OF_MONTH.finditer(words):
        last = parse_date(found["month"]).last
        if last and last < reported:
            return found
    return None
