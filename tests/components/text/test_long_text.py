"""A long text is folded behind its beginning, and complete once it is opened."""

from typing import Any

import pytest

from components.texts import labelled_text
from model.language import Language
from tests.support.page_text import lines
from wording.catalogue import translator

_ = translator(Language.ENGLISH)
SENTENCE = "Funding is agreed for the post. "


def folded(nodes: Any):
    """Return the tag, the summary and the paragraphs of the only node."""
    ((tag, _attributes, summary, *paragraphs),) = nodes
    return tag, summary, paragraphs


def test_a_short_text_is_not_folded():
    nodes = labelled_text("Update", "Funding is agreed.\nThe post is filled.", _)
    assert lines(nodes) == ["Update: Funding is agreed.", "The post is filled."]
    assert [node[0] for node in nodes] == ["p", "p"]


def test_a_long_text_is_folded_behind_its_first_words_and_nothing_of_it_is_lost():
    text = (SENTENCE * 500).strip() + "\n" + SENTENCE * 500
    tag, summary, paragraphs = folded(labelled_text("Update", text, _))
    assert tag == "details"
    beginning = SENTENCE * 9 + "Funding is"
    assert lines([summary]) == [f"Update: {beginning} … Show the whole text (32,000 characters)"]
    assert [node[2] for node in paragraphs] == text.split("\n")


@pytest.mark.parametrize("text", ["x" * 32_000, "See " + "x" * 400])
def test_a_word_without_end_is_cut_within(text):
    _tag, summary, paragraphs = folded(labelled_text("Evidence", text, _))
    assert lines([summary]) == [f"Evidence: {text[:300]}… Show the whole text ({len(text):,} characters)"]
    assert [node[2] for node in paragraphs] == [text]
