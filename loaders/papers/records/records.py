"""Build the records of a paper: the tables of a tracker, each value with the line it was read from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.cells.values import Value
from loaders.issue_log import make_issue
from loaders.papers.records.agencies import Agencies, assign_agencies, full_names
from loaders.papers.records.promises import parse_promise
from loaders.papers.sections.paper import PaperRecommendation, PaperUpdate, ParsedPaper, all_lines
from loaders.papers.statuses.key import KeyEntry
from loaders.papers.text.bullet_points import BULLET, BulletPoint, LineJoiner, ends_sentence, is_open_end
from loaders.papers.text.decision import Decision
from loaders.papers.text.headings import PaperPart
from loaders.papers.text.labelled_facts import OTHER_FACTS, Fact
from loaders.papers.text.line import Line
from loaders.records import Cell, Record
from model.issues.issue import Issue
from model.status.scale import RED_AMBER_GREEN
from model.terms import LIST_SEPARATOR, Basis, Kind, NameKind
from model.text import label_key, normalise_space

_OTHERS = frozenset(OTHER_FACTS.values())
_KINDS = {PaperPart.RESPONSE: Kind.RESPONSE, PaperPart.PROGRESS: Kind.PROGRESS}
_NO_WORDS = ("no words were given", "ni roddwyd geiriau")
"""The sentence that replaces the words of an update without words."""
_WELSH = {label_key(status.name_cy): status for status in RED_AMBER_GREEN.statuses}
_FULL_STOP = re.compile(r"[.:;][\"'”’)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_REQUIRES = re.compile(r"\b(?:should|must|shall|needs? to|is to|are to|dylai|dylid|rhaid)\b", re.IGNORECASE)
"""A verb of the sentence that recommends something; a title has none."""


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """The title of a recommendation, its points, and what was decided to tell them apart."""

    title: str
    points: tuple[BulletPoint, ...]
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRecords:
    """The records of a paper by table, the decisions that made them, and the issues of its names."""

    records: dict[str, list[Record]]
    decisions: tuple[Decision, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The points and the agencies of one recommendation and its updates, by the order of these."""

    recommendation: PaperRecommendation
    text: RecommendationText
    updates: tuple[tuple[PaperUpdate, tuple[BulletPoint, ...]], ...]
    agencies: Agencies
    review: str


def build_paper_records(
    paper: ParsedPaper, *, title: Sequence[Line], file_name: str, review: str | None = None
) -> PaperRecords:
    """Return the records of every table that a paper fills, by table.

    Args:
        paper: the parsed paper.
        title: the lines of its title; the first is the name of the review, and all of them its title, unless the paper
            gives its name under `Review`.
        file_name: the name of its file, which becomes the review's source and part of every update's evidence.
        review: the name of the review, if a person gave one.
    """
    lines = all_lines(paper)
    joiner = LineJoiner(lines)
    reviews, issues = _reviews(paper, title, file_name, review)
    text = " ".join(point.text for point in joiner.points(lines))
    assigned_agencies = assign_agencies(paper.recommendations, text)
    agencies, decisions = assigned_agencies.agencies, assigned_agencies.decisions
    every = [
        _Parts(
            recommendation,
            recommendation_text(recommendation, joiner),
            tuple((update, tuple(joiner.points(update.lines))) for update in recommendation.updates),
            assigned,
            _review_of(recommendation, reviews),
        )
        for recommendation, assigned in zip(paper.recommendations, agencies, strict=True)
    ]
    facts = [fact for facts in [*reviews, *(one.recommendation.facts for one in every)] for fact in facts.values()]
    joined = [Decision("paper-lines-joined", line) for fact in facts for line in fact.joined]
    records = {
        "reviews": [_review(facts, file_name) for facts in reviews],
        "recommendations": [_recommendation(parts) for parts in every],
        "progress": [record for parts in every for record in _updates(parts, file_name)],
        "monitoring": [record for parts in every for record in _promises(parts)],
        "key": [_key(entry) for entry in paper.key],
        "names": _names(paper, text, [name for assigned in agencies for name in assigned.names]),
    }
    all_decisions = (*decisions, *joined, *_decisions(every, several_reviews=len(reviews) > 1))
    return PaperRecords(records, all_decisions, (*issues, *assigned_agencies.issues))


