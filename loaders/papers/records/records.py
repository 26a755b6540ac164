"""The records of a paper: the tables of a tracker, each entry with the line it came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cells.values import StatusCell, Value
from loaders.issue_log import IssueLog
from loaders.papers.records.agencies import agencies_of, full_names, shared_out
from loaders.papers.records.promises import promise_of
from loaders.papers.sections.sections import Paper, Said, Told, all_lines
from loaders.papers.statuses.key import KeyEntry
from loaders.papers.text.bullet_points import Joining, Point
from loaders.papers.text.headings import Part
from loaders.papers.text.labelled_facts import Fact
from loaders.papers.text.line import Line
from loaders.records import Record
from model.status.scale import RED_AMBER_GREEN
from model.terms import Basis, Kind, NameKind
from model.text import label_key
from model.tracker.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, SheetPlan

_KINDS = {Part.RESPONSE: Kind.RESPONSE, Part.PROGRESS: Kind.PROGRESS}
_NO_WORDS = ("no words were given", "ni roddwyd geiriau")
"""What stands instead of the words of an update that has none."""
_WELSH = {label_key(status.name_cy): status for status in RED_AMBER_GREEN.statuses}


@dataclass(slots=True)
class _Making:
    """What the records of one paper are made with."""

    paper: Paper
    joining: Joining
    reviews: Sequence[Mapping[str, Fact]]
    file_name: str
    log: IssueLog
    leads: dict[int, str] = field(default_factory=dict)


def records_of(
    paper: Paper, *, title: Sequence[Line], file_name: str, log: IssueLog, review: str | None = None
) -> dict[str, list[Record]]:
    """Return the records of every table that a paper fills, by table.

    Args:
        paper: its parts.
        title: the lines that are its title; the review is named by the first, and titled by all of them, unless the
            paper says under `Review` what it is called.
        file_name: the name of its file, which becomes the review's source and is said beside every entry.
        log: where issues are noted.
        review: what the review is called, where somebody said so.
    """
    lines = all_lines(paper)
    joining = Joining(lines)
    making = _Making(paper, joining, _reviews(paper, title, file_name, review, log), file_name, log)
    text = " ".join(point.text for point in joining.points(lines))
    making.leads = _leads(paper, text, log)
    return {
        "reviews": [_review(making, one) for one in making.reviews],
        "recommendations": [_recommendation(making, told) for told in paper.told],
        "progress": [record for told in paper.told for record in _updates(making, told)],
        "monitoring": [record for told in paper.told for record in _promises(making, told)],
        "key": [_key(entry) for entry in paper.key],
        "names": _names(making, text),
    }


def settled_of(paper: Paper) -> set[tuple[str, str]]:
    """Return the updates, by ref and round, whose missing status needs no asking: not rated, or told to differ."""
    return {(told.ref, said.round) for told in paper.told for said in told.said if said.disputed or said.mark.none}


def _reviews(
    paper: Paper, title: Sequence[Line], file_name: str, review: str | None, log: IssueLog
) -> list[Mapping[str, Fact]]:
    """Return what is known of each review by field; a name that the paper does not give is told."""
    if paper.reviews:
        first = {**paper.reviews[0], "review": replace(paper.reviews[0]["review"], value=review)} if review else None
        return [first] if first and len(paper.reviews) == 1 else list(paper.reviews)
    line = title[0] if title else paper.told[0].heading
    name = review or (" ".join(title[0].text.split()) if title else file_name)
    named = ": ".join(" ".join(one.text.split()) for one in title) or file_name
    sheet, cell = line.place
    log.add("review-assumed", sheet=sheet, cell=cell, found=name)
    return [{"review": Fact("review", name, line), "title": Fact("title", named, line)}]


def _record(plan: SheetPlan, line: Line, values: dict[str, Value], lines: dict[str, Line] | None = None) -> Record:
    """Return a record in which every field stands on a line: its own, where one is given."""
    places = {column.field: (lines or {}).get(column.field, line).place for column in plan.columns}
    held = {name: value for name, value in values.items() if value not in (None, "")}
    return Record(line.place[0], line.number, {}, held, outside_row=places)


def _review(making: _Making, facts: Mapping[str, Fact]) -> Record:
    held: dict[str, Value] = {"title": facts["review"].value, "source": making.file_name}
    held |= {field: fact.value for field, fact in facts.items()}
    return _record(REVIEWS, facts["review"].line, held, {field: fact.line for field, fact in facts.items()})


def _review_of(making: _Making, told: Told) -> str:
    """Return the review of a recommendation: the one that is named with it, else the only or the first one."""
    named = told.facts["review"].value if "review" in told.facts else told.aside
    known = {label_key(facts["review"].value): facts["review"].value for facts in making.reviews}
    return known.get(label_key(named), making.reviews[0]["review"].value)


def _recommendation(making: _Making, told: Told) -> Record:
    points = [point.text for point in making.joining.points(told.lines)]
    title = told.rest if points and label_key(told.rest) != label_key(" ".join(points)) else ""
    lines = {"recommendation": told.lines[0] if told.lines else told.heading}
    lines |= {"theme": told.theme_line} if told.theme_line else {}
    lines |= {"lead_agency": told.agencies_line} if told.agencies_line else {}
    lines |= {field: fact.line for field, fact in told.facts.items()}
    values: dict[str, Value] = {
        "theme": told.theme,
        "lead_agency": making.leads.get(id(told), ""),
        **{field: fact.value for field, fact in told.facts.items()},
        "review": _review_of(making, told),
        "ref": told.ref,
        "title": title,
        "recommendation": "\n".join(points) or told.rest,
    }
    return _record(RECOMMENDATIONS, told.heading, values, lines)


def _updates(making: _Making, told: Told) -> list[Record]:
    return [_update(making, told, one) for one in told.said if one.part in _KINDS]


def _update(making: _Making, told: Told, said: Said) -> Record:
    points = making.joining.points(said.lines)
    if len(points) == 1 and label_key(points[0].text).rstrip(".") in _NO_WORDS:
        points = []
    mark = said.mark
    basis = (Basis.INFERRED if mark.inferred else Basis.PUBLISHED).value
    values: dict[str, Value] = {
        "review": _review_of(making, told),
        "ref": told.ref,
        "date": said.round,
        "kind": _KINDS[said.part].value,
        "status": StatusCell(mark.status or None, mark.colour, False) if mark else None,
        "basis": basis if mark else None,
        "update": "\n".join(point.text for point in points),
        "evidence": _came_from(making, said.heading, points),
    }
    lines = {"update": said.lines[0]} if said.lines else {}
    lines |= {"status": said.rated} if said.rated else {}
    return _record(PROGRESS, said.heading, values, lines)


def _came_from(making: _Making, heading: Line, points: Sequence[Point]) -> str:
    """Return where in which file an update stands: the lines, or the page and its lines, from the heading on."""
    page, line = heading.place
    last = points[-1].line if points else heading
    until = f"-{last.number}" if last.page == heading.page and last.number != heading.number else ""
    return ", ".join(part for part in (making.file_name, page, f"{line}{until}") if part)


def _promises(making: _Making, told: Told) -> Iterable[Record]:
    for said in told.said:
        if said.part is Part.MONITORING:
            for point in making.joining.points(said.lines):
                plain = promise_of(point.text)
                values: dict[str, Value] = {
                    "review": _review_of(making, told),
                    "ref": told.ref,
                    "activity": plain.activity,
                    "due": plain.due,
                    "kind": plain.kind,
                    "with": plain.partner,
                    "done": "Yes" if plain.done else "",
                }
                yield _record(MONITORING, point.line, values)


def _key(entry: KeyEntry) -> Record:
    """Return a status of the key; one called Red, Amber or Green, with their meanings, has these in both languages."""
    values: dict[str, Value] = {"status": entry.status, "meaning": entry.meaning}
    if entry.status in RED_AMBER_GREEN.rank and RED_AMBER_GREEN[entry.status].meaning == entry.meaning:
        values["meaning_cy"] = RED_AMBER_GREEN[entry.status].meaning_cy
    if known := _WELSH.get(label_key(entry.status)):
        meaning = known.meaning if label_key(known.meaning_cy) == label_key(entry.meaning) else entry.meaning
        values = {"status": known.name, "status_cy": entry.status, "meaning": meaning, "meaning_cy": entry.meaning}
    complete = "Yes" if entry.complete else "No"
    return _record(KEY, entry.line, {**values, "complete": complete, "colour": entry.colour})


def _names(making: _Making, text: str) -> list[Record]:
    line = making.paper.told[0].heading
    named = full_names(text, dict.fromkeys(making.leads.values()))
    kind = NameKind.AGENCY.value
    return [_record(NAMES, line, {"kind": kind, "name": name, "short_name": short}) for short, name in named.items()]


def _leads(paper: Paper, text: str, log: IssueLog) -> dict[int, str]:
    """Return the lead agency of each recommendation, by its identity; of those that name none of their own.

    Where several agencies share a part of the paper and no sentence says whose it is, it is asked.
    """
    leads: dict[int, str] = {}
    for words in dict.fromkeys(told.agencies for told in paper.told):
        own = [told for told in paper.told if told.agencies == words and "lead_agency" not in told.facts]
        agencies = agencies_of(words)
        if len(agencies) == 1:
            leads |= {id(told): agencies[0] for told in own}
            continue
        shared = shared_out(own, agencies, text)
        for told in own:
            if told.ref in shared:
                leads[id(told)] = shared[told.ref]
            elif agencies:
                sheet, cell = told.heading.place
                log.add("paper-agency-unsure", sheet=sheet, cell=cell, found=told.ref, candidates=", ".join(agencies))
    return leads
