"""Generate the rounds that the tests publish: trackers of any size, each partly the same as the one before it."""

from pathlib import Path
from random import Random

from model.versions.version import Candidate, Version
from store.publish import content_of
from tests.support.published_trackers import candidate, rows, update
from tests.support.workbooks.canonical import RATED, write_workbook

_WORDINGS = 4
"""The number of possible texts of an update: few, so that many are the same as in the version before."""

VersionContent = tuple[str, int, int]
"""The content of a version: its digest, and the numbers of its recommendations and updates."""


def generate_round(seed: int, size: int) -> Candidate:
    """Return a workbook with so many recommendations, the same for the same seed and size."""
    random = Random(seed)  # noqa: S311 - nothing secret
    refs = [str(number) for number in sorted(random.sample(range(size + size // 4 + 1), size))]
    updates = [update(ref, update=f"Words {random.randrange(_WORDINGS)}.") for ref in refs]
    changed = [update(refs[0], kind="Correspondence", update=f"Round {seed}.")]
    workbook: Candidate = candidate(rows(*refs, progress=[*changed, *updates]), original=random.randbytes(100 * size))
    return workbook


def write_next_round(path: Path) -> Path:
    """Write a workbook whose dates and statuses are worded as in the generated rounds, so publishing prints no note."""
    return write_workbook(path, progress=[{**RATED, "Date": "2024-02"}], key=None)


def expected_content(workbook: Candidate) -> VersionContent:
    """Return the content that the version of a workbook must have."""
    content = content_of(workbook)
    return content.digest, len(workbook.reading.rows["recommendations"]), len(workbook.reading.rows["progress"])


def recorded_content(version: Version) -> VersionContent:
    """Return the content of a version by its record."""
    return version.digest, version.recommendations, version.updates
