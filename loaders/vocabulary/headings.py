"""Headings: the meaning of each and how sure it is, and the round that it or the name of a sheet has."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from loaders.cells import Value, plain_text
from loaders.vocabulary import WORDS, text_pattern, values_by_word, words_pattern
from loaders.vocabulary.rounds import SHORT_MONTH, round_of_cell, split_round
from model.terms import Language, label_key, normalise_space
from model.tracker.columns import MONITORING, PROGRESS, RECOMMENDATIONS, SHEETS, SheetPlan


class ColumnMeaning(StrEnum):
    """The meaning of a column in any tracker: a field of a canonical table, or something that is not progress."""

    REVIEW = "review"
    REF = "ref"
    # The second half of a ref that is split over two columns.
    LETTER = "letter"
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    THEME = "theme"
    LEAD_AGENCY = "lead_agency"
    SUPPORTING = "supporting_agencies"
    LEAD_ROLE = "lead_role"
    ACCEPTED = "accepted"
    TARGET = "target"
    # The target that holds now, beside the first one.
    REVISED_TARGET = "revised_target"
    RELATED = "related_refs"
    STATUS = "status"
    UPDATE = "update"
    RESPONSE = "response"
    DATE = "date"
    EVIDENCE = "evidence"
    RATED_BY = "rated_by"
    BASIS = "basis"
    KIND = "kind"
    # The status that the agency gives itself, beside that of the overseer.
    AGENCY_STATUS = "agency_status"
    PROPOSED_CLOSURE = "proposed_closure"
    CLOSURE_REASON = "closure_reason"
    ACTIVITY = "activity"
    DUE = "due"
    WITH = "with"
    DONE = "done"
    OUTCOME = "outcome"
    TITLE_CY = "title_cy"
    RECOMMENDATION_CY = "recommendation_cy"
    UPDATE_CY = "update_cy"
    # What a status means: a column of a key.
    STATUS_MEANING = "meaning"
    # A rating of something else than progress, such as a risk's impact; it is never a status.
    RATING = "other-rating"
    # The day on which something was done.
    COMPLETED = "completed"
    # The background of a recommendation: what was found, or why it was made.
    BACKGROUND = "background"
    # A month whose year is unknown, so that it is no round.
    MONTH = "month-without-year"
    # Something recognised for which a tracker has no field, such as the day an item was raised.
    NOTE = "note"


# The text of a recommendation, and what names it.
ITEM_TEXTS = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.TITLE)
ITEM_MEANINGS = (ColumnMeaning.REF, *ITEM_TEXTS)
# The meaning of headings, by label key, that have one meaning in every table.
STRONG_ALIASES = {heading: ColumnMeaning(field) for heading, field in values_by_word("strong").items()}
# The meaning of headings, by label key, that give way to a stronger heading of the same meaning in the table.
WEAK_ALIASES = {heading: ColumnMeaning(field) for heading, field in values_by_word("weak").items()}
# The meaning of every known heading.
ALIASES = WEAK_ALIASES | STRONG_ALIASES
# Label keys of headings that ask whether an item is done: a status if a question mark or the answers confirm it.
YES_NO_HEADINGS = frozenset(WORDS["headings"]["yes_no"])
# A word in the heading of an item's text which shows that the cells are actions, perhaps several for one item.
ACTION_WORD = words_pattern("actions")
# The name of the template's first sheet, which holds no table.
INSTRUCTIONS: Mapping[Language, str] = {Language.ENGLISH: "How to use", Language.WELSH: "Sut i'w ddefnyddio"}

# A text with more characters is no heading.
LONGEST_HEADING = 120
# A similarity of at least the first score is accepted; one of at least the second raises a question.
SURE_SCORE, POSSIBLE_SCORE = 90, 80
# The strength of a part: the head of the heading, as Owner in Risk Owner, or any other word of it.
HEAD, MODIFIER = 1.0, 0.4
_SCORE_TOLERANCE, _MOST_CHOICES = 4, 8
# Headings with fewer characters are never compared by similarity: "Rate" is not "Date".
_SHORTEST = 5
_CHOICES = [heading for heading in (*STRONG_ALIASES, *WEAK_ALIASES) if len(heading) >= _SHORTEST]
# Headings without their spaces, as exports have them: DueDate, due_date.
_JOINED = {heading.replace(" ", ""): heading for heading in _CHOICES if " " in heading}
_BODIES = words_pattern("bodies")
OTHER_RATING = words_pattern("other_ratings")
_ENDING_MONTH = re.compile(rf"(?:(?P<rest>.*\w)[\s(:–—-]+)?(?P<month>{SHORT_MONTH})\.?\)?", re.IGNORECASE)
_ROUND_MEANINGS = (ColumnMeaning.STATUS, ColumnMeaning.UPDATE, ColumnMeaning.RESPONSE, ColumnMeaning.EVIDENCE)
_NUMBERING = re.compile(r"^(?:\(?[0-9]{1,2}[.):]|\(?[a-z][.)])\s+")
_ORDER_WORD = words_pattern("which_round")
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
# The possible answers at the end of a heading: Implemented? Y/N, Complete (Yes/No/Partial).
_ANSWERS = text_pattern("answers_at_end")
_PATTERNS = {ColumnMeaning(meaning): re.compile(rf"\b(?:{words})\b") for meaning, words in WORDS["parts"].items()}
_LANGUAGE = re.compile(r"_(?!id$|no$)[a-z]{2}$")
_TAIL = re.compile(r" (?:of|for) ")
_EARLIER, _NEGATED = words_pattern("earlier"), words_pattern("negated")
_ANY_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]?")
# The owner of something else than the item.
_OTHER_OWNER = words_pattern("other_owners")
_MAX_WORDS = 12
# Meanings that a word gives only as the head: a risk type is no risk.
_HEAD_ONLY = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.UPDATE, ColumnMeaning.REF, ColumnMeaning.RATING)


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """The meaning that was found for a heading, and how sure it is.

    Attributes:
        meaning: None where the heading is not recognised.
        round: the round it names, as its words or as the real date of the heading; None where it names none.
        evidence: `heading` for one of the contract, `alias` or `fuzzy`.
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


