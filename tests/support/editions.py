"""The smallest edition that a paper needs, and texts that must stay text in every format."""

from datetime import UTC, datetime
from functools import cache

from analysis.selection import Selection
from model.settings import OfficeName
from model.terms import Language
from model.tracker.reading import Source
from model.versions.version import Version
from reports.document import Edition, Office
from reports.registry import paper_bytes
from tests.support.trackers import tracker_of, update_row

# Texts that some format would run, format or refuse.
NASTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "<b>bold</b><script>alert(1)</script>",
    "{{x}} ${y} %s",
    "#panic() $x$ @ref `code` *star* _under_ // no comment",
    "a\x07b",
    "<r>one</r>",
    "emoji 🦉 and 汉字",
    "שלום to the right",
    "_x0041_",
    "https://example.org",
)


def edition_of(tracker=None, *, language="en", version=3, **chosen):
    """Return an edition of a tracker, or of two recommendations in two rounds."""
    return Edition(
        tracker if tracker is not None else small_tracker(),
        Selection(**chosen),
        Language(language),
        "tracker.xlsx",
        version_of(version) if version else None,
        office=Office(name=OfficeName("Office of the Commissioner", "OC", "Swyddfa'r Comisiynydd")),
    )


def version_of(number):
    """Return a version that was published in July 2024."""
    published_at, source = datetime(2024, 7, 2, 9, 30, tzinfo=UTC), Source("tracker.xlsx", "")
    return Version(number, published_at, "Edda", "For the panel", source, 2, 4, "")


@cache
def made_paper(paper, ending, *, tracker=None, **options):
    """Return a paper of an edition as bytes; tests of one process share it."""
    return paper_bytes(edition_of(tracker, **options), paper, ending)


def small_tracker():
    """Return a tracker of two themes and two agencies, with Welsh for one of them."""
    return tracker_of(
        [
            {
                "ref": "1",
                "title": "Fund the post",
                "title_cy": "Ariannu'r swydd",
                "recommendation": "Fund it for good.",
                "theme": "Resourcing",
                "lead_agency": "The Force",
            },
            {"ref": "2", "title": "Train judges", "recommendation": "Train them.", "lead_agency": "The Courts"},
        ],
        [
            update_row("1", "February 2024", "Red", basis="Inferred", rated_by="The office"),
            update_row("1", "June 2024", "Amber", "Funding goes on.\nA post is filled.", basis="Published"),
            update_row("2", "June 2024", None),
        ],
        monitoring=[
            {"ref": "1", "due": "July 2024", "activity": "Ask again.", "kind": "Request", "with": "The Force"},
            {"ref": "1", "due": "March 2024", "activity": "Attend the clinic.", "done": False},
        ],
        names=[{"kind": "Theme", "name": "Resourcing", "name_cy": "Adnoddau"}],
    )


@cache
def nasty_tracker():
    """Return a tracker each of whose texts is one that some format would run, format or refuse."""
    numbered = [(f"{number}", text) for number, text in enumerate(NASTY, start=1)]
    return tracker_of(
        [{"ref": ref, "title": t, "recommendation": t, "theme": t, "lead_agency": t} for ref, t in numbered],
        [update_row(ref, "June 2024", "Red", text, evidence=text) for ref, text in numbered],
        monitoring=[{"ref": ref, "due": "July 2024", "activity": text, "with": text} for ref, text in numbered],
    )


def without_control_characters(text):
    """Return a text as a document stores it, without control characters."""
    return text.replace("\x07", "")
