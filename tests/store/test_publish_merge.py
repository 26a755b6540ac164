"""Merging and replacing in the store, on both databases; translations; and the changes of the page Edit."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from loaders.canonical import translation_bytes
from loaders.pipeline import read_workbook
from model.access import local_actor
from model.returns.draft import EDITS, DraftCell, row_name
from model.settings import OfficeName
from model.terms import RED_AMBER_GREEN
from model.tracker.columns import NAMES
from model.tracker.reading import Issue, Reading, Severity, Source
from model.versions.version import Candidate, Mode, StoreErrorCode
from store.edits import edited_rows, publish_edits, published_rows
from store.merge import is_translation, merge_three, publish_workbook
from store.publish import PublishRequest
from store.rounds.rounds import drafts_of_round, save_draft
from store.store import Store
from tests.store.conftest import refusal
from tests.support.published_trackers import ME, candidate, month, recommendation, rows, update


def publish_request(*, compared_with=None, attempt=None):
    """Return a publish request; `attempt` is the token that identifies a repeated request."""
    return PublishRequest(ME["actor"], "A round", compared_with, attempt)


def june(ref, **fields):
    """Return a workbook with one update of one recommendation."""
    brought = {"progress": [update(ref, at=month(2024, 6), status="Amber", **fields)]}
    return candidate(brought, name=f"june-{ref}.xlsx", mode=Mode.MERGE)


def updates(store):
    reading = store.load(store.current())
    return sorted((row["ref"], row["date"].words) for row in reading.rows["progress"])


def test_of_editors_who_merge_simultaneously_no_update_is_lost(url, store):
    refs = [str(number) for number in range(1, 7)]
    store.publish(candidate(rows(*refs)), **ME)

    def merge(ref):
        with closing(Store.open(url)) as other_store:
            publish_workbook(other_store, june(ref), publish_request())

    with ThreadPoolExecutor(len(refs)) as pool:
        list(pool.map(merge, refs))
    assert store.current() == 1 + len(refs)
    assert updates(store) == sorted((ref, words) for ref in refs for words in ("2024-02", "2024-06"))


def test_a_second_try_with_the_same_token_finds_the_first(store):
    store.publish(candidate(rows("1", "2")), **ME)
    first = publish_workbook(store, june("1"), publish_request(attempt="t"))
    store.publish(candidate(rows("1")), **ME)
    assert publish_workbook(store, june("1"), publish_request(attempt="t")) == first
    assert refusal(publish_workbook, store, june("2"), publish_request(attempt="t")) is StoreErrorCode.TOKEN_USED
    assert refusal(publish_workbook, store, june("1"), publish_request(compared_with=1)) is StoreErrorCode.CONFLICT


def downloaded(store, number, **tables):
    """Return a version as an editor has it who downloaded it and changed some tables."""
    reading = store.load(number)
    source = replace(reading.source, based_on=store.version(number).mark)
    return Candidate(
        replace(reading, source=source, rows={**reading.rows, **tables}), repr(tables).encode(), Mode.MERGE
    )


def test_a_mark_of_no_version_is_not_used(store):
    store.publish(candidate(rows("1", "2")), **ME)
    (first, _second) = store.load(1).rows["recommendations"]
    less = downloaded(store, 1, recommendations=[first], progress=[])
    for mark in ("1 abc", f"9 {store.version(1).digest}", "x", "1" * 5_000):
        source = replace(less.reading.source, based_on=mark)
        forged = replace(less, reading=replace(less.reading, source=source))
        assert publish_workbook(store, forged, publish_request()).unchanged
    assert publish_workbook(store, less, publish_request()).version.recommendations == 1


class TooSmallError(Exception):
    """Raised by the check of a test."""


def refuse_fewer(before, after):
    if len(after.rows["recommendations"]) < len(before.rows["recommendations"]):
        raise TooSmallError


def test_a_workbook_replaces_the_current_version_unless_the_check_of_the_change_refuses_it(store):
    assert publish_workbook(store, candidate(rows("1", "2")), publish_request(), check=refuse_fewer).version.number == 1
    with pytest.raises(TooSmallError):
        publish_workbook(store, candidate(rows("1")), publish_request(), check=refuse_fewer)
    assert store.current() == 1
    publication = publish_workbook(store, candidate(rows("1", "2", "3")), publish_request(), check=refuse_fewer)
    assert (publication.version.number, publication.version.mode) == (2, Mode.REPLACE)
    assert publish_workbook(store, candidate(rows("1")), publish_request()).version.number == 3


def test_a_change_is_checked_again_where_another_version_is_published_meanwhile(store):
    store.publish(candidate(rows("1")), **ME)

    def publish_meanwhile(before, after):
        refuse_fewer(before, after)
        if store.current() == 1:
            store.publish(candidate(rows("1", "2", "3")), **ME)

    with pytest.raises(TooSmallError):
        publish_workbook(store, candidate(rows("1", "2")), publish_request(), check=publish_meanwhile)
    assert store.current() == 2


FEBRUARY, JUNE = month(2024, 2), month(2024, 6)
CURRENT = Reading(
    Source("current.xlsx", "0"),
    "canonical",
    {
        **rows("1", "2"),
        "recommendations": [recommendation("1", theme="Data"), recommendation("2", recommendation_cy="Gwneud 2.")],
        "progress": [
            update("1", at=FEBRUARY, update="No progress."),
            update("1", at=JUNE, status="Amber", update="No progress."),
        ],
        "names": [],
    },
    RED_AMBER_GREEN,
    (),
    (),
)
NO_NAME = dict.fromkeys(column.field for column in NAMES.columns)


def translated(tmp_path, current=CURRENT, **cells):
    """Return the reading of the translator's workbook with some cells filled in, by their address."""
    names = [*current.rows["names"], {"kind": "Theme", "name": "Data"}]
    book = load_workbook(BytesIO(translation_bytes({**current.rows, "names": names}, current.scale)))
    for place, text in cells.items():
        sheet, _, cell = place.partition("_")
        book[sheet][cell] = text
    book.save(tmp_path / "translation.xlsx")
    return read_workbook(tmp_path / "translation.xlsx")


