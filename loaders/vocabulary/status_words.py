"""The words and colours of statuses: those of a scale, usual words for progress, and labels that only look like one."""

import re
from collections.abc import Collection, Iterable, Mapping, Set
from colorsys import rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache

from loaders.vocabulary import WORDS, values_by_word, words_pattern
from model import terms as model
from model.terms import RED_AMBER_GREEN, Language, Scale, Status, is_known_colour, label_key

# The meaning of each label of a fixed list.
KINDS, BASES, MONITORING_KINDS = map(values_by_word, ("kinds", "bases", "monitoring_kinds"))
DECISIONS, NAME_KINDS = map(values_by_word, ("decisions", "name_kinds"))
_MEANINGFUL = re.compile(r"[\w?.–—-]")
# A symbol of Word whose character is not known: [Wingdings F06A].
_NAMED_SYMBOL = re.compile(r"\[[^\[\]]+ [0-9A-F]{4}\]")
_RANKS: Mapping[str, int] = {word: rank for rank, step in enumerate(WORDS["statuses"]["steps"]) for word in step}
# Label keys of words that people commonly use for how far a task is.
PROGRESS_WORDS = frozenset(_RANKS)
_PERCENT, _ALL_OF_IT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s?%"), 100.0
# The rank of unknown words: that of work in progress.
_UNKNOWN_RANK = 4
# The first rank of words that mean done.
_DONE_RANK = 7
# The words that mean done by themselves: no signs, and no answers such as Yes.
_ANSWERS = {*WORDS["values"]["answers"]}
DONE_WORDS = {word for word in _RANKS if _RANKS[word] >= _DONE_RANK and word.isascii()} - _ANSWERS

# The number before a word of a numbered list: 4 - Complete.
_NUMBER_BEFORE = re.compile(r"^\d{1,2}\s*[-–.:)]\s*(?=\D)")
# A status and words behind it; three of them are more than a part of the status.
_STATUS_WITH_WORDS = re.compile(
    r"(?P<status>[^\n:–—-]{1,40}?)(?:\s+[-–—]+\s+|\s*:\s+|\s*\n\s*)(?P<words>\S.*)", re.DOTALL
)
_FEWEST_WORDS, _NOT_DONE = 3, words_pattern("not_done")
_NOT_LETTERS = re.compile(r"[\W_]+")
# A tracker's own words for a status may contain a dash, a comma or a semicolon: In progress - on track is one.
_BETWEEN_WORDS = re.compile(
    r"\s*(?:[-=]>|[/&+|>→⇒()\[\]])\s*|\s+(?:and|or|to|a|neu|i)\s+"
    r"|\s*\b(?:was|were|now|from|formerly|previously|gynt|yn flaenorol)\b:?\s*"
)
_BETWEEN_LABELLED = re.compile(r"\s*[,;|/]\s*")
# The label before a status in a cell with several: M1: Complete | M2: In progress.
_LABELLED = re.compile(r"\w{1,12}\s*[:=]\s*")

# Hues in degrees from the first to the second, clockwise; it may pass through 0.
_Arc = tuple[float, float]
# Hues that are certainly a colour: orange (24) is amber. Bright yellow (60) is neither certainly amber nor green.
_CERTAIN_HUES: Mapping[str, _Arc] = {name: (first, last) for name, (first, last) in WORDS["hues"].items()}
# Hues up to this many degrees from that of a colour code are certainly the colour, and as many beyond possibly.
_SPREAD = 10.0
_COLOUR_NAMES = values_by_word("colour_names")
_GREY, _BLACK = 0.2, 0.12
_DARK, _PALE, _PLAIN = 0.3, 0.72, 0.5


def status_labels(scale: Scale) -> Mapping[str, str]:
    """Return the status of every label key that means one: its word in either language, and its letters.

    Its word is the workbook's, or the shown one where that has symbols. Of two statuses a label means the one with
    this word, then the one with these English letters. Red, Amber and Green are recognised in
    both languages whatever the Key says, and Amber by both its Welsh words.
    """
    pairs = [(status, language) for language in Language for status in scale.statuses]
    forms = [(status.label(language), status.name) for status, language in pairs]
    forms += [(scale.label(status.name, language), status.name) for status, language in pairs]
    lettered = (each for each in pairs if model.without_symbols(each[0].name))
    forms += [(scale.letter(status.name, language), status.name) for status, language in lettered]
    labels: dict[str, str] = {}
    for form, name in forms:
        labels.setdefault(label_key(form), name)
    for words in (("red", "coch"), ("amber", "ambr", "oren"), ("green", "gwyrdd")):
        found = next((labels[word] for word in words if word in labels), None)
        labels = {**dict.fromkeys(words, found), **labels} if found is not None else labels
    return labels


