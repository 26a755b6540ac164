"""Words of an update that repeat, say that nothing changed, contradict the status, or name a date still to come."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.cache import cached, cached_row_by_row
from analysis.rounds import promised_by
from analysis.table_rows import KEY, OF_AGENCY, counted_updates, latest_round_updates, update_texts
from model.dates import MONTHS, SEASONS, PartialDate, parse_date
from model.returns.draft import REFUSED_TARGET
from model.terms import NOT_RATED, Contradiction, Flag, Scale, StallSign, normalise_space
from model.tracker.columns import date_fields
from model.tracker.tracker import RestrictedTracker, Tracker

# A point of fewer words, such as "As above", is too short to count as a repetition.
FEWEST_WORDS = 4
# What people type before a point. A dash or an asterisk with no space after it belongs to the text.
_SIGN = r"[•◦○●▪■□❑❖➢➤‣·]\s*|[*–—-](?:\s+|$)"
_SIGN_BEFORE = re.compile(rf"^(?:{_SIGN})")
_BULLET = re.compile(rf"^(?:{_SIGN}|[0-9]+[.)](?:\s+|$))")
# The bytes of UTF-8 that a comparison ignores: ASCII punctuation and spaces, and the bytes of the bullets, dashes and
# quotation marks beyond ASCII. An accented letter leaves one byte, the same for most accents.
_NO_WORD = bytes(
    code for code in range(256) if (code < 128 and not chr(code).isalnum() and code != 10) or 128 <= code < 192
) + bytes((0xC2, 0xE2))
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
_NO_PROGRESS = (
    r"(?<!if )(?<!where )(?<!when )(?<!unless )\b(?:no|nil) progress\b"
    r"(?! (?:reports?|meetings?|updates?|reviews?|boards?|had|was (?:reported|recorded|rated))\b)"
    r"|\bno (?:work|action) (?:has|have) (?:yet )?(?:been (?:taken|done|undertaken)|begun|started|commenced)\b"
    r"|\b(?:work|action) has (?:not|yet to) (?:yet )?(?:begun|begin|started|start|commenced|commence)\b"
    r"|\bdim cynnydd\b|\bni wnaed (?:unrhyw )?[cg]ynnydd\b"
)
_STILL_OPEN = (
    r"\b(?:is|are|remains?) (?:still |now |currently |actively )?(?:being )?sought\b"
    r"|\byet to\b|\bnot yet\b|\b(?:still|remains?) to be\b|\bto be (?:confirmed|arranged)\b"
    r"|\b(?:is|are|still|remains?) (?:still )?(?:outstanding|incomplete|in progress)\b"
    r"|\b(?:is|are|remains?|still) (?:still )?on-?going\b|^\W*on-?going(?=\s*(?:$|[.:;,–]|activity|work|discussions))"
    r"|\bpending\b|\bawait(?:ing|ed)\b|\b(?:is|are) not completed?\b"
    r"|\bheb e[iu] (?:g|ch|c)wblhau\b|\bi['’]w (?:(?:g|ch|c)adarnhau|(?:d|th|t)refnu)\b"
)
_SAID_COMPLETE = (
    r"\b(?:this|the) recommendation (?:is|was|has been|has now been|can now be) (?:now )?(?:fully )?"
    r"(?:completed?|implemented|closed|discharged)\b"
    r"|^\W*(?:now |fully )?(?:completed?|closed|implemented|discharged)(?=\s*(?:$|[.:;,!–-]))"
    r"|\bargymhelliad (?:bellach )?wedi['’]i gwblhau\b|^\W*wedi['’]i (?:g|ch)wblhau(?=\s*(?:$|[.:;,!–-]))"
)
_FLAGS = re.IGNORECASE | re.MULTILINE
_PHRASES = {
    Contradiction.NO_PROGRESS: re.compile(_NO_PROGRESS, _FLAGS),
    Contradiction.STILL_OPEN: re.compile(_STILL_OPEN, _FLAGS),
    Contradiction.SAID_COMPLETE: re.compile(_SAID_COMPLETE, _FLAGS),
}
_CLAUSE = re.compile(r"[.:;,\n]|\b(?:and|but|ond)\b", re.IGNORECASE)
# Words that negate the phrase after them, with at most two words between: "no actions are pending".
_NEGATED = re.compile(
    r"(?:\b(?:no|not|none|nothing|without|never|neither|nor|dim|nid|ni)|n['’]t)\b(?: [\w'’-]+){0,2}\s*$", re.IGNORECASE
)
# Words that put the completion after them in the future: "once the recommendation is complete".
_STILL_TO_COME = re.compile(r"\b(?:once|until|when|if|unless|before|after|whether)(?: that)?\s*$", re.IGNORECASE)
_EXCLUDED = {Contradiction.STILL_OPEN: (_NEGATED,), Contradiction.SAID_COMPLETE: (_NEGATED, _STILL_TO_COME)}
_FIELDS = ["round", *date_fields("date"), "kind", "status", "basis", "rated_by", "update", "update_cy", *OF_AGENCY]


def points_of(words: str, *, numbers: bool = False) -> list[str]:
    """Split an update into its points: its lines, without their bullets.

    Args:
        words: the words of the update.
        numbers: whether a number before a point stays, as for reading; for comparing, it is a bullet.
    """
    bullet = _SIGN_BEFORE if numbers else _BULLET
    lines = (bullet.sub("", line.strip()).strip() for line in words.split("\n"))
    return [line for line in lines if line]


def _point_at(words: str, position: int) -> str:
    """Return the point at a character position of an update's text."""
    line = words[words.rfind("\n", 0, position) + 1 :].split("\n", 1)[0]
    return _BULLET.sub("", line.strip()).strip()


