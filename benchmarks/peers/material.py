"""A tracker as the compared pages read it."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.updates import promises_file
from loaders.pipeline import read_workbook
from model.access import command_line_actor
from model.tracker.tracker import Tracker
from model.versions.version import Candidate
from store.store import Store


@dataclass(frozen=True, slots=True)
class Material:
    """A tracker for all pages: the URL of the database of its published version, and its updates as CSV."""

    database: str
    updates: Path


def publish(workbook: Path, folder: Path) -> str:
    """Publish a workbook in a new database of a folder, and return its URL."""
    url = f"sqlite:///{(folder / 'published.db').as_posix()}"
    store = Store.open(url)
    store.publish(
        Candidate(read_workbook(workbook), workbook.read_bytes()),
        actor=command_line_actor("Benchmark"),
        reason="To measure it.",
    )
    store.close()
    return url


def prepare(workbook: Path, folder: Path) -> Material:
    """Publish a workbook, and write its updates and monitoring promises to files.

    An update has its review, ref, round, status, title, theme and agency; a promise its ref, due date and activity.
    An update without a status has the last one before it, as everywhere in the dashboard.
    """
    reading = read_workbook(workbook)
    tracker = Tracker.from_rows(reading.rows, reading.scale)
    titles = tracker.recommendations[["review", "ref", "title", "theme", "lead_agency"]]
    titles = titles.rename(columns={"lead_agency": "agency"})
    updates = tracker.progress[["review", "ref", "round", "status"]].merge(titles, on=["review", "ref"])
    updates = updates.sort_values("round", kind="stable")
    updates["status"] = updates.groupby(["review", "ref"])["status"].ffill()
    file = folder / "updates.csv"
    updates.to_csv(file, index=False)
    tracker.monitoring[["ref", "due", "activity"]].to_csv(promises_file(file), index=False)
    return Material(publish(workbook, folder), file)
