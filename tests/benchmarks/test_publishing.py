from benchmarks.large_tracker import Size
from benchmarks.publishing import HEAD, measure


def test_each_thing_is_measured_beside_its_floor_and_writes_what_it_says(tmp_path):
    measured = measure(f"sqlite:///{(tmp_path / 'a.db').as_posix()}", Size(3, 2), repeats=2)
    assert [(one.what, one.written, len(one.pairs)) for one in measured] == [
        ("publish for the first time", 1 + 3 + 6 + 1 + 3, 1),
        ("publish one changed row", 1, 2),
        ("publish nothing new", 0, 2),
        ("load", 0, 2),
        ("roll back", 1, 2),
    ]
    assert {len(one.row()) for one in measured} == {len(HEAD)}
