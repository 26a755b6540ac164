"""Contradictions between the words and the status of an update."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.facts import fact
from analysis.updates.counted_updates import KEY, counted_updates, update_texts
from model.status.scale import Scale
from model.terms import Contradiction
from model.text import normalise_space
from model.tracker.tracker import Tracker

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
_NEGATED = re.compile(
    r"(?:\b(?:no|not|none|nothing|without|never|neither|nor|dim|nid|ni)|n['’]t)\b(?: [\w'’-]+){0,2}\s*$", re.IGNORECASE
)
"""Words that negate the phrase after them, with at most two words between: "no actions are pending"."""
_STILL_TO_COME = re.compile(r"\b(?:once|until|when|if|unless|before|after|whether)(?: that)?\s*$", re.IGNORECASE)
"""Words that put the completion after them in the future: "once the recommendation is complete"."""
_EXCLUDED = {Contradiction.STILL_OPEN: (_NEGATED,), Contradiction.SAID_COMPLETE: (_NEGATED, _STILL_TO_COME)}


@fact
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
    rated = (
        updates[updates["status"].notna()]
        .drop_duplicates("recommendation_row", keep="last")
        .sort_values("recommendation_row")
    )
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
        phrase = phrase_of(words, rule) if applies else None
        if phrase:
            yield rule, phrase


def phrase_of(words: str, rule: Contradiction) -> str | None:
    """Return the phrase that a rule matches in some words, whatever the status; None without a match."""
    for match in _PHRASES[rule].finditer(words):
        before = _CLAUSE.split(words[: match.start()])[-1]
        if not any(pattern.search(before) for pattern in _EXCLUDED.get(rule, ())):
            return normalise_space(match.group().strip(" •◦○-–*\t\n"))
    return None