def test_welsh_is_filled_in_and_nothing_else_changes(tmp_path):
    filled = {"Recommendations_F2": "Gwneud 1.", "Progress_F3": "Dim cynnydd."}
    filled |= {"Key_D2": "Coch iawn", "Names_D2": "Data"}
    new = translated(tmp_path, **filled)
    assert is_translation(new)
    after = merge_three(None, CURRENT, new, is_download=False, first=CURRENT, choose=lambda _conflict: None).reading
    assert after.rows == {
        **CURRENT.rows,
        "monitoring": [],
        "recommendations": [
            recommendation("1", theme="Data", recommendation_cy="Gwneud 1."),
            recommendation("2", recommendation_cy="Gwneud 2."),
        ],
        "progress": [
            update("1", at=FEBRUARY, update="No progress."),
            update("1", at=JUNE, status="Amber", update="No progress.", update_cy="Dim cynnydd."),
        ],
        "names": [{**NO_NAME, "kind": "Theme", "name": "Data", "name_cy": "Data"}],
    }
    assert [status.name_cy for status in after.scale.statuses] == ["Coch iawn", "Ambr", "Gwyrdd"]
    assert after.issues == ()


def test_a_text_whose_english_has_changed_is_named_and_its_welsh_not_taken(tmp_path):
    new = translated(tmp_path, Recommendations_F2="Gwneud 1.")
    changed = replace(CURRENT, rows={**CURRENT.rows, "recommendations": [recommendation("1", recommendation="Other.")]})
    after = merge_three(None, changed, new, is_download=False, first=changed, choose=lambda _conflict: None).reading
    assert after.rows["recommendations"] == [recommendation("1", recommendation="Other.")]
    assert after.issues == (
        Issue("translation-changed", Severity.WARNING, "Recommendations", found="1, 2", details={"n": "2"}),
    )


ANN, BEN = local_actor("Ann"), local_actor("Ben")
OFFICE = OfficeName("The Office", "Office", "Y Swyddfa", "")
TITLE = DraftCell(EDITS, "Stalking", "1", "recommendations::title")


@pytest.fixture
def with_titles(store):
    listed = [recommendation(ref, title=f"Title {ref}") for ref in ("1", "2")]
    store.publish(candidate(rows("1", "2", recommendations=listed)), **ME)
    return store


def write(store, field, text, *, before="", key=("Stalking", "1"), actor=ANN, edit=0):
    return save_draft(store, DraftCell(EDITS, key[0], key[1], field), text, edit=edit, actor=actor, before=before)


def edited(store, number=1):
    drafts = drafts_of_round(store, EDITS, actor=ANN)
    return edited_rows(published_rows(store, number), drafts.values(), month="March 2026", office=OFFICE)


def publish_drafts(store, tables, drafts=None):
    """Publish drafts, or else all there are, as changes of the first version."""
    drafts = drafts or list(drafts_of_round(store, EDITS, actor=ANN).values())
    return publish_edits(store, candidate(tables), drafts, {}, PublishRequest(ANN, "Corrected.", 1))


def test_what_somebody_else_published_since_is_a_conflict_and_a_row_that_is_gone_is_named(with_titles):
    write(with_titles, "recommendations::title", "Mine", before="Title 1")
    row = row_name("progress", update("1"))
    write(with_titles, f"progress:{row}:status", "Green", before="Red")
    write(with_titles, "progress:+:status", "Green", key=("Stalking", "9"))
    tables = rows("1", recommendations=[recommendation("1", title="Theirs")], progress=[update("1", kind="Response")])
    with_titles.publish(candidate(tables), actor=BEN, reason="Other.")
    found = edited(with_titles, 2)
    assert found.conflicts == {TITLE: "Theirs"}
    assert {(cell.ref, cell.field.partition(":")[0]) for cell in found.lost} == {("1", "progress"), ("9", "progress")}


def test_publishing_forgets_what_it_published_and_keeps_what_was_written_since(with_titles):
    write(with_titles, "recommendations::title", "Another", before="Title 1")
    drafts = list(drafts_of_round(with_titles, EDITS, actor=ANN).values())
    write(with_titles, "recommendations::title", "A third", before="Title 1", edit=1)
    listed = [recommendation("1", title="Another"), recommendation("2", title="Title 2")]
    result = publish_drafts(with_titles, rows("1", "2", recommendations=listed), drafts)
    assert result.version.number == 2
    assert [draft.text for draft in drafts_of_round(with_titles, EDITS, actor=ANN).values()] == ["A third"]


def test_a_conflict_of_versions_publishes_and_forgets_nothing(with_titles):
    write(with_titles, "recommendations::title", "Another", before="Title 1")
    with_titles.publish(candidate(rows("1", "2", "3")), actor=BEN, reason="Other.")
    assert refusal(publish_drafts, with_titles, rows("1", "2")) is StoreErrorCode.CONFLICT
    assert with_titles.current() == 2
    assert len(drafts_of_round(with_titles, EDITS, actor=ANN)) == 1
