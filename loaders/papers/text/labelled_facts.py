"""Parse the facts that a paper labels: "Lead agency: Gwent Police", "Published: May 2024"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.papers.text.line import Line
from loaders.vocabulary.heading_aliases import STRONG_ALIASES, WEAK_ALIASES, ColumnMeaning, column_labels
from model.text import label_key, normalise_space
from model.tracker.columns import REVIEWS

_LABELLED = re.compile(r"(?P<label>[^\W\d_a-z][^:]{1,34}?)\s*:\s+(?P<value>\S.*)", re.DOTALL)
_OF_RECOMMENDATIONS = (
    ColumnMeaning.REVIEW,
    ColumnMeaning.THEME,
    ColumnMeaning.LEAD_AGENCY,
    ColumnMeaning.SUPPORTING,
    ColumnMeaning.LEAD_ROLE,
    ColumnMeaning.ACCEPTED,
    ColumnMeaning.TARGET,
    ColumnMeaning.RELATED,
)
OTHER_FACTS: Mapping[str, str] = {
    "first target date": "first-target",
    "dyddiad targed cyntaf": "first-target",
    "slips of the target": "slips",
    "llithriadau'r targed": "slips",
    "days late": "days-late",
    "diwrnodau'n hwyr": "days-late",
    "decision on closure": "decision",
    "penderfyniad ar gau": "decision",
    "reason of the decision": "decision-reason",
    "rheswm dros y penderfyniad": "decision-reason",
    "agency status": "agency-status",
    "statws yr asiantaeth": "agency-status",
    "proposed closure": "proposed-closure",
    "cynnig cau": "proposed-closure",
    "closure reason": "closure-reason",
    "rheswm dros gau": "closure-reason",
}
"""Labels, by label key, of what a panel report of this project adds: it is no text of a recommendation, nor a field."""
_REVIEWS = column_labels(REVIEWS)
_FULL = 60
"""A line that continues on the next one has at least this many letters."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: the field it fills, its value, the line it begins on, and the lines that were joined to it."""

    field: str
    value: str
    line: Line
    joined: tuple[Line, ...] = ()

    def continued_by(self, line: Line) -> "Fact":
        """Return the fact with one more line of its value."""
        return replace(self, value=f"{self.value} {normalise_space(line.text)}", joined=(*self.joined, line))


def parse_fact(text: str) -> tuple[str, str] | None:
    """Return what a line labels, a field of a recommendation or another fact, and its value; None for other lines."""
    found = _LABELLED.fullmatch(normalise_space(text))
    if found is None:
        return None
    label = label_key(found["label"])
    if label in OTHER_FACTS:
        return OTHER_FACTS[label], found["value"]
    meaning = STRONG_ALIASES.get(label) or (
        WEAK_ALIASES.get(label) if WEAK_ALIASES.get(label) is ColumnMeaning.LEAD_AGENCY else None
    )
    return (meaning.value, found["value"]) if meaning in _OF_RECOMMENDATIONS else None


def extract_facts(lines: Sequence[Line]) -> tuple[list[Fact], list[Line]]:
    """Return the facts among the lines of a recommendation, and the lines that are its text."""
    facts: list[Fact] = []
    rest: list[Line] = []
    before: Line | None = None
    for line in lines:
        if found := parse_fact(line.text):
            facts.append(Fact(*found, line))
        elif facts and before is not None and _continues_fact(before, line):
            facts[-1] = facts[-1].continued_by(line)
        else:
            rest.append(line)
            before = None
            continue
        before = line
    return facts, rest


def extract_reviews(front: Sequence[Line]) -> tuple[list[dict[str, Fact]], list[Line]]:
    """Return the reviews that a paper's front describes, each by field, and the lines that do not.

    A description begins with `Review`; its lines follow one another, each named as a column of the Reviews sheet.
    """
    reviews: list[dict[str, Fact]] = []
    rest: list[Line] = []
    before: Line | None = None
    current_field = ""
    for line in front:
        found = None if line.heading else _parse_review_fact(line.text)
        if found and (found[0] == "review" or before is not None):
            current_field = found[0]
            if current_field == "review":
                reviews.append({})
            reviews[-1].setdefault(current_field, Fact(*found, line))
        elif before is not None and _continues_fact(before, line):
            reviews[-1][current_field] = reviews[-1][current_field].continued_by(line)
        else:
            rest.append(line)
            before = None
            continue
        before = line
    return reviews, rest


def _parse_review_fact(text: str) -> tuple[str, str] | None:
    found = _LABELLED.fullmatch(normalise_space(text))
    field = _REVIEWS.get(label_key(found["label"])) if found else None
    return (field, found["value"]) if found and field else None


def _continues_fact(before: Line, line: Line) -> bool:
    """Return whether a line continues the fact on the line before it, which was wrapped."""
    return len(before.text) >= _FULL and not (line.whole_paragraph or line.after_gap or line.heading or line.cell)
