"""The meaning of a heading: by the word of the contract, an alias, similarity or its parts, and how sure it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.cells.values import Value, plain_text
from loaders.vocabulary import WORDS
from loaders.vocabulary.heading_aliases import (
    STRONG_ALIASES,
    WEAK_ALIASES,
    YES_NO_HEADINGS,
    ColumnMeaning,
    column_labels,
)
from loaders.vocabulary.heading_periods import round_of_cell, split_round
from model.dates.date_words import MONTHS
from model.text import label_key, normalise_space
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS

SURE_SCORE, POSSIBLE_SCORE = 90, 80
"""A similarity of at least the first score is accepted; one of at least the second raises a question."""
_SCORE_TOLERANCE = 4
_MOST_CHOICES = 8
_SHORTEST = 5
"""Headings with fewer characters are never compared by similarity: "Rate" is not "Date"."""
_CHOICES = [heading for heading in (*STRONG_ALIASES, *WEAK_ALIASES) if len(heading) >= _SHORTEST]
_JOINED = {heading.replace(" ", ""): heading for heading in _CHOICES if " " in heading}
"""Headings without their spaces, as exports have them: DueDate, due_date."""
LONGEST_HEADING = 120
"""A text with more characters is no heading."""

_PLANS = (RECOMMENDATIONS, PROGRESS, MONITORING)
_EVIDENCE = {heading: "welsh-heading" for plan in _PLANS for heading in column_labels(plan)}
_EVIDENCE |= {label_key(column.heading): "heading" for plan in _PLANS for column in plan.columns}
"""How a heading of the canonical workbook is known."""
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
_ROUND_MEANINGS = (ColumnMeaning.STATUS, ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE)
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}[.):]|\(?[a-z][.)])\s+")
_ORDER_WORD = re.compile(
    r"^(?:previous|prior|earlier|last|latest|current|most recent|initial|first|second|third)\s+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_ANSWERS = re.compile(
    r"[\s:,–—-]*[(\[]?\b(?:y(?:es)?|ie)\s*/\s*(?:no?|na)\b(?:\s*/\s*[\w ]+)*[)\]]?\s*$", re.IGNORECASE
)
"""The possible answers at the end of a heading: Implemented? Y/N, Complete (Yes/No/Partial)."""

_PATTERNS = {ColumnMeaning(meaning): re.compile(rf"\b(?:{words})\b") for meaning, words in WORDS["parts"].items()}
_LANGUAGE = re.compile(r"_(?!id$|no$)[a-z]{2}$")
_TAIL = re.compile(r" (?:of|for) ")
_EARLIER = re.compile(r"(?:previous|prior|earlier|blaenorol)\b")
_ANY_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]?")
_OTHER_OWNER = re.compile(
    r"\b(?:control|process|system|product|data|asset|budget|service|business|document|policy|cost|file) (?:owner|lead)"
)
"""The owner of something else than the item."""
_MAX_WORDS = 12
_HEAD_ONLY = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.UPDATE, ColumnMeaning.REF, ColumnMeaning.RATING)
"""Meanings that a word gives only as the head: a risk type is no risk."""
HEAD, MODIFIER = 1.0, 0.4
"""The strength of a part: the head of the heading, as Owner in Risk Owner, or any other word of it."""


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """The meaning that was found for a heading, and how sure it is.

    Attributes:
        meaning: None where the heading is not recognised.
        round: the round it names, as its words or as the real date of the heading; None where it names none.
        evidence: `heading`, `welsh-heading`, `alias` or `fuzzy`.
        score: how alike, 0 to 100.
        candidates: other meanings about as similar, or the only one that is less than sure.
        weak: whether another column of the same meaning takes precedence.
    """

    meaning: ColumnMeaning | None
    round: Value = None
    evidence: str = "alias"
    score: int = 100
    candidates: tuple[str, ...] = ()
    weak: bool = False

    @property
    def exact_meaning(self) -> ColumnMeaning | None:
        """The meaning, unless the heading is only similar to one with it."""
        return None if self.evidence == "fuzzy" else self.meaning

    @property
    def uncertain(self) -> bool:
        """Whether a person should be asked."""
        return bool(self.candidates)


NO_MATCH = HeadingMatch(None, score=0)


def match_heading(heading: Value) -> HeadingMatch:
    """Return the meaning of a heading: exact before alias before similarity, without the round it names."""
    if isinstance(heading, str) and len(heading) <= LONGEST_HEADING:
        return _match_short_text(heading)
    return _match_value(heading)


@lru_cache(maxsize=4096)
def heading_parts(words: str) -> Mapping[ColumnMeaning, float]:
    """Return how strongly the parts of a heading suggest each meaning, 0 to 1.

    The head is the last word, or the one before "of" or "for": "Description of risk", "Recommendation for schools".
    Underscores separate words, and the code of a language at the end does not count: name_en.
    """
    form = _LANGUAGE.sub("", words.strip().casefold()).replace("_", " ").replace("/", " / ")
    form = label_key(_ANY_BRACKETED.sub(" ", form)).strip(" .:*?")
    if not form or len(form.split()) > _MAX_WORDS or _EARLIER.match(form):
        return {}
    heads = {_TAIL.split(part.strip())[0].split(" (")[0].strip(" .:*?") for part in form.split(" / ")}
    found: dict[ColumnMeaning, float] = {}
    for meaning, pattern in _PATTERNS.items():
        if meaning is ColumnMeaning.LEAD_AGENCY and _OTHER_OWNER.search(form):
            continue
        if pattern.search(form) is not None:
            is_head = any(_is_head(meaning, head) for head in heads)
            if is_head or meaning not in _HEAD_ONLY:
                found[meaning] = HEAD if is_head else MODIFIER
    return found


@lru_cache(maxsize=4096)
def _match_short_text(heading: str) -> HeadingMatch:
    return _match_value(heading)


def _match_value(heading: Value) -> HeadingMatch:
    round_only = round_of_cell(heading)
    if round_only is not None:
        return HeadingMatch(None, round_only, "heading")
    text = plain_text(heading)
    return _match_text(text) if 0 < len(text) <= LONGEST_HEADING else NO_MATCH


def _match_text(text: str) -> HeadingMatch:
    exact = _look_up(label_key(text)) if not split_round(text)[1] else None
    if exact is not None:
        return exact
    rest, words = split_round(_without_numbering(text))
    month = _match_short_month(rest) if words is None else None
    if month is not None:
        return month
    without_answers = _ANSWERS.sub("", rest)
    forms = [*_forms(rest), *(_forms(without_answers) if without_answers != rest else ())]
    match = _match_with_round(rest) if words is not None else None
    match = match or _first_known(forms)
    if match is not None:
        return replace(match, round=words)
    if (without_answers != rest or rest.endswith("?")) and not YES_NO_HEADINGS.isdisjoint(forms):
        return HeadingMatch(ColumnMeaning.STATUS, words, weak=True)
    if words is not None and not _without_punctuation(_BODIES.sub(" ", rest.casefold())):
        return HeadingMatch(None, words)
    similar = HeadingMatch(ColumnMeaning.RATING) if _OTHER_RATING.search(rest) else _most_similar(rest)
    return replace(similar, round=words) if similar.meaning is not None else NO_MATCH


def _match_short_month(text: str) -> HeadingMatch | None:
    """Return the match of a heading that is a short month, or ends with one after a word for progress: RAG Feb."""
    parts = _SHORT_MONTH.fullmatch(text)
    if parts is None:
        return None
    if not parts["rest"]:
        return HeadingMatch(None, parts["month"])
    match = _first_known(_forms(parts["rest"]))
    return replace(match, round=parts["month"]) if match is not None and match.meaning in _ROUND_MEANINGS else None


def _match_with_round(rest: str) -> HeadingMatch | None:
    """Return the match of a heading with a round, without a word that only says which round: Previous RAG (Feb 24).

    What it names is current in that round: Position (Feb 24) is the current position then.
    """
    shortened = _ORDER_WORD.sub("", rest)
    match = _first_known(_forms(shortened) if shortened != rest else _forms(f"current {rest}"))
    return match if match is not None and match.meaning in _ROUND_MEANINGS else None


def _without_numbering(text: str) -> str:
    """Return a heading on one line, without its numbering."""
    return _NUMBERING.sub("", normalise_space(text.replace("\u200b", "")))


def _forms(text: str) -> list[str]:
    """Return the lookup keys of a heading, the fullest first: brackets and names of bodies may be left out."""
    shortened = _BRACKETED.sub(" ", text)
    forms = [
        label_key(text),
        _without_punctuation(text),
        _without_punctuation(shortened),
        _without_punctuation(_BODIES.sub(" ", shortened.casefold())),
    ]
    return [form for form in dict.fromkeys(forms) if form]


def _without_punctuation(text: str) -> str:
    return label_key(text).strip(" .:*?–—-_/'").strip()


def _first_known(forms: Iterable[str]) -> HeadingMatch | None:
    return next((match for form in forms if (match := _look_up(form)) is not None), None)


def _look_up(form: str) -> HeadingMatch | None:
    form = form.rstrip(" .*?") or form
    form = _JOINED.get(form.replace("_", ""), form)
    if form in STRONG_ALIASES:
        return HeadingMatch(STRONG_ALIASES[form], evidence=_EVIDENCE.get(form, "alias"))
    meaning = WEAK_ALIASES.get(form)
    return HeadingMatch(meaning, weak=True) if meaning is not None else None


def _most_similar(text: str) -> HeadingMatch:
    """Return the match with the most similar alias; other meanings about as similar are its candidates."""
    form = _without_punctuation(_BODIES.sub(" ", _BRACKETED.sub(" ", text).casefold()))
    if len(form) < _SHORTEST or form in YES_NO_HEADINGS:
        return NO_MATCH
    nearest = _nearest_choices(form)
    if not nearest:
        return NO_MATCH
    heading, best = nearest[0]
    meaning = STRONG_ALIASES.get(heading) or WEAK_ALIASES[heading]
    if meaning is not ColumnMeaning.REF and heading_parts(text).get(ColumnMeaning.REF) == HEAD:
        return NO_MATCH  # what ends in id or no is no misspelt owner
    near = {STRONG_ALIASES.get(h) or WEAK_ALIASES[h] for h, score in nearest if score >= best - _SCORE_TOLERANCE}
    unsure = best < SURE_SCORE or len(near) > 1
    others = tuple(sorted(near, key=lambda other: other is not meaning)) if unsure else ()
    return HeadingMatch(meaning, None, "fuzzy", int(best), others, heading not in STRONG_ALIASES)


def _nearest_choices(form: str) -> list[tuple[str, float]]:
    """Return the aliases most similar to a heading, in the order of their words or in any order, with their scores.

    Each scorer runs over all aliases within the library: a scorer in Python takes ten times as long.
    """
    scores: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, place in process.extract(form, _CHOICES, scorer=scorer, score_cutoff=POSSIBLE_SCORE, limit=None):
            scores[place] = max(score, scores.get(place, 0))
    best_first = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(_CHOICES[place], score) for place, score in best_first[:_MOST_CHOICES]]


def _is_head(meaning: ColumnMeaning, head: str) -> bool:
    return any(match.end() == len(head) for match in _PATTERNS[meaning].finditer(head))
