import pytest

from model.language import Language
from model.status import RED_AMBER_GREEN, Scale, Status

FIVE = Scale(
    (
        Status("Red"),
        Status("Amber/Red"),
        Status("Amber"),
        Status("Amber/Green"),
        Status("Green", complete=True),
    )
)


def _letters(scale, language=Language.ENGLISH):
    return [scale.letter(name, language) for name in scale.names]


def _scale(*names):
    return Scale(tuple(map(Status, names)))


def test_a_status_is_found_by_its_word_and_no_other():
    assert RED_AMBER_GREEN["Amber"].name_cy == "Ambr"
    with pytest.raises(KeyError):
        RED_AMBER_GREEN["Blue"]


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
