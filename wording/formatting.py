"""Dates, numbers, names, statuses and lists as text in the reader's language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import dates as babel_dates
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from model.dates import Precision
from model.returns.round import LABELS
from model.settings import OfficeName
from model.terms import NOT_RATED, NOT_REPORTED, Basis, Language, NameKind, Scale, symbols_of
from wording.catalogue import Translator, label

if TYPE_CHECKING:
    import pandas as pd


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# A text with more words than this between its first and its last change is compared line by line.
_MAX_WORDS = 3_000
# English names that a sentence gives an article. The Welsh names need none, as they end in a name that has one.
_WITH_ARTICLE = re.compile(r"(Office|Department|Ministry|Directorate|Bureau|Board|Council|College|Institute) (of|for) ")
_PAPER_LOCATION = re.compile(r"(page|line|paragraph) (\d+)")
_FORM_LOCATION = re.compile(r"recommendation (.+)", re.DOTALL)
_WORD_TABLE = re.compile(r"(?:(?P<title>.+) \()?Word table (?P<number>\d+)(?(title)\))", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_ITEMS = {item.value: words for item, words in LABELS.items()}


class DiffKind(StrEnum):
    """What a run of words is in a diff."""

    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ADDED = "added"


# A run of words, and whether it is unchanged, removed or added.
DiffRun = tuple[str, DiffKind]


def diff_words(before: str, after: str) -> list[DiffRun]:
    """Return the word-by-word diff of two texts as runs of unchanged, removed and added words.

    Unchanged and removed runs make up the text before, unchanged and added runs the text after, to the character.
    """
    words = [_WORDS.findall(text) for text in (before, after)]
    first = _common_prefix_length(*words)
    last = _common_prefix_length(*(each[first:][::-1] for each in words))
    old, new = (each[first : len(each) - last] for each in words)
    if max(len(old), len(new)) > _MAX_WORDS:
        old, new = (_LINES.findall("".join(each)) for each in (old, new))
    start, end = words[0][:first], words[0][len(words[0]) - last :]
    runs = [("".join(start), DiffKind.UNCHANGED), *_diff(old, new), ("".join(end), DiffKind.UNCHANGED)]
    neighbours = groupby((run for run in runs if run[0]), key=itemgetter(1))
    return [("".join(text for text, _kind in of_kind), kind) for kind, of_kind in neighbours]


def _common_prefix_length(before: Sequence[str], after: Sequence[str]) -> int:
    """Return the number of words at the beginning that two texts have in common."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))


def _diff(before: Sequence[str], after: Sequence[str]) -> Iterator[DiffRun]:
    """Yield the runs of two texts; of texts of thousands of lines one is replaced by the other."""
    is_long = max(len(before), len(after)) > _MAX_WORDS
    whole = [("replace", 0, len(before), 0, len(after))]
    for operation, i, j, k, m in whole if is_long else SequenceMatcher(str.isspace, before, after).get_opcodes():
        if operation == "equal":
            yield "".join(before[i:j]), DiffKind.UNCHANGED
        else:
            yield "".join(before[i:j]), DiffKind.REMOVED
            yield "".join(after[k:m]), DiffKind.ADDED


def join_words(words: Sequence[str], _: Translator) -> str:
    """Return words as a list in a sentence: "Data, Training and Victims".

    Welsh is joined by commas alone: its *and* changes, and changes the word after it, by what that word begins with.
    """
    return ", ".join(words) if _.language is Language.WELSH else format_list(list(words), locale="en_GB")


