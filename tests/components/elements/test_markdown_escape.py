import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.elements import escape_markdown

MARKDOWN = "\\`*_{}[]()#+-.!|~<>$:&^=\"'"


def read(markdown):
    """Return what Markdown of literal text shows: escapes are read, joiners have no width."""
    return re.sub(r"\\(.)", r"\1", markdown).replace("\u2060", "")


@given(st.text())
def test_what_is_shown_is_the_text_with_single_spaces(text):
    assert read(escape_markdown(text)) == " ".join(text.split()).replace("\u2060", "")


@given(st.text(alphabet=MARKDOWN + "ab \n"))
def test_every_sign_of_markdown_is_escaped(text):
    unescaped = re.sub(r"\\.", "", escape_markdown(text))
    assert not set(unescaped) & set(MARKDOWN)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("plain words", "plain words"),
        ("**bold**", r"\*\*bold\*\*"),
        (":red[x]", r"\:red\[x\]"),
        ("$x^2$", r"\$x\^2\$"),
        ("<img src=x>", r"\<img src\=x\>"),
        ("[a](b)", r"\[a\]\(b\)"),
        ("one\ntwo", "one two"),
        ("1. first", r"1\. first"),
    ],
)
def test_markup_is_escaped(text, markdown):
    assert escape_markdown(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "www.example.org",
        "me@example.org",
        "a -> b",
        "a <- b",
        "a -- b",
        "a >= b",
        ":material/home:",
    ],
)
def test_what_streamlit_reads_after_escapes_is_split(text):
    assert "\u2060" in escape_markdown(text)
