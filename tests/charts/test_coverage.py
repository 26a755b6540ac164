import pandas as pd
import pytest

from model.status import PALETTES, Appearance
from tests.support.chart_tables import ENGLISH, draw_coverage


def _table(rounds):
    rows = [
        (group, group, month, f"{month:%b %Y}", reported, of, f"{reported} of {of}")
        for group, counts in (("Dyfed-Powys Police", (14, 16)), ("OPCC", (0, 1)))
        for month, reported in zip(
            pd.date_range("2024-01-01", periods=rounds, freq="MS"), counts * rounds, strict=False
        )
        for of in (counts[1],)
    ]
    columns = ["group", "group_label", "round", "round_label", "reported", "recommendations", "label"]
    return pd.DataFrame(rows, columns=columns)


def test_a_track_is_filled_as_far_as_recommendations_were_reported_on():
    tracks, filled = draw_coverage(_table(2), style=ENGLISH).data[:2]
    assert tracks.x == (0.9, 0.9, 0.9, 0.9)
    assert filled.x == pytest.approx((0.9 * 14 / 16, 0.9, 0.9))
    assert tracks.base == (-0.45, 0.55, -0.45, 0.55)
    assert filled.base == (-0.45, 0.55, 0.55)


def test_each_track_shows_how_many_of_how_many():
    figure = draw_coverage(_table(2), style=ENGLISH)
    assert figure.data[2].text == ("14 of 16", "16 of 16", "0 of 1", "1 of 1")
    assert figure.data[0].hovertext[0] == "Dyfed-Powys Police<br>Jan 2024<br>14 of 16"
    assert figure.data[3].text == ("Dyfed-Powys Police", "OPCC")
    assert figure.data[4].text == ("Jan 2024", "Feb 2024")


def test_many_rounds_have_labels_at_the_latest_only():
    figure = draw_coverage(_table(24), style=ENGLISH)
    assert figure.data[2].text == ("16 of 16", "1 of 1")
    assert len(figure.data[0].x) == 48


def test_no_colour_of_a_status_is_used():
    palette = PALETTES[Appearance.LIGHT]
    assert [trace.marker.color for trace in draw_coverage(_table(2), style=ENGLISH).data[:2]] == [
        palette.page,
        palette.muted,
    ]
