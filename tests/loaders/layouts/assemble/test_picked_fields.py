"""A record: some of its fields, under other names, with their cells."""

from loaders.records import Record


def test_some_fields_of_a_record_keep_their_values_and_cells_under_other_names():
    record = Record(
        "Plan",
        4,
        {"ref": 1, "revised_target": 6, "title": 2},
        {"review": "Custody", "ref": "3", "revised_target": "May 2025", "title": "Staff"},
        outside_row={"review": ("Plan", "A1")},
        turned=True,
        action="Hire two officers.",
    )
    assert record.pick({"review": "review", "ref": "ref", "revised_target": "target", "theme": "theme"}) == Record(
        "Plan",
        4,
        {"ref": 1, "target": 6},
        {"review": "Custody", "ref": "3", "target": "May 2025"},
        outside_row={"review": ("Plan", "A1")},
        turned=True,
    )