def _decisions(every: Iterable[_Parts], *, several_reviews: bool) -> Iterable[Decision]:
    """Yield what was joined, split or assigned by position in recommendations."""
    for parts in every:
        yield from parts.text.decisions
        for field, fact in parts.recommendation.facts.items():
            if field in _OTHERS:
                yield Decision("paper-text-kept-out", fact.line)
        if several_reviews and not _names_review(parts.recommendation, parts.review):
            yield Decision("paper-reviews-by-position", parts.recommendation.heading)
        for point in [*parts.text.points, *(point for _, points in parts.updates for point in points)]:
            yield from (Decision("paper-lines-joined", line) for line in point.joined)


def settled_updates(paper: ParsedPaper) -> set[tuple[str, str]]:
    """Return the updates, by ref and round, whose missing status is no issue: not rated, or reported as disputed."""
    return {
        (recommendation.ref, update.round)
        for recommendation in paper.recommendations
        for update in recommendation.updates
        if update.disputed or update.mark.no_status
    }


def _reviews(
    paper: ParsedPaper, title: Sequence[Line], file_name: str, review: str | None
) -> tuple[list[Mapping[str, Fact]], list[Issue]]:
    """Return the facts of each review by field, and the issue of a name that the paper does not give."""
    if paper.reviews:
        first = {**paper.reviews[0], "review": replace(paper.reviews[0]["review"], value=review)} if review else None
        return ([first] if first and len(paper.reviews) == 1 else list(paper.reviews)), []
    line = title[0] if title else paper.recommendations[0].heading
    name = review or (normalise_space(title[0].text) if title else file_name)
    full_title = ": ".join(normalise_space(line.text) for line in title) or file_name
    sheet, cell = line.location
    facts = {"review": Fact("review", name, line), "title": Fact("title", full_title, line)}
    return [facts], [make_issue("review-assumed", sheet=sheet, cell=cell, found=name)]


def _record(line: Line, values: dict[str, Value], lines: dict[str, Line] | None = None) -> Record:
    """Return a record in which every value has a line as its place: its own in `lines`, else `line`."""
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    cells = {name: _cell((lines or {}).get(name, line), value) for name, value in filled.items()}
    return Record(_cell(line), cells)


def _cell(line: Line, value: Value = None) -> Cell:
    return Cell(value, line.location[0], line.number, kind=line.unit)


def _review(facts: Mapping[str, Fact], file_name: str) -> Record:
    values: dict[str, Value] = {"title": facts["review"].value, "source": file_name}
    values |= {field: fact.value for field, fact in facts.items()}
    return _record(facts["review"].line, values, {field: fact.line for field, fact in facts.items()})


def _review_of(recommendation: PaperRecommendation, reviews: Sequence[Mapping[str, Fact]]) -> str:
    """Return the review of a recommendation: the one that is named with it, else the first one."""
    names = [facts["review"].value for facts in reviews]
    return next((name for name in reversed(names) if _names_review(recommendation, name)), names[0])


def _names_review(recommendation: PaperRecommendation, review: str) -> bool:
    facts = recommendation.facts
    named = facts["review"].value if "review" in facts else recommendation.bracketed
    return label_key(named) == label_key(review)


