"""What is published under trial: trackers of any size, each different from the one before it and partly the same."""

from random import Random

from model.versions.version import Candidate, Version
from store.publishing.publish import content_of
from tests.support.published_trackers import candidate, rows, update

_WORDINGS = 4
"""So few words an update may have that many of them are those it had in the version before."""

VersionContent = tuple[str, int, int]
"""What a version has to be: its digest, how many recommendations and how many updates it holds."""


def generate_round(seed: int, size: int) -> Candidate:
    """Return a workbook with so many recommendations, the same for the same numbers."""
    drawn = Random(seed)  # noqa: S311 - nothing secret
    refs = [str(number) for number in sorted(drawn.sample(range(size + size // 4 + 1), size))]
    updates = [update(ref, update=f"Words {drawn.randrange(_WORDINGS)}.") for ref in refs]
    told = [update(refs[0], kind="Correspondence", update=f"Round {seed}.")]
    given: Candidate = candidate(rows(*refs, progress=[*told, *updates]), original=drawn.randbytes(100 * size))
    return given


def expected_content(given: Candidate) -> VersionContent:
    """Return what a version has to be that is made of a workbook."""
    content = content_of(given)
    return content.digest, len(given.reading.rows["recommendations"]), len(given.reading.rows["progress"])


def recorded_content(version: Version) -> VersionContent:
    """Return what a version says it is."""
    return version.digest, version.recommendations, version.updates
