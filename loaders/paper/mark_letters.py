"""The letters that stand on a mark before its word, where a paper has them as text: "A Amber"."""

import re

_LETTERS = re.compile(r"(?P<letters>[^\W\d_]{1,4})\s+(?P<word>\S.*)")


def without_letters(text: str) -> str:
    """Return the word of a mark without the capitals before it, which are its first letters or its initials."""
    words = " ".join(text.split())
    found = _LETTERS.fullmatch(words)
    if found is None or not found["letters"].isupper():
        return words
    letters, word = found["letters"].casefold(), found["word"].casefold()
    initials = "".join(part[0] for part in re.findall(r"\w+", word))
    return found["word"] if word.startswith(letters) or initials == letters else words
