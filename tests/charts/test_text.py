import pytest

from charts.text import count_lines, escape_plotly, wrap_text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;", "&amp;lt;"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("Cynnydd %{x}", "Cynnydd %{x}"),
    ],
)
def test_what_was_typed_is_what_is_shown(typed, shown):
    assert escape_plotly(typed) == shown


def test_a_text_is_wrapped_between_words_and_escaped_afterwards():
    shown = wrap_text("Courts & Tribunals", width=80, size=13)
    assert shown == "Courts &amp;<br>Tribunals"
    assert count_lines(shown) == 2


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap_text("Perpetrator interventions and monitoring", width=110, size=14) == "Perpetrator<br>interventions…"
