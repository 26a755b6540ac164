import pytest

from charts.labels import SegmentLabel, fitting_label, percent


@pytest.mark.parametrize(
    ("room", "label"),
    [
        ((120, 23), SegmentLabel("2 not reported", True)),
        ((80, 40), SegmentLabel("2 not<br>reported", True)),
        ((80, 23), SegmentLabel("2", False)),
        ((120, 12), SegmentLabel("", False)),
        ((8, 40), SegmentLabel("", False)),
    ],
)
def test_a_segment_shows_the_fullest_label_that_fits(room, label):
    assert fitting_label("2", "not reported", width=room[0], height=room[1]) == label


def test_a_word_from_a_workbook_is_literal():
    assert fitting_label("2", "<i>Red</i>", width=300, height=30).text == "2 &lt;i&gt;Red&lt;/i&gt;"


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.001, "<1%"), (0.005, "0%"), (0.72, "72%"), (0.994, "99%"), (0.999, ">99%"), (1, "100%")],
)
def test_a_share_is_nothing_or_everything_only_where_it_is_exactly_that(share, written):
    assert percent(share) == written
