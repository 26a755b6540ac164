"""The fixed terms of a tracker, its languages and refs; and its scale: statuses with colours, shapes and letters."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

_Item = TypeVar("_Item")
_GroupKey = TypeVar("_GroupKey", bound=Hashable)


class Kind(StrEnum):
    """The kind of an update: the agency's response, or a later report of progress."""

    RESPONSE = "Response"
    PROGRESS = "Progress"


class Basis(StrEnum):
    """The basis of a status: published by the overseer, or inferred from the words of the update."""

    PUBLISHED = "Published"
    INFERRED = "Inferred"


class MonitoringKind(StrEnum):
    """The kind of a monitoring promise."""

    MEETING = "Meeting"
    REQUEST = "Request"
    ATTENDANCE = "Attendance"
    ASSURANCE = "Assurance"
    OTHER = "Other"


class ClosureDecision(StrEnum):
    """What the overseer decided on the closure of a recommendation."""

    CLOSED = "Closed"
    KEPT_OPEN = "Kept open"
    SUPERSEDED = "Superseded by"
    NO_LONGER_APPLICABLE = "No longer applicable"
    NOT_ACCEPTED = "Not accepted"
    REOPENED = "Reopened"


# The decisions after which a recommendation is closed, until it is reopened.
CLOSING_DECISIONS = frozenset(ClosureDecision) - {ClosureDecision.KEPT_OPEN, ClosureDecision.REOPENED}


class NameKind(StrEnum):
    """The kind of name in a row of the Names sheet."""

    THEME = "Theme"
    AGENCY = "Agency"
    ROLE = "Role"


class Movement(StrEnum):
    """The movement of a recommendation between two rounds: exactly one each, in the order of the lists.

    Attributes:
        CHANGED: another status, neither worse nor better: the order of the scale is not known.
        COMPLETED: it is complete now. Closed is something else: a decision of the overseer, whatever the status.
        NOT_REPORTED: nothing was reported in the later round, and nothing moved: not known to be unchanged.
    """

    REOPENED = "reopened"
    WORSENED = "worsened"
    CHANGED = "changed"
    IMPROVED = "improved"
    COMPLETED = "completed"
    NEWLY_RATED = "newly rated"
    UNCHANGED = "unchanged"
    NOT_REPORTED = "not reported"
    NOT_RATED = "not rated"


# The movements that are none.
STANDSTILLS = (Movement.UNCHANGED, Movement.NOT_REPORTED, Movement.NOT_RATED)


class StallSign(StrEnum):
    """A sign that a recommendation has stalled.

    Attributes:
        SAME_STATUS: its status has not changed for several rounds: it was rated the same again, or not reported.
        SAME_WORDS: its latest update repeats a point of an earlier one.
        UPDATE_AS_OF: its latest update refers to an earlier month: "update as of July 2023".
        NO_CHANGE: its latest update states that nothing has changed: "the interim process remains in place".
    """

    SAME_STATUS = "same-status"
    SAME_WORDS = "same-words"
    UPDATE_AS_OF = "update-as-of"
    NO_CHANGE = "no-change"


class Contradiction(StrEnum):
    """A contradiction between the words and the status of an update.

    Attributes:
        NO_PROGRESS: the words report no progress, and the status is not the worst.
        STILL_OPEN: the status is complete, and the words name something still to be done.
        SAID_COMPLETE: the words call the recommendation complete, and the status is not.
    """

    NO_PROGRESS = "no-progress"
    STILL_OPEN = "still-open"
    SAID_COMPLETE = "said-complete"


class Timing(StrEnum):
    """The timing of a monitoring promise.

    Attributes:
        CLOSED: its recommendation is closed, so that nothing is due any more.
    """

    DONE = "done"
    CLOSED = "closed"
    OVERDUE = "overdue"
    DUE = "due"
    UNDATED = "undated"


# The timings of a promise that is still to be kept.
OPEN_TIMINGS = (Timing.OVERDUE, Timing.DUE, Timing.UNDATED)


