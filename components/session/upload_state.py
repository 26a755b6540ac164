"""The states of this session's upload, and the events that lead from one to the next.

    any --choose_file--> requested --keep_upload--> read or refused
    requested --fail_reading--> empty
    refused --read_again--> requested --fail_reading--> refused
    read --keep_comparison--> compared --keep_result--> published
    any --discard--> empty
    any --keep_returns--> returns

    workbook --read_again--> requested --fail_reading--> workbook
    compared --keep_comparison--> same
    requested --read_again, keep_comparison--> same

*workbook* is read or compared; *any* is any state; *same* is the state before. A workbook that
is to be read again stays on the page, so the events of its buttons go on while the request waits. A refused workbook
that a person can map stays on the page as well, and is read again with the mapping. A press leaves a
state that the diagram does not name for it as it was: a browser may send that of a button that is gone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from secrets import token_hex
from typing import TypeVarTuple, cast

import streamlit as st

from analysis.difference.trackers import difference
from components.published import LoadedTracker, loaded_from
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.reading_summary import PreviewedWorkbook, Summary
from loaders.returns.receive import SentFile
from model.returns.round import ReturnOutcome
from model.tracker.reading import NOTHING_READ, Reading
from model.tracker.tracker import Tracker
from model.versions.difference import Conflict, Difference, Losses, MergeRefusal, MergeSide
from model.versions.version import AuditEntry, Candidate, Mode, Publication, Version

# The key of the files of the workbook, which are forgotten with it.
FILES = "candidate.files"
_STATE = "candidate.upload"
Arguments = TypeVarTuple("Arguments")
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class RememberedAnswers:
    """The answers to an earlier workbook with the same headings, with who gave them and when (ISO 8601)."""

    options: ReadOptions
    who: str
    at: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read, with a person's answers to read it with.

    Attributes:
        options: the answers.
        headings: the key of workbooks with the same headings; "" before the first reading, which uses the remembered
            answers.
        previous: the counts of the reading before.
        ratings: of the workbook of a round, which adds to what is published whatever its sheets, who rated and decided
            what it holds, and when; None for any other workbook.
        confirmed: the keys of what was inferred, proposed or left out that a person confirmed, also of an earlier
            reading.
    """

    name: str
    content: bytes
    options: ReadOptions = NO_OPTIONS
    headings: str = ""
    previous: Summary | None = None
    ratings: tuple[AuditEntry, ...] | None = None
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Upload:
    """A file that was uploaded: a workbook that was read, but not published, or one that is refused.

    Attributes:
        request: the file with the answers that it was read with; without its bytes unless it can be used.
        read: what the worker process read: the sheets, and a tracker with its questions, or why it is refused.
        remembered: the answers to an earlier workbook that it was read with.
        merge_only: whether it can only be merged: it has updates or promises of published recommendations and no
            recommendation itself, or is the workbook of a round or of a translator.
        token: the idempotency token of this reading: the store finds a repeated attempt to publish it.
    """

    request: ReadRequest
    read: PreviewedWorkbook
    remembered: RememberedAnswers | None = None
    merge_only: bool = False
    token: str = field(default_factory=lambda: token_hex(16))

    @property
    def options(self) -> ReadOptions:
        """The answers that it was read with."""
        return self.request.options

    @property
    def reading(self) -> Reading:
        """The tracker that was read, without anything where it is refused."""
        return self.read.reading or NOTHING_READ

    @property
    def is_usable(self) -> bool:
        """Whether it was read, or can be by the mapping of a person."""
        return self.read.reading is not None or bool(self.read.sheets)

    @cached_property
    def preview(self) -> LoadedTracker:
        """Its reading without rows, for cached parts of the page: a cache may outlive the session."""
        return loaded_from(self.reading, Tracker.from_rows({}, self.reading.scale))


@dataclass(frozen=True, eq=False)
class NewerVersion:
    """A version that is current in place of the one that was looked at, and its difference.

    Attributes:
        versions: every version published since, the newest first.
    """

    before: LoadedTracker
    after: LoadedTracker
    difference: Difference
    versions: tuple[Version, ...]


@dataclass(frozen=True, eq=False)
class Change:
    """The effect of publishing a workbook in one mode.

    Attributes:
        compared_with: the number of the version that it changes; None without a store.
        candidate: what would be published.
        after: the tracker after publishing.
        losses: what is published and would be lost.
        undecided: how many conflicts of a merge nobody has decided.
    """

    compared_with: int | None
    candidate: Candidate
    after: Tracker
    difference: Difference
    losses: Losses
    undecided: int = 0


@dataclass(frozen=True, eq=False)
class DecidedConflict:
    """What the workbook and other people have both changed, and what was chosen.

    Attributes:
        version: the version that the published row is from; None where that is not known.
        key: the key of the field in step 4.
        chosen: what is taken; None where nobody has chosen.
    """

    conflict: Conflict
    version: Version | None
    key: str
    chosen: MergeSide | None