def begin_sentence(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def join_first(words: Sequence[str], most: int | None, _: Translator, *, between: str = ", ") -> str:
    """Return words as a list; those after the first `most` as a count."""
    if most is None or len(words) <= most:
        return between.join(words)
    rest = len(words) - most
    return _.plural("{listed} and {n} more", "{listed} and {n} more", rest, listed=between.join(words[:most]))


def format_count(n: int, _: Translator) -> str:
    """Return an integer with thousands separators: "1,234"."""
    return format_decimal(int(n), locale=_.language.value) if n >= 1000 else str(int(n))


def format_share(part: float, total: float, _: Translator) -> str:
    """Return the share of a total as a percentage without decimals; a dash where the total is zero."""
    return format_percent(part / total, locale=_.language.value) if total else "–"


def reviewed_ref(review: str, ref: str, *, named: bool) -> str:
    """Return a ref, such as "3"; `named` adds the short name of its review: "3 (Custody)"."""
    return f"{ref} ({review})" if named else ref


# A day, from a table or a calendar; NaT and None mean no day. Without pandas, which a command needs not.
Day = date | None
_YEAR = re.compile(r"\b\d{4}(?:\s*[/–-]\s*\d{2,4})?\b")
# Timestamps are stored in UTC and shown in the local time of Wales.
OFFICE = ZoneInfo("Europe/London")


def format_round(month: date, _: Translator, *, short: bool = False) -> str:
    """Return the month of a round: "June 2024", or "Jun 2024" in the short form."""
    return _round_name(date(month.year, month.month, 1), "MMM y" if short else "MMMM y", _.language.value)


@lru_cache(maxsize=1024)
def _round_name(month: date, pattern: str, locale: str) -> str:
    """Return the name of a month, remembered: a page names the rounds of its tracker at each mark."""
    return babel_dates.format_date(month, pattern, locale=locale)


def format_day(day: date, _: Translator, *, short: bool = False) -> str:
    """Return a day: "1 July 2024", or "1 Jul" in the short form, which leaves the year out."""
    return babel_dates.format_date(day, "d MMM" if short else "d MMMM y", locale=_.language.value)


def format_date(first: Day, last: Day, precision: object, words: object, _: Translator) -> str:
    """Return a date to its precision: a day, a month, the months it covers, a season, a year or its words.

    The arguments are the fields of a PartialDate, or the four columns a date has in a table.
    """
    written = words.strip() if isinstance(words, str) else ""
    if first is None or last is None or first != first or last != last:  # noqa: PLR0124 - NaT is not equal to itself
        return label("unknown-date", written.casefold(), _, default="") or written or _("no date given")
    if precision == Precision.SEASON:
        return _season(written, _) or written or _between(format_round(first, _), format_round(last, _), _)
    if precision == Precision.YEAR:
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year % 100:02}"
    if precision == Precision.DAY:
        return _between(format_day(first, _), format_day(last, _), _)
    return _months(first, last, _)


def format_row_date(row: object, field: str, _: Translator) -> str:
    """Return a date of a table's row to its precision, from the four columns that it has there."""
    first, last, precision, words = (getattr(row, f"{field}{part}") for part in ("", "_last", "_precision", "_words"))
    return format_date(first, last, precision, words, _)


def _months(first: date, last: date, _: Translator) -> str:
    """Return the months from one day to another; within one year the year appears only at the end."""
    if (first.year, first.month) == (last.year, last.month):
        return format_round(first, _)
    if first.year == last.year:
        return _between(babel_dates.format_date(first, "MMMM", locale=_.language.value), format_round(last, _), _)
    return _between(format_round(first, _), format_round(last, _), _)


def _between(first: str, last: str, _: Translator) -> str:
    return first if first == last else _("{first} to {last}", first=first, last=last)


def _season(words: str, _: Translator) -> str:
    """Return the season and year that the words name; "" where they name anything else."""
    year = _YEAR.search(words)
    name = words.replace(year[0] if year else "", "").strip(" ,").casefold().removeprefix("tymor ")
    return label("season", name, _, default="", year=year[0] if year else "").strip()


def how_long_ago(day: date, today: date, _: Translator) -> str:
    """Return how long ago a day was: in days up to a month, then in completed months and years."""
    if day >= today:
        return _("today") if day == today else _("in the future")
    return _("{time} ago", time=_time_between(day, today, _))


def time_and_rounds(rounds: int, days: int, since: date, _: Translator) -> str:
    """Return for how long something has been the same: "4 months (the last 2 rounds)".

    Args:
        rounds: the number of rounds, the first and the latest included; 0 where it began after the latest one.
        days: the number of days since the first day.
        since: the first day.
        _: the translator.
    """
    last_rounds = _.plural("the latest round", "the last {n} rounds", rounds) if rounds else _("after the latest round")
    if not days:
        return last_rounds
    return _("{time} ({rounds})", time=_time_between(since, since + timedelta(days=days), _), rounds=last_rounds)


