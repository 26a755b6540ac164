"""What the wording functions say of made-up cases: `python -m tests.wording.golden` writes the file the test compares.

Look at what `git diff` shows of it before it is committed: it is what people will read.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from analysis.difference.json import difference_object
from analysis.promises import occasions, promises, target_history, targets_at
from analysis.rounds import NO_MONTH
from analysis.status import NotReportedCount, decisions, self_assessments
from analysis.table_rows import rows_of
from model.terms import (
    NOT_RATED,
    NOT_REPORTED,
    RED_AMBER_GREEN,
    AttentionReason,
    Basis,
    Flag,
    Language,
    LateKind,
    Movement,
    NameKind,
    Scale,
    Status,
    Timing,
)
from model.tracker.reading import Issue, MappedColumn, Severity, group_issues
from model.versions.difference import (
    ChangeKind,
    Difference,
    EmptiedCells,
    Losses,
    LostRound,
    LostRow,
    RecommendationId,
    TrackerChange,
)
from tests.support.differences import (
    EVERYTHING,
    FEBRUARY,
    JUNE,
    NINE,
    TEN,
    moved,
    new,
    other,
    removed,
    row,
    status,
    updated,
)
from tests.support.trackers import month, tracker_of, update_row
from wording.answers.headline import (
    data_age,
    data_date_line,
    headline,
    late_then,
    movement_lines,
    movement_sentence,
    movement_summary,
    movement_with_month,
    not_reported_sentence,
    reasons_sentence,
    stalled_reason,
)
from wording.answers.recommendation import (
    agency_status_phrase,
    decision_phrase,
    group_sentence,
    judged_on_sentence,
    monitoring_sentence,
    occasion_title,
    overdue_since_parts,
    proposal_phrase,
    target_change,
    target_phrase,
    timing_note,
)
from wording.catalogue import Translator, label, translator
from wording.differences.losses import loss_lines, loss_message
from wording.differences.sentences import (
    DifferenceContext,
    change_groups,
    difference_headline,
    no_newer_round_warning,
)
from wording.differences.table import difference_table
from wording.formatting import Names, format_location, how_long_ago, spoken_mark, time_and_rounds, written_word
from wording.issues import column_headings, group_text
from wording.versions import contradiction_sentence, coverage_sentence

FILE = Path(__file__).parent / "golden.txt"
NAMES = Names(
    pd.DataFrame(
        [("Agency", "Police", None, "Heddlu", None), ("Agency", "Dyfed Police", "DP", "Heddlu Dyfed", "HD")],
        columns=["kind", "name", "short_name", "name_cy", "short_name_cy"],
        dtype="str",
    )
)
SCALES = (RED_AMBER_GREEN, Scale((Status("Open", name_cy="Ar agor"), Status("Closed", complete=True))))
TITLES = {TEN: "Share data", RecommendationId("Stalking", "19"): "New one", RecommendationId("Stalking", "3"): "Old"}
DIFFERENCES: Mapping[str, Difference] = {
    "Every kind of change": EVERYTHING,
    "Back to an earlier round": Difference(
        JUNE,
        FEBRUARY,
        (moved(TEN, "Red", "Amber", "changed"), row(NINE, "Progress", "update", "It goes on.", "", JUNE)),
    ),
    "Rounds that moved on": Difference(
        FEBRUARY,
        JUNE,
        (
            moved(NINE, "Amber", "Red", "worsened"),
            status(ChangeKind.PAST, NINE, FEBRUARY, "Green", "Amber"),
            status(ChangeKind.RESTATED, TEN, FEBRUARY, "Amber", "Red", ""),
            updated(NINE, JUNE, "Red"),
            updated(TEN, JUNE, "Red"),
        ),
        unchanged=12,
    ),
    "Recommendations that are gone": Difference(
        changes=(
            *(new(NINE), new(TEN), removed(NINE, "Green"), removed(TEN, "Amber")),
            removed(RecommendationId("Stalking", "11"), ""),
        )
    ),
    "One with a status of the earlier scale is gone": Difference(changes=(removed(NINE, "Open"),)),
    "A review under another name": Difference(
        changes=(
            *(new(RecommendationId("Tracker", ref)) for ref in ("9", "10", "11")),
            *(removed(NINE, "Amber"), removed(TEN, "Red")),
        ),
        reviews=2,
    ),
    "Texts": Difference(
        changes=(
            TrackerChange(ChangeKind.TRANSLATED, NINE, "Recommendations", "title_cy", "", "Teitl"),
            TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update", "Work is slow.", "Work is done.", JUNE),
            TrackerChange(ChangeKind.REWORDED, NINE, "Recommendations", "title", "", "Title"),
            TrackerChange(ChangeKind.REWORDED, NINE, "Progress", "update_cy", "Gwaith.", "", JUNE),
        )
    ),
    "Other cells": Difference(
        changes=(
            other(NINE, "Recommendations", "theme", "", "Data"),
            other(NINE, "Progress", "date", "June 2024", "2024-06-14", JUNE),
            other(NINE, "Monitoring", "done", "No", "Yes", name="Meet."),
            other(None, "Key", "meaning", "a", "", name="Red"),
            other(None, "Key", "status", "Red; Green", "Green; Red"),
            other(NINE, "Progress", "evidence", f"{'word ' * 40}one", f"{'word ' * 40}two", JUNE),
            other(NINE, "Decisions", "decision", "Kept open", "Closed", name="June 2024"),
            row(NINE, "Monitoring", "activity", "", "Meet.", name="Meet."),
            row(None, "Names", "name", "", "Data", name="Data"),
            row(NINE, "Targets", "target", "", "June 2025", name="May 2024"),
            row(NINE, "Targets", "target", "", "2027-06-30", name="May 2024"),
            row(NINE, "Decisions", "decision", "", "Closed", name="June 2024"),
        )
    ),
    "Rows that are gone": Difference(
        changes=(
            row(NINE, "Progress", "update", "Work goes on.", "", JUNE),
            *(row(NINE, "Monitoring", "activity", activity, "", name=activity) for activity in ("Meet.", "Ask.")),
            row(None, "Names", "name", "Data", "", name="Data"),
        )
    ),
}


def difference_texts(_: Translator) -> Iterator[str]:
    for name, difference in DIFFERENCES.items():
        scales = SCALES if "earlier scale" in name else SCALES[:1]
        yield f"# {name}"
        yield difference_headline(difference, _)
        context = DifferenceContext(_, scales, NAMES, titles=TITLES)
        for group in change_groups(difference, context, most=12):
            yield f"* {group.heading} | {group.note}"
            for change in group.changes:
                marked = "".join(text if kind == "unchanged" else f"[{kind}: {text}]" for text, kind in change.words)
                yield f"  {change.sentence} {marked}".rstrip()
        yield f"  {json.dumps(difference_object(difference))}"
        table = difference_table(difference, context)
        yield from ("  " + " | ".join(map(repr, cells)) for cells in table.itertuples(index=False, name=None))
    for published, brought in ((FEBRUARY, JUNE), (None, JUNE), (JUNE, JUNE), (JUNE, FEBRUARY), (JUNE, None)):
        yield f"{published} {brought}: {no_newer_round_warning(published, brought, _)}"


ROUND = LostRound("Stalking", FEBRUARY, responses=16)
TARGET, DECISION = LostRow(NINE, "May 2024"), LostRow(NINE, "Closed")
PROMISE = LostRow(NINE, "Meet the Superintendent.")
LOSSES = (
    Losses(recommendations=(NINE,), with_updates=3, with_promises=2, rounds=(ROUND,), promises=(PROMISE,) * 22),
    Losses(
        recommendations=(NINE, TEN),
        with_updates=1,
        rounds=(ROUND, LostRound("Stalking", JUNE, responses=1, updates=2)),
        updates=(LostRow(NINE, "Response", None),) * 7,
        statuses=(LostRow(TEN, "Progress", JUNE),),
        targets=(TARGET,) * 3,
        decisions=(DECISION,) * 2,
    ),
    Losses(
        recommendations=(NINE, RecommendationId("Custody", "1")),
        rounds=(ROUND,),
        updates=(LostRow(NINE, "Progress", JUNE),),
        several_reviews=True,
    ),
    Losses(
        reviews=("Custody",),
        promises=(PROMISE,),
        targets=(TARGET,),
        decisions=(DECISION,),
        cells=(
            EmptiedCells("Recommendations", "Title (Welsh)", 18),
            EmptiedCells("Recommendations", "Theme", 2),
            EmptiedCells("Key", "Meaning", 3),
        ),
        scale=("Amber", "Red"),
        names=tuple(f"N{number}" for number in range(22)),
    ),
)


def loss_texts(_: Translator) -> Iterator[str]:
    for losses in LOSSES:
        yield from ("* " + line for line in loss_lines(losses, _).values())
    for may_merge in (True, False):
        yield from loss_message(Losses(rounds=(ROUND,)), _, may_merge=may_merge)


IN_JUNE, DAY = pd.Timestamp(JUNE), pd.Timestamp("2026-11-27")
COUNTS: tuple[Mapping[str, int], ...] = (
    {"Red": 0, "Amber": 17, "Green": 1},
    {"Red": 3, "Green": 15},
    {"Amber": 1, "Green": 4},
    {"Amber": 17},
    {"Red": 0, "Green": 18},
    *({"Green": 1}, {"Red": 1}, {NOT_REPORTED: 1}),
    {"Red": 2, "Amber": 12, "Green": 1, NOT_RATED: 1, NOT_REPORTED: 2},
    *({NOT_REPORTED: 5}, {NOT_RATED: 5}, {"Red": 0, "Amber": 0}, {}),
)
COUNTS_OF_OTHER_SCALES = (
    ({"Open": 1, "Delivered": 3, "Withdrawn": 2}, ("Delivered", "Withdrawn")),
    ({"On track": 4, "Off track": 2}, ()),
)
MOVES = [
    ("10", "Red", "Amber", Movement.IMPROVED),
    ("9", "Red", "Amber", Movement.IMPROVED),
    ("15", NOT_RATED, "Amber", Movement.NEWLY_RATED),
    ("18", NOT_REPORTED, "Green", Movement.NEWLY_RATED),
    ("1", "Amber", "Amber", Movement.UNCHANGED),
]
MOVEMENTS = [
    ("Red", "Amber", Movement.IMPROVED),
    ("Amber", "Red", Movement.WORSENED),
    ("Amber", "Red", Movement.CHANGED),
    ("Amber", "Green", Movement.COMPLETED),
    (NOT_RATED, "Green", Movement.COMPLETED),
    ("Green", "Amber", Movement.REOPENED),
    ("Amber", "Amber", Movement.UNCHANGED),
    (NOT_RATED, "Amber", Movement.NEWLY_RATED),
    (NOT_REPORTED, NOT_RATED, Movement.NOT_RATED),
    ("Amber", "Amber", Movement.NOT_REPORTED),
]


def headline_texts(_: Translator) -> Iterator[str]:
    for counts in COUNTS:
        yield f"{dict(counts)}: {headline(_counted(counts), RED_AMBER_GREEN, _)}"
    for counts, complete in COUNTS_OF_OTHER_SCALES:
        scale = Scale(tuple(Status(name, complete=name in complete) for name in counts))
        yield f"{dict(counts)}: {headline(_counted(counts), scale, _)}"
    columns = ["review", "ref", "from_mark", "to_mark", "movement"]
    moves = pd.DataFrame([("Stalking", *move) for move in MOVES], columns=columns, dtype="str")
    yield movement_summary(moves["movement"], (FEBRUARY, JUNE), _)
    yield movement_summary(pd.Series([Movement.IMPROVED, Movement.NOT_REPORTED]), (FEBRUARY, JUNE), _)
    yield from map(str, movement_lines(moves, RED_AMBER_GREEN, _))
    for before, now, movement in MOVEMENTS:
        sentence = movement_sentence(before, now, movement, RED_AMBER_GREEN, _)
        yield f"{sentence} | {movement_with_month(sentence, movement, IN_JUNE, _)}"
    yield movement_with_month("still without a status", Movement.NOT_RATED, None, _)
    yield from (not_reported_sentence(NotReportedCount(number, 17, IN_JUNE), _) for number in (7, 0))
    for judged, is_latest in (("2024-06-30", True), ("2024-06-12", True), ("2026-11-27", True), ("2024-08-31", False)):
        yield data_date_line(IN_JUNE, pd.Timestamp(judged), _, is_latest=is_latest)
    yield data_date_line(NO_MONTH, DAY, _, is_latest=False)
    yield f"{[data_age(at, day, _) for at, day in ((IN_JUNE, JUNE), (IN_JUNE, DAY.date()), (NO_MONTH, DAY.date()))]}"


def _counted(counts: Mapping[str, int]) -> pd.DataFrame:
    return pd.DataFrame({"mark": list(counts), "count": list(counts.values())})


# What a reason tells beside a round and words.
REASONS: Mapping[str, Mapping[str, object]] = {
    "reopened": {"before": "Green", "round": IN_JUNE},
    "worsened": {"before": "Amber", "round": IN_JUNE},
    "late": {"days": 123},
    "overdue": {"first": IN_JUNE, "last": pd.Timestamp("2024-06-30")},
}
STALLED = (
    *(("same-status", 3, None), ("same-status", 1, None), ("same-words", 2, "Funding is sought.")),
    *(("update-as-of", 1, "as of July 2023"), ("no-change", 1, "remains in place")),
)
CONTRADICTED = (
    *(("closure-incomplete", "Amber"), ("closure-target", "2027-03-31"), ("complete-target", "April 2027")),
    *(("target-past", "2015-01-31"), ("date-to-come", "until April 2027"), ("no-progress", "No progress")),
    *(("still-open", "pending"), ("said-complete", "Completed")),
)


def reason_texts(_: Translator) -> Iterator[str]:
    none = dict.fromkeys(("round", "first", "last", "words", "days", "before"), pd.NaT)
    amber = SimpleNamespace(mark="Amber", status_since=pd.Timestamp(FEBRUARY))
    reasons = []
    for code in AttentionReason:
        values = {**none, "words": "is sought", "round": IN_JUNE, "days": 1, **REASONS.get(code, {})}
        reasons.append(SimpleNamespace(**values, reason=code.value))
        yield f"{code}: {reasons_sentence(amber, reasons[-1:], RED_AMBER_GREEN, _, basis=None)}"
    several = [each for each in reasons if each.reason != "reopened"]
    yield reasons_sentence(amber, several, RED_AMBER_GREEN, _, basis=None)
    yield from (late_then(number, IN_JUNE, _) for number in (0, 4))
    for name, rounds, words in STALLED:
        sign = SimpleNamespace(reason=name, since=pd.Timestamp(FEBRUARY), rounds=rounds, words=words)
        yield f"{name}: {stalled_reason(sign, _)}"
    for flag in Flag:
        yield f"{flag}: {label('flag', flag, _, status=RED_AMBER_GREEN.label('Amber', _.language))}"
    yield from (contradiction_sentence(rule, words, RED_AMBER_GREEN, _) for rule, words in CONTRADICTED)
    for missing in ([], ["The Force", "The Courts"], ["The Force, Analyst", "The Courts"]):
        yield coverage_sentence(missing, 3, _)


GROUPS: tuple[Any, ...] = (
    [("Dyfed Police", 9, 21), ("B", 2, 10)],
    [("A", 1, 1), ("B", 0, 1), (None, 2, 3)],
    [(name, 1, 2) for name in "ABCDE"],
    *([("A", 3, 4)], [(None, 3, 4)], [("A", 0, 1), ("B", 0, 1)], [("A", 0, 1)], []),
)
DUE = (
    *((), ("July 2024",), ("July 2024", "July 2024", "May 2025"), ("5 July 2024",), ("Spring 2025",)),
    *(("May 2024", "July 2024"), ("May 2024", "May 2024"), ("May 2024", "to be arranged")),
)
OVERDUE: tuple[Mapping[tuple[str, bool], int], ...] = (
    *({("promise", True): 9}, {("promise", False): 1, ("promise", True): 2}),
    *({("target", False): 2, ("target", True): 3}, {("target", False): 1}),
    *({("promise", False): 2, ("promise", True): 2}, {}),
)
ROLES = [
    {"kind": "Role", "name": "Detective Superintendent for Vulnerability", "short_name": "Detective Superintendent"},
    {"kind": "Agency", "name": "The Courts", "short_name": "HMCTS", "name_cy": "Y Llysoedd"},
]


def promise_texts(_: Translator) -> Iterator[str]:
    columns = ["group", "outstanding", "recommendations"]
    for groups in GROUPS:
        for kind in (NameKind.THEME, NameKind.AGENCY):
            yield f"{groups}: {group_sentence(pd.DataFrame(groups, columns=columns), NAMES, _, kind=kind)}"
    for due in DUE:
        for done in (False, True):
            made = tracker_of(["1"], monitoring=[{"ref": "1", "due": each, "done": done} for each in due])
            yield f"{due} {done}: {monitoring_sentence(promises(made, as_at=month('June 2024')), _)}"
    for whom in ("Detective Superintendent for Vulnerability", "The Courts", "Nobody's sheet", None):
        promised = [{"ref": ref, "due": "January 2025", "with": whom} for ref in ("1", "4")]
        made = tracker_of(["1", "4"], monitoring=promised, names=ROLES)
        (found,) = rows_of(occasions(made, as_at=month("June 2024")))
        yield occasion_title(found, Names(made.names), _)
    days = (None, pd.Timestamp("2025-01-31"), pd.Timestamp("2025-02-01"))
    for timing in Timing:
        yield f"{timing}: {[timing_note(timing, days[1], day, _) for day in days]}"
    for at, day in ((IN_JUNE, None), (IN_JUNE, pd.Timestamp("2024-06-25")), (NO_MONTH, None)):
        yield judged_on_sentence(at, day, _)
    for counts in OVERDUE:
        then, now = (
            {LateKind(kind): n for (kind, is_now), n in counts.items() if is_now is each} for each in (False, True)
        )
        for at in (IN_JUNE, NO_MONTH):
            yield f"{counts}: {' '.join(each[-1] for each in overdue_since_parts((then, now), at, _))}"


REVISED: list[dict[str, object]] = [
    {"ref": "1", "date": None, "target": "December 2023"},
    {"ref": "1", "date": "February 2024", "target": "TBC"},
    {"ref": "1", "date": "March 2024", "target": "March 2024"},
    {"ref": "1", "date": "May 2024", "target": "29 February 2024"},
    {"ref": "1", "date": "June 2024", "target": "1 March 2024"},
]


def closure_texts(_: Translator) -> Iterator[str]:
    decided = [
        {"ref": "1", "date": "12 May 2024", "decision": "Superseded by", "by": "Commissioner", "reason": "By 9."},
        {"ref": "1", "date": "May 2024", "decision": "Reopened"},
    ]
    june = month("June 2024")
    updates = [update_row("1", "June 2024", "Amber", agency_status="Green", proposed_closure=True)]
    tracker = tracker_of(["1"], updates, decisions=decided, targets=REVISED)
    for made in rows_of(decisions(tracker, as_at=june)):
        yield decision_phrase(made, NAMES, _)
    (given,) = rows_of(self_assessments(tracker, as_at=june))
    yield proposal_phrase(given, _)
    for words, at in ((given.agency_status, given.rated_in), ("On course", None)):
        yield agency_status_phrase(words, at, RED_AMBER_GREEN, _)
    for until in (0, 2, 1, 5):
        of_targets = tracker_of(["1"], updates, targets=REVISED[:until])
        yield from (target_phrase(each, _) for each in rows_of(targets_at(of_targets, as_at=june)))
    yield from (target_change(each, _) for each in rows_of(target_history(tracker, as_at=june)))


def _issues(code: str, *found: tuple[str, str], severity: Severity = Severity.WARNING, **details: str) -> list[Issue]:
    """Return issues of one code by their cells and what was found; a cell may be in the sheet B."""
    return [Issue(code, severity, "B" if cell < "C" else "Actions", cell, words, details) for cell, words in found]


ISSUES = (
    _issues("status-unknown", *((cell, "Maybe") for cell in ("F7", "F12", "F40")), expected="Red, Green"),
    _issues("status-unknown", ("F7", "Maybe"), ("F9", "Perhaps"), ("F12", "Maybe"), expected="Red, Green"),
    _issues("status-unknown", *((f"F{number}", "Maybe") for number in range(2, 40, 2)), expected="Red, Green"),
    _issues("status-unknown", *((f"F{number}", "Maybe") for number in (2, 3, 5, 6, 7, 9)), expected="Red, Green"),
    _issues("value-missing", ("G2", ""), ("G4", ""), heading="Update"),
    [
        *_issues("value-missing", ("F7", ""), ("G2", ""), heading="Update"),
        *_issues("date-year-missing", ("F7", "x"), taken=""),
    ],
    _issues("value-missing", ("F7", ""), ("G2", ""), ("F12", ""), heading="Update"),
    _issues("value-missing", ("D1", ""), ("E1", ""), ("F1", ""), heading="Update"),
    _issues("value-missing", *((f"{letter}{number}", "") for letter in "DEFG" for number in (2, 3)), heading="Update"),
    _issues("value-missing", *((f"{letter}{number}", "") for letter in "DEF" for number in (2, 3)), heading="Update"),
    _issues("value-missing", ("D2", ""), ("D3", ""), ("E2", ""), severity=Severity.INFO, heading="Update"),
    _issues("related-unknown", *((f"C{number}", f"{number}") for number in range(5)), review="R"),
    _issues("heading-unknown", ("C1", "Start"), ("D1", "Type"), ("B1", "Start"), expected="Ref"),
    *(_issues("date-year-missing", ("C2", "July"), taken=taken) for taken in ("2024-07", "")),
)


def issue_texts(_: Translator) -> Iterator[str]:
    headings = column_headings([MappedColumn("Actions", "F1", "Done?", "status", "alias")])
    for issues in ISSUES:
        for group in group_issues(issues):
            for most in (8, None):
                yield f"{' | '.join(map(str, group_text(group, _, headings=headings, most=most)))}"


# The days of a visit by the day of what is seen.
AGO = {
    "2024-06-01": (
        *("2024-05-31", "2024-06-01", "2024-06-02", "2024-06-03", "2024-06-04", "2024-06-30", "2024-08-01"),
        *("2024-12-01", "2025-05-31", "2025-06-01", "2026-07-01", "2026-08-01", "2026-11-25", "2028-02-01"),
        *("2028-06-01", "2030-05-01", "2030-06-01", "2036-06-01"),
    ),
    "2024-06-30": ("2024-07-29", "2024-07-30"),
}
PLACES = (
    *(("Word table 2", "E3"), ("Log (Word table 1)", "AB2"), ("Word table 2", ""), ("Word table 2", "E")),
    *(("Table 2", "E3"), ("", "paragraph 4"), ("", "")),
)


def format_texts(_: Translator) -> Iterator[str]:
    for day, visits in AGO.items():
        for visit in visits:
            yield f"{day}, {visit}: {how_long_ago(date.fromisoformat(day), date.fromisoformat(visit), _)}"
    for rounds, days in ((0, 0), (1, 0), (1, 61), (2, 121), (2, 852), (3, 1)):
        yield time_and_rounds(rounds, days, FEBRUARY, _)
    yield from (f"{place}: {format_location(*place, _)}" for place in PLACES)
    for symbol in ("❌", "✅ Done", "Closed", NOT_RATED):
        scale = Scale((Status("❌"), Status("✅ Done", name_cy="✅ Wedi'i wneud", complete=True), Status("Closed")))
        yield f"{written_word(symbol, scale, _)} | {spoken_mark('9', symbol, Basis.PUBLISHED, None, scale, _)}"
    yield spoken_mark("9", "Amber", Basis.INFERRED, "Expand {them}", RED_AMBER_GREEN, _)


SECTIONS: Mapping[str, Any] = {
    "Differences": difference_texts,
    "Losses": loss_texts,
    "Headlines and movements": headline_texts,
    "Reasons, signs and contradictions": reason_texts,
    "Groups, promises and occasions": promise_texts,
    "Issues in groups": issue_texts,
    "Dates, places and marks": format_texts,
    "Decisions, targets and what an agency says of itself": closure_texts,
}


def golden_text() -> str:
    """Return what each section says, in either language."""
    lines = []
    for name, section in SECTIONS.items():
        for language in Language:
            lines += [f"\n## {name} ({language.value})\n", *section(translator(language))]
    return "\n".join(lines).strip() + "\n"


if __name__ == "__main__":
    FILE.write_text(golden_text(), encoding="utf-8")
