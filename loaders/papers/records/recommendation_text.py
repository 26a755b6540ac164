"""Split what a paper prints of a recommendation into its title and its text: what is behind its number, and below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.papers.sections.paper import PaperRecommendation
from loaders.papers.text.bullet_points import BULLET, BulletPoint, LineJoiner, ends_sentence, is_open_end
from loaders.papers.text.decision import Decision
from loaders.papers.text.line import Line
from model.text import label_key

_FULL_STOP = re.compile(r"[.:;][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_REQUIRES = re.compile(r"\b(?:should|must|shall|needs? to|is to|are to|dylai|dylid|rhaid)\b", re.IGNORECASE)
"""A verb of the sentence that recommends something; a title has none."""


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """The title of a recommendation, its points, and what was decided to tell them apart."""

    title: str
    points: tuple[BulletPoint, ...]
    decisions: tuple[Decision, ...] = ()


def recommendation_text(recommendation: PaperRecommendation, joiner: LineJoiner) -> RecommendationText:
    """Return the title and the points of a recommendation.

    The words behind its number are its title if they neither are nor begin a sentence of its text: a sentence ends with
    a full stop, or says what should be done, or goes on in the next line. Words formatted as a heading above text that
    is not are a title unless they end with a full stop. Without a line below they are its text.
    """
    heading, words, lines = recommendation.heading, recommendation.trailing_text, recommendation.lines
    if not words or not lines:
        points = joiner.points(lines) or ([BulletPoint(words, heading)] if words else [])
        return RecommendationText("", tuple(points))
    below, formatted = joiner.points(lines), _is_formatted_title(heading, lines[0])
    if label_key(words) == label_key(" ".join(point.text for point in below)):
        return RecommendationText("", tuple(below))
    if _goes_on(heading, words, lines[0], joiner):
        title, end = _wrapped_title(words, heading, lines, joiner)
        if title:
            split = Decision("paper-titles-split", heading)
            return RecommendationText(title, tuple(joiner.points(lines[end:])), (split,))
        joined = joiner.points(lines, begun=BulletPoint(words, heading))
    elif _FULL_STOP.search(words) or (_REQUIRES.search(words) and not formatted):
        joined = [BulletPoint(words, heading), *below]
    else:
        is_title = formatted and not (is_open_end(words) or _REQUIRES.search(words))
        split_by_position = () if is_title else (Decision("paper-titles-split", heading),)
        return RecommendationText(words, tuple(below), split_by_position)
    return RecommendationText("", tuple(joined), (Decision("paper-recommendations-joined", heading),))


def _wrapped_title(words: str, heading: Line, lines: Sequence[Line], joiner: LineJoiner) -> tuple[str, int]:
    """Return the title that words are with the lines below that follow at once, and the number of these lines.

    It is "" if these end as a sentence, or say what should be done, or if nothing begins anew below them.
    """
    pairs = enumerate(pairwise([heading, *lines]))
    end = next((index for index, (line, below) in pairs if not _is_next_line(line, below)), len(lines))
    if end in (0, len(lines)) or lines[end].text.strip()[:1].islower() or any(map(_is_item, lines[: end + 1])):
        return "", 0
    text = " ".join(point.text for point in joiner.points(lines[:end], begun=BulletPoint(words, heading)))
    is_sentence = ends_sentence(text) or is_open_end(text) or _REQUIRES.search(text) is not None
    return ("", 0) if is_sentence else (text, end)


def _is_item(line: Line) -> bool:
    return line.item or BULLET.match(line.text) is not None


def _is_formatted_title(heading: Line, below: Line) -> bool:
    """Return whether the format of a heading tells it from the text below."""
    return heading.heading and not below.heading


def _goes_on(heading: Line, words: str, below: Line, joiner: LineJoiner) -> bool:
    """Return whether the words behind a number go on in the line below, by their end and by how that line begins."""
    if _is_item(below):
        return False
    if ends_sentence(words):
        return (
            _is_next_line(heading, below)
            and _FULL_STOP.search(words) is not None
            and joiner.is_wrapped_at(heading, below)
        )
    if below.text.strip()[:1].islower():
        return True
    if _is_formatted_title(heading, below):
        full = not below.after_gap and not below.whole_paragraph and joiner.is_wrapped_at(heading, below)
        return full and _REQUIRES.search(words) is not None
    if is_open_end(words) or below.whole_paragraph:
        return is_open_end(words)
    at_once = _is_next_line(heading, below)
    return (at_once and _REQUIRES.search(words) is not None) or (
        (at_once or below.frame != heading.frame) and joiner.is_wrapped_at(heading, below)
    )


def _is_next_line(heading: Line, below: Line) -> bool:
    return not (below.after_gap or below.whole_paragraph) and below.heading == heading.heading