def repeated_points(updates: pd.DataFrame, words: "pd.Series[str]", *, wanted: pd.Index) -> pd.DataFrame:
    """Return the points of some updates that repeat a point of the same recommendation from an earlier round.

    Capitals, punctuation, bullets and spaces are ignored; a point of fewer than four words does not count.

    Args:
        updates: the counted updates, earliest first.
        words: the text of each, with the same index.
        wanted: the index of the updates whose points are wanted.

    Returns:
        Columns recommendation_row, round, since (the round in which the point first appeared) and words (the point),
        with the index of the update.
    """
    chosen = updates.loc[wanted]
    numbers, months = chosen["recommendation_row"].tolist(), chosen["round"].to_numpy()
    points = [
        (index, row_number, month, point, _normalised(point))
        for index, row_number, month, text in zip(wanted, numbers, months, words.loc[wanted].tolist(), strict=True)
        for point in points_of(text)
        if len(point.split()) >= FEWEST_WORDS
    ]
    first = _first_rounds(updates, words, {(row_number, normalised) for _index, row_number, *_, normalised in points})
    repeated = [
        (index, row_number, month, since, point)
        for index, row_number, month, point, normalised in points
        if (since := first.get((row_number, normalised), month)) < month
    ]
    columns = ["update", "recommendation_row", "round", "since", "words"]
    return pd.DataFrame(repeated, columns=columns).set_index("update")


def _first_rounds(
    updates: pd.DataFrame, words: "pd.Series[str]", wanted: set[tuple[int, bytes]]
) -> dict[tuple[int, bytes], pd.Timestamp]:
    """Return the first round of each wanted point."""
    first: dict[tuple[int, bytes], pd.Timestamp] = {}
    rows = zip(updates["recommendation_row"].tolist(), updates["round"].to_numpy(), words.tolist(), strict=True)
    for row_number, month, update in rows:
        for line, point in enumerate(_normalised(update).split(b"\n")):
            if point[:1].isdigit():  # a number belongs to the point or is its bullet, which only its punctuation shows
                point = _normalised(_BULLET.sub("", update.split("\n")[line].strip()))  # noqa: PLW2901
            if (row_number, point) in wanted:
                first.setdefault((row_number, point), month)
    return first


def _normalised(text: str) -> bytes:
    """Normalise a text for comparison: no capitals, punctuation or spaces; line breaks stay.

    In bytes, because deleting characters from bytes is several times faster than from text.
    """
    return text.lower().encode().translate(None, _NO_WORD)


def stalled_phrase(words: str, *, reported: pd.Timestamp) -> tuple[StallSign, str] | None:
    """Find the phrase by which an update states that nothing has happened, with its sign; None without a match.

    "As of" a month counts only where that month is before the round of the update: a figure as of June, reported in
    June, is news.
    """
    months = ((found, parse_date(found["month"]).last) for found in _AS_OF_MONTH.finditer(words))
    earlier = (found for found, last in months if last and last < reported.date())
    if found := _AS_OF.search(words) or next(earlier, None):
        return StallSign.UPDATE_AS_OF, found.group().strip()
    unchanged = _NO_CHANGE.search(words)
    return (StallSign.NO_CHANGE, unchanged.group()) if unchanged else None


