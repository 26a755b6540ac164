"""What a heading means: by the contract's own word, by an alias, or by likeness, and how sure that is."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.cells.values import Value, plain_text
from loaders.vocabulary.canonical_headings import column_labels
from loaders.vocabulary.heading_aliases import ASKED, STRONG, WEAK, ColumnMeaning
from loaders.vocabulary.heading_periods import round_of_cell, split_round
from model.dates.date_words import MONTHS
from model.text import label_key
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS

SURE, POSSIBLE = 90, 80
"""From the first score on a likeness is taken; from the second it is taken and asked about."""
_ABOUT_AS_LIKELY = 4
_SHORTEST = 5
"""Headings with fewer characters are never compared by likeness: "Rate" is not "Date"."""
LONGEST = 120
"""A text with more characters is no heading."""

_ENGLISH = {label_key(column.heading) for plan in (RECOMMENDATIONS, PROGRESS, MONITORING) for column in plan.columns}
_CANONICAL = {
    heading: field for plan in (RECOMMENDATIONS, PROGRESS, MONITORING) for heading, field in column_labels(plan).items()
}
_BODIES = re.compile(
    r"\b(?:dpp|opcc|pcc|cps|hmcts|hmicfrs|hmpps|gpl|dyfed[- ]powys police|heddlu dyfed[- ]powys|police|the force|force"
    r"|agency|agencies|probation|council|swcs|gan|by|from|the|our|your)\b(?:['’]s)?"
)
_OTHER_RATING = re.compile(
    r"\b(?:probability|likelihood|impact|severity|score|inherent|residual|raci)\b", re.IGNORECASE
)
_SHORT_MONTH = re.compile(
    rf"(?:(?P<rest>.*\w)[\s(:–—-]+)?(?P<month>{'|'.join(name for name in MONTHS if len(name) < 4)})\.?\)?",
    re.IGNORECASE,
)
_OF_A_ROUND = (ColumnMeaning.STATUS, ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE)
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}[.):]|\(?[a-z][.)])\s+")
_WHICH = re.compile(
    r"^(?:previous|prior|earlier|last|latest|current|most recent|initial|first|second|third)\s+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_ANSWERS = re.compile(
    r"[\s:,–—-]*[(\[]?\b(?:y(?:es)?|ie)\s*/\s*(?:no?|na)\b(?:\s*/\s*[\w ]+)*[)\]]?\s*$", re.IGNORECASE
)
"""What may be answered, at the end of a heading: Implemented? Y/N, Complete (Yes/No/Partial)."""


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """What a heading was understood as.

    Attributes:
        meaning: None where it means nothing that is known.
        round: the round it names, as its words or as the real date of the heading; None where it names none.
        evidence: `heading`, `welsh-heading`, `alias` or `fuzzy`.
        score: how alike, 0 to 100.
        candidates: other meanings about as likely, or the only one that is less than sure.
        weak: whether another column of the same meaning goes before it.
    """

    meaning: ColumnMeaning | None
    round: Value = None
    evidence: str = "alias"
    score: int = 100
    candidates: tuple[str, ...] = ()
    weak: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether a person should be asked."""
        return bool(self.candidates)


NOTHING = HeadingMatch(None, score=0)


def match_heading(heading: Value) -> HeadingMatch:
    """Return the meaning of a heading: exact before alias before likeness; a round in it is set apart first."""
    only = round_of_cell(heading)
    if only is not None:
        return HeadingMatch(None, only, "heading")
    text = plain_text(heading)
    return _understand_text(text) if 0 < len(text) <= LONGEST else NOTHING


