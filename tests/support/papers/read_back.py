"""Compare a tracker, field by field, with the tracker that is read from its panel report."""

import random

import pandas as pd

from analysis.rounds import promised_by
from analysis.selection import Selection
from loaders.pipeline import read_workbook
from model.dates import Precision
from model.terms import LIST_SEPARATOR, RED_AMBER_GREEN, Language, NameKind, Scale, Status
from reports.document import Edition
from reports.panel.report import panel_report
from reports.typesetting import pdf_bytes
from reports.word import word_bytes
from tests.support.trackers import REVIEW, tracker_of, update_row
from wording.catalogue import translator
from wording.formatting import Names, format_date

# A scale with other words than the default one.
CUSTOM_SCALE = Scale(
    (
        Status("Open", "Nothing is done.", False, "Red"),
        Status("In progress", "It is under way, and not yet completed.", False, "Amber"),
        Status("Closed", "It is finished.", True, "Green"),
    )
)
# A scale without meanings, whose complete status cannot be guessed.
SCALE_WITHOUT_MEANINGS = Scale((Status("Open"), Status("Under review"), Status("Discharged", "", True)))


def paper_of(tracker, ending, *, language="en", **selected):
    """Return the panel report of a tracker as the bytes of a Word document or a PDF."""
    edition = Edition(tracker, Selection(**selected), Language(language), "tracker.xlsx")
    make = {"docx": word_bytes, "pdf": pdf_bytes}[ending]
    return make(panel_report(edition))


def read_paper(content, ending):
    """Return the reading of a paper."""
    return read_workbook(content, name=f"report.{ending}")


# What a paper prints of each table: its fields, and how each is printed.
PRINTED = {
    "reviews": {"review": "plain", "title": "words", "published": "date", "body": "Agency", "source": "plain"},
    "recommendations": {
        **{"review": "plain", "ref": "plain", "title": "words", "recommendation": "words", "theme": NameKind.THEME},
        **{"lead_agency": NameKind.AGENCY, "supporting_agencies": "agencies", "lead_role": NameKind.ROLE},
        **{"accepted": "plain", "target": "date", "related_refs": "plain"},
    },
    "progress": {
        **{"review": "plain", "ref": "plain", "date": "date", "kind": "plain", "status": "plain", "basis": "plain"},
        "update": "words",
    },
    "monitoring": {
        **{"review": "plain", "ref": "plain", "activity": "words", "due": "date", "kind": "plain"},
        **{"with": NameKind.ROLE, "done": "done"},
    },
}


def printed_values(tracker, *, language="en", as_at=None):
    """Return the values that a paper prints of a tracker, table by table; names in its language."""
    _, names = translator(Language(language)), Names(tracker.names)

    def printed(row, field, kind):
        cell = plain(row[field]) if field in row else None
        if kind == "date":
            return dated(row, field, _)
        if kind == "words":
            other = row.get(f"{field}_cy") if language == "cy" else None
            text = other if isinstance(other, str) else cell
            return "\n".join(line.strip() for line in text.split("\n") if line.strip()) if text else None
        if kind == "agencies":
            parts = cell.split(LIST_SEPARATOR) if cell else []
            return LIST_SEPARATOR.join(names.full(NameKind.AGENCY, part, _) for part in parts) or None
        if kind == "done":
            return True if cell is True else None
        return cell if kind == "plain" or cell is None else names.full(kind, cell, _)

    tables = {table: getattr(tracker, table) for table in PRINTED}
    if as_at is not None:
        tables["progress"] = tracker.progress[tracker.progress["round"].le(pd.Timestamp(as_at))]
        tables["monitoring"] = promised_by(tracker, as_at=pd.Timestamp(as_at))
    found = {
        table: [
            tuple(printed(row, field, kind) for field, kind in PRINTED[table].items())
            for row in tables[table].to_dict("records")
        ]
        for table in PRINTED
    }
    key = [(status.name, status.explain(Language(language)), status.complete) for status in tracker.scale.statuses]
    return {**found, **{table: sorted(found[table], key=str) for table in ("progress", "monitoring")}, "key": key}


