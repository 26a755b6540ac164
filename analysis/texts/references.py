"""References between recommendations."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator

import pandas as pd

from analysis.cache import cached
from analysis.table_rows import KEY, keys_of
from model.terms import LIST_SEPARATOR, Problem, natural_order
from model.tracker.tracker import Tracker

_REF = r"\d{1,4}(?:\.\d{1,4})*[a-z]?"
_JOINED = rf"(?:\s*(?:,|;|&|–|-|/|to|and|or|a|ac|i|neu)\s*(?:(?:and|or|a|ac)\s+)?{_REF}\b)*"
# A list or a range only after a word for several: "Recommendation 7 - 12 officers were trained" names the 7.
_NAMED = re.compile(
    rf"\b(?:(?P<several>recommendations|recs\.?|argymhellion)|recommendation|rec\.?|argymhelliad)\s+(?:nos?\.?\s*)?"
    rf"(?P<refs>{_REF}\b(?(several){_JOINED}))",
    re.IGNORECASE,
)

_STEP = re.compile(
    rf"(?P<joint>\bto\b|\bi\b|–|-)?\s*(?:,|;|&|/|\band\b|\bor\b|\ba\b|\bac\b|\bneu\b)*\s*(?P<ref>{_REF})", re.I
)
# A pattern that every text with a ref matches, without \d, \s and \b, so that a column is searched quickly.
_MAY_NAME = "(?:recommendations?|recs?|argymhelliad|argymhellion)[^0-9a-z]+(?:no[^0-9a-z]*)?[0-9]"

_COLUMNS = [*KEY, "target", "source", "round", "problem"]


@cached
def references(tracker: Tracker) -> pd.DataFrame:
    """Return each reference from one recommendation to another, in its Related refs and in its texts.

    In prose a reference is "Recommendation 2", "Recommendations 5 and 18", "Rec 9" or "Argymhelliad 2", and belongs to
    the same review. Repeated in one source it counts once, in its first round. Pass the complete tracker: in a
    restricted one, a reference to a recommendation that is left out would look broken.

    Returns:
        Columns review, ref, target (as the review writes it), source (`related`, `recommendation`, `update` or
        `activity`), round (missing unless the source is an update) and problem (a `Problem` or missing), in natural
        order of ref and target.
    """
    refs_by_key = _refs_by_key(tracker)
    found = [
        (review, ref, refs_by_key.get((review, target.casefold()), target), source, month)
        for review, ref, target, source, month in _all_references(tracker)
    ]
    table = pd.DataFrame(found, columns=_COLUMNS[:-1]).astype({"round": "datetime64[us]"})
    distinct = table.sort_values("round", kind="stable").drop_duplicates([*KEY, "target", "source"]).sort_index()
    known = {*keys_of(tracker.recommendations)}
    problems = [
        Problem.SELF if target == ref else None if (review, target) in known else Problem.BROKEN
        for review, ref, target in distinct[[*KEY, "target"]].to_numpy()
    ]
    order = distinct.assign(problem=pd.Series(problems, index=distinct.index, dtype="str"))
    order = order.astype({name: "str" for name in _COLUMNS if name != "round"})
    for field in ("target", "ref"):
        order = order.sort_values(field, key=lambda refs: refs.map(natural_order), kind="stable")
    return order.sort_values("review", kind="stable", ignore_index=True)


def named_in(text: str, *, known: Container[str] = ()) -> list[str]:
    """Return the refs in a text, in order; "Recommendations 5 to 8" gives four.

    Args:
        text: the text to search.
        known: the existing refs; any other number of four digits is taken for a year.
    """
    return [ref for found in _NAMED.finditer(text) for ref in _listed(found["refs"], known)]


def _listed(refs: str, known: Container[str]) -> Iterator[str]:
    last = ""
    for step in _STEP.finditer(refs):
        if len(step["ref"]) == len("2024") and step["ref"].isdecimal() and step["ref"] not in known:
            return
        if step["joint"] and last.isdecimal() and step["ref"].isdecimal():
            yield from (str(number) for number in range(int(last) + 1, min(int(step["ref"]), int(last) + 100)))
        last = step["ref"]
        yield last


def _refs_by_key(tracker: Tracker) -> dict[tuple[str, str], str]:
    """Return the refs of each review by their possible spellings: `R9` also as 9, unless another ref is 9."""
    rows = [*keys_of(tracker.recommendations)]
    without_prefix = {(review, re.sub(r"^\D+", "", ref).casefold()): ref for review, ref in reversed(rows)}
    return without_prefix | {(review, ref.casefold()): ref for review, ref in rows}


def _all_references(tracker: Tracker) -> Iterator[tuple[str, str, str, str, object]]:
    table = tracker.recommendations
    for review, ref, cell in zip(table["review"], table["ref"], table["related_refs"].fillna(""), strict=True):
        yield from ((review, ref, each.strip(), "related", None) for each in cell.split(LIST_SEPARATOR) if each.strip())
    known: defaultdict[str, set[str]] = defaultdict(set)
    for review, written in _refs_by_key(tracker):
        known[review].add(written)
    for source, rows, fields in (
        ("recommendation", table, ["recommendation", "recommendation_cy"]),
        ("update", tracker.progress, ["update", "update_cy"]),
        ("activity", tracker.monitoring, ["activity", "activity_cy"]),
    ):
        for field in fields:
            candidates = rows[rows[field].str.contains(_MAY_NAME, case=False, na=False)]
            cells = candidates.reindex(columns=[*KEY, field, "round"]).itertuples(index=False, name=None)
            for review, ref, text, month in cells:
                yield from ((review, ref, target, source, month) for target in named_in(text, known=known[review]))
