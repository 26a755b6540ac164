"""One number has one meaning: pages, data feeds and the command line count as analysis does."""

import csv
import re
import zipfile
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar

from analysis.rounds import latest_month
from components.document.file_answer import feed_of
from components.published import load_workbook
from components.session.links import READING
from model.dates import parse_date
from model.terms import Language
from reports.__main__ import main
from store.commands.context import DONE
from tests.support.agreement import MONTHS, REFS, drawn_by_seed, numbers_of
from tests.support.page_text import all_of, has_part, lines, nodes, open_page, text_of, texts
from wording.catalogue import label, translator

CLOSING = ("Closed", "No longer applicable")
TODAY = pd.Timestamp(date.today())
THIS_MONTH = TODAY.replace(day=1)
ENGLISH = translator(Language.ENGLISH)


@pytest.fixture(params=[6965, *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(4))])
def drawn(request):
    return drawn_by_seed(request.param)


def numbers_at(tracker, as_at):
    """Return the numbers of a tracker as at a month, on a page that is visited today."""
    return numbers_of(tracker, as_at=as_at, today=TODAY if as_at == THIS_MONTH else None)


def part(app, key):
    """Return the nodes of a part; none where the page does not have it."""
    return nodes(app, key) if has_part(app, key) else []


def test_data_feeds_and_the_command_line_count_as_analysis_does(written, tmp_path_factory, drawn):
    path, folder = written(**drawn.sheets), tmp_path_factory.mktemp("papers")
    loaded = load_workbook(path)
    numbers = numbers_at(loaded.tracker, latest_month(loaded.tracker))
    statuses = {mark: n for mark, n in numbers.counts.items() if mark in loaded.tracker.scale.names}
    feed = feed_of("recommendations.csv", loaded, Language.ENGLISH)
    assert feed
    assert status_counts(feed) == statuses
    assert main(["open-data", str(folder / "data.zip"), "--tracker", str(path)]) == DONE
    with zipfile.ZipFile(folder / "data.zip") as package:
        assert status_counts(package.read("recommendations.csv")) == statuses
    assert main(["workbook", str(folder / "tables.xlsx"), "--tracker", str(path), "--as-at", "today"]) == DONE
    numbers = numbers_at(loaded.tracker, THIS_MONTH)
    book = openpyxl.load_workbook(folder / "tables.xlsx", read_only=True)
    timings = Counter(row[-2] for row in table_rows(book["Monitoring promises"]))
    assert timings == {label("timing", timing, ENGLISH): n for timing, n in numbers.timings.items()}
    moves = Counter(row[-1] for row in table_rows(book["Movement"]))
    assert moves == {label("movement", kind, ENGLISH): n for kind, n in numbers.moves.items()}


MONTHS_BETWEEN = {
    ("July 2023", "February 2024"): "7 months",
    ("July 2023", "June 2024"): "11 months",
    ("February 2024", "June 2024"): "4 months",
}


def test_every_page_and_paper_counts_the_same_rounds_of_the_same_status(shown, tmp_path_factory, drawn):
    sheets = drawn.sheets
    sheets["recommendations"] = [{**row, "Theme": f"T{row['Ref']}"} for row in sheets["recommendations"]]
    path, folder = shown(**sheets), tmp_path_factory.mktemp("papers")
    for ref in REFS[:2]:
        said = {page: texts(open_page(page, theme=f"t{ref}", ref=ref)) for page in READING}
        for paper in ("pack", "panel"):
            out = folder / f"{paper}-{ref}.docx"
            assert main([paper, str(out), "--tracker", str(path), "--theme", f"T{ref}"]) == DONE
            said[paper] = [each.text for each in docx.Document(out).element.body.iter(qn("w:p"))]
        rounds_there = {
            where: set(re.findall(r"(?<!Status over )\b(\d+) rounds?\b", " ".join(each)))
            for where, each in said.items()
        }
        times = {where: set(re.findall(r"[,:] ([\w ]+) \(the la", " ".join(each))) for where, each in said.items()}
        since, n = since_and_rounds(drawn, ref)
        assert set().union(*rounds_there.values()) == ({str(n)} if n > 1 else set()), rounds_there
        assert set().union(*times.values()) == ({MONTHS_BETWEEN[since]} if n > 1 else set()), times


