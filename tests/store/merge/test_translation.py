from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from loaders import read_workbook
from loaders.canonical import translation_bytes
from model.issue import Issue, Severity
from model.status import RED_AMBER_GREEN
from model.tracker.columns import NAMES
from model.tracker.reading import Reading, Source
from store.merge import merge_three
from store.translation import is_translation
from tests.support.published_trackers import month, recommendation, rows, update
from tests.support.workbooks.canonical import write_workbook

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


def test_the_workbook_of_a_translator_is_recognised_and_a_tracker_is_not(tmp_path):
    assert is_translation(translated(tmp_path))
    assert not is_translation(read_workbook(write_workbook(tmp_path / "tracker.xlsx")))


def test_welsh_is_filled_in_and_nothing_else_changes(tmp_path):
    filled = {
        "Recommendations_F2": "Gwneud 1.",
        "Progress_F3": "Dim cynnydd.",
        "Key_D2": "Coch iawn",
        "Names_D2": "Data",
    }
    new = translated(tmp_path, **filled)
    after = merge_three(None, CURRENT, new).reading
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
    after = merge_three(None, changed, new).reading
    assert after.rows["recommendations"] == [recommendation("1", recommendation="Other.")]
    assert after.issues == (
        Issue("translation-changed", Severity.WARNING, "Recommendations", found="1, 2", details={"n": "2"}),
    )
