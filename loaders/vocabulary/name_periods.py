"""The round that the name of a sheet contains: June 2024, Feb, RAG Jan, or a quarter without its year: Q1."""

import re

from loaders.vocabulary.heading_periods import split_round
from model.dates.date_words import MONTHS, SEASONS

_PROGRESS_WORDS = (
    "rag|updates?|progress|status|reports?|returns?|reviews?|meetings?|round|position"
    "|diweddariad(?:au)?|cynnydd|statws|adroddiad|cyfarfod|adolygiad|rownd"
)
_SHORT = "|".join(name for name in MONTHS if len(name) < 4)
_SHORT_MONTH = re.compile(
    rf"(?:{_PROGRESS_WORDS})[\s:(–—-]+(?P<last>{_SHORT})\.?\)?|(?P<first>{_SHORT})\.?[\s:–—-]+(?:{_PROGRESS_WORDS})",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?:(?:{_PROGRESS_WORDS})[\s:(–—-]+)?"
    rf"(?P<words>(?:q|qtr|quarter|week|wk|term|chwarter|wythnos|tymor)\s*\d{{1,2}}|{'|'.join(SEASONS)})"
    rf"\)?(?:[\s:–—-]+(?:{_PROGRESS_WORDS}))?",
    re.IGNORECASE,
)


def round_of_name(name: str) -> str | None:
    """Return the round in the name of a sheet, which may be a short month next to a word for progress."""
    words = split_round(name)[1]
    short = _SHORT_MONTH.fullmatch(name.strip()) if words is None else None
    return short["first"] or short["last"] if short else words


def period_of_name(name: str) -> str | None:
    """Return the round in the name of a sheet, which may be a quarter, a season or a week without its year."""
    words = round_of_name(name)
    period = _PERIOD.fullmatch(name.strip()) if words is None else None
    return period["words"] if period else words


def file_words(file_name: str) -> str:
    """Return the words of a file name, without its extension."""
    return re.sub(r"[_.]+", " ", re.sub(r"\.\w{2,4}$", "", file_name))