class TargetTiming(StrEnum):
    """How a recommendation stands to its target date.

    Attributes:
        NONE: it has no target.
        DONE: it is complete or closed.
        UNDATED: its target names no day: "to be confirmed".
        LATE: the last day of its target has passed.
    """

    NONE = "none"
    DONE = "done"
    UNDATED = "undated"
    LATE = "late"
    AHEAD = "ahead"


class ShownPart(StrEnum):
    """A part of the list of recommendations that can be shown alone; the listed parts come first, in order.

    Attributes:
        LATE: past the target date.
        DUE: the target fell due since the round before, or falls due in this one.
        SLIPPED: the target was moved to a later day.
        PROPOSED: the agency proposes its closure, and nothing was decided on that.
        DIFFERENT: the agency gives itself another status than the overseer.
        CLOSED_INCOMPLETE: closed at a status that is not complete.
        MOVED: moved since the round before, whichever way.
        SILENT: expected to report in the latest round, and nothing was reported.
        RESPONDED: it has a formal response.
        UNANSWERED: its formal response is overdue.
    """

    OUTSTANDING = "outstanding"
    LATE = "late"
    MOVED = "moved"
    DUE = "due"
    SLIPPED = "slipped"
    WITHOUT_TARGET = "no-target"
    PROPOSED = "proposed"
    DIFFERENT = "different"
    CLOSED = "closed"
    COMPLETE = "complete"
    CLOSED_INCOMPLETE = "closed-incomplete"
    STALLED = "stalled"
    SAME_STATUS = "same-status"
    ATTENTION = "attention"
    SILENT = "silent"
    REPORTED = "reported"
    INFERRED = "inferred"
    WITH_TARGET = "with-target"
    RESPONDED = "responded"
    UNANSWERED = "unanswered"


# The parts that the list offers; the others are opened by the numbers of other pages.
LISTED_PARTS = tuple(ShownPart)[: [*ShownPart].index(ShownPart.CLOSED) + 1]


class Question(StrEnum):
    """The reason for a question about a recommendation, in the order of the list of questions.

    Attributes:
        OVERDUE: a monitoring promise about it is overdue.
        ENDED: its latest update names the end date of something, and the date has passed.
        PASSED: its latest update names a date that was in the future then, and has passed.
        ENDS: its latest update names the end date of something, in the future.
        AHEAD: its latest update names a date in the future.
        NOT_REPORTED: it was not reported in the latest round.
        NO_PROGRESS: its latest update reports no progress.
        CONTRADICTION: the words of its latest update contradict its status.
        REFERS: its latest update, or its Related refs, name another recommendation that is not complete.
        NOT_RATED: it was reported, and never rated.
        INFERRED: its status is inferred, and none was ever published.
    """

    OVERDUE = Timing.OVERDUE.value
    ENDED = "ended"
    PASSED = "passed"
    ENDS = "ends"
    AHEAD = "ahead"
    NOT_REPORTED = "not-reported"
    NO_PROGRESS = "no-progress"
    CONTRADICTION = "said-and-rated-apart"
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    SAME_STATUS = StallSign.SAME_STATUS.value
    REFERS = "refers"
    NOT_RATED = "not-rated"
    INFERRED = "inferred"


class LateKind(StrEnum):
    """What may be late: a target date, a promise, a formal response, or what was to be reported in the latest round."""

    TARGET = "target"
    PROMISE = "promise"
    RESPONSE = "response"
    SILENT = ShownPart.SILENT.value


class AttentionReason(StrEnum):
    """Why a recommendation needs attention, the strongest first.

    Attributes:
        WORST: its status is the worst of the scale.
        LATE: it is past its target date.
        PASSED: its latest update names a date that has passed.
        OVERDUE: a monitoring promise about it is overdue.
        SILENT: it was expected to report in the latest round, and nothing was reported.
        PROMISED_NEXT: its latest update names a date in the future.
    """

    CONTRADICTION = "said-and-rated-apart"
    REOPENED = Movement.REOPENED.value
    WORSENED = Movement.WORSENED.value
    WORST = "worst"
    LATE = ShownPart.LATE.value
    PASSED = Question.PASSED.value
    OVERDUE = Timing.OVERDUE.value
    SILENT = ShownPart.SILENT.value
    SAME_WORDS = StallSign.SAME_WORDS.value
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    PROMISED_NEXT = "promised-next"
    SAME_STATUS = StallSign.SAME_STATUS.value


