"""Build the records of a paper: the tables of a tracker, each value with the line it was read from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.values import StatusCell, Value
from loaders.issue_log import IssueLog
from loaders.papers.records.agencies import agencies_in_order, full_names, split_agencies
from loaders.papers.records.promises import parse_promise
from loaders.papers.sections.sections import PaperRecommendation, PaperUpdate, ParsedPaper, all_lines
from loaders.papers.statuses.key import KeyEntry
from loaders.papers.text.bullet_points import BulletPoint, LineJoiner
from loaders.papers.text.headings import PaperPart
from loaders.papers.text.labelled_facts import Fact
from loaders.papers.text.line import Line
from loaders.records import Record
from model.status.scale import RED_AMBER_GREEN
from model.terms import Basis, Kind, NameKind
from model.text import label_key, normalise_space
from model.tracker.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, SheetPlan

_KINDS = {PaperPart.RESPONSE: Kind.RESPONSE, PaperPart.PROGRESS: Kind.PROGRESS}
_NO_WORDS = ("no words were given", "ni roddwyd geiriau")
"""The sentence that replaces the words of an update without words."""
_WELSH = {label_key(status.name_cy): status for status in RED_AMBER_GREEN.statuses}


@dataclass(slots=True)
class _RecordContext:
    """The context in which the records of one paper are built."""

    paper: ParsedPaper
    joiner: LineJoiner
    reviews: Sequence[Mapping[str, Fact]]
    file_name: str
    log: IssueLog
    leads: dict[int, str] = field(default_factory=dict)


def build_paper_records(
    paper: ParsedPaper, *, title: Sequence[Line], file_name: str, log: IssueLog, review: str | None = None
) -> dict[str, list[Record]]:
    """Return the records of every table that a paper fills, by table.

    Args:
        paper: the parsed paper.
        title: the lines of its title; the first is the name of the review, and all of them its title, unless the paper
            gives its name under `Review`.
        file_name: the name of its file, which becomes the review's source and part of every update's evidence.
        log: where issues are added.
        review: the name of the review, if a person gave one.
    """
    lines = all_lines(paper)
    joiner = LineJoiner(lines)
    context = _RecordContext(paper, joiner, _reviews(paper, title, file_name, review, log), file_name, log)
    text = " ".join(point.text for point in joiner.points(lines))
    context.leads = _leads(paper, text, log)
    return {
        "reviews": [_review(context, facts) for facts in context.reviews],
        "recommendations": [_recommendation(context, recommendation) for recommendation in paper.recommendations],
        "progress": [
            record for recommendation in paper.recommendations for record in _updates(context, recommendation)
        ],
        "monitoring": [
            record for recommendation in paper.recommendations for record in _promises(context, recommendation)
        ],
        "key": [_key(entry) for entry in paper.key],
        "names": _names(context, text),
    }


def settled_updates(paper: ParsedPaper) -> set[tuple[str, str]]:
    """Return the updates, by ref and round, whose missing status is no issue: not rated, or reported as disputed."""
    return {
        (recommendation.ref, update.round)
        for recommendation in paper.recommendations
        for update in recommendation.updates
        if update.disputed or update.mark.no_status
    }


def _reviews(
    paper: ParsedPaper, title: Sequence[Line], file_name: str, review: str | None, log: IssueLog
) -> list[Mapping[str, Fact]]:
    """Return the facts of each review by field; a name that the paper does not give is reported as assumed."""
    if paper.reviews:
        first = {**paper.reviews[0], "review": replace(paper.reviews[0]["review"], value=review)} if review else None
        return [first] if first and len(paper.reviews) == 1 else list(paper.reviews)
    line = title[0] if title else paper.recommendations[0].heading
    name = review or (normalise_space(title[0].text) if title else file_name)
    full_title = ": ".join(normalise_space(line.text) for line in title) or file_name
    sheet, cell = line.location
    log.add("review-assumed", sheet=sheet, cell=cell, found=name)
    return [{"review": Fact("review", name, line), "title": Fact("title", full_title, line)}]


def _record(plan: SheetPlan, line: Line, values: dict[str, Value], lines: dict[str, Line] | None = None) -> Record:
    """Return a record in which every field has a line as its location: its own in `lines`, else `line`."""
    locations = {column.field: (lines or {}).get(column.field, line).location for column in plan.columns}
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    return Record(line.location[0], line.number, {}, filled, outside_row=locations)


def _review(context: _RecordContext, facts: Mapping[str, Fact]) -> Record:
    values: dict[str, Value] = {"title": facts["review"].value, "source": context.file_name}
    values |= {field: fact.value for field, fact in facts.items()}
    return _record(REVIEWS, facts["review"].line, values, {field: fact.line for field, fact in facts.items()})


def _review_of(context: _RecordContext, recommendation: PaperRecommendation) -> str:
    """Return the review of a recommendation: the one that is named with it, else the first one."""
    named = recommendation.facts["review"].value if "review" in recommendation.facts else recommendation.bracketed
    known = {label_key(facts["review"].value): facts["review"].value for facts in context.reviews}
    return known.get(label_key(named), context.reviews[0]["review"].value)


def _recommendation(context: _RecordContext, recommendation: PaperRecommendation) -> Record:
    points = [point.text for point in context.joiner.points(recommendation.lines)]
    title = (
        recommendation.trailing_text
        if points and label_key(recommendation.trailing_text) != label_key(" ".join(points))
        else ""
    )
    lines = {"recommendation": recommendation.lines[0] if recommendation.lines else recommendation.heading}
    lines |= {"theme": recommendation.theme_line} if recommendation.theme_line else {}
    lines |= {"lead_agency": recommendation.agencies_line} if recommendation.agencies_line else {}
    lines |= {field: fact.line for field, fact in recommendation.facts.items()}
    values: dict[str, Value] = {
        "theme": recommendation.theme,
        "lead_agency": context.leads.get(id(recommendation), ""),
        **{field: fact.value for field, fact in recommendation.facts.items()},
        "review": _review_of(context, recommendation),
        "ref": recommendation.ref,
        "title": title,
        "recommendation": "\n".join(points) or recommendation.trailing_text,
    }
    return _record(RECOMMENDATIONS, recommendation.heading, values, lines)


def _updates(context: _RecordContext, recommendation: PaperRecommendation) -> list[Record]:
    return [_update(context, recommendation, update) for update in recommendation.updates if update.part in _KINDS]


def _update(context: _RecordContext, recommendation: PaperRecommendation, update: PaperUpdate) -> Record:
    points = context.joiner.points(update.lines)
    if len(points) == 1 and label_key(points[0].text).rstrip(".") in _NO_WORDS:
        points = []
    mark = update.mark
    basis = (Basis.INFERRED if mark.inferred else Basis.PUBLISHED).value
    values: dict[str, Value] = {
        "review": _review_of(context, recommendation),
        "ref": recommendation.ref,
        "date": update.round,
        "kind": _KINDS[update.part].value,
        "status": StatusCell(mark.status or None, mark.colour, False) if mark else None,
        "basis": basis if mark else None,
        "update": "\n".join(point.text for point in points),
        "evidence": _evidence(context, update.heading, points),
    }
    lines = {"update": update.lines[0]} if update.lines else {}
    lines |= {"status": update.status_line} if update.status_line else {}
    return _record(PROGRESS, update.heading, values, lines)


def _evidence(context: _RecordContext, heading: Line, points: Sequence[BulletPoint]) -> str:
    """Return the location of an update: the file, and its lines, or its page and lines, from the heading on."""
    page, line = heading.location
    last = points[-1].line if points else heading
    until = f"-{last.number}" if last.page == heading.page and last.number != heading.number else ""
    return ", ".join(part for part in (context.file_name, page, f"{line}{until}") if part)


def _promises(context: _RecordContext, recommendation: PaperRecommendation) -> Iterable[Record]:
    for update in recommendation.updates:
        if update.part is PaperPart.MONITORING:
            for point in context.joiner.points(update.lines):
                promise = parse_promise(point.text)
                values: dict[str, Value] = {
                    "review": _review_of(context, recommendation),
                    "ref": recommendation.ref,
                    "activity": promise.activity,
                    "due": promise.due,
                    "kind": promise.kind,
                    "with": promise.partner,
                    "done": "Yes" if promise.done else "",
                }
                yield _record(MONITORING, point.line, values)


def _key(entry: KeyEntry) -> Record:
    """Return the record of a status of the key; Red, Amber and Green get their words in both languages."""
    values: dict[str, Value] = {"status": entry.status, "meaning": entry.meaning}
    if entry.status in RED_AMBER_GREEN.rank and RED_AMBER_GREEN[entry.status].meaning == entry.meaning:
        values["meaning_cy"] = RED_AMBER_GREEN[entry.status].meaning_cy
    if known := _WELSH.get(label_key(entry.status)):
        meaning = known.meaning if label_key(known.meaning_cy) == label_key(entry.meaning) else entry.meaning
        values = {"status": known.name, "status_cy": entry.status, "meaning": meaning, "meaning_cy": entry.meaning}
    complete = "Yes" if entry.complete else "No"
    return _record(KEY, entry.line, {**values, "complete": complete, "colour": entry.colour})


def _names(context: _RecordContext, text: str) -> list[Record]:
    line = context.paper.recommendations[0].heading
    named = full_names(text, dict.fromkeys(context.leads.values()))
    kind = NameKind.AGENCY.value
    return [_record(NAMES, line, {"kind": kind, "name": name, "short_name": short}) for short, name in named.items()]


def _leads(paper: ParsedPaper, text: str, log: IssueLog) -> dict[int, str]:
    """Return the lead agency, by identity, of each recommendation that names none itself.

    If several agencies share a part of the paper and no sentence assigns its recommendations, that is a question.
    """
    leads: dict[int, str] = {}
    for words in dict.fromkeys(recommendation.agencies for recommendation in paper.recommendations):
        without_agency = [
            recommendation
            for recommendation in paper.recommendations
            if recommendation.agencies == words and "lead_agency" not in recommendation.facts
        ]
        agencies = split_agencies(words)
        if len(agencies) == 1:
            leads |= {id(recommendation): agencies[0] for recommendation in without_agency}
            continue
        assigned = agencies_in_order(without_agency, agencies, text)
        for recommendation in without_agency:
            if recommendation.ref in assigned:
                leads[id(recommendation)] = assigned[recommendation.ref]
            elif agencies:
                sheet, cell = recommendation.heading.location
                log.add(
                    "paper-agency-unsure",
                    sheet=sheet,
                    cell=cell,
                    found=recommendation.ref,
                    candidates=", ".join(agencies),
                )
    return leads