@lru_cache(maxsize=4096)
def _understand_text(text: str) -> HeadingMatch:
    whole = _look_up(label_key(text)) if not split_round(text)[1] else None
    if whole is not None:
        return whole
    rest, words = split_round(_readable(text))
    month = _with_short_month(rest) if words is None else None
    if month is not None:
        return month
    question = _ANSWERS.sub("", rest)
    forms = [*_forms(rest), *(_forms(question) if question != rest else ())]
    found = _of_its_round(rest) if words is not None else None
    found = found or next((one for form in forms if (one := _look_up(form)) is not None), None)
    if found is not None:
        return replace(found, round=words)
    if (question != rest or rest.endswith("?")) and not ASKED.isdisjoint(forms):
        return HeadingMatch(ColumnMeaning.STATUS, words, weak=True)
    if words is not None and not _plain(_BODIES.sub(" ", rest.casefold())):
        return HeadingMatch(None, words)
    likely = HeadingMatch(ColumnMeaning.RATING) if _OTHER_RATING.search(rest) else _most_alike(rest)
    return replace(likely, round=words) if likely.meaning is not None else NOTHING


def _with_short_month(text: str) -> HeadingMatch | None:
    """Return what a heading means that is a short month, or ends with one after a word for progress: RAG Feb."""
    parts = _SHORT_MONTH.fullmatch(text)
    if parts is None:
        return None
    if not parts["rest"]:
        return HeadingMatch(None, parts["month"])
    found = next((one for form in _forms(parts["rest"]) if (one := _look_up(form)) is not None), None)
    return replace(found, round=parts["month"]) if found is not None and found.meaning in _OF_A_ROUND else None


def _of_its_round(rest: str) -> HeadingMatch | None:
    """Return what a heading with a round means without a word that only says which it is: Previous RAG (Feb 24)."""
    bare = _WHICH.sub("", rest)
    found = next((one for form in _forms(bare) if (one := _look_up(form)) is not None), None) if bare != rest else None
    return found if found is not None and found.meaning in _OF_A_ROUND else None


def _readable(text: str) -> str:
    """Return a heading on one line, without its numbering."""
    return _NUMBERING.sub("", " ".join(text.replace("\u200b", "").split()))


def _forms(text: str) -> list[str]:
    """Return the forms under which a heading is looked up, the fullest first: brackets and bodies may be left out."""
    bare = _BRACKETED.sub(" ", text)
    forms = [label_key(text), _plain(text), _plain(bare), _plain(_BODIES.sub(" ", bare.casefold()))]
    return [form for form in dict.fromkeys(forms) if form]


def _plain(text: str) -> str:
    return label_key(text).strip(" .:*?–—-_/'").strip()


def _look_up(form: str) -> HeadingMatch | None:
    form = form.rstrip(" .*?") or form
    if form in _ENGLISH and form in STRONG:
        return HeadingMatch(STRONG[form], evidence="heading")
    if form in STRONG:
        return HeadingMatch(STRONG[form], evidence="welsh-heading" if form in _CANONICAL else "alias")
    return HeadingMatch(WEAK[form], weak=True) if form in WEAK else None


_CHOICES = [heading for heading in (*STRONG, *WEAK) if len(heading) >= _SHORTEST]


def _most_alike(text: str) -> HeadingMatch:
    """Return the meaning of the most similar alias, with the other meanings that are about as similar."""
    form = _plain(_BODIES.sub(" ", _BRACKETED.sub(" ", text).casefold()))
    if len(form) < _SHORTEST or form in ASKED:
        return NOTHING
    nearest = process.extract(form, _CHOICES, scorer=_likeness, score_cutoff=POSSIBLE, limit=8)
    if not nearest:
        return NOTHING
    heading, best, _ = nearest[0]
    meaning = STRONG.get(heading) or WEAK[heading]
    near = {STRONG.get(h) or WEAK[h] for h, score, _ in nearest if score >= best - _ABOUT_AS_LIKELY}
    unsure = best < SURE or len(near) > 1
    others = tuple(sorted(near, key=lambda one: one is not meaning)) if unsure else ()
    return HeadingMatch(meaning, None, "fuzzy", int(best), others, heading not in STRONG)


def _likeness(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