class Flag(StrEnum):
    """A flag on one update in the story of a recommendation.

    Attributes:
        REPEATS: it repeats a point of an earlier round.
        CONTRADICTION: its words contradict its status.
    """

    REPEATS = "repeats"
    UPDATE_AS_OF = StallSign.UPDATE_AS_OF.value
    NO_CHANGE = StallSign.NO_CHANGE.value
    CONTRADICTION = "contradiction"


class Problem(StrEnum):
    """The problem of a reference from one recommendation to another.

    Attributes:
        BROKEN: its review has no such recommendation.
        SELF: it refers to itself.
    """

    BROKEN = "broken"
    SELF = "self"


# The mark where an update gives no status.
NOT_RATED = "not rated"
# The mark where there is no update.
NOT_REPORTED = "not reported"
# The two marks that are not statuses, in their order: after every status.
UNRATED = (NOT_RATED, NOT_REPORTED)
# No mark: nothing was reported in a round in which nothing was expected, so its cell is blank.
NOT_EXPECTED = ""
# The separator between several agencies or references in one cell.
LIST_SEPARATOR = "; "


class Language(StrEnum):
    """A language by its ISO 639-1 code, which is also its query parameter: `lang=cy`."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def tag(self) -> str:
        """The language tag of documents (BCP 47), with Great Britain as the region."""
        return f"{self.value}-GB"

    @property
    def other(self) -> "Language":
        """The other of the two."""
        return Language.ENGLISH if self is Language.WELSH else Language.WELSH


def normalise_space(text: str) -> str:
    """Return a text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def shorten_text(text: str, most: int) -> str:
    """Return a text of at most so many characters: one that is longer is cut, and ends with "…"."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """Return the key for comparing labels, which ignores case, extra spaces, underscores and a final colon.

    It also ignores whether a symbol is drawn as text or as an emoji (U+FE0E, U+FE0F).
    """
    spaced = re.sub(r"[\s\u200b\ufe0e\ufe0f_]+", " ", label).replace("’", "'")
    return normalise_space(spaced).rstrip(":").rstrip().casefold()


def group_by(items: Iterable[_Item], key: Callable[[_Item], _GroupKey]) -> dict[_GroupKey, list[_Item]]:
    """Return items by their keys, each in the order in which they first appear."""
    groups: dict[_GroupKey, list[_Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def base_letters(text: str) -> str:
    """Return a text in lower case and without accents: "ty gwyl" for "Tŷ Gŵyl"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# A row of a table as a named tuple, with the columns that are named where the table is made as its fields: NaN, None or
# NaT where its cell is blank.
TableRow = Any
_REVIEWED = re.compile(r"(.+) \((.+)\)")
_PARTS = re.compile(r"(\d+)")


class RefRow(Protocol):
    """A row about one recommendation."""

    review: str
    ref: str


