from benchmarks.readers_meanwhile import HEAD, readers_meanwhile
from benchmarks.trackers.large_tracker import Size


def test_a_reader_reads_while_others_have_papers_made():
    figures = readers_meanwhile(Size(60, 2), runs=3)
    assert len(figures.row()) == len(HEAD)
    assert (figures.tracker, len(figures.quiet.seconds), len(figures.meanwhile.seconds)) == ("120 updates", 3, 3)