def _time_between(first: date, last: date, _: Translator) -> str:
    """Return a time in days up to a month, then in completed years and months, without the one that is none.

    Welsh has another word for *and* before one, eight and eleven, which begin with a vowel.
    """
    years, months = divmod((last.year - first.year) * 12 + last.month - first.month - (last.day < first.day), 12)
    if not (years or months):
        return _.plural("{n} day", "{n} days", (last - first).days)
    # Welsh has a form of the word for four, which is not among its forms for counts
    in_years = _("4 years") if years == 4 else _.plural("{n} year", "{n} years", years)
    in_months = _.plural("{n} month", "{n} months", months)
    if not (years and months):
        return in_years if years else in_months
    if months in (1, 8, 11):
        return _.within("one, eight, eleven", "{years} and {months}", years=in_years, months=in_months)
    return _("{years} and {months}", years=in_years, months=in_months)


def format_timestamp(at: datetime, _: Translator, *, short: bool = False) -> str:
    """Return a timestamp to the minute: "25 November 2026, 14:05", or "25 Nov 2026, 14:05" in the short form."""
    pattern = "d MMM y, HH:mm" if short else "d MMMM y, HH:mm"
    return babel_dates.format_datetime(at, pattern, tzinfo=OFFICE, locale=_.language.value)


def format_time(at: datetime, _: Translator) -> str:
    """Return the local time of a timestamp: "14:05"."""
    return babel_dates.format_time(at, "HH:mm", tzinfo=OFFICE, locale=_.language.value)


def local_day(at: datetime) -> date:
    """Return the local day of a timestamp."""
    return at.astimezone(OFFICE).date()