def natural_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 2 before 10, 3.9 before 3.10 and 12 before 12a.

    A number is compared by the count of its digits and then by these, because it may be too long for an integer.
    """
    parts = [(part, part.lstrip("0")) for part in _PARTS.split(ref.casefold()) if part]
    return tuple((0, len(digits), digits) if part.isdecimal() else (1, 0, part) for part, digits in parts)


def split_reviewed_ref(written: str) -> tuple[str, str]:
    """Return the review and the ref of a cell such as `9 (Custody)`; the review is "" where the cell has none."""
    match = _REVIEWED.fullmatch(written)
    return (match[2], match[1]) if match else ("", written)


def named_recommendation(written: str, review: str, known: Container[object]) -> tuple[str, str] | None:
    """Return the review and the ref of the recommendation that a cell of a review names; None for one not known.

    A ref by itself is of the same review; one of another review has its name in brackets: `9 (Custody)`.
    """
    return next((each for each in ((review, written), split_reviewed_ref(written)) if each in known), None)


# The words of each symbol in English and Welsh.
_WORDS: Mapping[str, tuple[str, str]] = tomllib.loads(
    Path(__file__).with_name("symbols.toml").read_text(encoding="utf-8")
)
# What joins two symbols, and what changes how the one before looks: as a picture, in a box, in a colour of skin.
_VARIANTS = re.compile("[\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
# The symbols with words of ours, and the pictographs of Unicode; not arrows, or the stars ★ and ☆.
_SYMBOL = re.compile(f"[{''.join(_WORDS)}\u231a-\u23ff\u2600-\u2604\u2607-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Status:
    """One status of a scale.

    Attributes:
        name: the word in the workbook, which is also its key in every table.
        meaning: its meaning, in the words of the scale's owner.
        complete: whether a recommendation with this status is done.
        colour: a colour's name or `#rrggbb`, as the Key sheet has it; `status_ink` turns it into inks.
    """

    name: str
    meaning: str = ""
    complete: bool = False
    colour: str = ""
    name_cy: str = ""
    meaning_cy: str = ""

    def label(self, language: Language) -> str:
        """Return the status's word in a language, as the workbook has it; English where there is no Welsh."""
        return self.name_cy if language is Language.WELSH and self.name_cy else self.name

    def explain(self, language: Language) -> str:
        """Return the status's meaning in a language; English where there is no Welsh."""
        return self.meaning_cy if language is Language.WELSH and self.meaning_cy else self.meaning


_MIDDLE_SHAPES = ("square", "diamond", "shield", "tag", "triangle")
SHAPES = {
    "circle": '<circle cx="12" cy="12" r="11"{}/>',
    "ring": '<circle cx="12" cy="12" r="11"{}/>',
    "octagon": '<polygon points="8 1.5,16 1.5,22.5 8,22.5 16,16 22.5,8 22.5,1.5 16,1.5 8"{}/>',
    "diamond": '<polygon points="12 .5,23.5 12,12 23.5,.5 12"{}/>',
    "shield": '<polygon points="2 2,22 2,22 14,12 23,2 14"{}/>',
    "tag": '<polygon points="1 12,7 2,23 2,23 22,7 22"{}/>',
    "triangle": '<polygon points="12 1,23.5 22,.5 22"{}/>',
}
# Each shape as SVG in a square of 24 by 24, with a place for its attributes; any other shape is the square.
SQUARE = '<rect x="1.5" y="1.5" width="21" height="21" rx="3.5"{}/>'


@dataclass(frozen=True)
class Scale:
    """Statuses in order, worst first. Two scales are never merged.

    `ordered` is False while their order is unknown: then nothing may be called worst, or behind.
    """

    statuses: tuple[Status, ...]
    ordered: bool = True

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words of the statuses, worst first."""
        return tuple(status.name for status in self.statuses)

    @cached_property
    def complete(self) -> tuple[str, ...]:
        """The words of the statuses that mean done."""
        return tuple(status.name for status in self.statuses if status.complete)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Every mark a recommendation may carry: the statuses, worst first, then *not rated* and *not reported*."""
        return self.names + UNRATED

    @cached_property
    def stack(self) -> tuple[str, ...]:
        """Every mark of a stacked column or bar, from where it begins: best status, ..., worst, then unrated marks."""
        return self.names[::-1] + UNRATED

    @cached_property
    def furthest_behind(self) -> tuple[str, ...]:
        """Every mark, furthest behind first: incomplete statuses, worst first; then unrated marks; then complete."""
        return tuple(mark for mark in self.marks if mark not in self.complete) + self.complete

    @cached_property
    def rank(self) -> dict[str, int]:
        """The rank of each status in the order: 0 is the worst."""
        return {name: rank for rank, name in enumerate(self.names)}

    def __getitem__(self, name: str) -> Status:
        """Return the status with this word. Raises KeyError where the scale has none."""
        return self.statuses[self.rank[name]]

    def label(self, name: str, language: Language) -> str:
        """Return the word of a status as it is shown: "Done" for "✅ Done", and "Green tick" for "✅".

        Where two statuses would be shown alike, their symbols are in brackets: "Open (red circle)".
        """
        return self._labels[language][name]

    @cached_property
    def _labels(self) -> dict[Language, dict[str, str]]:
        return {language: dict(zip(self.names, _labels(self.statuses, language), strict=True)) for language in Language}

    def shape(self, name: str) -> str:
        """Return the shape of a status, which follows its rank and never its colour.

        The worst is an octagon and every complete one a circle; those between take the middle shapes in order.
        """
        if self[name].complete:
            return "circle"
        if self.rank[name] == 0:
            return "octagon"
        between = [status.name for status in self.statuses[1:] if not status.complete]
        return _MIDDLE_SHAPES[between.index(name) % len(_MIDDLE_SHAPES)]

    def letter(self, name: str, language: Language) -> str:
        """Return the shortest prefix of a status's label that no other status of the scale begins with.

        Where any prefix takes more than three letters (Amber and Amber/Green), every status has the initials of its
        words instead, provided that these differ.
        """
        return _letters(tuple(label.upper() for label in self._labels[language].values()))[self.rank[name]]