NO_MATCH = HeadingMatch(None, score=0)


def match_heading(heading: Value) -> HeadingMatch:
    """Return the meaning of a heading: exact before alias before similarity, without the round it names."""
    round_only = round_of_cell(heading)
    return HeadingMatch(None, round_only, "heading") if round_only is not None else _match_text(plain_text(heading))


def plain_meaning(value: Value) -> ColumnMeaning | None:
    """Return the meaning of a text that is a heading exactly as written; None for any other value."""
    words = value.casefold().strip(" .:*?") if isinstance(value, str) and len(value) <= LONGEST_HEADING else ""
    return ALIASES.get(words)


@lru_cache(maxsize=4096)
def heading_parts(words: str) -> Mapping[ColumnMeaning, float]:
    """Return how strongly the parts of a heading suggest each meaning, 0 to 1.

    The head is the last word, or the one before "of" or "for": "Description of risk", "Recommendation for schools".
    Underscores separate words, and the code of a language at the end does not count: name_en.
    """
    form = _LANGUAGE.sub("", words.strip().casefold()).replace("_", " ").replace("/", " / ")
    form = label_key(_ANY_BRACKETED.sub(" ", form)).strip(" .:*?")
    if not form or len(form.split()) > _MAX_WORDS or _EARLIER.match(form) or _NEGATED.match(form):
        return {}
    heads = {_TAIL.split(part.strip())[0].split(" (")[0].strip(" .:*?") for part in form.split(" / ")}
    found: dict[ColumnMeaning, float] = {}
    for meaning, pattern in _PATTERNS.items():
        is_head = any(part.end() == len(head) for head in heads for part in pattern.finditer(head))
        if is_head or (meaning not in _HEAD_ONLY and pattern.search(form)):
            found[meaning] = HEAD if is_head else MODIFIER
    if _OTHER_OWNER.search(form):
        found.pop(ColumnMeaning.LEAD_AGENCY, None)
    return found


def likely_meanings(heading: str) -> set[ColumnMeaning]:
    """Return the meanings of a heading: its own, or those of its last part."""
    exact, parts = match_heading(heading).exact_meaning, heading_parts(heading)
    return {exact} if exact is not None else {meaning for meaning in parts if parts[meaning] == HEAD}


def is_rating_of_progress(heading: str) -> bool:
    """Return whether a heading is a rating of nothing that it names, or of how much is done, perhaps of a round."""
    return not {*WORDS["headings"]["ratings"]}.isdisjoint(_forms(split_round(heading)[0]))


def sheet_labels() -> Mapping[str, SheetPlan]:
    """Return the sheet plan of every name that a canonical sheet may have in either language, by label key."""
    welsh = WORDS["welsh_sheets"]
    return {label_key(name): plan for plan in SHEETS for name in (plan.name, welsh[plan.table])}


