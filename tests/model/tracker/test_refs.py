from model.tracker.rows import natural_order


def test_refs_are_sorted_as_people_number_them():
    refs = ["10", "R2", "3.10", "12a", "3.9", "12", "R10", "2", "02b"]
    assert sorted(refs, key=natural_order) == ["2", "02b", "3.9", "3.10", "10", "12", "12a", "R2", "R10"]


def test_a_number_of_any_length_is_sorted():
    long = "9" * 5000
    assert sorted([f"1{long}", long, "10"], key=natural_order) == ["10", long, f"1{long}"]