def _labels(statuses: tuple[Status, ...], language: Language) -> list[str]:
    """Return the word of each status as it is shown: as short as leaves it different from all others."""
    written = [status.label(language) for status in statuses]
    symbols = [symbol_words(word, language) for word in written]
    plain = [without_symbols(word) for word in written]
    short = [(words or named) if named else word for word, words, named in zip(written, plain, symbols, strict=True)]
    full = [
        f"{words} ({named[:1].lower()}{named[1:]})" if words and named else label
        for words, named, label in zip(plain, symbols, short, strict=True)
    ]
    return [
        next((label for label, all_labels in ((brief, short), (long, full)) if all_labels.count(label) == 1), word)
        for brief, long, word in zip(short, full, written, strict=True)
    ]


@lru_cache(maxsize=64)
def _letters(words: tuple[str, ...]) -> list[str]:
    letters = [_shortest_prefix(word, words) for word in words]
    initials = ["".join(part[0] for part in re.findall(r"\w+", word)) for word in words]
    use_initials = max(map(len, letters)) > 3 and len(set(initials)) == len(initials) and all(initials)
    return initials if use_initials else letters


def _shortest_prefix(word: str, words: tuple[str, ...]) -> str:
    others = [other for other in words if other != word]
    prefixes = (word[:length] for length in range(1, len(word) + 1))
    return next((prefix for prefix in prefixes if not any(other.startswith(prefix) for other in others)), word)


# The scale where a workbook has no Key sheet: the key printed in the progress report of June 2024.
RED_AMBER_GREEN = Scale(
    (
        Status("Red", "No progress has been made.", False, "Red", "Coch", "Ni wnaed unrhyw gynnydd."),
        Status(
            "Amber",
            "Some progress has been made but more is required.",
            False,
            "Amber",
            "Ambr",
            "Gwnaed rhywfaint o gynnydd ond mae angen mwy.",
        ),
        Status("Green", "Recommendation is complete.", True, "Green", "Gwyrdd", "Mae'r argymhelliad wedi'i gwblhau."),
    )
)


class Appearance(StrEnum):
    """The two appearances of a page."""

    LIGHT = "light"
    DARK = "dark"


class Palette(NamedTuple):
    """The colours of a page, apart from the statuses."""

    page: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str


PALETTES = {
    Appearance.LIGHT: Palette("#ffffff", "#f4f5f2", "#16211d", "#55615c", "#c9cfca", "#00594f"),
    Appearance.DARK: Palette("#101816", "#1a2422", "#eef2ef", "#aab5b0", "#3a4744", "#6fd3c3"),
}


class Ink(NamedTuple):
    """The colours of a status: its fill, the text on the fill, and the edge that outlines a pale fill."""

    fill: str
    text: str
    edge: str