def column_labels(plan: SheetPlan) -> Mapping[str, str]:
    """Return the field of every heading that a sheet's columns may have in either language, by label key."""
    labels: dict[str, str] = {}
    for column in plan.columns:
        english, suffix, _ = column.heading.partition(" (Welsh)")
        welsh = WORDS["welsh"][english] + (" (Cymraeg)" if suffix else "")
        labels |= {label_key(column.heading): column.field, label_key(welsh): column.field}
    return labels


_OF_CONTRACT = {heading for plan in (RECOMMENDATIONS, PROGRESS, MONITORING) for heading in column_labels(plan)}


@lru_cache(maxsize=4096)
def _match_text(text: str) -> HeadingMatch:
    if not 0 < len(text) <= LONGEST_HEADING:
        return NO_MATCH
    rest, words = _without_round(_NUMBERING.sub("", normalise_space(text.replace("\u200b", ""))))
    without_answers = _ANSWERS.sub("", rest)
    then = [f"current {rest}"] if words is not None else []  # Position (Feb 24) is the current position then
    forms = [form for words_of_form in (rest, without_answers, *then) for form in _forms(words_of_form)]
    match = _first_known(forms)
    if match is not None:
        return replace(match, round=words)
    if (without_answers != rest or rest.endswith("?")) and not YES_NO_HEADINGS.isdisjoint(forms):
        return HeadingMatch(ColumnMeaning.STATUS, words, weak=True)
    if words is not None and not _without_punctuation(_BODIES.sub(" ", rest)):
        return HeadingMatch(None, words)
    similar = HeadingMatch(ColumnMeaning.RATING) if OTHER_RATING.search(rest) else _most_similar(rest)
    return replace(similar, round=words) if similar.meaning is not None else NO_MATCH


def _without_round(text: str) -> tuple[str, str | None]:
    """Return a heading without the round it names, and the words of that round.

    A short month is one where it is alone or ends the heading of an update: RAG Feb. A word that only says which round
    is left out too: Previous RAG (Feb 24).
    """
    rest, words = split_round(text)
    ending = _ENDING_MONTH.fullmatch(rest) if words is None else None
    if ending is not None and (not ending["rest"] or _is_of_round(ending["rest"])):
        return ending["rest"] or "", ending["month"]
    order = _ORDER_WORD.match(rest) if words is not None else None
    shortened = rest[order.end() :].strip() if order is not None else rest
    return (shortened if _is_of_round(shortened) else rest), words


def _is_of_round(heading: str) -> bool:
    match = _first_known(_forms(heading))
    return match is not None and match.meaning in _ROUND_MEANINGS


def _forms(text: str) -> list[str]:
    """Return the lookup keys of a heading, the fullest first: brackets and names of bodies may be left out."""
    shortened = _BRACKETED.sub(" ", text)
    return [*filter(None, map(_without_punctuation, (text, shortened, _BODIES.sub(" ", shortened))))]


def _without_punctuation(text: str) -> str:
    return label_key(text).strip(" .:*?–—-_/'").strip()


def _first_known(forms: Iterable[str]) -> HeadingMatch | None:
    shortened = (form.rstrip(" .*?") or form for form in forms)
    known = next((key for form in shortened if (key := _JOINED.get(form.replace("_", ""), form)) in ALIASES), None)
    evidence = "heading" if known in _OF_CONTRACT else "alias"
    return HeadingMatch(ALIASES[known], evidence=evidence, weak=known not in STRONG_ALIASES) if known else None


def _most_similar(text: str) -> HeadingMatch:
    """Return the match with the most similar alias; other meanings about as similar are its candidates.

    The words are compared in their order, and in any order.
    """
    form = _without_punctuation(_BODIES.sub(" ", _BRACKETED.sub(" ", text)))
    if len(form) < _SHORTEST or form in YES_NO_HEADINGS or _NEGATED.match(form):
        return NO_MATCH
    scores: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):  # within the library: a scorer in Python takes ten times as long
        for _, score, place in process.extract(form, _CHOICES, scorer=scorer, score_cutoff=POSSIBLE_SCORE, limit=None):
            scores[place] = max(score, scores.get(place, 0))
    if not scores:
        return NO_MATCH
    nearest = [(_CHOICES[place], scores[place]) for place in sorted(scores, key=lambda place: (-scores[place], place))]
    heading, best = nearest[0]
    about = (other for other, score in nearest[:_MOST_CHOICES] if score >= best - _SCORE_TOLERANCE)
    near = tuple(dict.fromkeys(ALIASES[other] for other in about))
    others = near if best < SURE_SCORE or len(near) > 1 else ()
    return HeadingMatch(ALIASES[heading], None, "fuzzy", int(best), others, heading not in STRONG_ALIASES)