def since_and_rounds(drawn, ref):
    """Return the first and the last of the rounds in which a recommendation has its status, and how many they are."""
    reported = [when for when in MONTHS if any(when == each for _ref, each, _status in drawn.updates)]
    given = {when: status for each, when, status in drawn.updates if each == ref and status}
    held = [
        next((given[each] for each in reversed(reported[: n + 1]) if each in given), None) for n in range(len(reported))
    ]
    n = 0
    while held[-1] and n < len(held) and held[-1 - n] == held[-1]:
        n += 1
    return (reported[-n], reported[-1]) if n else None, n


def test_a_page_a_feed_the_open_data_and_the_calendar_give_the_same_target_dates_and_closure(
    shown, tmp_path_factory, drawn
):
    path, folder = shown(**drawn.sheets), tmp_path_factory.mktemp("papers")
    loaded = load_workbook(path)
    feed, calendar = (feed_of(name, loaded, Language.ENGLISH) for name in ("recommendations.csv", "calendar.ics"))
    assert feed
    assert calendar
    rows = list(csv.DictReader(StringIO(feed.decode("utf-8-sig"))))
    assert main(["open-data", str(folder / "data.zip"), "--tracker", str(path)]) == DONE
    with zipfile.ZipFile(folder / "data.zip") as package:
        assert package.read("recommendations.csv") == feed
    month = latest_month(loaded.tracker)
    closed = {row["ref"] for row in rows if row["closed"] == "True"}
    done = {row["ref"] for row in rows if row["status_now"] in loaded.tracker.scale.complete} | closed
    for row in rows:
        app = open_page("recommendation", ref=row["ref"], as_at=f"{month:%Y-%m}")
        first = days_in(row, "first_target") if row["times_moved"] != "0" else None
        assert target_of_page(app) == (days_in(row, "latest_target"), row["times_moved"], first)
        decided = "".join(lines(part(app, "closure")))
        assert decided.startswith(CLOSING) == (row["ref"] in closed)
        assert bool(decided) == bool(row["decision"]) or decided.endswith(f"after {month:%B %Y} and is not shown.")
    events = {
        str(each["summary"]).partition(":")[0]: (each.decoded("dtstart"), each.decoded("dtend") - timedelta(days=1))
        for each in Calendar.from_ical(calendar).walk("VEVENT")
        if each.to_ical().count(b"CATEGORIES:Target date")
    }
    assert events == {
        row["ref"]: days_in(row, "latest_target") for row in rows if row["latest_target"] and row["ref"] not in done
    }


def days_in(row, name):
    """Return the first and the last day of a date in a row of a CSV file; None without one."""
    return (date.fromisoformat(row[name]), date.fromisoformat(row[f"{name}_last"])) if row[name] else None


def target_of_page(app):
    """Return the target date on the page of a recommendation, how often it slipped and from which date."""
    terms, facts = ([text_of(each).strip() for each in all_of(nodes(app, "facts"), name)] for name in ("dt", "dd"))
    target = facts[terms.index("Target date")]
    details = r"(?:\d+ days? late)?(?:; )?(?:slipped (once|\d+ times), from (.+))?"
    found = re.fullmatch(rf"(.+?)(?: \({details}\))?", target)
    assert found, target
    latest, first = (None if words in (None, "none set") else parse_date(words) for words in (found[1], found[3]))
    slips = "1" if found[2] == "once" else (found[2] or "0").split()[0]
    return latest and (latest.first, latest.last), slips, first and (first.first, first.last)


def status_counts(content):
    """Return how many recommendations of a CSV file have each status."""
    rows = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    return Counter(row["status_now"] for row in rows if row["status_now"])


def table_rows(sheet):
    """Return the rows of the table of a sheet, which begins below its headings in row 5; an empty one says *none*."""
    return [row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0] not in (None, "none")]
