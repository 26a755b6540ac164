"""The meanings that parts of a heading suggest: an owner in "Risk Owner", a theme in "Task Category"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from loaders.vocabulary.heading_aliases import ColumnMeaning
from model.text import label_key

_PARTS: Mapping[ColumnMeaning, str] = {
    ColumnMeaning.REF: r"id|ids|no|nos|num|number|ref|reference|code|rhif|cyfeirnod",
    ColumnMeaning.LETTER: r"letter|llythyren",
    ColumnMeaning.TITLE: r"title|name|heading|teitl|enw",
    ColumnMeaning.RECOMMENDATION: (
        r"recommendations?|description|details|statement|requirement|wording|summary|actions?|tasks?|activity"
        r"|assumption|dependency|issue|risk|finding|question|observation|weakness|deficiency|commitment|measure|items?"
        r"|argymhell(?:iad|ion)|disgrifiad|gweithred"
    ),
    ColumnMeaning.THEME: (
        r"theme|category|categories|area|domain|group|section|workstream|strand|pillar|initiative|objective|epic|phase"
        r"|thema|categori|maes|adran"
    ),
    ColumnMeaning.LEAD_AGENCY: (
        r"(?<!\w )name|(?:full|first|last|contact) name|employee|staff|person|individual|owners?|leads?|responsible"
        r"|responsibility|responsibilities|accountable|accountability|allocated|assigned|assignees?"
        r"|assignment|dri|perchennog|arweinydd|cyfrifol"
    ),
    ColumnMeaning.STATUS: (
        r"status|state|rag|brag|progress|compliance|implemented|complete|completed|done|closed|met|achieved|fixed"
        r"|resolved|tested|statws|cynnydd|cyflwr"
    ),
    ColumnMeaning.UPDATE: (
        r"updates?|comments?|commentary|notes?|remarks?|resolution|mitigations?|treatment|outcome|diweddariad(?:au)?"
        r"|sylwadau|nodiadau|canlyniad"
    ),
    ColumnMeaning.EVIDENCE: r"evidence|tystiolaeth",
    ColumnMeaning.TARGET: r"(?:target|due|deadline|completion|remediation|expected|planned|scheduled|targed)",
    ColumnMeaning.COMPLETED: (
        r"(?:closed|closure|completed|complete|fixed|resolved|implemented|actual|done) (?:\w+ )?(?:date|on|dyddiad)"
        r"|(?:date|dyddiad) (?:\w+ )?(?:closed|completed|complete|fixed|resolved|implemented|done)"
        r"|closed|completed|complete|fixed|resolved|implemented|done|cwblhawyd|gweithredwyd"
    ),
    ColumnMeaning.NOTE: (
        r"(?:raised|identified|opened|created|added|reviewed|start|started) ?(?:by|on|date)?|review date"
    ),
    ColumnMeaning.RATING: r"impact|likelihood|probability|severity|score|level|priority|rating|proximity|consequence",
}
_PATTERNS = {meaning: re.compile(rf"\b(?:{words})\b") for meaning, words in _PARTS.items()}
_LANGUAGE = re.compile(r"_(?!id$|no$)[a-z]{2}$")
_TAIL = re.compile(r" (?:of|for) ")
_EARLIER = re.compile(r"(?:previous|prior|earlier|blaenorol)\b")
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]?")
_OTHER_OWNER = re.compile(
    r"\b(?:control|process|system|product|data|asset|budget|service|business|document|policy|cost|file) (?:owner|lead)"
)
"""The owner of something else than the item."""
_MAX_WORDS = 12
_HEAD_ONLY = (ColumnMeaning.RECOMMENDATION, ColumnMeaning.UPDATE, ColumnMeaning.REF, ColumnMeaning.RATING)
"""Meanings that a word gives only as the head: a risk type is no risk."""
HEAD, MODIFIER = 1.0, 0.4
"""The strength of a part: the head of the heading, as Owner in Risk Owner, or any other word of it."""


@lru_cache(maxsize=4096)
def heading_parts(words: str) -> Mapping[ColumnMeaning, float]:
    """Return how strongly the parts of a heading suggest each meaning, 0 to 1.

    The head is the last word, or the one before "of" or "for": "Description of risk", "Recommendation for schools".
    Underscores separate words, and the code of a language at the end does not count: name_en.
    """
    form = _LANGUAGE.sub("", words.strip().casefold()).replace("_", " ").replace("/", " / ")
    form = label_key(_BRACKETED.sub(" ", form)).strip(" .:*?")
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


def _is_head(meaning: ColumnMeaning, head: str) -> bool:
    return any(match.end() == len(head) for match in _PATTERNS[meaning].finditer(head))
