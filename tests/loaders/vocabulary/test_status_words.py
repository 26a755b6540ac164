import pytest

from loaders.vocabulary.status_words import (
    candidate_statuses,
    match_colour,
    meaning_labels,
    order_worst_first,
    status_key,
    status_labels,
)
from model.status import RED_AMBER_GREEN, Scale, Status


def test_amber_is_known_by_both_its_welsh_words_where_the_scale_has_it():
    assert status_labels(RED_AMBER_GREEN)["oren"] == "Amber"
    assert "oren" not in status_labels(Scale((Status("Open"), Status("Closed", complete=True))))


TICKS = Scale((Status("❌"), Status("✅ Done", name_cy="✅ Wedi'i wneud", complete=True)))
RED_TO_GREEN = {**meaning_labels(RED_AMBER_GREEN), **status_labels(RED_AMBER_GREEN)}


def test_a_status_with_a_symbol_is_known_by_the_words_in_which_it_is_shown():
    labels = status_labels(TICKS)
    assert {
        label: labels.get(label) for label in ("❌", "red cross", "croes goch", "r", "done", "wedi'i wneud", "d")
    } == {
        "❌": "❌",
        "red cross": "❌",
        "croes goch": "❌",
        "r": None,
        "done": "✅ Done",
        "wedi'i wneud": "✅ Done",
        "d": "✅ Done",
    }


def test_a_coloured_circle_means_the_one_status_with_its_colour():
    circles = {label: name for label, name in meaning_labels(RED_AMBER_GREEN).items() if len(label) == 1}
    assert circles == {"🔴": "Red", "🟠": "Amber", "🟡": "Amber", "🟢": "Green"}
    assert meaning_labels(Scale((Status("Late", colour="Red"), Status("Lost", colour="Red"), Status("Done")))) == {}
    assert meaning_labels(Scale((Status("Late", colour="Red"), Status("Done", colour="Blue"))))["🔵"] == "Done"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("🟢 Green", "green"),
        ("Amber ⚠️", "amber"),
        ("✔️", "✔"),
        ("🔴 Green", "🔴 green"),
        ("🟢 On track", "🟢 on track"),
        ("Red", "red"),
    ],
)
def test_the_words_next_to_a_symbol_are_a_status_unless_the_symbol_means_another(written, key):
    assert status_key(written, RED_TO_GREEN) == key


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        (("✅ Done", "🟡 In progress", "🔴 Late"), ("🔴 Late", "🟡 In progress", "✅ Done")),
        (("🟢 Fine", "🔴 Poor", "Middling"), ("🔴 Poor", "Middling", "🟢 Fine")),
        (("☑", "⏳", "☐"), ("☐", "⏳", "☑")),
    ],
)
def test_words_with_symbols_are_ordered_by_their_words_or_else_by_their_symbols(words, ordered):
    assert order_worst_first(words) == ordered


LABELS = status_labels(RED_AMBER_GREEN)
OPEN = status_labels(Scale((Status("Open"), Status("Closed", complete=True), Status("Closed early", complete=True))))


def test_the_longest_word_that_a_sentence_begins_with_is_the_candidate_unless_a_negation_follows():
    written = ["closed early: funded", "closed - done", "closed - not implemented"]
    assert [candidate_statuses(one, OPEN) for one in written] == [["Closed early"], ["Closed"], []]


FIVE = Scale(
    (
        Status("Red", colour="Red"),
        Status("Amber/Red", colour="Amber-Red"),
        Status("Amber", colour="Amber"),
        Status("Amber/Green", colour="Amber-Green"),
        Status("Green", complete=True, colour="Green"),
    )
)


def test_on_a_scale_of_five_what_lies_between_two_colours_asks():
    shades = [match_colour(colour, FIVE) for colour in ("#ff0000", "#ed7d31", "#ffc000", "#c2d04f", "#00b050")]
    assert [shade.status for shade in shades] == ["Red", None, "Amber", "Amber/Green", "Green"]
    assert shades[1].candidates == ("Amber/Red", "Amber")
