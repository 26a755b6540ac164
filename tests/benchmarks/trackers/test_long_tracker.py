from benchmarks.trackers.large_tracker import Size
from benchmarks.trackers.long_tracker import FILLS, WORDS, long_rows, long_tracker
from loaders.client import read_in_worker

SIZE = Size(recommendations=3, rounds=2)


def test_a_long_tracker_is_read_as_a_row_for_each_update_with_statuses_as_words_or_fills():
    words, fills = (read_in_worker(long_tracker(SIZE, statuses)) for statuses in (WORDS, FILLS))
    assert (words.layout, fills.layout) == ("long", "long")
    statuses = [row["status"] for row in words.rows["progress"]]
    assert statuses == [row["status"] for row in fills.rows["progress"]]
    assert statuses == [("Red", "Amber", "Green")[int(row[5])] for row in long_rows(SIZE)]


def test_long_rows_have_texts_of_a_realistic_length():
    lengths = [len(str(row[column])) for row in long_rows(Size(50, 10)) for column in (1, 6)]
    assert min(lengths) >= 60 and max(lengths) <= 200