@dataclass(frozen=True, eq=False)
class Comparison:
    """A workbook compared with the current version.

    Attributes:
        token: the token of the workbook's reading.
        before: the version it is compared with.
        changes: the effect of each mode that is possible.
        no_merge: why it cannot be merged.
        conflicts: what a merge has to choose from.
        is_another: whether it has recommendations, and none of them is published.
        with_store: whether the store could be read: without it, nothing can be merged.
    """

    token: str
    before: LoadedTracker
    changes: Mapping[Mode, Change]
    no_merge: MergeRefusal | None
    conflicts: tuple[DecidedConflict, ...]
    is_another: bool
    with_store: bool


@dataclass(frozen=True, eq=False)
class ChosenReturns:
    """Files that are taken in as returns of a round; after that, those of them that are no return.

    Attributes:
        outcomes: what came of each; None before that.
    """

    files: tuple[SentFile, ...]
    outcomes: Sequence[ReturnOutcome] | None = None


@dataclass(frozen=True, slots=True)
class UploadState:
    """Everything a session knows of its upload.

    Attributes:
        request: a file that is read: by the next run, or by this one. It stays until it is read: a press breaks off the
            run that reads, and the next reads it anew.
        upload: the file that was uploaded last: a workbook, or one that was refused.
        publication: the result of publishing the last workbook.
        returns: the files that are taken in as returns, in place of a workbook.
        comparison: the workbook compared with the current version.
        first_compared: the version that the file was compared with first. It stays when the workbook is read again.
        newer_version: what other people published since.
        field_number: the number of the file field: a field with a new number has a new widget key, so it is empty.
    """

    request: ReadRequest | None = None
    upload: Upload | None = None
    publication: Publication | None = None
    returns: ChosenReturns | None = None
    comparison: Comparison | None = None
    first_compared: LoadedTracker | None = None
    newer_version: NewerVersion | None = None
    field_number: int = 0

    @staticmethod
    def current() -> "UploadState":
        """Return the state of this session's upload."""
        return cast(UploadState, st.session_state.get(_STATE, UploadState()))

    @staticmethod
    def change(transition: Callable[["UploadState", *Arguments], "UploadState"], *arguments: *Arguments) -> None:
        """Replace the state of this session's upload by the next one; the files of a workbook are forgotten with it."""
        before = UploadState.current()
        after = transition(before, *arguments)
        if after.workbook is not before.workbook:
            st.session_state.pop(FILES, None)
        st.session_state[_STATE] = after

    @property
    def workbook(self) -> Upload | None:
        """The workbook that was read."""
        return self.upload if self.upload is not None and self.upload.read.reading is not None else None

    def choose_file(self, request: ReadRequest) -> "UploadState":
        """Let the next run read a file, in place of everything before."""
        return replace(self.discard(), request=request)

    def discard(self) -> "UploadState":
        """Delete the workbook and everything made of it, and offer an empty file field."""
        return UploadState(field_number=self.field_number + 1)

    def keep_returns(self, returns: ChosenReturns) -> "UploadState":
        """Keep files that are taken in as returns, or were, in place of everything before."""
        return replace(self.discard(), returns=returns)

    def read_again(self, options: ReadOptions) -> "UploadState":
        """Let the next run read the workbook again with other answers; also a refused one, if a person can map it."""
        upload = self.upload
        if upload is None or not upload.is_usable:
            return self
        previous = self.workbook.read.summary if self.workbook is not None else upload.request.previous
        return replace(self, request=replace(upload.request, options=options, previous=previous))

    def confirm_reading(self, keys: Iterable[str]) -> "UploadState":
        """Keep what a person confirmed of how the workbook was read."""
        if self.workbook is None:
            return self
        request = self.workbook.request
        confirmed = replace(request, confirmed=request.confirmed | {*keys})
        return replace(self, upload=replace(self.workbook, request=confirmed))

    def fail_reading(self) -> "UploadState":
        """Drop the request, because reading raised an error that is a fault of the program: it would raise it again."""
        return replace(self, request=None)

    def keep_upload(self, upload: Upload) -> "UploadState":
        """Keep a file that was read, in place of the one before; of one that is refused, offer an empty file field.

        A file that is read again is still that of the first comparison: what others published since stays to be seen.
        """
        if upload.read.reading is None:
            return replace(self.discard(), upload=upload)
        is_same_file = self.workbook is not None and self.workbook.request.content == upload.request.content
        first_compared = self.first_compared if is_same_file else None
        return UploadState(upload=upload, first_compared=first_compared, field_number=self.field_number)

    def keep_comparison(self, comparison: Comparison, versions: Collection[Version]) -> "UploadState":
        """Keep a comparison of the workbook, with what of these versions was published since the first."""
        first = self.first_compared or comparison.before
        newer = newer_version(first, comparison.before, versions)
        return replace(self, comparison=comparison, first_compared=first, newer_version=newer)

    def keep_result(self, publication: Publication) -> "UploadState":
        """Keep the result of publishing, in place of the workbook."""
        return replace(self.discard(), publication=publication)


def newer_version(seen: LoadedTracker, current: LoadedTracker, versions: Collection[Version]) -> NewerVersion | None:
    """Return what was published since a version was looked at; None where it is still current.

    `versions` has those of the store; without any the current one alone is named.
    """
    first, last = seen.number, current.number
    if first is None or last is None or current.version is None or first == last:
        return None
    since = tuple(version for version in versions or (current.version,) if first < version.number <= last)
    return NewerVersion(seen, current, difference(seen.tracker, current.tracker), since)