_NAMED = {
    "red": (Ink("#b3261e", "#ffffff", "#b3261e"), Ink("#ff7b72", "#101816", "#ff7b72")),
    "amber": (Ink("#f5b12e", "#16211d", "#8f5f00"), Ink("#f2b134", "#16211d", "#f2b134")),
    "green": (Ink("#1b7a43", "#ffffff", "#1b7a43"), Ink("#58c27d", "#101816", "#58c27d")),
    "blue": (Ink("#1f5fa8", "#ffffff", "#1f5fa8"), Ink("#7db4f0", "#101816", "#7db4f0")),
    "purple": (Ink("#6b3fa0", "#ffffff", "#6b3fa0"), Ink("#c3a1ec", "#101816", "#c3a1ec")),
    "amber-red": (Ink("#bd5318", "#ffffff", "#bd5318"), Ink("#fb9a5c", "#101816", "#fb9a5c")),
    "amber-green": (Ink("#a8b93a", "#16211d", "#5d6a0f"), Ink("#c2d04f", "#16211d", "#c2d04f")),
    "grey": (Ink("#6b7671", "#ffffff", "#6b7671"), Ink("#9aa5a0", "#101816", "#9aa5a0")),
    "black": (Ink("#16211d", "#ffffff", "#16211d"), Ink("#eef2ef", "#101816", "#eef2ef")),
}
_ALIASES = {
    "yellow": "amber",
    "orange": "amber",
    "red-amber": "amber-red",
    "green-amber": "amber-green",
    "gray": "grey",
}
_HEX = re.compile(r"#[0-9a-f]{6}")


def is_known_colour(colour: str) -> bool:
    """Return whether a colour of the Key sheet can be drawn: a known name, `#rrggbb`, or empty."""
    name = _colour_name(colour)
    return name in _NAMED or bool(_HEX.fullmatch(name))


def status_ink(status: Status, appearance: Appearance = Appearance.LIGHT) -> Ink:
    """Return the colours of a status; an unknown colour is grey, never guessed."""
    name = _colour_name(status.colour)
    if not _HEX.fullmatch(name):
        light, dark = _NAMED.get(name, _NAMED["grey"])
        return light if appearance is Appearance.LIGHT else dark
    page = PALETTES[appearance].page
    # Pure black: with the page's own softer black, a fill of middle lightness would leave both inks below 4.5.
    text = max(("#ffffff", "#000000"), key=lambda ink: contrast(name, ink))
    edge = name if contrast(name, page) >= 3 else max(("#ffffff", "#16211d"), key=lambda ink: contrast(page, ink))
    return Ink(name, text, edge)


def _colour_name(colour: str) -> str:
    """Return a colour as `#rrggbb`, or by the name of its inks if it has one; without a colour it is grey."""
    name = colour.strip().casefold().replace("/", "-") or "grey"
    return _ALIASES.get(name, name)


def channels(colour: str) -> tuple[int, int, int]:
    """Return the red, the green and the blue of `#rrggbb`, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance)."""
    shares = (channel / 255 for channel in channels(colour))
    red, green, blue = (each / 12.92 if each <= 0.04045 else float(((each + 0.055) / 1.055) ** 2.4) for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def symbols_of(text: str) -> list[str]:
    """Return the symbols of a text, in order."""
    return _SYMBOL.findall(_VARIANTS.sub("", text))


def is_variant(character: str) -> bool:
    """Return whether a character only changes how the symbol before it looks, or joins two."""
    return _VARIANTS.fullmatch(character) is not None


def without_symbols(text: str) -> str:
    """Return the words of a text: "Done" of "✅ Done"; "" where it has none."""
    words = _SYMBOL.sub(" ", _VARIANTS.sub("", text))
    return " ".join(words.split()) if any(letter.isalnum() for letter in words) else ""


@lru_cache(maxsize=4096)
def symbol_words(text: str, language: Language) -> str:
    """Return the symbols of a text in words: "Green tick" of "✅ Done"; "" where it has none.

    A symbol without words of ours has its name in Unicode, which is English.
    """
    unnamed = (unicodedata.name(symbol, "").capitalize() or f"U+{ord(symbol):04X}" for symbol in symbols_of(text))
    names = (_WORDS.get(symbol) or (name, name) for symbol, name in zip(symbols_of(text), unnamed, strict=True))
    return " ".join(name[language is Language.WELSH] for name in names)
