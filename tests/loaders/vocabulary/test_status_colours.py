import pytest

from loaders.vocabulary.status_words import NO_COLOUR_MATCH, ColourMatch, match_colour
from model.status.scale import RED_AMBER_GREEN, Scale, Status

FIVE = Scale(
    (
        Status("Red", colour="Red"),
        Status("Amber/Red", colour="Amber-Red"),
        Status("Amber", colour="Amber"),
        Status("Amber/Green", colour="Amber-Green"),
        Status("Green", complete=True, colour="Green"),
    )
)


@pytest.mark.parametrize(
    ("colour", "shade"),
    [
        ("#ff0000", ColourMatch("Red")),
        ("#ffc000", ColourMatch("Amber")),
        ("#92d050", ColourMatch("Green")),
        ("#ffff00", ColourMatch(None, ("Amber",), True)),
        ("#0070c0", ColourMatch(None, (), True)),
        ("#ddebf7", NO_COLOUR_MATCH),
        ("#d9d9d9", NO_COLOUR_MATCH),
    ],
)
def test_a_fill_is_the_status_of_its_hue_or_asks_or_means_nothing(colour, shade):
    assert match_colour(colour, RED_AMBER_GREEN) == shade


def test_on_a_scale_of_five_what_lies_between_two_colours_asks():
    shades = [match_colour(colour, FIVE) for colour in ("#ff0000", "#ed7d31", "#ffc000", "#c2d04f", "#00b050")]
    assert [shade.status for shade in shades] == ["Red", None, "Amber", "Amber/Green", "Green"]
    assert shades[1].candidates == ("Amber/Red", "Amber")


def test_a_colour_of_the_key_is_its_status_whatever_its_hue():
    scale = Scale((Status("Late", colour="#FFFF00"), Status("Done", complete=True, colour="#7030a0")))
    assert [match_colour(colour, scale).status for colour in ("#ffff00", "#7030a0", "#00b050")] == [
        "Late",
        "Done",
        None,
    ]