def dated(row, field, _):
    """Return a date as it can be read from a paper: its days and precision, or its words where it has no days."""
    precision, words = row[f"{field}_precision"], row[f"{field}_words"]
    if not isinstance(words, str):
        return None
    if precision == Precision.WORDS:
        return format_date(None, None, precision, words, _)
    return (f"{row[field]:%Y-%m-%d}", f"{row[f'{field}_last']:%Y-%m-%d}", precision)


def plain(cell):
    """Return a cell of a table; None where it is empty."""
    return None if pd.isna(cell) else cell


def tracker_at_random(seed):
    """Return a small tracker with something of everything, the same for the same number."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def maybe(value, chance=0.6):
        return value if dice.random() < chance else None

    def sentence(begin):
        return " ".join([begin, *(dice.choice(WORDS) for _ in range(dice.randint(3, 22)))]) + "."

    def text():
        return "\n".join(sentence(dice.choice(["Officers", "The force", "Nurses"])) for _ in range(dice.randint(1, 3)))

    scale = dice.choice([RED_AMBER_GREEN, CUSTOM_SCALE, SCALE_WITHOUT_MEANINGS])
    refs = [dice.choice([f"{number}", f"{number}a", f"{number}.1"]) for number in range(1, dice.randint(2, 6))]
    updates = [(ref, when) for ref in refs for when in sorted(dice.sample(range(len(ROUNDS)), dice.randint(1, 5)))]
    progress = [
        update_row(ref, ROUNDS[when], status, maybe(text(), 0.9), kind="Progress" if when else "Response", basis=basis)
        for ref, when in updates
        for status in [maybe(dice.choice(scale.names), 0.8 if when else 0.2)]
        for basis in [dice.choice(["Published", "Inferred"]) if status else None]
    ]
    recommendations = [
        {
            **{"ref": ref, "title": maybe(sentence("Review").rstrip(".")), "recommendation": text()},
            **{"theme": maybe(dice.choice(THEMES)), "lead_agency": lead, "lead_role": maybe("Head of Custody", 0.4)},
            "supporting_agencies": maybe("; ".join(each for each in AGENCIES if each != lead), 0.4) if lead else None,
            "accepted": maybe(dice.choice(["Yes", "In part"]), 0.4),
            "target": maybe(dice.choice(["March 2026", "1 July 2025", "Autumn 2025", "2025/26"]), 0.4),
            "related_refs": maybe("7; 9", 0.3),
        }
        for ref in refs
        for lead in [maybe(dice.choice(AGENCIES), 0.8)]
    ]
    monitoring = [
        {
            **{"ref": ref, "activity": sentence(f"Promise {number}"), "done": maybe(dice.random() < 0.5)},
            "due": maybe(dice.choice(["July 2025", "3 June 2025", "to be arranged", "Spring 2026"])),
            "kind": dice.choice(["Meeting", "Request", "Attendance", "Assurance", "Other"]),
            "with": maybe(dice.choice(["Head of Custody", "Gwent Police"])),
        }
        for ref in refs
        for number in range(dice.randint(0, 3))
    ]
    review = {"review": REVIEW, "title": "Review of custody", "published": "April 2023", "body": maybe(AGENCIES[1])}
    review["source"] = dice.choice(["Office's own records", "Progress report, June 2024"])
    return tracker_of(recommendations, progress, monitoring=monitoring, reviews=[review], names=NAMES, scale=scale)


ROUNDS = ("May 2023", "Q3 2023/24", "12 February 2024", "Summer 2024", "November 2024", "February 2025", "March 2025")
THEMES = ("Training", "Data sharing", "Victims")
AGENCIES = ("Gwent Police", "Office of the Police and Crime Commissioner", "The Courts")
NAMES = (
    {"kind": "Theme", "name": "Training", "name_cy": "Hyfforddiant"},
    {"kind": "Agency", "name": "Gwent Police", "name_cy": "Heddlu Gwent"},
    {"kind": "Role", "name": "Head of Custody", "name_cy": "Pennaeth y Ddalfa"},
)
WORDS = (
    *("officers", "trained", "custody", "nurses", "visit", "each", "day", "with", "care", "and", "review", "of"),
    *("records", "for", "detainees", "who", "need", "help", "by", "staff"),
)
