from dataclasses import replace

from analysis.texts.missing_welsh import missing_welsh, names_in_use
from model.status import Scale, Status
from tests.support.trackers import rows, tracker_of, update_row


def test_texts_names_and_statuses_without_welsh_are_counted_with_their_places():
    tracker = tracker_of(
        [
            {"ref": "1", "title": "One", "title_cy": "Un", "recommendation": "Train.", "theme": "Data"},
            {"ref": "2", "title": "Two", "recommendation": "Count.", "theme": "Data"},
        ],
        [update_row("2", "June 2024", "Amber", update="Slow."), update_row("2", "July 2024", "Amber", update="Fast.")],
    )
    scale = Scale((Status("Amber", name_cy="Ambr", meaning="Some."), Status("Green", complete=True)))
    found = {(sheet, heading): cells for sheet, heading, *cells in rows(missing_welsh(replace(tracker, scale=scale)))}
    assert found["Recommendations", "Title"] == [1, 2, ("2",)]
    assert found["Recommendations", "Recommendation"] == [2, 2, ("1", "2")]
    assert found["Progress", "Update"] == [2, 2, ("2",)]
    assert found["Monitoring", "Activity"] == [0, 0, ()]
    assert found["Key", "Status"] == [1, 2, ("Green",)]
    assert found["Key", "Meaning"] == [1, 1, ("Amber",)]
    assert found["Names", "Name"] == [1, 1, ("Data",)]


def test_refs_without_welsh_are_by_number_whatever_the_order_of_the_updates():
    updates = [update_row(ref, "June 2024", "Amber", update="Slow.") for ref in ("10", "9", "5")]
    found = missing_welsh(tracker_of([{"ref": ref} for ref in ("5", "9", "10")], updates))
    assert found.loc[found["heading"].eq("Update"), "places"].item() == ("5", "9", "10")


def test_a_name_that_is_used_and_not_listed_is_a_row_too():
    tracker = tracker_of(
        [{"ref": "1", "theme": "Data", "lead_agency": "Police", "supporting_agencies": "Courts; Police"}],
        names=[{"kind": "Agency", "name": "Police", "name_cy": "Heddlu"}],
    )
    found = rows(names_in_use(tracker), "kind", "name")
    assert found == [("Agency", "Police"), ("Theme", "Data"), ("Agency", "Courts")]
