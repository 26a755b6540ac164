import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.status import PALETTES, Appearance, Status, contrast, is_known_colour, status_ink

COLOURS = ("red", "amber", "green", "blue", "purple", "amber-red", "amber-green", "grey", "black")


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("ground", ["page", "surface"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_what_is_written_on_a_page_can_be_read(appearance, ground, ink):
    palette = PALETTES[appearance]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("colour", COLOURS)
def test_what_is_written_on_a_status_can_be_read(appearance, colour):
    ink = status_ink(Status("Any", colour=colour), appearance)
    assert contrast(ink.text, ink.fill) >= 4.5


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("colour", COLOURS)
def test_the_edge_of_a_status_stands_out_from_the_page(appearance, colour):
    ink = status_ink(Status("Any", colour=colour), appearance)
    assert contrast(ink.edge, PALETTES[appearance].page) >= 3


@given(number=st.integers(0, 0xFFFFFF), appearance=st.sampled_from(Appearance))
def test_a_hexadecimal_colour_stays_readable_and_gets_an_edge(number, appearance):
    ink = status_ink(Status("Any", colour=f"#{number:06x}"), appearance)
    assert ink.fill == f"#{number:06x}"
    assert contrast(ink.text, ink.fill) >= 4.5
    assert contrast(ink.edge, PALETTES[appearance].page) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#b3261e", "#b3261e", 1)],
)
def test_contrast_is_the_ratio_of_wcag_in_either_order(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Red", True),
        (" AMBER ", True),
        ("Yellow", True),
        ("amber/green", True),
        ("#12aBcD", True),
        ("", True),
        ("#123", False),
        ("teal-ish", False),
    ],
)
def test_a_keys_colour_is_a_name_a_number_or_none(typed, known):
    assert is_known_colour(typed) is known


def test_an_alias_is_drawn_as_its_colour_and_an_unknown_one_grey():
    def inks(colour):
        return status_ink(Status("Any", colour=colour), Appearance.LIGHT)

    assert inks("Yellow") == inks("amber")
    assert inks("teal-ish") == inks("") == inks("grey")