_RATINGS = status_labels(RED_AMBER_GREEN)


@lru_cache(maxsize=4096)
def is_symbol(written: str) -> bool:
    """Return whether a text is only a symbol without a meaning, such as a dot or a cross."""
    return written.casefold() == "x" or is_named_symbol(written) or not _MEANINGFUL.search(written)


def is_named_symbol(written: str) -> bool:
    """Return whether a text is the name of a symbol whose character is not known."""
    return _NAMED_SYMBOL.fullmatch(written) is not None


def meaning_labels(scale: Scale) -> Mapping[str, str]:
    """Return the status of every label key that is the meaning of one status, written out in full in either language.

    The meaning of a coloured circle is the status with that colour.
    "No progress" is the status whose meaning begins so: by the report's own key that is Red.
    """
    labels: dict[str, str] = {}
    ambiguous: set[str] = set()
    for status in scale.statuses:
        meanings = {label_key(status.explain(language)).rstrip(" .!") for language in Language}
        if any(meaning.startswith("no progress") for meaning in meanings):
            meanings |= {*WORDS["statuses"]["no_progress"]}
        meanings |= {*WORDS["circles"].get(label_key(status.colour or status.name), "")}
        ambiguous |= meanings & labels.keys()
        labels |= dict.fromkeys(meanings, status.name)
    return {label: name for label, name in labels.items() if label and label not in ambiguous}


# The status of every label of Red, Amber and Green, and of each meaning written out.
RATING_LABELS: Mapping[str, str] = {**_RATINGS, **meaning_labels(RED_AMBER_GREEN)}


def status_key(written: str, labels: Mapping[str, str]) -> str:
    """Return the label key of a status: that of its words alone where only these are in the labels, as in "🟢 Green".

    A symbol that means another status than the words contradicts them; then the key is that of the whole text.
    """
    key, words = label_key(written), label_key(model.without_symbols(written))
    contradicts = any(labels.get(symbol) not in (None, labels.get(words)) for symbol in model.symbols_of(key))
    return words if words in labels and not (key in labels or contradicts) else key


def symbol_colour(word: str) -> str:
    """Return the colour of the first symbol of a word, "Red" for "🔴 Late"; "" where it has none that can be drawn."""
    colour = model.symbol_words(word, Language.ENGLISH).partition(" ")[0]
    return colour if is_known_colour(colour) else ""


def is_known_status(word: str) -> bool:
    """Return whether a word is Red, Amber or Green, another colour, or a usual word for progress."""
    return label_key(word) in _RATINGS or is_known_colour(word) or label_key(word) in _RANKS


def split_status(written: str, labels: Collection[str] = ()) -> tuple[str, str] | None:
    """Return a status and the words behind it, as of "Green - complete March 2026"; None for any other text.

    The status is one of the labels, or without labels any known one. No words behind it are another status, what names
    a colour, and so few behind a word that is no colour that they may be a part of it: Closed - not implemented. What
    is left to do behind a word for done is none either: Complete - not yet evidenced.
    """
    found = _STATUS_WITH_WORDS.fullmatch(written.strip())
    if found is None or label_key(written) in labels:
        return None
    status, words = found["status"], found["words"]
    is_status = label_key(status) in labels if labels else is_known_status(status) and label_key(status) not in _ANSWERS
    parts = _NOT_LETTERS.split(label_key(words))
    is_plain = is_colour(status) or len(parts) >= _FEWEST_WORDS or any(map(str.isdigit, words))
    is_other = is_known_status(words.strip(" .")) or any(len(part) > 1 and is_colour(part) for part in parts)
    is_left = label_key(status) in DONE_WORDS and _NOT_DONE.search(words) is not None
    return (status, words) if is_status and is_plain and not (is_other or is_left) else None


def is_colour(word: str) -> bool:
    """Return whether a word is Red, Amber or Green in either language, a letter of these, or another colour."""
    return bool(word) and (label_key(word) in _RATINGS or is_known_colour(word) or label_key(word) in _COLOUR_NAMES)


def is_unfinished_word(word: str) -> bool:
    """Return whether a word is commonly used for what is not done."""
    return _RANKS.get(label_key(word), _DONE_RANK) < _DONE_RANK


def percent_of(word: str) -> float | None:
    """Return the number of a percentage that says how far a task is: 25 of 25%; None for any other word."""
    found = _PERCENT.fullmatch(word.strip())
    number = float(found[1].replace(",", ".")) if found else -1.0
    return number if 0 <= number <= _ALL_OF_IT else None


