from analysis.updates.blank_cells import blank_cells
from tests.support.trackers import rows, tracker_of, update_row


def test_columns_with_blank_cells_are_counted_in_the_order_of_the_workbook():
    tracker = tracker_of(
        [{"ref": "1", "title": "One", "theme": "Data"}, {"ref": "2", "title": "Two"}],
        [update_row("1", "June 2024", "Amber"), update_row("2", "June 2024")],
    )
    counted = {(sheet, heading): (blank, of) for sheet, heading, blank, of in rows(blank_cells(tracker))}
    assert counted["Recommendations", "Theme"] == (1, 2)
    assert counted["Recommendations", "Target date"] == (2, 2)
    assert counted["Progress", "Status"] == (1, 2)
    assert ("Recommendations", "Title") not in counted
    assert ("Progress", "Date") not in counted
    assert not any(sheet == "Monitoring" for sheet, _ in counted)
    assert next(iter(counted)) == ("Recommendations", "Theme")