def _recommendation(parts: _Parts) -> Record:
    recommendation, agencies = parts.recommendation, parts.agencies
    lines = {"recommendation": recommendation.lines[0] if recommendation.lines else recommendation.heading}
    lines |= {"theme": recommendation.theme_line} if recommendation.theme_line else {}
    if recommendation.agencies_line:
        lines |= dict.fromkeys(("lead_agency", "supporting_agencies"), recommendation.agencies_line)
    facts = {field: fact for field, fact in recommendation.facts.items() if field not in _OTHERS}
    lines |= {field: fact.line for field, fact in facts.items()}
    values: dict[str, Value] = {
        "theme": recommendation.theme,
        "lead_agency": agencies.lead,
        "supporting_agencies": LIST_SEPARATOR.join(agencies.supporting),
        **{field: fact.value for field, fact in facts.items()},
        "review": parts.review,
        "ref": recommendation.ref,
        "title": parts.text.title,
        "recommendation": "\n".join(point.text for point in parts.text.points),
    }
    return _record(recommendation.heading, values, lines)


def _updates(parts: _Parts, file_name: str) -> list[Record]:
    return [_update(parts, update, points, file_name) for update, points in parts.updates if update.part in _KINDS]


def _update(parts: _Parts, update: PaperUpdate, points: Sequence[BulletPoint], file_name: str) -> Record:
    if len(points) == 1 and label_key(points[0].text).rstrip(".") in _NO_WORDS:
        points = []
    mark = update.mark
    basis = (Basis.INFERRED if mark.inferred else Basis.PUBLISHED).value
    values: dict[str, Value] = {
        "review": parts.review,
        "ref": parts.recommendation.ref,
        "date": update.round,
        "kind": _KINDS[update.part].value,
        "basis": basis if mark else None,
        "update": "\n".join(point.text for point in points),
        "evidence": _evidence(file_name, update.heading, points),
    }
    lines = {"update": update.lines[0]} if update.lines else {}
    record = _record(update.heading, values, lines)
    if not mark:
        return record
    status = _cell(update.status_line or update.heading, mark.status or None)
    return record.with_cells({"status": status._replace(fill=mark.colour)})


def _evidence(file_name: str, heading: Line, points: Sequence[BulletPoint]) -> str:
    """Return the location of an update: the file, and its lines, or its page and lines, from the heading on."""
    page, line = heading.location
    last = points[-1].line if points else heading
    until = f"-{last.number}" if last.page == heading.page and last.number != heading.number else ""
    return ", ".join(part for part in (file_name, page, f"{line}{until}") if part)


def _promises(parts: _Parts) -> Iterable[Record]:
    for update, points in parts.updates:
        if update.part is PaperPart.MONITORING:
            for point in points:
                promise = parse_promise(point.text)
                values: dict[str, Value] = {
                    "review": parts.review,
                    "ref": parts.recommendation.ref,
                    "activity": promise.activity,
                    "due": promise.due,
                    "kind": promise.kind,
                    "with": promise.partner,
                    "done": "Yes" if promise.done else "",
                }
                yield _record(point.line, values)


def _key(entry: KeyEntry) -> Record:
    """Return the record of a status of the key; Red, Amber and Green get their words in both languages."""
    values: dict[str, Value] = {"status": entry.status, "meaning": entry.meaning}
    if entry.status in RED_AMBER_GREEN.rank and RED_AMBER_GREEN[entry.status].meaning == entry.meaning:
        values["meaning_cy"] = RED_AMBER_GREEN[entry.status].meaning_cy
    if known := _WELSH.get(label_key(entry.status)):
        meaning = known.meaning if label_key(known.meaning_cy) == label_key(entry.meaning) else entry.meaning
        values = {"status": known.name, "status_cy": entry.status, "meaning": meaning, "meaning_cy": entry.meaning}
    complete = "Yes" if entry.complete else "No"
    return _record(entry.line, {**values, "complete": complete, "colour": entry.colour})


def _names(paper: ParsedPaper, text: str, agencies: Sequence[str]) -> list[Record]:
    line = paper.recommendations[0].heading
    named = full_names(text, dict.fromkeys(agencies))
    kind = NameKind.AGENCY.value
    return [_record(line, {"kind": kind, "name": name, "short_name": short}) for short, name in named.items()]


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
