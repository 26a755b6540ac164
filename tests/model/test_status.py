"""Scales: order, letters, shapes, colours and symbols of statuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.terms import (
    PALETTES,
    RED_AMBER_GREEN,
    Appearance,
    Language,
    Scale,
    Status,
    contrast,
    is_known_colour,
    status_ink,
    symbol_words,
    without_symbols,
)

FIVE = Scale(
    (Status("Red"), Status("Amber/Red"), Status("Amber"), Status("Amber/Green"), Status("Green", complete=True))
)


def _letters(scale, language=Language.ENGLISH):
    return [scale.letter(name, language) for name in scale.names]


def _scale(*names):
    return Scale(tuple(map(Status, names)))


def test_shapes_follow_the_order_and_never_the_colour():
    assert [FIVE.shape(name) for name in FIVE.names] == ["octagon", "square", "diamond", "shield", "circle"]


def test_every_complete_status_is_a_circle_even_the_only_one():
    scale = Scale((Status("Open"), Status("Closed", complete=True), Status("Verified", complete=True)))
    assert [scale.shape(name) for name in scale.names] == ["octagon", "circle", "circle"]
    assert Scale((Status("Done", complete=True),)).shape("Done") == "circle"


def test_letters_are_the_shortest_unique_prefixes_in_each_language():
    assert _letters(RED_AMBER_GREEN) == ["R", "A", "G"]
    assert _letters(RED_AMBER_GREEN, Language.WELSH) == ["C", "A", "G"]
    assert _letters(_scale("Blocked", "Behind", "Begun", "On track")) == ["BL", "BEH", "BEG", "O"]


def test_words_that_begin_alike_have_their_initials():
    assert _letters(FIVE) == ["R", "AR", "A", "AG", "G"]


def test_words_with_the_same_beginning_and_initials_keep_as_many_letters_as_it_takes():
    assert _letters(_scale("Green", "Greener")) == ["GREEN", "GREENE"]


def test_furthest_behind_are_the_statuses_that_are_not_complete_and_last_those_that_are():
    scale = Scale((Status("Red"), Status("Green", complete=True), Status("Amber"), Status("Blue", complete=True)))
    assert scale.furthest_behind == ("Red", "Amber", "not rated", "not reported", "Green", "Blue")


@pytest.mark.parametrize(
    ("names", "english", "welsh"),
    [
        (
            ("✅", "❌", "⚠️"),
            [("Green tick", "G"), ("Red cross", "R"), ("Warning sign", "W")],
            [("Tic gwyrdd", "T"), ("Croes goch", "C"), ("Arwydd rhybudd", "A")],
        ),
        (("🔴 Late", "Done ✅"), [("Late", "L"), ("Done", "D")], [("Late", "L"), ("Done", "D")]),
        (
            ("🔴 Open", "🟢 Open"),
            [("Open (red circle)", "ORC"), ("Open (green circle)", "OGC")],
            [("Open (cylch coch)", "OCC"), ("Open (cylch gwyrdd)", "OCG")],
        ),
        (
            ("Tick", "✔", "Open"),
            [("Tick", "T"), ("✔", "✔"), ("Open", "O")],
            [("Tick", "TICK"), ("Tic", "TIC"), ("Open", "O")],
        ),
    ],
    ids=["symbols", "symbols next to words", "the same words", "a symbol and its word"],
)
def test_a_status_is_shown_in_words_by_which_it_differs_from_every_other(names, english, welsh):
    scale = _scale(*names)
    for language, expected in ((Language.ENGLISH, english), (Language.WELSH, welsh)):
        assert [(scale.label(name, language), scale.letter(name, language)) for name in names] == expected


def test_the_welsh_of_the_key_is_shown_before_the_words_of_a_symbol():
    scale = Scale((Status("✅ Done", name_cy="✅ Wedi'i wneud"), Status("❌", name_cy="Nid yw wedi'i wneud")))
    assert [scale.label(name, Language.WELSH) for name in scale.names] == ["Wedi'i wneud", "Nid yw wedi'i wneud"]


COLOURS = ("red", "amber", "green", "blue", "purple", "amber-red", "amber-green", "grey", "black")


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("ground", ["page", "surface"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_what_is_written_on_a_page_can_be_read(appearance, ground, ink):
    palette = PALETTES[appearance]
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("appearance", Appearance)
@pytest.mark.parametrize("colour", COLOURS)
def test_a_status_can_be_read_and_stands_out_from_the_page(appearance, colour):
    ink = status_ink(Status("Any", colour=colour), appearance)
    assert contrast(ink.text, ink.fill) >= 4.5
    assert contrast(ink.edge, PALETTES[appearance].page) >= 3


@given(number=st.integers(0, 0xFFFFFF), appearance=st.sampled_from(Appearance))
def test_a_hexadecimal_colour_stays_readable_and_gets_an_edge(number, appearance):
    ink = status_ink(Status("Any", colour=f"#{number:06x}"), appearance)
    assert ink.fill == f"#{number:06x}"
    assert contrast(ink.text, ink.fill) >= 4.5
    assert contrast(ink.edge, PALETTES[appearance].page) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#b3261e", "#b3261e", 1)]
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


@pytest.mark.parametrize(
    ("text", "words", "english", "welsh"),
    [
        ("✅", "", "Green tick", "Tic gwyrdd"),
        ("✅ Done", "Done", "Green tick", "Tic gwyrdd"),
        ("Late 🔴", "Late", "Red circle", "Cylch coch"),
        ("⚠️", "", "Warning sign", "Arwydd rhybudd"),
        ("👍🏽 Agreed", "Agreed", "Thumbs up", "Bawd i fyny"),
        ("🔴🔴", "", "Red circle Red circle", "Cylch coch Cylch coch"),
        ("🦉", "", "Owl", "Owl"),
        ("◔", "", "Quarter-full circle", "Cylch chwarter llawn"),
        ("!", "", "", ""),
        ("Amber → Green ★", "Amber → Green ★", "", ""),
        ("Wedi'i gwblhau", "Wedi'i gwblhau", "", ""),
    ],
)
def test_a_symbol_has_words_in_both_languages_and_leaves_the_words_next_to_it(text, words, english, welsh):
    assert without_symbols(text) == words
    assert (symbol_words(text, Language.ENGLISH), symbol_words(text, Language.WELSH)) == (english, welsh)


def test_no_two_symbols_have_the_same_words_and_no_words_have_a_symbol():
    symbols = "✅✔✓☑❌✘✗✖✕❎☒☐⚠⛔🚫🛑🚧🚩🏁❗❓⌛⏳⏸⏰🔄🔒⭐👍👎🙂😐🙁○◔◑◕●🔴🟠🟡🟢🔵🟣🟤⚫⚪🟥🟧🟨🟩🟦🟪🟫⬛⬜"
    for language in Language:
        words = [symbol_words(symbol, language) for symbol in symbols]
        assert len(set(words)) == len(symbols)
        assert all(word.isprintable() and word == without_symbols(word) for word in words)