@cached_row_by_row
def contradictions(tracker: Tracker, *, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the recommendations whose latest status, as at a month, contradicts the words of its update.

    Only the latest rated update of each counts. Phrases are matched in either language, as whole words and without a
    negation before them. "No progress" contradicts every status but the worst of the scale; something still to be done
    contradicts a complete status; "the recommendation is complete" contradicts an incomplete one.

    Returns:
        Columns review, ref, round, status, words (the phrase found) and rule (a `Contradiction`), in the tracker's
        order; one row for each rule that applies.
    """
    updates = counted_updates(tracker, as_at=as_at)
    rated = updates[updates["status"].notna()].drop_duplicates("recommendation_row", keep="last")
    rated = rated.sort_values("recommendation_row")
    found = [
        (index, rule.value, phrase)
        for index, status, words in zip(rated.index, rated["status"], update_texts(tracker, rated), strict=True)
        for rule, phrase in contradictions_in(words, status=status, scale=tracker.scale)
    ]
    table = pd.DataFrame(found, columns=["index", "rule", "words"]).astype({"rule": "str", "words": "str"})
    listed = rated.loc[table["index"].to_numpy(), [*KEY, "round", "status"]].reset_index(drop=True)
    return listed.assign(words=table["words"], rule=table["rule"])


def contradictions_in(words: str, *, status: str, scale: Scale) -> Iterator[tuple[Contradiction, str]]:
    """Yield each rule by which words contradict a status, with the matching phrase."""
    complete = status in scale.complete
    rules = {
        Contradiction.NO_PROGRESS: scale.rank[status] > 0,
        Contradiction.STILL_OPEN: complete,
        Contradiction.SAID_COMPLETE: not complete,
    }
    for rule, applies in rules.items():
        if applies and (phrase := phrase_of(words, rule)):
            yield rule, phrase


def phrase_of(words: str, rule: Contradiction) -> str | None:
    """Return the phrase that a rule matches in some words, whatever the status; None without a match."""
    for match in _PHRASES[rule].finditer(words):
        before = _CLAUSE.split(words[: match.start()])[-1]
        if not any(pattern.search(before) for pattern in _EXCLUDED.get(rule, ())):
            return normalise_space(match.group().strip(" •◦○-–*\t\n"))
    return None


@cached
def story(tracker: Tracker, *, review: str, ref: str, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the updates of one recommendation up to a month, newest first; none where the tracker does not have it.

    Flags are judged as of the round of each update.

    Returns:
        Columns round, date, date_last, date_precision, date_words, kind, mark (the status, or `not rated`), basis,
        rated_by, update, update_cy, agency_status, proposed_closure, closure_reason, evidence and flags (a list of
        `Flag`).
    """
    recommendations = tracker.recommendations
    is_wanted = recommendations["review"].eq(review) & recommendations["ref"].eq(ref)
    single = RestrictedTracker(tracker, is_wanted.to_numpy(bool))
    updates = counted_updates(single, as_at=as_at)
    table = single.progress.loc[updates.index, [*_FIELDS, "evidence"]].rename(columns={"status": "mark"})
    table = table.assign(mark=updates["status"].fillna(NOT_RATED), flags=_flags(single, updates))
    return table.iloc[::-1].reset_index(drop=True)


def _flags(tracker: Tracker, updates: pd.DataFrame) -> "pd.Series[str]":
    words = update_texts(tracker, updates)
    repeating = set(repeated_points(updates, words, wanted=updates.index).index)
    flags = []
    for index, month, status, text in zip(updates.index, updates["round"], updates["status"], words, strict=True):
        phrase = stalled_phrase(text, reported=month)
        contradicted = isinstance(status, str) and any(contradictions_in(text, status=status, scale=tracker.scale))
        listed = [Flag.REPEATS.value] if index in repeating else []
        listed += [Flag(phrase[0]).value] if phrase else []
        flags.append([*listed, Flag.CONTRADICTION.value] if contradicted else listed)
    return pd.Series(flags, index=updates.index, dtype="object")


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
# No part of it runs on to the end of a text.
_MAY_NAME = (
    rf"(?:{_MONTH}|{'|'.join(SEASONS)})[.]?,? [0-9][0-9][0-9][0-9]|[1-4] [0-9][0-9][0-9][0-9]|[0-9][/-][0-9]"
    rf"|(?:until|till|by|before|due in|due by|erbyn|tan|cyn) (?:{_PART})?(?:{_MONTH}|[0-9][0-9][0-9][0-9])"
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
                    sentence = _point_at(text, start)
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
