import pytest

from loaders.vocabulary.status_words import (
    meaning_labels,
    order_worst_first,
    status_key,
    status_labels,
    symbol_colour,
)
from model.status.scale import RED_AMBER_GREEN, Scale, Status


def test_a_status_is_known_by_its_word_and_its_letter_in_either_language():
    labels = status_labels(RED_AMBER_GREEN)
    assert {label: labels[label] for label in ("red", "coch", "r", "c", "a", "ambr", "g", "gwyrdd")} == {
        "red": "Red",
        "coch": "Red",
        "r": "Red",
        "c": "Red",
        "a": "Amber",
        "ambr": "Amber",
        "g": "Green",
        "gwyrdd": "Green",
    }


def test_words_that_only_contain_a_status_mean_none():
    labels = status_labels(Scale((Status("Not complete"), Status("Complete", complete=True))))
    assert [word in labels for word in ("complete", "not complete", "incomplete", "nearly complete")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_english_letter_goes_before_a_welsh_one():
    labels = status_labels(Scale((Status("Green", name_cy="Coch"), Status("Complete", name_cy="Gwyrdd"))))
    assert (labels["g"], labels["c"]) == ("Green", "Complete")


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


def test_a_coloured_symbol_has_a_colour_where_it_can_be_drawn():
    assert [symbol_colour(word) for word in ("🔴 Late", "✅", "🟤", "⚠", "Red")] == ["Red", "Green", "", "", ""]
