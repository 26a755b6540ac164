"""The messages of issues: words that an office worker knows, and the problem before the remedy."""

import re

import pytest

from wording.extraction import read_welsh
from wording.issues.sentences import TEXTS
from wording.sentences import messages

INTERNAL = re.compile(
    r"\b(canonical|records?|likeness|only like|kept as evidence|read as completed|candidates?|fuzzy|parsed?|tokens?"
    r"|normalised|mapping|fields?|layouts?|items?|null|instance|issue code)\b",
    re.IGNORECASE,
)
INTERNAL_WELSH = re.compile(r"\b(canonaidd|cofnod|cofnodion|tebygrwydd|fel tystiolaeth|cynllun|eitem|eitemau|maes)\b")
PLACEHOLDER = re.compile(r"\{\w+\}|--\w+ [\w.]+")


def english():
    """Return every English sentence of the texts of issues."""
    for message in messages(TEXTS):
        yield from message


def internal_words(sentences, words=INTERNAL):
    return [sentence for sentence in sentences if words.search(PLACEHOLDER.sub("", sentence))]


def test_no_message_or_remedy_has_a_word_of_the_program():
    assert internal_words(english()) == []


def test_no_welsh_message_or_remedy_has_one():
    sentences = set(english())
    strings = [
        string
        for message in read_welsh()
        if message.id and (message.id if isinstance(message.id, str) else message.id[0]) in sentences
        for string in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    assert len(strings) > len(sentences) / 2
    assert internal_words(strings, INTERNAL_WELSH) == []


@pytest.mark.parametrize(
    "sentence",
    ["It was read as Theme, which it is only like.", "Each was kept as evidence.", "Use the canonical sheets."],
)
def test_a_word_of_the_program_is_found(sentence):
    assert internal_words([sentence, "Write the status in words: {field}."]) == [sentence]