def order_worst_first(words: Iterable[str]) -> tuple[str, ...]:
    """Return words worst first, unknown ones in the middle; a word that means done is added if there is none."""
    ordered = sorted(words, key=_rank)
    percents = [number for word in ordered if (number := percent_of(word)) is not None]
    if percents and len(percents) == len(ordered):
        ordered.sort(key=lambda word: percent_of(word) or 0.0)
        return (*ordered, *(["100%"] if max(percents) < _ALL_OF_IT else []))
    if all(_rank(word) < _DONE_RANK for word in ordered):
        return (*ordered, "Closed")
    return tuple(ordered) if len(ordered) > 1 else ("Open", *ordered)


def resembles_status(key: str, labels: Mapping[str, str]) -> bool:
    """Return whether the first word of a label key is that of a status: Amber-Green, Green: all trained."""
    return next(filter(None, _NOT_LETTERS.split(key)), "") in labels


def split_status_words(key: str, words: Set[str]) -> list[str]:
    """Return the words for a status that a label key consists of, if they are several; else nothing."""
    if key == "n/a":
        return []
    parts = [part for part in _BETWEEN_WORDS.split(key) if part]
    labelled = [_LABELLED.match(part) for part in _BETWEEN_LABELLED.split(key)]
    if all(labelled):
        parts = [label.string[label.end() :] for label in labelled if label is not None]
    return list(dict.fromkeys(parts)) if len(parts) > 1 and all(part in words for part in parts) else []


def _rank(word: str) -> int:
    """Return the rank of a word, or of it without symbols or the number before it, or of its first symbol with one."""
    forms = (word, model.without_symbols(word), _NUMBER_BEFORE.sub("", word), *model.symbols_of(word))
    return next((_RANKS[key] for form in forms if (key := label_key(form)) in _RANKS), _UNKNOWN_RANK)


@dataclass(frozen=True, slots=True)
class ColourMatch:
    """The match of a fill colour: a status, or candidate statuses; neither where the colour has no meaning.

    Attributes:
        uncertain: whether a person should be asked, also where the colour is too strong for a band or a frame.
    """

    status: str | None = None
    candidates: tuple[str, ...] = ()
    uncertain: bool = False


_PALE_CHANNEL = 0x99
NO_COLOUR_MATCH = ColourMatch()


@lru_cache(maxsize=1024)
def is_grey(colour: str) -> bool:
    """Return whether a fill, as `#rrggbb`, is grey, white or black."""
    _, lightness, saturation = _hue(colour)
    return saturation < _GREY or lightness < _BLACK


@lru_cache(maxsize=1024)
def is_pale(colour: str) -> bool:
    """Return whether a fill, as `#rrggbb`, is so pale that it may as well only set a row or a cell apart."""
    return bool(colour) and min(model.channels(colour)) >= _PALE_CHANNEL


@lru_cache(maxsize=1024)
def match_colour(colour: str, scale: Scale) -> ColourMatch:
    """Return the status of a fill, as `#rrggbb`, by the colours of a scale: from its Key, or named by its words."""
    same = [status.name for status in scale.statuses if status.colour.casefold() == colour]
    if len(same) == 1 or is_grey(colour):
        return ColourMatch(same[0]) if len(same) == 1 else NO_COLOUR_MATCH
    hue, lightness, saturation = _hue(colour)
    strong = saturation >= _PLAIN and _DARK < lightness < _PALE
    arcs = {status.name: arc for status in scale.statuses if (arc := _arc(status)) is not None}
    sure = tuple(name for name, arc in arcs.items() if _within(hue, arc, 0))
    if len(sure) == 1:
        return ColourMatch(sure[0])
    possible = sure or tuple(name for name, arc in arcs.items() if _within(hue, arc, _SPREAD))
    return ColourMatch(None, possible, uncertain=strong or bool(possible))


def _arc(status: Status) -> _Arc | None:
    """Return the hues of a status; None where its colour is unknown."""
    if status.colour.startswith("#"):
        hue, _, saturation = _hue(status.colour)
        certain = (_CERTAIN_HUES[colour] for colour in ("red", "amber", "green", "blue"))
        around = (hue - _SPREAD) % 360, (hue + _SPREAD) % 360
        return next((arc for arc in certain if _within(hue, arc, 0)), around) if saturation >= _GREY else None
    name = label_key(status.colour or status.name)
    return _CERTAIN_HUES.get(_COLOUR_NAMES.get(name, name))


def _within(hue: float, arc: _Arc, spread: float) -> bool:
    first, last = arc
    return (hue - first + spread) % 360 <= (last - first) % 360 + 2 * spread


def _hue(colour: str) -> tuple[float, float, float]:
    """Return hue in degrees, lightness and saturation of `#rrggbb`."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in model.channels(colour)))
    return hue * 360, lightness, saturation
