from benchmarks.publishing import HEAD, measure
from benchmarks.trackers.large_tracker import Size


def test_each_operation_is_measured_with_its_floor_and_writes_the_expected_rows(tmp_path):
    measured = measure(f"sqlite:///{(tmp_path / 'a.db').as_posix()}", Size(3, 2), repeats=2)
    assert [(measurement.what, measurement.written, len(measurement.pairs)) for measurement in measured] == [
        ("publish for the first time", 1 + 3 + 6 + 1 + 3, 1),
        ("publish one changed row", 1, 2),
        ("publish nothing new", 0, 2),
        ("load", 0, 2),
        ("load the tables of a page", 0, 2),
        ("roll back", 1, 2),
    ]
    assert {len(measurement.row()) for measurement in measured} == {len(HEAD)}