class Names:
    """The Names sheet of a tracker, looked up by kind and name. A name that is not on it is returned unchanged."""

    def __init__(self, names: "pd.DataFrame") -> None:
        """Read the columns kind, name, short_name, name_cy, short_name_cy; the first of duplicate names counts."""
        rows = names.drop_duplicates(["kind", "name"]).to_dict("records")
        self._rows: dict[tuple[str, str], Mapping[object, object]] = {(str(r["kind"]), str(r["name"])): r for r in rows}

    def full(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the full name; in Welsh the Welsh name, if there is one.

        A promise is made with a role or an agency, so a role that is not listed is looked up among the agencies.
        """
        return self._first(kind, name, ("name_cy",) if _.language is Language.WELSH else (), _)

    def in_sentence(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the full name as a sentence has it: "the Office of the Commissioner"."""
        full = self.full(kind, name, _)
        return f"the {full}" if _.language is Language.ENGLISH and _WITH_ARTICLE.match(full) else full

    def short(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the short name, else the full name; in Welsh a Welsh name before an English one."""
        welsh = ("short_name_cy", "name_cy") if _.language is Language.WELSH else ()
        return self._first(kind, name, (*welsh, "short_name"), _)

    def has_name(self, kind: NameKind | str, name: object) -> bool:
        """Return whether the sheet has a name of this kind."""
        return (str(kind), str(name)) in self._rows

    def _first(self, kind: NameKind | str, name: object, fields: tuple[str, ...], _: Translator) -> str:
        if not isinstance(name, str):
            words: dict[str, str] = {NameKind.THEME: _("no theme given"), NameKind.AGENCY: _("no agency given")}
            return words.get(kind, _("no role given"))
        listed = self._rows.get((str(kind), name))
        row = listed or (self._rows.get((str(NameKind.AGENCY), name)) if kind == NameKind.ROLE else None) or {}
        return next((str(row[field]) for field in fields if isinstance(row.get(field), str) and row[field]), name)


def office_name(office: OfficeName, _: Translator) -> str:
    """Return the full name of the office; in Welsh the Welsh one, if there is one."""
    return (office.name_cy if _.language is Language.WELSH else "") or office.name


def marked_name(who: str, _: Translator, *, verified: bool) -> str:
    """Return the name of a person with the note how well it is known; "no name given" for none."""
    if not who:
        return _("no name given")
    return _("{who} (signed in)", who=who) if verified else _("{who} (not verified)", who=who)


def localised_value(row: object, field: str, language: Language) -> tuple[str, Language | None]:
    """Return a field of a table's row in the reader's language, else in the other; "" where both are blank.

    With it is its language, where that is not the reader's.

    Args:
        row: a named tuple of a table; the Welsh of a field is in the field with `_cy` at its end.
        field: the field.
        language: the reader's.
    """
    for each in (language, language.other):
        text = getattr(row, f"{field}_cy" if each is Language.WELSH else field, None)
        if isinstance(text, str) and text.strip():
            return text, None if each is language else each
    return "", None


def format_location(sheet: str, cell: str, _: Translator) -> str:
    """Return a location in words: sheet and cell, page and line, or the workbook where both are "".

    That of a Word form is a recommendation and the label of a field; that of a table in Word a row and a column.
    """
    table, place = _WORD_TABLE.fullmatch(sheet), _ADDRESS.fullmatch(cell)
    if table is not None and place is not None:
        row, column = place[2], sum((ord(letter) - 64) * 26**power for power, letter in enumerate(place[1][::-1]))
        return _("{table}, row {row}, column {column}", table=format_location_part(sheet, _), row=row, column=column)
    form = _FORM_LOCATION.fullmatch(sheet)
    if form is not None and cell in _ITEMS:
        return _("recommendation {ref}, “{field}”", ref=form[1], field=_ITEMS[cell].in_language(_.language))
    return " ".join(format_location_part(part, _) for part in (sheet, cell) if part) or _("The workbook")


def format_location_part(part: str, _: Translator) -> str:
    """Return a page, line or paragraph of a paper, or a field of a form, in words; another sheet or cell unchanged."""
    if part in _ITEMS:
        return f"“{_ITEMS[part].in_language(_.language)}”"
    table = _WORD_TABLE.fullmatch(part)
    if table is not None:
        name = _("Word table {n}", n=table["number"])
        return f"{table['title']} ({name})" if table["title"] else name
    found = _PAPER_LOCATION.fullmatch(part)
    if found is None:
        return part
    words = {"page": _("page {n}", n=found[2]), "line": _("line {n}", n=found[2])}
    return words.get(found[1]) or _("paragraph {n}", n=found[2])


def mark_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a mark; a status that is not in the scale is returned unchanged."""
    if mark == NOT_RATED:
        return _("not rated")
    if mark == NOT_REPORTED:
        return _("not reported")
    return scale.label(mark, _.language) if mark in scale.rank else mark


def standing_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a mark that recommendations stand at: not reported in any round is never reported.

    In a single round a recommendation may be not reported that still stands at the status of an earlier one.
    """
    return _("never reported") if mark == NOT_REPORTED else mark_word(mark, scale, _)


def written_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a status, with the workbook's own in brackets where that has symbols: "Green tick (✅)"."""
    word = mark_word(mark, scale, _)
    return f"{word} ({mark})" if symbols_of(mark) and word != mark else word


def status_words(mark: str, basis: object, scale: Scale, _: Translator) -> str:
    """Return a mark's word, with "inferred" where the basis is inferred."""
    word = mark_word(mark, scale, _)
    return _("{status}, inferred", status=word) if basis == Basis.INFERRED and mark in scale.rank else word


def mark_letter(mark: str, scale: Scale, _: Translator) -> str:
    """Return the sign of a mark: a status's letter, a dash for not reported, three dots for not rated."""
    letter = scale.letter(mark, _.language) if mark in scale.rank else mark[:1].upper()
    return {NOT_RATED: "…", NOT_REPORTED: "–"}.get(mark, letter)


def mark_meaning(mark: str, scale: Scale, _: Translator) -> str:
    """Return the meaning of a mark; that of a status is in the words of the key."""
    if mark == NOT_RATED:
        return _("Something was reported, and no status was given.")
    if mark == NOT_REPORTED:
        return _("Nothing was reported.")
    return scale[mark].explain(_.language) if mark in scale.rank else _("This status is not in the key.")


def list_marks(counts: Iterable[tuple[str, int]], scale: Scale, _: Translator, *, standing: bool = False) -> str:
    """Return counts of marks as a list in a sentence, without those of zero; "none" where all are zero."""
    word_of = standing_word if standing else mark_word
    listed = [_("{n} {mark}", n=format_count(n, _), mark=word_of(mark, scale, _)) for mark, n in counts if n]
    return join_words(listed, _) or _("none")


def spoken_mark(ref: str, mark: str, basis: object, title: object, scale: Scale, _: Translator) -> str:
    """Return the screen-reader text of a mark: the recommendation, its status, whether inferred, and its title."""
    values = {"ref": ref, "status": mark_word(mark, scale, _)}
    spoken = _("Recommendation {ref}: {status}.", **values)
    if basis == Basis.INFERRED and mark in scale.rank:
        spoken = _("Recommendation {ref}: {status}, inferred.", **values)
    return f"{spoken} {title}" if isinstance(title, str) and title else spoken


def mark_counts(marks: "pd.Series", scale: Scale, _: Translator) -> str:
    """Return the counts of the marks in a column, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    return list_marks([(mark, int(counts[mark])) for mark in scale.marks if mark in counts], scale, _, standing=True)
