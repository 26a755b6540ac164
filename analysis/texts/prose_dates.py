"""Future dates in the words of updates and monitoring promises."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.cache import cached_row_by_row
from analysis.rounds import promised_by
from analysis.table_rows import KEY, counted_updates, latest_round_updates
from analysis.texts.phrases import point_at
from model.dates import MONTHS, SEASONS, PartialDate, parse_date
from model.returns.draft import REFUSED_TARGET
from model.terms import normalise_space
from model.tracker.tracker import Tracker

# Mutated forms of Welsh months (after a preposition), with the dictionary form.
_MUTATED = {
    "fawrth": "mawrth",
    "fai": "mai",
    "fehefin": "mehefin",
    "orffennaf": "gorffennaf",
    "ngorffennaf": "gorffennaf",
    "fedi": "medi",
    "dachwedd": "tachwedd",
    "nhachwedd": "tachwedd",
    "thachwedd": "tachwedd",
    "ragfyr": "rhagfyr",
}

_SHORT = {"march", "april", "may", "june", "july", "mai", "awst", "medi", "fai", "fedi"}
_MONTH = "|".join(sorted({*MONTHS, *_MUTATED}, key=len, reverse=True))
_MONTH_ALONE = "|".join(sorted(name.capitalize() for name in {*MONTHS, *_MUTATED} if len(name) > 5 or name in _SHORT))
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|af|il|ydd|edd|ed|fed|eg|ain)? (?:of )?)?"
_PART = r"(?:the )?(?:(?:end|start|beginning|middle) of|early|mid|late|diwedd|canol|dechrau|mis)[ -]"
# Words before a date that belong to it.
_LEAD = re.compile(
    rf"\b(?:(?:until|till|by|in|on|from|before|during|due in|erbyn|tan|hyd|ym|yn|yng|ar|o|cyn) (?:{_PART})?|{_PART})$",
    re.IGNORECASE,
)

_WITH_YEAR = re.compile(
    rf"\b(?P<date>{_DAY}(?:{_MONTH})\.?,? \d{{4}}|(?:{'|'.join(SEASONS)}) \d{{4}}(?:/\d{{2,4}})?"
    r"|(?:q|quarter |chwarter )[1-4] \d{4}(?:/\d{2,4})?|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)
# A year or a month by itself is a date only after a word that promises: "by July", "until 2026".
_PROMISED = re.compile(
    rf"\b(?:until|till|by|before|due in|due by|erbyn|tan|cyn) (?:{_PART})?"
    rf"(?P<date>\d{{4}}(?:/\d{{2}})?|(?-i:{_MONTH_ALONE}))\b(?!,? ?\d|[/-]\d)",
    re.IGNORECASE,
)

# A pattern that every text with a date matches, without \d, \s and \b, so that a column is searched quickly.
_MAY_NAME = (
    rf"(?:{_MONTH}|{'|'.join(SEASONS)})[.]?,? [0-9][0-9][0-9][0-9]|[1-4] [0-9][0-9][0-9][0-9]|[0-9][/-][0-9]"
    rf"|(?:until|till|by|before|due in|due by|erbyn|tan|cyn) (?:[a-z -]+ )?(?:{_MONTH}|[0-9][0-9][0-9][0-9])"
)

_REFUSED = re.compile("|".join(re.escape(words).replace(r"\{day\}", r"[^\n.:]+") for words in REFUSED_TARGET.values()))
_TYPES = dict.fromkeys((*KEY, "round", "source", "words", "first", "last", "precision", "sentence"), "str")
_TYPES |= dict.fromkeys(("round", "first", "last"), "datetime64[us]")


@cached_row_by_row
def dates_in_prose(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the future dates in each recommendation's latest updates and in its promises.

    Only updates of a recommendation's latest reported round count. Of their dates those count that begin after that
    round. Promises have no round: of those made by the month and not done, dates after the month count. A
    date has a year, or is a month after "until", "by" or "due in": the next such month.

    Returns:
        Columns review, ref, round (missing for a promise), source (`update` or `activity`), words (as written, with
        the word before them), first, last, precision and sentence (the point that has them), earliest first. A date
        is listed once for each recommendation and source, in whichever language it is written.
    """
    latest = latest_round_updates(counted_updates(tracker, as_at=as_at))
    updates = tracker.progress.loc[latest.index]
    made = promised_by(tracker, as_at=as_at)
    promises = made[~made["done"].fillna(value=False).astype(bool)]
    found = [
        *_dated_rows(updates, ["update", "update_cy"], "update", updates["round"]),
        *_dated_rows(promises, ["activity", "activity_cy"], "activity", pd.Series(as_at, index=promises.index)),
    ]
    table = pd.DataFrame(found, columns=[*_TYPES]).astype(_TYPES)
    table["round"] = table["round"].where(table["source"].eq("update"))
    distinct = table.drop_duplicates([*KEY, "source", "first", "last"])
    return distinct.sort_values("first", kind="stable", ignore_index=True)


def date_still_to_come(text: str, *, month: pd.Timestamp) -> str | None:
    """Return the first date in a text that begins after a month, with the words before it; None without one.

    Only a date with a year counts: "by July" in words about the past means the July before.
    """
    found = ((day, words) for _start, words, day in _date_matches(text) if any(map(str.isdigit, day)))
    return next((words for day, words in found if _date_after(day, month)), None)


def _dated_rows(
    table: pd.DataFrame, fields: list[str], source: str, written: "pd.Series[pd.Timestamp]"
) -> Iterator[tuple[object, ...]]:
    """Yield a row for each date in a text that begins after the month in which the text was written."""
    for field in fields:
        may_name = table[field].str.contains(_MAY_NAME, case=False, na=False)
        rows = table[[*KEY, field]].assign(month=written)[may_name]
        for review, ref, text, month in rows.itertuples(index=False, name=None):
            for start, words, day in _date_matches(text):
                if date := _date_after(day, month):
                    sentence = point_at(text, start)
                    yield (review, ref, month, source, words, date.first, date.last, date.precision.value, sentence)


def _date_matches(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each date in a text: its position, its words with the words before them, and the date alone.

    A target date that the office refused is none.
    """
    text = _REFUSED.sub(lambda refused: " " * len(refused[0]), text)
    for match in _WITH_YEAR.finditer(text):
        lead = _LEAD.search(text, max(0, match.start() - 40), match.start())
        start = lead.start() if lead else match.start()
        yield start, normalise_space(text[start : match.end()]), match["date"]
    for match in _PROMISED.finditer(text):
        yield match.start(), normalise_space(match.group()), match["date"]


def _date_after(written: str, month: pd.Timestamp) -> PartialDate | None:
    """Return the date that words name; None where they name none, or one that begins in the month or before."""
    words = " ".join(_MUTATED.get(word.casefold(), word) for word in written.split())
    date = parse_date(words, after=None if pd.isna(month) else month.date())
    if date.first is None or (pd.notna(month) and pd.Timestamp(date.first) <= month + pd.offsets.MonthEnd()):
        return None
    return date
