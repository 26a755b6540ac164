"""The records of a paper: the tables of a tracker, each entry with the line it came from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.cell_values import StatusCell, Value
from loaders.issue_log import IssueLog
from loaders.paper.agencies import agencies_of, full_names, shared_out
from loaders.paper.headings import Part
from loaders.paper.key import KeyEntry, key_of
from loaders.paper.line import Line
from loaders.paper.points import Joining, Point
from loaders.paper.promises import promise_of
from loaders.paper.sections import Paper, Said, Told, all_lines
from loaders.records import Record
from model.columns import KEY, MONITORING, NAMES, PROGRESS, RECOMMENDATIONS, REVIEWS, SheetPlan
from model.terms import Basis, Kind, NameKind

_KINDS = {Part.RESPONSE: Kind.RESPONSE, Part.PROGRESS: Kind.PROGRESS}
_INFERRED = re.compile(
    r"(?:(?P<letter>\w)\s+(?=(?P=letter)))?(?P<word>.+?),\s*(?:inferred|wedi['’]i ddehongli)", re.IGNORECASE
)
"""A status that the paper says was inferred; the letter of its mark may stand before it: "A Amber, inferred"."""


@dataclass(slots=True)
class _Making:
    """What the records of one paper are made with."""

    paper: Paper
    joining: Joining
    review: str
    file_name: str
    log: IssueLog
    leads: dict[str, str] = field(default_factory=dict)


def records_of(
    paper: Paper, *, title: Sequence[Line], file_name: str, log: IssueLog, review: str | None = None
) -> dict[str, list[Record]]:
    """Return the records of every table that a paper fills, by table.

    Args:
        paper: its parts.
        title: the lines that are its title; the review is named by the first, and titled by all of them.
        file_name: the name of its file, which becomes the review's source and is said beside every entry.
        log: where issues are noted.
        review: what the review is called, where somebody said so.
    """
    lines = all_lines(paper)
    joining = Joining(lines)
    name = review or (" ".join(title[0].text.split()) if title else file_name)
    sheet, cell = (title[0] if title else paper.told[0].heading).place
    log.add("review-assumed", sheet=sheet, cell=cell, found=name)
    making = _Making(paper, joining, name, file_name, log)
    text = " ".join(point.text for point in joining.points(lines))
    making.leads = _leads(paper, text, log)
    return {
        "reviews": [_review(making, title)],
        "recommendations": [_recommendation(making, told) for told in paper.told],
        "progress": [record for told in paper.told for record in _updates(making, told)],
        "monitoring": [record for told in paper.told for record in _promises(making, told)],
        "key": [_key(entry) for entry in key_of(paper.front)],
        "names": _names(making, text),
    }


def _record(plan: SheetPlan, line: Line, values: dict[str, Value], lines: dict[str, Line] | None = None) -> Record:
    """Return a record in which every field stands on a line: its own, where one is given."""
    places = {column.field: (lines or {}).get(column.field, line).place for column in plan.columns}
    held = {name: value for name, value in values.items() if value not in (None, "")}
    return Record(line.place[0], line.number, {}, held, elsewhere=places)


def _review(making: _Making, title: Sequence[Line]) -> Record:
    line = title[0] if title else making.paper.told[0].heading
    named = ": ".join(" ".join(one.text.split()) for one in title) or making.file_name
    return _record(REVIEWS, line, {"review": making.review, "title": named, "source": making.file_name})


def _recommendation(making: _Making, told: Told) -> Record:
    points = [point.text for point in making.joining.points(told.lines)]
    text = "\n".join(points) or told.rest
    lines = {"recommendation": told.lines[0] if told.lines else told.heading}
    lines |= {"theme": told.theme_line} if told.theme_line else {}
    lines |= {"lead_agency": told.agencies_line} if told.agencies_line else {}
    values: dict[str, Value] = {
        "review": making.review,
        "ref": told.ref,
        "title": told.rest if points else "",
        "recommendation": text,
        "theme": told.theme,
        "lead_agency": making.leads.get(told.ref, ""),
    }
    return _record(RECOMMENDATIONS, told.heading, values, lines)


def _updates(making: _Making, told: Told) -> list[Record]:
    said = [one for one in told.said if one.part in _KINDS]
    rated = [one for one in said if one.part is Part.PROGRESS]
    return [_update(making, told, one, latest=bool(rated) and one is rated[-1]) for one in said]


def _update(making: _Making, told: Told, said: Said, *, latest: bool) -> Record:
    points = making.joining.points(said.lines)
    status, basis = _status(told, said, latest=latest)
    values: dict[str, Value] = {
        "review": making.review,
        "ref": told.ref,
        "date": said.round,
        "kind": _KINDS[said.part].value,
        "status": status,
        "basis": basis,
        "update": "\n".join(point.text for point in points),
        "evidence": _came_from(making, said.heading, points),
    }
    lines = {"update": said.lines[0]} if said.lines else {}
    return _record(PROGRESS, said.heading, values, lines)


def _status(told: Told, said: Said, *, latest: bool) -> tuple[Value, str | None]:
    """Return the status that is printed with an update, or its shade, and its basis.

    Of the latest update it is the recommendation's own. One that the paper says was inferred is not published by it.
    """
    word, colour = said.status, said.colour
    if latest:
        word, colour = word or told.status, colour or told.colour
    if not word and not colour:
        return None, None
    inferred = _INFERRED.fullmatch(word)
    basis = Basis.INFERRED if inferred else Basis.PUBLISHED
    return StatusCell((inferred["word"] if inferred else word) or None, colour, False), basis.value


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
                    "review": making.review,
                    "ref": told.ref,
                    "activity": point.text,
                    "due": plain.due,
                    "kind": plain.kind,
                    "with": plain.partner,
                }
                yield _record(MONITORING, point.line, values)


def _key(entry: KeyEntry) -> Record:
    complete = "Yes" if entry.complete else "No"
    values: dict[str, Value] = {"status": entry.status, "meaning": entry.meaning, "complete": complete}
    return _record(KEY, entry.line, {**values, "colour": entry.status})


def _names(making: _Making, text: str) -> list[Record]:
    line = making.paper.told[0].heading
    named = full_names(text, dict.fromkeys(making.leads.values()))
    kind = NameKind.AGENCY.value
    return [_record(NAMES, line, {"kind": kind, "name": name, "short_name": short}) for short, name in named.items()]


def _leads(paper: Paper, text: str, log: IssueLog) -> dict[str, str]:
    """Return the lead agency of each ref; where several share a part and no sentence says whose, it is asked."""
    leads: dict[str, str] = {}
    for words in dict.fromkeys(told.agencies for told in paper.told):
        own = [told for told in paper.told if told.agencies == words]
        agencies = agencies_of(words)
        if len(agencies) == 1:
            leads |= {told.ref: agencies[0] for told in own}
            continue
        shared = shared_out(own, agencies, text)
        leads |= shared
        for told in own:
            if told.ref not in shared:
                sheet, cell = told.heading.place
                log.add("paper-agency-unsure", sheet=sheet, cell=cell, found=told.ref, candidates=", ".join(agencies))
    return leads
