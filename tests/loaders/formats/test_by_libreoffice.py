"""An .ods workbook that LibreOffice itself wrote is read as the workbook of Excel that it was made of."""

from loaders import read_workbook
from loaders.options import NO_OPTIONS
from tests.support.workbooks.layouts import issues, updates
from tests.support.workbooks.libreoffice import ODS, xlsx


def test_all_of_it_is_read_as_the_workbook_of_excel_is():
    there, here = (read_workbook(content, options=NO_OPTIONS, name="t") for content in (xlsx(), ODS.read_bytes()))
    assert (here.layout, here.rows, here.columns) == (there.layout, there.rows, there.columns)
    assert (here.scale, here.issues) == (there.scale, there.issues)


def test_its_colours_formats_merges_and_comments_are_what_people_see():
    reading = read_workbook(ODS.read_bytes(), name="t")
    assert [(row["ref"], row["recommendation"], row["theme"]) for row in reading.rows["recommendations"]] == [
        ("1", "Train\nall  officers.\nFinding: No\tcourse.", "Training"),
        ("2", "Share data – ŵŷ.", "Training"),
        ("3", "Fund a <post> & more.\nFinding: x", "Data"),
        ("4", "Ask.", "Data"),
    ]
    assert [one[:3] for one in updates(reading)] == [
        ("1", "February 2024", None),
        ("1", "June 2024", None),
        ("2", "February 2024", "Amber"),
        ("2", "June 2024", None),
        ("3", "February 2024", "Red"),
        ("3", "June 2024", None),
        ("4", "February 2024", "Red"),
    ]
    assert [row["evidence"] for row in reading.rows["progress"][1::2]] == [
        "% complete: 5.0%\nScore: £12.50\nEffort: 8:15",
        "% complete: 34.5%\nScore: £1,234.50\nEffort: 30:15",
        "% complete: 100.0%\nScore: £3.00\nEffort: 13:00",
    ]
    assert issues(reading) == [
        ("parts-hidden", "Our log"),
        ("parts-hidden", "Our log"),
        ("column-with-recommendation", "Our log D3"),
        ("column-as-evidence", "Our log I3"),
        ("column-as-evidence", "Our log J3"),
        ("column-as-evidence", "Our log K3"),
        ("comment-read", "Our log C4"),
        ("agencies-split", "Our log E4"),
        ("colour-unsure", "Our log F4"),
        ("status-unknown", "Our log G4"),
        ("conditional-format-not-read", "Our log G4"),
        ("status-unknown", "Our log G5"),
        ("status-unknown", "Our log G6"),
        ("status-from-colour", "Our log F7"),
        ("sheet-passed-over", "Lists"),
    ]
